"""Lessons: a rider reads one, answers its questions, and has completed it once all are answered rightly in one go."""

from dataclasses import dataclass

from domain.district.lessons import QUESTIONS, Lesson
from domain.errors import ConsentMissing, Stale
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.lesson_messages import LessonAsked, LessonShown, LessonsShown
from domain.programme.lessons import Attempt, Chosen, LessonGone, NoLessons, begun
from domain.programme.links import LinkKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.people import awarding, sanctions
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.programme import trainings
from services.programme.links import Opened, follows


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson and a rider's newest attempt at it, None where they never began it."""

    lesson: Lesson
    attempt: Attempt | None

    @property
    def goes_on(self) -> bool:
        """Whether some questions are answered and others are not."""
        it = self.attempt
        return it is not None and it.is_about(self.lesson) and not it.is_over and bool(it.answers)


@dataclass(frozen=True, slots=True)
class LessonsView:
    """All lessons of the district, in the order of their files."""

    lessons: tuple[LessonView, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of an attempt, from 0.

    Attributes:
        answer: What was chosen, by its place in the lesson's file; None where it is still to be answered.
        points: What completing the lesson gave, where this attempt is the one that did.
    """

    lesson: Lesson
    attempt: Attempt
    question: int
    answer: int | None
    points: int


async def show_list(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Show a rider all lessons. Raises NoLessons where the district has none."""
    if not deps.district.lessons:
        raise NoLessons
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    await answer(tx, deps, rider, LessonsShown())


@follows(LinkKind.LESSON)
async def open_link(it: Opened) -> None:
    """Show the lesson of a link. Raises LessonGone."""
    await show(it.tx, it.deps, it.rider, it.code)


async def show(tx: Transaction, deps: Deps, rider: Rider, lesson: str) -> None:
    """Show a lesson. Raises LessonGone, ConsentMissing."""
    await answer(tx, deps, rider, LessonShown(_known(deps, rider, lesson).id))


async def begin(tx: Transaction, deps: Deps, rider: Rider, lesson: str, edits: int) -> None:
    """Ask the next question of the rider's attempt, of a new one where the last is over, in place of what was pressed.

    Raises:
        LessonGone: There is no such lesson any more.
        ConsentMissing: The rider has not agreed to the terms, or not to the current ones.
        Barred: They are banned.
    """
    sanctions.refuse_banned(deps, rider)
    known = _known(deps, rider, lesson)
    former = await tx.lessons.at(rider.id, lesson)
    attempt = begun(former, rider.id, known, deps.ids.new(), deps.clock.now())
    if attempt != former:
        await tx.lessons.keep(attempt)
    await answer(tx, deps, rider, LessonAsked(lesson, attempt.id, len(attempt.answers), edits=edits))


async def choose(tx: Transaction, deps: Deps, rider: Rider, chosen: Chosen, edits: int) -> bool:
    """Take a rider's answer to the next question of their attempt, once, and say whether it is right.

    What all answers complete earns the lesson's points and its training, once for each rider and lesson. A key of
    an attempt that is not theirs any more, or to a question that was answered, is drawn anew as things are now.

    Returns:
        Whether it was taken.

    Raises:
        LessonGone, ConsentMissing, Barred: See `begin`.
        Stale: There is no such question, or no such choice.
    """
    sanctions.refuse_banned(deps, rider)
    known = _known(deps, rider, chosen.lesson)
    if chosen.question not in range(QUESTIONS):
        raise Stale
    attempt = await tx.lessons.at(rider.id, known.id)
    if attempt is None or attempt.id != chosen.attempt_id or not attempt.is_about(known):
        await answer(tx, deps, rider, LessonShown(known.id, edits=edits))
        return False
    is_next = chosen.question == len(attempt.answers)
    if is_next:
        if chosen.choice not in range(len(known.questions[chosen.question].choices)):
            raise Stale
        await _take(tx, deps, known, attempt.answered(known, chosen.choice, deps.clock.now()))
    shown = min(chosen.question, len(attempt.answers))
    await answer(tx, deps, rider, LessonAsked(known.id, attempt.id, shown, edits=edits))
    return is_next


async def _take(tx: Transaction, deps: Deps, lesson: Lesson, attempt: Attempt) -> None:
    await tx.lessons.keep(attempt)
    if not attempt.completes:
        return
    cause = _cause_of(lesson, attempt.rider_id)
    if lesson.badge:
        await trainings.complete(tx, deps, attempt.rider_id, lesson.badge, cause)
    if lesson.points:
        await awarding.give(tx, deps, attempt.rider_id, Merit.LESSON, lesson.points, cause)


def _cause_of(lesson: Lesson, rider_id: int) -> str:
    """Return the cause under which a rider earns points and a training by a lesson."""
    return f"{Merit.LESSON.value}:{lesson.id}:{rider_id}"


def _known(deps: Deps, rider: Rider, lesson: str) -> Lesson:
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    if lesson not in deps.district.lessons:
        raise LessonGone
    return deps.district.lessons[lesson]


@gather.register
async def lessons_view(meaning: LessonsShown, reading: Reading) -> LessonsView | None:
    """Return all lessons and how far the rider is with each; None in a group."""
    del meaning
    if reading.rider is None:
        return None
    begun_by = {each.lesson: each for each in await reading.tx.lessons.of_rider(reading.rider.id)}
    known = reading.deps.district.lessons.values()
    return LessonsView(tuple(LessonView(each, begun_by.get(each.id)) for each in known))


@gather.register
async def lesson_view(meaning: LessonShown, reading: Reading) -> LessonView | None:
    """Return one lesson; None where it is gone, or in a group."""
    lesson = reading.deps.district.lessons.get(meaning.lesson)
    if lesson is None or reading.rider is None:
        return None
    return LessonView(lesson, await reading.tx.lessons.at(reading.rider.id, lesson.id))


@gather.register
async def question_view(meaning: LessonAsked, reading: Reading) -> QuestionView | None:
    """Return a question as it stands; None where the lesson is gone or another, or another attempt was begun."""
    lesson, rider = reading.deps.district.lessons.get(meaning.lesson), reading.rider
    attempt = await reading.tx.lessons.at(rider.id, meaning.lesson) if rider is not None else None
    if lesson is None or attempt is None or attempt.id != meaning.attempt_id or not attempt.is_about(lesson):
        return None
    answered = meaning.question < len(attempt.answers)
    entry: Entry | None = None
    if attempt.completes:
        entry = await reading.tx.ledger.of_cause(_cause_of(lesson, attempt.rider_id))
    return QuestionView(
        lesson,
        attempt,
        meaning.question,
        attempt.answers[meaning.question] if answered else None,
        entry.points if entry is not None else 0,
    )
