"""What a person is told of themselves and of the bot."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Notice


@dataclass(frozen=True, slots=True)
class Welcome(Notice, name="welcome"):
    """The first screen; `agreed` to the terms on it already or not."""

    agreed: bool = False


@dataclass(frozen=True, slots=True)
class LanguageAsked(Notice, name="language"):
    """In which language to write."""


@dataclass(frozen=True, slots=True)
class Help(Notice, name="help"):
    """What to send, to somebody whose words name no problem."""


@dataclass(frozen=True, slots=True)
class HowTo(FixedNotice, name="how_to"):
    """How it works, and the commands."""


@dataclass(frozen=True, slots=True)
class Failed(FixedNotice, name="failed"):
    """Something of ours went wrong."""


@dataclass(frozen=True, slots=True)
class PointsShown(Notice, name="points"):
    """A rider's balance and how the last points came."""
