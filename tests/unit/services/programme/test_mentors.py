"""Mentors: who may come by whose invite, what that earns once, and a newcomer's first week."""

from dataclasses import replace

import pytest

from domain.errors import Barred, Refused
from domain.people.points import Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.mentors import (
    MentorCircle,
    MentorFull,
    MentorKnown,
    MentorNotYet,
    MentorOwn,
    MentorUnknown,
    NoNewcomer,
)
from domain.programme.teams import Team
from domain.reporting.reports import Actor, ActorKind
from domain.tickets.lifecycle import Action
from services.programme import joining, mentors
from services.programme.links import Opened
from services.tickets.cards import role_of_queue
from services.tickets.changing import Request, change_status
from services.upkeep import forgetting
from tests.usecases import Case, spot


async def veteran(case: Case, number: int = 7) -> Rider:
    """A rider who has reported and has an invite."""
    rider = await case.rider(number)
    await case.submitted(by=rider, at=spot(100 + number))
    await case.do(mentors.show, rider)
    return rider


async def code_of(case: Case, rider: Rider) -> str:
    code = await case.database.read(lambda tx: tx.mentors.code_of(rider.id))
    assert code is not None
    return code


async def comes(case: Case, newcomer: Rider, mentor: Rider) -> None:
    code = await code_of(case, mentor)
    await case.database.write(lambda tx: mentors.open_mentor(Opened(tx, case.deps, newcomer, code)))


async def earned(case: Case, rider: Rider) -> list[int]:
    entries = await case.database.read(lambda tx: tx.ledger.last(rider.id, 99))
    return [entry.points for entry in entries if entry.merit is Merit.MENTOR]


async def test_a_newcomer_s_first_confirmed_report_earns_their_mentor_once(case: Case) -> None:
    mentor, newcomer = await veteran(case), await case.rider(8)
    await comes(case, newcomer, mentor)
    assert "老骑手" in (await case.told(newcomer.chat_id))[-1].text
    assert "新人 1 号" in (await case.told(mentor.chat_id))[-1].text
    first = await case.resolved(await case.submitted(by=newcomer))
    assert await earned(case, mentor) == []
    await case.answered(first, newcomer)
    assert await earned(case, mentor) == [5]
    assert "+5" in (await case.told(mentor.chat_id))[-1].text
    second = await case.resolved(await case.submitted(by=newcomer, at=spot(5)))
    await case.answered(second, newcomer)
    assert await earned(case, mentor) == [5]
    await case.do(mentors.show, mentor)
    assert "新人 1 号：✅" in (await case.told(mentor.chat_id))[-1].text


async def test_who_leaves_after_the_credit_still_counts_in_its_month(case: Case) -> None:
    case.deps = replace(case.deps, awards=replace(case.deps.awards, mentor_per_month=1))
    mentor, newcomer = await veteran(case), await case.rider(8)
    await comes(case, newcomer, mentor)
    await case.answered(await case.resolved(await case.submitted(by=newcomer)), newcomer)
    assert await earned(case, mentor) == [5]
    await case.do(forgetting.forget, newcomer)
    await refused(case, await case.rider(9), mentor, MentorFull)


async def test_a_mentor_who_acted_as_staff_waits_for_the_next_report(case: Case) -> None:
    mentor, newcomer = await veteran(case), await case.rider(8)
    await comes(case, newcomer, mentor)
    first = await case.accepted(await case.submitted(by=newcomer))
    staff = Actor(ActorKind.STAFF, mentor.chat_id, "李主任")
    acted = Request(Action.RESOLVE, staff, role_of_queue(case.deps, first.queue), "修好了")
    await case.do(change_status, await case.now(first), acted)
    await case.answered(await case.now(first), newcomer)
    assert await earned(case, mentor) == []
    await case.answered(await case.resolved(await case.submitted(by=newcomer, at=spot(5))), newcomer)
    assert await earned(case, mentor) == [5]


async def test_a_report_of_an_old_picture_credits_nobody(case: Case) -> None:
    mentor, newcomer = await veteran(case), await case.rider(8)
    await comes(case, newcomer, mentor)
    photo = case.photo()
    await case.submitted(by=await case.rider(9), at=spot(20), photo=photo)
    again = await case.submitted(
        by=newcomer, at=spot(6), photo=replace(photo, id=case.numbers.new(), message_id=case.numbers.new())
    )
    await case.answered(await case.resolved(again), newcomer)
    assert await earned(case, mentor) == []


async def test_points_above_the_cap_of_a_day_are_not_promised(case: Case) -> None:
    mentor, newcomer = await veteran(case), await case.rider(8)
    await comes(case, newcomer, mentor)
    case.deps = replace(case.deps, awards=replace(case.deps.awards, day_cap=1))
    await case.answered(await case.resolved(await case.submitted(by=newcomer)), newcomer)
    assert await earned(case, mentor) == [0]
    assert "到顶" in (await case.told(mentor.chat_id))[-1].text


