"""The repository of who asks for stations and who is at which."""

from typing import Protocol

from domain.programme.check_ins import CheckIn
from domain.programme.place_asked import PlaceAsked


class Stations(Protocol):
    """The repository of riders at stations, and of those who were asked for their place to find some."""

    async def ask(self, asked: PlaceAsked) -> None:
        """Keep what a rider's place is asked for, in place of what it was asked for before."""

    async def asked(self, rider_id: int) -> PlaceAsked | None:
        """Return what a rider's place was asked for last, even if that is over by now; None once it is answered."""

    async def answered(self, rider_id: int) -> None:
        """Ask for a rider's place no more."""

    async def check_in(self, check_in: CheckIn) -> None:
        """Keep a rider's check-in, in place of the one before."""

    async def check_in_of(self, rider_id: int) -> CheckIn | None:
        """Return a rider's latest check-in, even if it is over."""

    async def held(self, station: str, now: int) -> int:
        """Return how many riders are checked in at a station now (ms UTC)."""

    async def purge(self, asked_before: int, ended_before: int) -> None:
        """Remove questions that were asked and check-ins that ended before these times, ms UTC."""
