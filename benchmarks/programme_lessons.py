"""How far a city's riders are with lessons, and the lessons' screens."""

from collections.abc import Iterator
from typing import Any, Final

from benchmarks.growth_life import NOW
from benchmarks.growth_year import Rows
from domain.district.district import District
from domain.messages import Meaning
from domain.programme.lesson_messages import LessonAsked, LessonShown, LessonsShown

_LAST: Final = 2
"""The question that was answered last, which shows the result."""


def lesson_rows(district: District, riders: int) -> Rows:
    """Return that each rider has completed each lesson at the second attempt."""
    return {"lesson_attempt": list(_attempts(district, riders))}


def _attempts(district: District, riders: int) -> Iterator[tuple[Any, ...]]:
    for rider in range(1, riders + 1):
        for each, lesson in enumerate(district.lessons.values()):
            answers = str([question.right for question in lesson.questions])
            yield rider, lesson.id, _key(district, rider) + each, lesson.mark, 2, NOW, answers, NOW, 2


def _key(district: District, rider: int) -> int:
    """Return the id of a rider's attempt at the first lesson."""
    return rider * len(district.lessons)


def lesson_screens(district: District, rider: int) -> dict[str, tuple[int, Meaning]]:
    """Return what is shown to a rider."""
    lesson = next(iter(district.lessons))
    return {
        "/lessons": (rider, LessonsShown()),
        "a lesson": (rider, LessonShown(lesson)),
        "a lesson's result": (rider, LessonAsked(lesson, _key(district, rider), _LAST)),
    }
