"""Asking the configured geocoders in order, within time limits, with a rest after failures."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, TypeVar

import structlog

from domain.errors import NobodyAnswered
from domain.geo.place_names import Bounds, NamedPlace
from domain.geo.positions import Point, distance_m

log = structlog.get_logger()
T = TypeVar("T")
ONE_S, ALL_S, NAME_S = 2.0, 4.0, 2.0
"""Seconds for one geocoder, for all of them, and for all if only the name of a road is asked."""

REST_S = 60.0
_FAILURES = 2
_LONGEST_TURN_S = 1.0
_MARGIN_M = 2_000.0


class Asked(Protocol):
    """One geocoder; its methods may raise anything."""

    async def find(self, text: str) -> Sequence[NamedPlace]:
        """Return the places of an address in WGS-84, the best first."""

    async def name(self, point: Point) -> str | None:
        """Return the name of the road or place at a WGS-84 position, or None."""

    async def close(self) -> None:
        """Close the connections."""


@dataclass(slots=True)
class Service:
    """A geocoder with a time limit, one retry, a rest after failures, and a pause between requests."""

    title: str
    asked: Asked
    pause_s: float = 0.0
    one_s: float = ONE_S
    clock: Callable[[], float] = monotonic
    _failures: int = 0
    _rests_until: float = 0.0
    _next_turn: float = 0.0
    _told: bool = False

    async def ask(self, question: Callable[[], Awaitable[T]]) -> T:
        """Run a question and return its answer.

        Raises:
            NobodyAnswered: The geocoder rests, is too busy, or failed twice.
        """
        if self.clock() < self._rests_until:
            raise NobodyAnswered(self.title)
        try:
            async with asyncio.timeout(self.one_s):
                answer = await self._twice(question)
        except NobodyAnswered:
            raise
        except Exception as error:  # noqa: BLE001  an external answer may break its parser in any way
            self._failed(error)
            raise NobodyAnswered(self.title) from None
        self._failures = 0
        if self._told:
            self._told = False
            log.info("geocoder_answers_again", geocoder=self.title)
        return answer

    async def _twice(self, question: Callable[[], Awaitable[T]]) -> T:
        await self._turn()
        try:
            return await question()
        except Exception as error:
            if _is_final(error):
                raise
        await self._turn()
        return await question()

    async def _turn(self) -> None:
        """Wait until the service's terms allow the next request.

        Raises:
            NobodyAnswered: The wait would be too long.
        """
        if not self.pause_s:
            return
        wait = max(0.0, self._next_turn - self.clock())
        if wait > _LONGEST_TURN_S:
            raise NobodyAnswered(self.title)
        self._next_turn = self.clock() + wait + self.pause_s
        await asyncio.sleep(wait)

    def _failed(self, error: Exception) -> None:
        self._failures += 1
        if self._failures < _FAILURES and not _is_final(error):
            return
        self._rests_until = self.clock() + REST_S
        if not self._told:
            self._told = True
            log.warning("geocoder_rests", geocoder=self.title, seconds=REST_S, error=_in_short(error))


def _is_final(error: Exception) -> bool:
    """Return whether a retry is useless, as the key is refused or its quota is used up."""
    return type(error).__name__ in {"GeocoderAuthenticationFailure", "GeocoderQuotaExceeded", "GeocoderRateLimited"}


def _in_short(error: Exception) -> str:
    """Return a short description of the error without the question, an answer or a key."""
    words = str(error) if type(error).__module__ == "geopy.exc" and str(error).isascii() else ""
    return f"{type(error).__name__} {words[:60]}".strip()


class Geocoders:
    """`services.ports.geocoder.Geocoder` over the configured services, asked one after another."""

    def __init__(self, services: Sequence[Service], bounds: Bounds) -> None:
        self._services = tuple(services)
        self._bounds = bounds

    @property
    def asks(self) -> bool:
        """Whether any service is configured."""
        return bool(self._services)

    async def find(self, text: str, near: Point | None) -> NamedPlace | None:
        """Return the first result within the district, or up to 2 km outside it; None if the address is unknown.

        Raises:
            NobodyAnswered: A service did not answer, and no other has a result.
        """

        async def ask(service: Service) -> NamedPlace | None:
            return self._best(await service.ask(lambda: service.asked.find(text)), near)

        return await self._first(ask, ALL_S)

    async def name(self, point: Point) -> str | None:
        """Return the first name; None if there is none, or, without asking, if the point is outside the district.

        Raises:
            NobodyAnswered: A service did not answer, and no other has a result.
        """
        if self._bounds.away_m(point.lat, point.lng) > _MARGIN_M:
            return None

        async def ask(service: Service) -> str | None:
            return await service.ask(lambda: service.asked.name(point))

        return await self._first(ask, NAME_S)

    async def close(self) -> None:
        """Close all connections."""
        for service in self._services:
            await service.asked.close()

    async def _first(self, ask: Callable[[Service], Awaitable[T | None]], seconds: float) -> T | None:
        """Return the first result; None if all services answered without one.

        Raises:
            NobodyAnswered: A service did not answer, and no other has a result.
        """
        silent = False
        try:
            async with asyncio.timeout(seconds):
                for service in self._services:
                    try:
                        answer = await ask(service)
                    except NobodyAnswered:
                        silent = True
                        continue
                    if answer is not None:
                        return answer
        except TimeoutError:
            silent = True
        if silent:
            raise NobodyAnswered
        return None

    def _best(self, places: Sequence[NamedPlace], near: Point | None) -> NamedPlace | None:
        within = [place for place in places if self._bounds.away_m(place.lat, place.lng) <= _MARGIN_M]
        if near is None:
            return next(iter(within), None)
        return min(within, key=lambda place: distance_m(place, near), default=None)
