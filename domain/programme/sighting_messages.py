"""The messages of sightings of missing persons: to riders who saw something, and to the staff who look."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Manner, Meaning, Notice


class SightingAsked(FixedNotice, name="sighting_asked"):
    """After *seen here*: where, and what it takes of a photo."""

    __slots__ = ()


class SightingLacksPlace(FixedNotice, name="sighting_lacks_place"):
    """What was sent of a sighting is kept; staff are told once its place is known."""

    __slots__ = ()


class SightingForwarded(FixedNotice, name="sighting_forwarded"):
    """What was forwarded is no sighting of who forwards it."""

    __slots__ = ()


class SightingUnread(FixedNotice, name="sighting_unread"):
    """A recording says nothing of a sighting that could be passed on."""

    __slots__ = ()


class SightingThanks(FixedNotice, name="sighting_thanks"):
    """Staff are told: what the rider does now, and what not."""

    __slots__ = ()


class SightingNoPlace(FixedNotice, name="sighting_no_place"):
    """Nobody is asked for a place any more, and none came."""

    __slots__ = ()


class MissingOverTold(FixedNotice, name="missing_over_told"):
    """The call is over: whoever sees the person calls the police."""

    __slots__ = ()


class LookoutMuted(FixedNotice, name="lookout_muted"):
    """The rider hears of missing persons no more."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SightingTold(Meaning, name="sighting", manner=Manner.CARD):
    """To the staff who look for a missing person: what a rider saw, and where."""

    sighting_id: int


@dataclass(frozen=True, slots=True)
class FromSearch(Notice, name="from_search"):
    """To a rider who saw a missing person: what staff answer."""

    words: str
