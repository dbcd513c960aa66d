"""The messages of lessons to riders."""

from dataclasses import dataclass

from domain.messages import Notice


@dataclass(frozen=True, slots=True)
class LessonsShown(Notice, name="lessons"):
    """All lessons, and which of them the rider has completed."""


@dataclass(frozen=True, slots=True)
class LessonShown(Notice, name="lesson"):
    """One lesson: its picture and what it says."""

    lesson: str


@dataclass(frozen=True, slots=True)
class LessonAsked(Notice, name="lesson_asked"):
    """A question of a lesson, from 0, in an attempt; with what was answered once it is."""

    lesson: str
    attempt_id: int
    question: int
