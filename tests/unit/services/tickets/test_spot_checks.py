"""Riders who pass a repair are asked once whether it is fixed, and nobody else is."""

from dataclasses import replace

import pytest

from domain.errors import NoSuchReport
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from handlers.pressing import RiderPress
from handlers.riders.presses import RIDER_PRESSES
from services.reporting import additions, rider_actions
from services.reporting.subjects import Subject
from services.tickets import spot_checks
from tests.recording import Call
from tests.usecases import GROUPS, HERE, STAFF, Case, spot
from texts.base.callbacks import Press, Verb

NIGHT_H = 13
"""From ten in the morning to eleven at night."""


def at(case: Case, place: Position = HERE, **changes: object) -> Position:
    """Where a phone is now, as it says itself."""
    return replace(place, source="live", taken_at=case.clock.at, **changes)  # type: ignore[arg-type]


async def checker(case: Case, number: int = 8) -> Rider:
    return await case.rider(number, checks=True)


async def passes_by(
    case: Case, rider: Rider, place: Position | None = None, *, moves: bool = True, staff_of: tuple[int, ...] = ()
) -> list[Call]:
    """What a rider who comes by is asked, who is in these groups only."""
    members = {group: group in staff_of for group in GROUPS.values()}
    await case.do(spot_checks.pass_by, rider.chat_id, place or at(case), members, moves=moves)
    return [call for call in await case.told(rider.chat_id) if "就在你附近" in call.text]


async def test_who_passes_is_asked_once_and_earns_by_the_answer(case: Case) -> None:
    report, rider = await case.resolved(await case.submitted()), await checker(case)
    await case.told()
    (asked,) = await passes_by(case, rider)
    assert asked.keys == ["✅ 修好了", "❌ 没修好", "看不到"]
    await case.passes(hours=2)
    assert not await passes_by(case, rider), "never twice for the same report"
    answered = await case.answered(report, rider)
    assert answered.status is Status.CONFIRMED
    assert await case.balance(rider) == case.deps.awards.checked


@pytest.mark.parametrize("place", [spot(1), replace(HERE, lat=HERE.lat + 0.0028)])
async def test_the_distance_counts(case: Case, place: Position) -> None:
    await case.resolved(await case.submitted())
    rider = await checker(case)
    is_near = place.lat - HERE.lat < 0.0027
    assert bool(await passes_by(case, rider, at(case, place))) is is_near


async def test_only_what_waits_for_an_answer_is_asked_about(case: Case) -> None:
    report, rider = await case.accepted(await case.submitted()), await checker(case)
    assert not await passes_by(case, rider)
    resolved = await case.resolved(report)
    await case.answered(resolved, await case.rider(7))
    assert not await passes_by(case, rider)


async def test_nobody_is_asked_who_did_not_ask_for_it_or_is_on_either_side(case: Case) -> None:
    report = await case.submitted()
    witness = await checker(case, 9)
    await case.witnessed(report, witness)
    await case.resolved(report)
    actor = await case.rider(3, chat_id=STAFF.id, checks=True)
    staff, off, reporter = await checker(case, 10), await case.rider(11), await case.rider(7, checks=True)
    group = GROUPS[report.queue]
    for rider in (witness, actor, off, reporter):
        assert not await passes_by(case, rider)
    assert not await passes_by(case, staff, staff_of=(group,))
    assert await passes_by(case, staff)


async def test_whether_somebody_is_staff_is_asked_before_anything_is_stored(case: Case) -> None:
    report, rider = await case.resolved(await case.submitted()), await checker(case)
    with pytest.raises(spot_checks.MemberUnknown) as unknown:
        await case.do(spot_checks.pass_by, rider.chat_id, at(case), {}, moves=True)
    assert unknown.value.group == GROUPS[report.queue]
    assert await passes_by(case, rider)


async def test_one_question_an_hour(case: Case) -> None:
    for place in (HERE, replace(HERE, lat=HERE.lat + 0.0018)):
        await case.resolved(await case.submitted(at=place))
    rider = await checker(case)
    assert await passes_by(case, rider)
    assert not await passes_by(case, rider)
    await case.passes(minutes=61)
    assert await passes_by(case, rider)


