"""How far riders are with lessons: attempts, in which choices stand in another order each time."""

import hashlib
from dataclasses import dataclass, replace
from typing import Self

from domain.district.lessons import QUESTIONS, Lesson
from domain.errors import Refused


class NoLessons(Refused):
    """The district has no lessons."""


class LessonGone(Refused):
    """There is no such lesson, or no more."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a key below a question says: the attempt, and the places of the question and the choice in the file."""

    attempt_id: int
    lesson: str
    question: int
    choice: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rider's newest attempt at a lesson (ms UTC).

    Attributes:
        id: Named by its keys; no other attempt has it.
        mark: That of the questions that it is about.
        number: How many there were with it; it decides in which order choices stand.
        answers: What was chosen so far, by the places of choices in the lesson's file.
        at: When it was begun or answered last.
        done_at, done_in: When the lesson was completed first and in which attempt; None as long as it is not.
    """

    id: int
    rider_id: int
    lesson: str
    mark: str
    number: int
    at: int
    answers: tuple[int, ...] = ()
    done_at: int | None = None
    done_in: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether all questions are answered."""
        return len(self.answers) == QUESTIONS

    @property
    def completes(self) -> bool:
        """Whether this attempt is the one that completed the lesson."""
        return self.done_in == self.number

    def is_about(self, lesson: Lesson) -> bool:
        """Return whether its answers are to the lesson's questions of now."""
        return (self.lesson, self.mark) == (lesson.id, lesson.mark)

    def right(self, lesson: Lesson) -> int:
        """Return how many answers are right."""
        return sum(question.right == answer for question, answer in zip(lesson.questions, self.answers, strict=False))

    def has_all_right(self, lesson: Lesson) -> bool:
        """Return whether all questions are answered, and rightly: nothing less completes a lesson."""
        return self.is_about(lesson) and self.right(lesson) == QUESTIONS

    def answered(self, lesson: Lesson, choice: int, now: int) -> Self:
        """Return it with an answer to its next question; the first time that all are right completes the lesson."""
        after = replace(self, answers=(*self.answers, choice), at=now)
        if after.done_at is None and after.has_all_right(lesson):
            return replace(after, done_at=now, done_in=after.number)
        return after


def begun(former: Attempt | None, rider_id: int, lesson: Lesson, attempt_id: int, now: int) -> Attempt:
    """Return the attempt that goes on, or else a new one with this id; what was completed stays so."""
    if former is None:
        return Attempt(attempt_id, rider_id, lesson.id, lesson.mark, 1, now)
    if former.is_about(lesson) and not former.is_over:
        return former
    return replace(former, id=attempt_id, mark=lesson.mark, number=former.number + 1, answers=(), at=now)


def order(attempt: Attempt, question: int, choices: int) -> tuple[int, ...]:
    """Return the places in the file of a question's choices, as they stand in this attempt.

    Each rider has an order of their own, and with each attempt it is turned by one: no choice stands where it stood in
    the attempt before, so that pressing the same keys again leads nowhere.
    """
    shuffled = sorted(range(choices), key=lambda choice: _lot(attempt, question, choice))
    turned = attempt.number % choices
    return (*shuffled[turned:], *shuffled[:turned])


def _lot(attempt: Attempt, question: int, choice: int) -> bytes:
    return hashlib.sha256(f"{attempt.rider_id}:{attempt.lesson}:{question}:{choice}".encode()).digest()
