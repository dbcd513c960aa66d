"""The messages to a person about themselves and the bot."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Notice


@dataclass(frozen=True, slots=True)
class Welcome(Notice, name="welcome"):
    """The first screen; `agreed` says whether the rider has agreed to its terms."""

    agreed: bool = False


@dataclass(frozen=True, slots=True)
class LanguageAsked(Notice, name="language"):
    """The question for the rider's language."""


@dataclass(frozen=True, slots=True)
class Help(Notice, name="help"):
    """Advice on what to send, for words that describe no problem."""


@dataclass(frozen=True, slots=True)
class HowTo(FixedNotice, name="how_to"):
    """How the bot works, and its commands."""


@dataclass(frozen=True, slots=True)
class Failed(FixedNotice, name="failed"):
    """An apology: an internal error occurred."""


@dataclass(frozen=True, slots=True)
class ForgetAsked(Notice, name="forget_asked"):
    """The question whether to erase what is the rider's own, with the key that does it."""


@dataclass(frozen=True, slots=True)
class Forgotten(FixedNotice, name="forgotten"):
    """What was the rider's own is erased; the last message, of which nothing is recorded."""


@dataclass(frozen=True, slots=True)
class MyData(Notice, name="my_data"):
    """A file with what is the rider's own: `part` of `parts`, with these photos, and the record in the first."""

    part: int = 1
    parts: int = 1
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MyDataComing(FixedNotice, name="my_data_coming"):
    """The files are being made."""


@dataclass(frozen=True, slots=True)
class MyDataToday(FixedNotice, name="my_data_today"):
    """The rider had their files today."""


@dataclass(frozen=True, slots=True)
class PointsShown(Notice, name="points"):
    """A rider's balance and newest ledger entries."""
