"""A mute keeps words from staff, a ban keeps reports out, too; danger to life passes both, and each ends by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Barred, RiderLeft
from domain.language.dangers import DangerKind
from domain.language.intents import Intent
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from services.people import riders, sanctions, talk
from services.people.sanctions import Act
from services.reporting import additions, dangers, draft_menus, edits, receiving, rider_actions, submission, witnessing
from services.reporting.subjects import Subject
from services.tickets import spot_checks
from services.upkeep import forgetting, my_data, retention
from tests.usecases import GROUPS, HERE, STAFF, Case, spot

MUTE = Act(SanctionKind.MUTE, SanctionReason.INSULTS, 7)
BAN = Act(SanctionKind.BAN, SanctionReason.FALSE, 7)


async def barred(case: Case, report: Report, act: Act = BAN) -> Rider:
    """The reporter of a report after this was done against them."""
    await case.do(sanctions.impose, STAFF, report.rider_id, report.id, act)
    return await rider_now(case, report.rider_id)


async def lifted(case: Case, report: Report) -> Rider:
    acts = await case.database.read(lambda tx: tx.sanctions.of_rider(report.rider_id))
    await case.do(sanctions.lift, STAFF, acts[-1], report.id)
    return await rider_now(case, report.rider_id)


async def rider_now(case: Case, rider_id: int) -> Rider:
    rider = await case.database.read(lambda tx: tx.riders.get(rider_id))
    assert rider
    return rider


async def says(case: Case, rider: Rider, report: Report, text: str = "快点修", **brought: object) -> bool:
    message = IncomingMessage(case.numbers.new(), text, sent_at=case.clock.at, **brought)  # type: ignore[arg-type]
    return await case.do(additions.take, rider, Subject(await case.now(report)), message)


async def told_to(case: Case, rider: Rider) -> list[str]:
    return [call.text for call in await case.told(rider.chat_id)]


@pytest.mark.parametrize("act", [MUTE, BAN], ids=["mute", "ban"])
async def test_what_is_written_reaches_no_staff_and_its_rider_hears_so(case: Case, act: Act) -> None:
    report = await case.submitted()
    rider = await barred(case, report, act)
    await case.told()
    assert await says(case, rider, report)
    assert await says(case, rider, report, photo=case.photo(), text="")
    assert [event.action for event in await case.events(report)] == ["submit", "route"]
    (told,) = await told_to(case, rider)
    assert "隐私" not in told
    assert case.deps.district.privacy_contact in told
    assert not await case.told(GROUPS[report.queue])


async def test_a_wish_for_a_person_is_not_passed_on(case: Case) -> None:
    rider = await barred(case, await case.submitted(), MUTE)
    await case.told()
    message = IncomingMessage(case.numbers.new(), "转人工")
    await case.do(talk.answer_talk, rider, message, Intent.PERSON)
    assert not await case.told(GROUPS["supervisors"])
    assert "没有转给" in (await told_to(case, rider))[-1]


async def test_a_bare_place_puts_a_report_right_all_the_same(case: Case) -> None:
    report = await case.submitted(at=HERE)
    rider = await barred(case, report, MUTE)
    there = replace(spot(3), source="location")
    assert await says(case, rider, report, text="", position=there)
    assert (await case.now(report)).position.lat == there.lat


async def test_a_muted_rider_reports_witnesses_and_answers(case: Case) -> None:
    report = await case.submitted()
    rider = await barred(case, report, MUTE)
    assert (await case.submitted(by=rider, at=spot(9))).status is Status.ROUTED
    fixed = await case.resolved(report)
    await case.told()
    assert (await case.answered(fixed, rider, Action.NOT_FIXED)).status is Status.REOPENED
    assert not (await rider_now(case, rider.id)).asked_about, "the answer would go to nobody"


async def test_a_banned_rider_opens_submits_witnesses_and_answers_nothing(case: Case) -> None:
    report = await case.submitted()
    other = await case.rider(8)
    ready = await case.drafted(other, at=spot(20))
    near = await case.drafted(other, at=HERE)
    fixed = await case.resolved(await case.submitted(by=other, at=spot(30)))
    await case.do(sanctions.impose, STAFF, other.id, fixed.id, BAN)
    other = await rider_now(case, other.id)
    for refused in (
        case.do(submission.submit_report, other, ready),
        case.do(submission.submit_ready, other),
        case.do(witnessing.same_problem, other, near, report.id),
        case.do(rider_actions.answer_fixed, other, fixed.id, Action.FIXED),
        case.do(receiving.receive, other, IncomingMessage(case.numbers.new(), "路灯不亮", position=spot(40))),
        case.do(receiving.begin, other, IncomingMessage(case.numbers.new())),
    ):
        with pytest.raises(Barred):
            await refused
    assert (await case.now(fixed)).status is Status.RESOLVED


async def test_what_was_reported_goes_on_and_its_rider_still_hears(case: Case) -> None:
    report = await case.submitted()
    rider = await barred(case, report)
    await case.told()
    await case.accepted(report)
    assert [each for each in await told_to(case, rider) if "接单" in each]


@pytest.mark.parametrize("act", [MUTE, BAN], ids=["mute", "ban"])
async def test_danger_to_life_is_answered_and_may_be_reported(case: Case, act: Act) -> None:
    rider = await barred(case, await case.submitted(), act)
    await case.told()
    danger = case.deps.danger.find("有人触电了")
    assert danger is not None
    assert danger.to_person
    await case.do(dangers.answer, rider, danger, IncomingMessage(case.numbers.new(), "有人触电了"))
    assert [each for each in await told_to(case, rider) if "120" in each]
    (waits,) = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    await case.do(dangers.report_place, rider, waits.id)
    later = IncomingMessage(case.numbers.new(), position=spot(50), photo=case.photo(), sent_at=case.clock.at)
    joined = await case.do(receiving.receive, rider, later)
    assert joined.id == waits.id, "all that a banned rider sends goes with it"
    draft = await case.draft(waits.id)
    if draft.category is None:
        await case.do(draft_menus.choose_category, rider, draft.id, "other")
    report = await case.do(submission.submit_report, rider, waits.id)
    assert report.danger is DangerKind(danger.kind)


async def test_it_ends_by_itself(case: Case) -> None:
    report = await case.submitted()
    rider = await barred(case, report, replace(BAN, days=1))
    case.clock.at += timedelta(days=1) // timedelta(milliseconds=1) - 1
    with pytest.raises(Barred):
        await case.do(receiving.begin, rider, IncomingMessage(case.numbers.new()))
    case.clock.at += 1
    await case.do(receiving.begin, rider, IncomingMessage(case.numbers.new()))
    assert not sanctions.is_silenced(case.deps, rider)


async def test_one_without_an_end_stands_until_it_is_lifted_and_each_is_told_once(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    rider = await barred(case, report, replace(BAN, days=0))
    case.clock.at += timedelta(days=400) // timedelta(milliseconds=1)
    assert sanctions.is_banned(case.deps, await rider_now(case, rider.id))
    rider = await lifted(case, report)
    assert not sanctions.is_silenced(case.deps, rider)
    first, second = await told_to(case, rider)
    assert "不属实" in first
    assert "到解除为止" in first
    assert STAFF.name not in first + second
    assert "解除了" in second


async def test_the_newest_act_takes_the_place_of_the_one_before(case: Case) -> None:
    report = await case.submitted()
    await barred(case, report, BAN)
    rider = await barred(case, report, MUTE)
    assert not sanctions.is_banned(case.deps, rider)
    assert sanctions.is_silenced(case.deps, rider)


async def forgets(case: Case, rider: Rider) -> Rider:
    """Who the person of a chat is after they erased themselves and came back."""
    await case.do(forgetting.forget, rider)
    back = await case.do(riders.meet, rider.chat_id, "zh")
    assert back.id != rider.id
    return back


async def test_who_erases_themselves_does_not_come_back_clean(case: Case) -> None:
    report = await case.submitted()
    back = await forgets(case, await barred(case, report, replace(BAN, days=0)))
    assert sanctions.is_banned(case.deps, back)
    again = await forgets(case, back)
    assert sanctions.is_banned(case.deps, again), "nor the second time"
    kept = await case.database.read(lambda tx: tx.sanctions.of_rider(report.rider_id))
    assert kept[0].kind is SanctionKind.BAN
    await case.do(sanctions.lift, STAFF, kept[-1], report.id)
    assert not sanctions.is_silenced(case.deps, await rider_now(case, again.id)), "lifted by the old report"
    assert not sanctions.is_silenced(case.deps, await forgets(case, again))


async def test_nobody_is_known_again_once_it_is_over(case: Case) -> None:
    report = await case.submitted()
    rider = await barred(case, report, replace(BAN, days=1))
    person = sanctions.person_of(case.deps, rider.chat_id)
    assert str(rider.chat_id) not in person
    await case.passes(days=1)
    await case.do(retention.end_night)
    assert await case.database.read(lambda tx: tx.sanctions.of_person(person)) is None
    assert not sanctions.is_silenced(case.deps, await forgets(case, rider))


async def test_other_keys_know_nobody(case: Case) -> None:
    rider = await case.rider()
    mine = sanctions.person_of(replace(case.deps, person_key=b"one"), rider.chat_id)
    assert mine != sanctions.person_of(replace(case.deps, person_key=b"two"), rider.chat_id)


async def test_nobody_is_left_to_ban_who_has_gone(case: Case) -> None:
    report = await case.submitted()
    await case.do(forgetting.forget, await rider_now(case, report.rider_id))
    with pytest.raises(RiderLeft):
        await case.do(sanctions.impose, STAFF, report.rider_id, report.id, BAN)


async def test_a_rider_takes_out_what_was_done_but_not_by_whom(case: Case) -> None:
    report = await case.submitted()
    rider = await barred(case, report)
    record = await case.database.read(lambda tx: my_data.record_of(tx, rider))
    ((only),) = record["sanctions"]
    assert (only["kind"], only["reason"]) == ("ban", "false")
    assert only["until"]
    assert STAFF.name not in str(record["sanctions"])


async def test_what_is_changed_in_an_addition_reaches_nobody_either(case: Case) -> None:
    report = await case.submitted()
    rider = await case.rider()
    added = case.numbers.new()
    await case.do(additions.take, rider, Subject(report), IncomingMessage(added, "还是黑的", sent_at=case.clock.at))
    rider = await barred(case, report, MUTE)
    await case.told()
    assert await case.do(edits.hear, rider, IncomingMessage(added, "你们这些废物"))
    assert "废物" not in str([event.words for event in await case.events(report)])
    assert not await case.told(GROUPS[report.queue])
    assert [each for each in await told_to(case, rider) if "没有转给" in each]


@pytest.mark.parametrize("act", [None, MUTE, BAN], ids=["free", "mute", "ban"])
async def test_a_banned_rider_is_asked_about_no_repair(case: Case, act: Act | None) -> None:
    fixed = await case.resolved(await case.submitted())
    passes = await case.rider(8, checks=True)
    if act is not None:
        await case.do(sanctions.impose, STAFF, passes.id, fixed.id, act)
    await case.told()
    here = replace(HERE, source="live", taken_at=case.clock.at)
    await case.do(spot_checks.pass_by, passes.chat_id, here, dict.fromkeys(GROUPS.values(), False), moves=True)
    asked = [each for each in await told_to(case, passes) if "就在你附近" in each]
    assert bool(asked) is (act is not BAN)
