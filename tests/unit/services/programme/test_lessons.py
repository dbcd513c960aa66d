"""Lessons: answered once, completed once with points and a training, and old keys that are pressed late."""

import asyncio
from dataclasses import replace

import pytest

from domain.district.badges import Knight
from domain.errors import Barred, ConsentMissing, Stale
from domain.people.points import Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.badge_messages import BadgesShown
from domain.programme.lesson_messages import LessonAsked, LessonShown, LessonsShown
from domain.programme.lessons import Attempt, Chosen, LessonGone, NoLessons
from domain.programme.links import LinkKind, StartLink
from services.programme import lessons, links
from services.upkeep import forgetting
from services.upkeep.my_data import record_of
from tests.usecases import Case

CARD = 4711


async def begun(case: Case, rider: Rider, lesson: str = "traffic") -> Attempt:
    await case.do(lessons.begin, rider, lesson, CARD)
    found = await case.database.read(lambda tx: tx.lessons.at(rider.id, lesson))
    assert found is not None
    return found


async def answers(case: Case, rider: Rider, *choices: int, lesson: str = "traffic") -> list[bool]:
    """Answer the questions by the places of choices in the file, from the next on, and return what was taken."""
    attempt = await begun(case, rider, lesson)
    first = len(attempt.answers)
    return [
        await case.do(lessons.choose, rider, Chosen(attempt.id, lesson, first + number, each), CARD)
        for number, each in enumerate(choices)
    ]


def right(case: Case, lesson: str = "traffic") -> list[int]:
    return [each.right for each in case.deps.district.lessons[lesson].questions]


async def gained(case: Case, rider: Rider) -> tuple[int, int]:
    """Return a rider's points by lessons, and their trainings."""
    entries = await case.database.read(lambda tx: tx.ledger.last(rider.id, 50))
    trained = await case.database.read(lambda tx: tx.badges.trainings_of(rider.id))
    return sum(each.points for each in entries if each.merit is Merit.LESSON), len(trained)


async def test_all_right_in_one_attempt_earns_points_and_a_training_once(case: Case) -> None:
    rider = await case.rider()
    wrong = [(each + 1) % 3 for each in right(case)]
    assert await answers(case, rider, *wrong) == [True] * 3
    assert await gained(case, rider) == (0, 0)
    for _ in range(2):
        await answers(case, rider, *right(case))
    assert await gained(case, rider) == (2, 1)
    (training,) = await case.database.read(lambda tx: tx.badges.trainings_of(rider.id))
    assert (training.knight, training.cause) == (Knight.FLASH, f"lesson:traffic:{rider.id}")


async def test_two_right_and_then_the_third_in_another_attempt_complete_nothing(case: Case) -> None:
    rider, all_right = await case.rider(), right(case)
    await answers(case, rider, all_right[0], all_right[1], (all_right[2] + 1) % 3)
    await answers(case, rider, (all_right[0] + 1) % 3, all_right[1], all_right[2])
    assert await gained(case, rider) == (0, 0)


async def test_an_answer_counts_once_whatever_is_pressed_after_it(case: Case) -> None:
    rider = await case.rider()
    attempt = await begun(case, rider)
    first, other = Chosen(attempt.id, "traffic", 0, 0), Chosen(attempt.id, "traffic", 0, 1)
    assert await case.do(lessons.choose, rider, first, CARD)
    assert not await case.do(lessons.choose, rider, other, CARD)
    assert not await case.do(lessons.choose, rider, Chosen(attempt.id, "traffic", 2, 0), CARD)
    now = await begun(case, rider)
    assert (now.id, now.answers) == (attempt.id, (0,))


async def test_one_rider_pressing_twice_at_once_earns_once(case: Case) -> None:
    rider = await case.rider()
    *first, last = right(case)
    await answers(case, rider, *first)
    attempt = await begun(case, rider)
    chosen = Chosen(attempt.id, "traffic", 2, last)
    done = await asyncio.gather(*(case.do(lessons.choose, rider, chosen, CARD) for _ in range(4)))
    assert sorted(done) == [False, False, False, True]
    assert await gained(case, rider) == (2, 1)


async def test_a_key_of_an_attempt_before_leads_to_the_lesson(case: Case) -> None:
    rider, stranger = await case.rider(), await case.rider(8)
    attempt = await begun(case, rider)
    await answers(case, rider, 0, 0, 0)
    await begun(case, rider)
    await case.told()
    late = Chosen(attempt.id, "traffic", 0, 0)
    for each in (rider, stranger):
        assert not await case.do(lessons.choose, each, late, CARD)
        (drawn,) = await case.told(each.chat_id)
        assert "头盔扣紧" in drawn.text


