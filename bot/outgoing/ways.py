"""The ways in which one message can be sent: as it is, then with less and less that Telegram may refuse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from bot.outgoing.outcomes import Outcome


class Pictures(Enum):
    """How the photos or the clip of a message are shown."""

    PHOTO = auto()
    FILE = auto()
    LEFT_OUT = auto()


@dataclass(frozen=True, slots=True)
class Way:
    """One way of sending.

    Attributes:
        pictures: How photos are shown.
        uploads: Whether photos are uploaded though Telegram has given them ids.
        plain: Whether markup is left out.
        keys: Whether its keys stand below it.
        in_topic: Whether it goes to its topic, else to the general one.
        says: The line that stands in place of photos that are left out.
    """

    pictures: Pictures = Pictures.PHOTO
    uploads: bool = False
    plain: bool = False
    keys: bool = True
    in_topic: bool = True
    says: str = ""


AS_IT_IS: Final = Way()


def other_way(way: Way, outcome: Outcome) -> Way | None:
    """Return the next way after Telegram answered `outcome` to this one; None if there is none."""
    others = (step(way) for step in _STEPS.get(outcome, ()))
    return next((other for other in others if other != way), None)


def _with_uploads(way: Way) -> Way:
    return replace(way, uploads=True)


def _as_file(way: Way) -> Way:
    return replace(way, pictures=Pictures.FILE) if way.pictures is Pictures.PHOTO else way


def _without_pictures(way: Way) -> Way:
    return replace(way, pictures=Pictures.LEFT_OUT)


def _without_markup(way: Way) -> Way:
    return replace(way, plain=True)


def _without_keys(way: Way) -> Way:
    return replace(way, keys=False)


def _without_topic(way: Way) -> Way:
    return replace(way, in_topic=False)


_STEPS: Final[Mapping[Outcome, tuple[Callable[[Way], Way], ...]]] = {
    Outcome.NO_TOPIC: (_without_topic,),
    Outcome.NO_FILE: (_with_uploads, _as_file, _without_pictures),
    Outcome.NO_PHOTO: (_as_file, _without_pictures),
    Outcome.NO_CLIP: (_without_pictures,),
    Outcome.REFUSED: (_without_markup, _without_pictures, _without_keys),
}
