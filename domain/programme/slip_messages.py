"""The messages of delay slips: to riders who make them, and to who verifies them."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Notice


@dataclass(frozen=True, slots=True)
class SlipsShown(Notice, name="slips"):
    """A page, from 0, of the deeds for which the rider can have a slip."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SlipAsked(Notice, name="slip"):
    """What would stand on a slip, with the keys by which the rider adds to it and makes it."""

    slip_id: int


@dataclass(frozen=True, slots=True)
class SlipNameAsked(Notice, name="slip_name_asked"):
    """The question what name is to stand on a slip, answered by a reply."""

    slip_id: int


@dataclass(frozen=True, slots=True)
class SlipMade(Notice, name="slip_made"):
    """A slip that was made, as a picture."""

    slip_id: int


@dataclass(frozen=True, slots=True)
class SlipVerified(Notice, name="slip_verified"):
    """Whether a slip holds and what stands on it, to who knows its code."""

    slip_id: int


class SlipUnknown(FixedNotice, name="slip_unknown"):
    """There is no slip with this code."""

    __slots__ = ()


class VerifyHow(FixedNotice, name="verify_how"):
    """How a slip is verified."""

    __slots__ = ()
