"""The lessons that a district has: a picture, a few words, three questions."""

from dataclasses import dataclass, field
from typing import Final

QUESTIONS: Final = 3
"""How many questions each lesson asks."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its choices of which that at `right` is right, and why it is, which is said after an answer."""

    zh: str
    en: str
    why_zh: str
    why_en: str
    choices: tuple[Choice, ...]
    right: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.

    Attributes:
        id: The name of its file.
        zh, en: The title; `sign` stands before it.
        text_zh, text_en: What is said below the picture.
        mark: Another one when its questions are others.
        picture: The path of its picture; two are told apart by `picture_mark`, the hash of its content.
        badge: The colour for which it counts as a training, "" for none.
        points: What completing it earns.
    """

    id: str
    zh: str
    en: str
    text_zh: str
    text_en: str
    questions: tuple[Question, ...]
    mark: str
    picture: str = field(compare=False)
    picture_mark: str
    sign: str = ""
    badge: str = ""
    points: int = 0