async def test_a_lesson_with_other_questions_is_begun_anew(case: Case) -> None:
    rider = await case.rider()
    attempt = await begun(case, rider)
    known = case.deps.district.lessons
    case.has_district(lessons={**known, "traffic": replace(known["traffic"], mark="other")})
    assert not await case.do(lessons.choose, rider, Chosen(attempt.id, "traffic", 0, 0), CARD)
    assert await case.view(LessonAsked("traffic", attempt.id, 0), rider) is None
    anew = await begun(case, rider)
    assert (anew.number, anew.mark) == (2, "other")


async def test_what_is_gone_or_was_never_there_is_refused(case: Case) -> None:
    rider = await case.rider()
    attempt = await begun(case, rider)
    with pytest.raises(Stale):
        await case.do(lessons.choose, rider, Chosen(attempt.id, "traffic", 0, 9), CARD)
    case.has_district(lessons={})
    with pytest.raises(NoLessons):
        await case.do(lessons.show_list, rider)
    with pytest.raises(LessonGone):
        await case.do(lessons.choose, rider, Chosen(attempt.id, "traffic", 0, 0), CARD)
    with pytest.raises(LessonGone):
        await case.do(lessons.show, rider, "traffic")
    assert await case.view(LessonShown("traffic"), rider) is None


@pytest.mark.parametrize("question", [3, 9])
async def test_a_question_that_no_key_offers_is_refused_also_after_the_last(case: Case, question: int) -> None:
    rider = await case.rider()
    attempt = await begun(case, rider)
    await answers(case, rider, *right(case))
    with pytest.raises(Stale):
        await case.do(lessons.choose, rider, Chosen(attempt.id, "traffic", question, 0), CARD)


async def test_who_has_not_agreed_or_is_banned_takes_no_lesson(case: Case) -> None:
    stranger = await case.rider(8, consent=0)
    with pytest.raises(ConsentMissing):
        await case.do(lessons.begin, stranger, "traffic", CARD)
    banned = await case.rider(9, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    with pytest.raises(Barred):
        await case.do(lessons.begin, banned, "traffic", CARD)


async def test_above_the_days_cap_less_is_given_and_said(case: Case) -> None:
    rider = await case.rider()
    case.deps = replace(case.deps, awards=replace(case.deps.awards, day_cap=1))
    await answers(case, rider, *right(case))
    assert await gained(case, rider) == (1, 1)
    assert any("上限" in call.text for call in await case.told(rider.chat_id))


async def test_the_list_says_how_far_the_rider_is(case: Case) -> None:
    rider = await case.rider()
    await answers(case, rider, *right(case))
    await answers(case, rider, 0, lesson="fire")
    view = await case.view(LessonsShown(), rider)
    states = {each.lesson.id: each for each in view.lessons}
    assert states["traffic"].attempt.done_at == case.clock.now()
    assert states["fire"].goes_on
    assert states["reporting"].attempt is None
    assert await case.view(LessonsShown(), None) is None


async def test_badges_name_lessons_as_long_as_one_gives_a_missing_training(case: Case) -> None:
    rider = await case.rider()
    assert (await case.view(BadgesShown(), rider)).has_lessons
    case.has_district(lessons={"traffic": case.deps.district.lessons["traffic"]})
    await answers(case, rider, *right(case))
    assert not (await case.view(BadgesShown(), rider)).has_lessons


async def test_a_link_opens_its_lesson(case: Case) -> None:
    rider = await case.rider()
    await case.do(links.follow, rider, StartLink(LinkKind.LESSON, "fire").payload)
    (shown,) = await case.told(rider.chat_id)
    assert shown.method == "sendPhoto"
    with pytest.raises(LessonGone):
        await case.do(links.follow, rider, "l-nothing")


async def test_who_leaves_takes_what_they_answered_along(case: Case) -> None:
    rider = await case.rider()
    await answers(case, rider, 0, 0)
    record = await case.database.read(lambda tx: record_of(tx, rider))
    assert [each["lesson"] for each in record["lessons"]] == ["traffic"]
    await case.do(forgetting.forget, rider)
    assert await case.database.read(lambda tx: tx.lessons.of_rider(rider.id)) == []