async def test_not_fixed_confirms_nothing(case: Case) -> None:
    mentor, newcomer = await veteran(case), await case.rider(8)
    await comes(case, newcomer, mentor)
    await case.answered(await case.resolved(await case.submitted(by=newcomer)), newcomer, Action.NOT_FIXED)
    assert await earned(case, mentor) == []


async def test_who_has_reported_nothing_has_no_invite(case: Case) -> None:
    with pytest.raises(MentorNotYet):
        await case.do(mentors.show, await case.rider())


async def test_the_invite_stays_the_same(case: Case) -> None:
    mentor = await veteran(case)
    code = await code_of(case, mentor)
    await case.do(mentors.show, mentor)
    assert await code_of(case, mentor) == code


async def refused(case: Case, newcomer: Rider, mentor: Rider, why: type[Refused]) -> None:
    with pytest.raises(why):
        await comes(case, newcomer, mentor)


async def test_who_is_no_newcomer_is_told_why(case: Case) -> None:
    mentor, other, newcomer = await veteran(case), await veteran(case, 9), await case.rider(8)
    await refused(case, mentor, mentor, MentorOwn)
    await refused(case, other, mentor, NoNewcomer)
    banned = await case.rider(10, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    await refused(case, banned, mentor, Barred)
    await comes(case, newcomer, mentor)
    await refused(case, newcomer, other, MentorKnown)
    with pytest.raises(MentorUnknown):
        await case.database.write(lambda tx: mentors.open_mentor(Opened(tx, case.deps, newcomer, "NONSENSE")))


async def test_riders_do_not_invite_each_other_in_a_circle(case: Case) -> None:
    first, second = await case.rider(1), await case.rider(2)
    await case.database.write(lambda tx: tx.mentors.add_code("FIRST", first.id))  # of when they had reports
    await comes(case, second, first)
    third = await case.rider(3)
    await case.database.write(lambda tx: tx.mentors.add_code("SECOND", second.id))
    await comes(case, third, second)
    await case.database.write(lambda tx: tx.mentors.add_code("THIRD", third.id))
    await refused(case, first, third, MentorCircle)
    await refused(case, first, second, MentorCircle)


async def test_a_month_has_so_many_newcomers(case: Case) -> None:
    case.deps = replace(case.deps, awards=replace(case.deps.awards, mentor_per_month=2))
    mentor = await veteran(case)
    for number in (20, 21):
        await comes(case, await case.rider(number), mentor)
    await refused(case, await case.rider(22), mentor, MentorFull)
    await case.passes(days=8)  # December has begun
    await comes(case, await case.rider(22), mentor)


async def test_a_first_week_has_three_steps_unless_they_are_done(case: Case) -> None:
    mentor, newcomer, busy, muted = await veteran(case), await case.rider(8), await case.rider(9), await case.rider(10)
    for each in (newcomer, busy, muted):
        await comes(case, each, mentor)
    checks, banned = await case.rider(11), await case.rider(12)
    for each in (checks, banned):
        await comes(case, each, mentor)
    await case.database.write(lambda tx: tx.riders.save(replace(checks, checks=True)))
    barred = replace(banned, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    await case.database.write(lambda tx: tx.riders.save(barred))
    await case.database.write(lambda tx: tx.riders.save(replace(muted, muted=True)))
    await case.database.write(lambda tx: tx.teams.save_teams([Team("east", "城东队", "East")]))
    await case.do(joining.enter, busy.id, "east")
    await case.answered(await case.resolved(await case.submitted(by=busy, at=spot(3))), busy)
    await case.told()
    await case.passes(days=7)
    steps: dict[int, str] = {}
    for call in await case.told():
        if call.text[:1] in {"📷", "👀", "🚩"}:
            steps[call.chat] = steps.get(call.chat, "") + call.text[0]
    assert steps == {newcomer.chat_id: "📷👀🚩", checks.chat_id: "📷🚩"}


async def test_no_team_is_recommended_where_there_is_none(case: Case) -> None:
    mentor, newcomer = await veteran(case), await case.rider(8)
    await comes(case, newcomer, mentor)
    await case.passes(days=7)
    assert not [call for call in await case.told(newcomer.chat_id) if call.text.startswith("🚩")]


async def test_at_night_a_step_makes_no_sound(case: Case) -> None:
    mentor, newcomer = await veteran(case), await case.rider(8)
    await case.passes(hours=15)  # after midnight
    await comes(case, newcomer, mentor)
    await case.told()
    await case.passes(days=1)
    (step,) = [call for call in await case.told(newcomer.chat_id) if call.text.startswith("📷")]
    assert step.is_silent
