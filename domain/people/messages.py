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
class PointsShown(Notice, name="points"):
    """A rider's balance and newest ledger entries."""