async def test_a_phone_asks_nothing_at_night_unless_its_rider_writes(case: Case) -> None:
    await case.resolved(await case.submitted())
    rider = await checker(case)
    await case.passes(hours=NIGHT_H)
    assert not await passes_by(case, rider)
    assert await passes_by(case, rider, moves=False)


@pytest.mark.parametrize("changes", [{"accuracy_m": 150.0}, {"taken_at": None}, {"taken_at": 1}])
async def test_a_vague_or_old_position_says_nothing(case: Case, changes: dict[str, object]) -> None:
    await case.resolved(await case.submitted())
    rider = await checker(case)
    assert not await passes_by(case, rider, replace(at(case), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("category", ["person_lost", "stairwell_light"])
async def test_what_is_private_is_nobody_else_s_to_check(case: Case, category: str) -> None:
    if category not in case.deps.district.catalogue:
        private = [each.slug for each in case.deps.district.catalogue.values() if not each.may_show]
        category = private[0]
    await case.resolved(await case.submitted(category))
    assert not await passes_by(case, await checker(case))


async def press(case: Case, rider: Rider, report: Report, said: str, message_id: int) -> None:
    pressed = Press(Verb.CHECK, report.id, said)

    async def work(tx: object, deps: object) -> object:
        it = RiderPress(tx, deps, rider, pressed, message_id, None)  # type: ignore[arg-type]
        return await RIDER_PRESSES[Verb.CHECK].use_case(it)

    await case.do(work)


async def test_the_question_loses_its_keys_however_it_ends(case: Case) -> None:
    report = await case.resolved(await case.submitted())
    first, second = await checker(case), await checker(case, 9)
    (asked,) = await passes_by(case, first)
    await passes_by(case, second)
    await press(case, first, report, "unseen", asked.message)
    (edited,) = await case.told(first.chat_id)
    assert "不打扰" in edited.text
    assert not edited.keys
    await case.answered(report, await case.rider(7))
    (edited,) = [call for call in await case.told(second.chat_id) if call.method.startswith("edit")]
    assert not edited.keys


async def test_a_question_on_its_way_is_not_asked_once_it_is_answered(case: Case) -> None:
    report = await case.resolved(await case.submitted())
    rider = await checker(case)
    members = dict.fromkeys(GROUPS.values(), False)
    await case.do(spot_checks.pass_by, rider.chat_id, at(case), members, moves=True)
    await case.answered(report, await case.rider(7))
    assert not [call for call in await case.told(rider.chat_id) if "就在你附近" in call.text]


async def test_who_was_not_asked_can_not_answer(case: Case) -> None:
    report = await case.resolved(await case.submitted())
    with pytest.raises(NoSuchReport):
        await case.do(rider_actions.answer_fixed, await checker(case), report.id, Action.FIXED)


async def test_a_checker_s_not_fixed_reopens_it_and_asks_them_no_more(case: Case) -> None:
    report, rider = await case.resolved(await case.submitted()), await checker(case)
    await passes_by(case, rider)
    assert (await case.answered(report, rider, Action.NOT_FIXED)).status is Status.REOPENED
    assert await case.balance(rider) == case.deps.awards.checked
    assert not [call for call in await case.told(rider.chat_id) if "哪儿没好" in call.text]


async def test_what_a_checker_replies_reaches_staff_and_who_was_not_asked_is_refused(case: Case) -> None:
    report, rider = await case.resolved(await case.submitted()), await checker(case)
    await passes_by(case, rider)
    await case.told()
    message = IncomingMessage(case.numbers.new(), "井盖还是歪的", photo=case.photo())
    assert await case.do(additions.take, rider, Subject(report), message)
    (said,) = await case.told(rider.chat_id)
    assert "补充" in said.text
    assert not said.keys
    assert [(event.action, event.words, event.actor.id) for event in await case.events(report)][-1] == (
        "added", "井盖还是歪的", rider.id
    )  # fmt: skip
    assert (await case.now(report)).status is Status.RESOLVED, "a key says whether it is fixed"
    with pytest.raises(NoSuchReport):
        await case.do(additions.take, await checker(case, 9), Subject(report), message)
