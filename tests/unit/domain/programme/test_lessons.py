"""Attempts at lessons: all right in one go completes one, once, and choices never stand where they stood before."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.district.lessons import Choice, Lesson, Question
from domain.programme.lessons import Attempt, begun, order

_CHOICES = tuple(Choice(f"选{n}", f"choice {n}") for n in range(3))
_QUESTIONS = tuple(Question(f"问{n}", f"question {n}", "因为", "because", _CHOICES, right=n) for n in range(3))
LESSON = Lesson("fire", "消防", "Fire", "字", "text", _QUESTIONS, "mark", "fire.png", "picture")
ANSWERS = st.lists(st.integers(0, 2), min_size=3, max_size=3)


def answered(attempt: Attempt, answers: list[int], now: int = 2) -> Attempt:
    for each in answers:
        attempt = attempt.answered(LESSON, each, now)
    return attempt


@given(st.lists(ANSWERS, max_size=6))
def test_the_first_attempt_with_all_right_completes_it_and_no_other(attempts: list[list[int]]) -> None:
    attempt, completing = None, []
    for number, answers in enumerate(attempts, 1):
        attempt = answered(begun(attempt, 7, LESSON, 100 + number, number), answers, number)
        assert attempt.number == number
        assert attempt.is_over
        if attempt.completes:
            completing.append(number)
    all_right = [number for number, answers in enumerate(attempts, 1) if answers == [0, 1, 2]]
    assert completing == all_right[:1]
    if attempt is not None:
        assert attempt.done_at == (all_right[0] if all_right else None)


@given(ANSWERS, st.integers(0, 2))
def test_who_comes_back_goes_on_where_they_were(answers: list[int], after: int) -> None:
    attempt = answered(begun(None, 7, LESSON, 100, 1), answers[:after])
    assert begun(attempt, 7, LESSON, 101, 9) == attempt


@given(ANSWERS)
def test_other_questions_are_begun_anew_and_what_was_completed_stays(answers: list[int]) -> None:
    done = answered(begun(None, 7, LESSON, 100, 1), [0, 1, 2])
    other = replace(LESSON, mark="other")
    assert not done.has_all_right(other)
    anew = begun(done, 7, other, 101, 9)
    assert (anew.id, anew.number, anew.answers, anew.done_at) == (101, 2, (), done.done_at)
    for each in answers:
        anew = anew.answered(other, each, 10)
    assert not anew.completes


@given(st.integers(1, 2**40), st.integers(1, 50), st.integers(0, 2), st.integers(2, 4))
def test_choices_stand_elsewhere_in_the_next_attempt(rider: int, number: int, question: int, choices: int) -> None:
    attempt = Attempt(100, rider, "fire", "mark", number, 1)
    first, then = order(attempt, question, choices), order(replace(attempt, number=number + 1), question, choices)
    assert sorted(first) == sorted(then) == list(range(choices))
    assert all(before != after for before, after in zip(first, then, strict=True))


def test_the_right_choice_stands_everywhere_for_somebody() -> None:
    firsts = {order(Attempt(1, rider, "fire", "mark", 1, 1), 0, 3)[0] for rider in range(40)}
    assert firsts == {0, 1, 2}
