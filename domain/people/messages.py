"""The messages to a person about themselves and the bot."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Notice


@dataclass(frozen=True, slots=True)
class Welcome(Notice, name="welcome"):
    """The first screen; `agreed` says whether the rider has agreed to its terms.

    By these, photos go to the host `photos_to`, "" for none.
    """

    agreed: bool = False
    photos_to: str = ""


class LanguageAsked(Notice, name="language"):
    """The question for the rider's language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Help(Notice, name="help"):
    """Advice on what to send, for words that name no problem; with `guesses`, slugs, whether one of them is meant."""

    guesses: tuple[str, ...] = ()


class HowTo(FixedNotice, name="how_to"):
    """How the bot works, and its commands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class UnknownCommand(Notice, name="unknown_command"):
    """There is no such command; `nearest` is one that is written nearly so, "" if none is."""

    nearest: str = ""


class Failed(FixedNotice, name="failed"):
    """An apology: an internal error occurred."""

    __slots__ = ()


class ForgetAsked(Notice, name="forget_asked"):
    """The question whether to erase what is the rider's own, with the key that does it."""

    __slots__ = ()


class Forgotten(FixedNotice, name="forgotten"):
    """What was the rider's own is erased; the last message, of which nothing is recorded."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class MyData(Notice, name="my_data", reads_much=True):
    """A file with what is the rider's own: `part` of `parts`, with these photos, and the record in the first."""

    part: int = 1
    parts: int = 1
    photo_ids: tuple[int, ...] = ()


class MyDataComing(FixedNotice, name="my_data_coming"):
    """The files are being made."""

    __slots__ = ()


class MyDataToday(FixedNotice, name="my_data_today"):
    """The rider had their files today."""

    __slots__ = ()


class PointsShown(Notice, name="points", reads_much=True):
    """A rider's balance and newest ledger entries."""

    __slots__ = ()
