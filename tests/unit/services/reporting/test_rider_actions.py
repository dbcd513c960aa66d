"""A report can be withdrawn for five minutes, unless it was accepted before; its points go back."""

from dataclasses import replace

import pytest

from domain.errors import (
    AlreadyDone,
    LongClosed,
    NoLongerPossible,
    NoSuchReport,
    NotAllowed,
    Refused,
    SentBack,
    TooLate,
)
from domain.people.riders import Rider
from domain.reporting.messages import DraftCard, ReportShown
from domain.reporting.reports import Actor, ActorKind, Report, Status
from domain.tickets.lifecycle import Action, Role
from handlers.pressing import RiderPress
from handlers.riders.presses import RIDER_PRESSES
from services.deps import Deps
from services.outgoing import answer, draft_key
from services.ports.transaction import Transaction
from services.reporting.rider_actions import answer_fixed, role_of, withdraw
from tests import sample_views
from tests.sample_views import HOUR, MINUTE
from tests.usecases import GROUPS, Case
from texts.base.callbacks import Press, Verb
from texts.base.telling import tell


async def test_within_five_minutes_a_report_is_withdrawn_and_its_points_go_back(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    assert await case.balance(rider) == 1
    case.clock.at += 5 * MINUTE
    assert (await case.do(withdraw, rider, report.id)).status is Status.WITHDRAWN
    assert await case.balance(rider) == 0


async def test_a_moment_later_it_stays_and_its_receipt_offers_it_no_longer(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    assert [call.keys for call in await case.told(rider.chat_id)][-1] == ["🔎 看进度", "↩️ 撤回"]
    await case.passes(milliseconds=5 * MINUTE + 1)
    (receipt,) = await case.told(rider.chat_id)
    assert receipt.method.startswith("edit")
    assert receipt.keys == ["🔎 看进度"]
    with pytest.raises(TooLate):
        await case.do(withdraw, rider, report.id)
    assert (await case.now(report)).status is Status.ROUTED
    assert await case.balance(rider) == 1


async def test_what_was_accepted_stays_however_early(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    with pytest.raises(TooLate):
        await case.do(withdraw, rider, report.id)
    assert await case.balance(rider) == 5


async def test_only_the_reporter_may_withdraw(case: Case) -> None:
    report, witness, stranger = await case.submitted(), await case.rider(8), await case.rider(9)
    await case.witnessed(report, witness)
    with pytest.raises(NotAllowed):
        await case.do(withdraw, witness, report.id)
    with pytest.raises(NoSuchReport):
        await case.do(withdraw, stranger, report.id)
    assert (await case.now(report)).status is Status.ROUTED


async def test_a_second_press_on_withdraw_is_told_so(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.do(withdraw, rider, report.id)
    case.clock.at += HOUR
    with pytest.raises(AlreadyDone):
        await case.do(withdraw, rider, report.id)


async def test_a_ticket_that_was_only_bounced_may_still_be_withdrawn(case: Case) -> None:
    rider = await case.rider()
    report = await case.moved(await case.submitted(by=rider), Action.BOUNCE, "不归我们管")
    assert (await case.do(withdraw, rider, report.id)).status is Status.WITHDRAWN


async def test_what_was_accepted_and_bounced_afterwards_may_not(case: Case) -> None:
    rider = await case.rider()
    report = await case.moved(await case.accepted(await case.submitted(by=rider)), Action.BOUNCE, "不归我们管")
    with pytest.raises(TooLate):
        await case.do(withdraw, rider, report.id)


@pytest.mark.parametrize(("minutes", "is_late"), [(2, False), (3, True)])
async def test_the_operator_says_how_long_a_report_may_be_withdrawn(case: Case, minutes: int, *, is_late: bool) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, withdraw_minutes=2))
    rider = await case.rider()
    report = await case.submitted(by=rider)
    case.clock.at += minutes * MINUTE
    if is_late:
        with pytest.raises(TooLate):
            await case.do(withdraw, rider, report.id)
    else:
        await case.do(withdraw, rider, report.id)
    assert (await case.now(report)).status is (Status.ROUTED if is_late else Status.WITHDRAWN)


async def test_a_withdrawal_is_the_reporters_own(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.do(withdraw, rider, report.id)
    event = (await case.events(report))[-1]
    assert (event.action, event.actor) == ("withdraw", Actor(ActorKind.RIDER, rider.id))


@pytest.mark.parametrize(("action", "status"), [(Action.FIXED, Status.CONFIRMED), (Action.NOT_FIXED, Status.REOPENED)])
@pytest.mark.parametrize("number", [7, 8])
async def test_the_reporter_and_a_witness_answer_alike(case: Case, action: Action, status: Status, number: int) -> None:
    witness = await case.rider(8)
    report = await case.resolved(await case.witnessed(await case.submitted(), witness))
    who = await case.rider(number)
    moved = await case.do(answer_fixed, who, report.id, action, "看过了")
    assert (moved.status, moved.outcome) == (status, "看过了")
    event = (await case.events(report))[-1]
    assert (event.actor, event.words) == (Actor(ActorKind.RIDER, number), "看过了")


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        (Action.FIXED, Action.FIXED, AlreadyDone),
        (Action.NOT_FIXED, Action.NOT_FIXED, AlreadyDone),
        (Action.NOT_FIXED, Action.FIXED, SentBack),
    ],
)
async def test_a_second_answer_changes_nothing(case: Case, first: Action, second: Action, error: type[Refused]) -> None:
    rider = await case.rider()
    report = await case.answered(await case.resolved(await case.submitted(by=rider)), rider, first)
    with pytest.raises(error):
        await case.answered(report, rider, second)
    assert await case.now(report) == report


@pytest.mark.parametrize("number", [7, 8])
async def test_what_was_confirmed_is_reopened_by_whoever_finds_it_as_it_was(case: Case, number: int) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.resolved(await case.witnessed(await case.submitted(by=rider), witness))
    confirmed = await case.answered(report, witness, Action.FIXED)
    assert confirmed.status is Status.CONFIRMED
    await case.passes(days=29)
    reopened = await case.answered(confirmed, {7: rider, 8: witness}[number], Action.NOT_FIXED)
    assert (reopened.status, reopened.closed_at, reopened.reopenings) == (Status.REOPENED, None, 1)


@pytest.mark.parametrize("number", [7, 8])
async def test_what_closed_by_itself_is_reopened_by_the_key_for_thirty_days(case: Case, number: int) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.resolved(await case.witnessed(await case.submitted(by=rider), witness))
    who = {7: rider, 8: witness}[number]
    await case.told()
    await case.passes(days=7)
    (told,) = [call for call in await case.told(who.chat_id) if call.method.startswith("send")]
    assert told.keys == ["✅ 修好了", "还没修好"]
    await case.passes(days=23)
    reopened = await case.answered(report, who, Action.NOT_FIXED)
    assert (reopened.status, reopened.closed_at, reopened.reopenings) == (Status.REOPENED, None, 1)
    assert (reopened.due_at or 0) > case.clock.at
    told_staff = [call.text for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage"]
    assert any("没修好" in text for text in told_staff)


async def shown_keys(case: Case, rider: Rider, report: Report) -> list[list[str]]:
    """The keys of a report as its number shows it, and those of its receipt."""
    await case.told()
    await case.do(answer, rider, ReportShown(report.id))
    (shown,) = await case.told(rider.chat_id)
    card = DraftCard(report.id)
    receipt = tell(card, await case.view(card, rider), sample_views.locale())
    return [shown.keys, [button.text for row in receipt.buttons for button in row]]


@pytest.mark.parametrize("action", [Action.FIXED, Action.NOT_FIXED])
async def test_a_month_later_what_closed_by_itself_stays_closed_and_has_no_key_any_more(
    case: Case, action: Action
) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=30)
    answers = ["✅ 修好了", "还没修好"]
    assert await shown_keys(case, rider, report) == [answers, [*answers, "🔎 看进度"]]
    await case.passes(minutes=1)
    with pytest.raises(LongClosed):
        await case.answered(report, rider, action)
    assert (await case.now(report)).status is Status.CLOSED_UNCONFIRMED
    assert await shown_keys(case, rider, report) == [[], ["🔎 看进度"]]


async def test_what_was_confirmed_offers_the_way_back_for_thirty_days(case: Case) -> None:
    rider = await case.rider()
    report = await case.answered(await case.resolved(await case.submitted(by=rider)), rider)
    slip = "🧾 延误证明"
    assert await shown_keys(case, rider, report) == [["还没修好", slip], ["还没修好", "🔎 看进度"]]
    await case.passes(days=30, minutes=1)
    assert await shown_keys(case, rider, report) == [[], ["🔎 看进度"]]


@pytest.mark.parametrize("action", [Action.FIXED, Action.NOT_FIXED])
async def test_an_answer_after_closing_earns_as_before(case: Case, action: Action) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.resolved(await case.witnessed(await case.submitted(by=rider), witness))
    await case.passes(days=29)
    before = await case.balance(rider), await case.balance(witness)
    await case.answered(report, witness, action)
    assert await case.balance(witness) == before[1] + case.deps.awards.checked
    assert await case.balance(rider) == before[0]


async def test_an_answer_below_the_receipt_leaves_it_a_receipt(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=8)
    await case.told()
    receipt = await case.database.read(lambda tx: tx.messages.of_key(draft_key(report.id)))
    assert receipt

    async def press(tx: Transaction, deps: Deps) -> None:
        pressed = Press(Verb.ANSWER, report.id, Action.FIXED)
        await RIDER_PRESSES[Verb.ANSWER].use_case(RiderPress(tx, deps, rider, pressed, receipt.message_id, None))

    await case.do(press)
    (edited,) = [call for call in await case.told(rider.chat_id) if call.message == receipt.message_id]
    assert str(report.number) in edited.text
    assert edited.keys == ["还没修好", "🔎 看进度"]


async def test_a_stranger_answers_nothing_nor_anybody_before_it_is_resolved(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    with pytest.raises(NoLongerPossible):
        await case.answered(report, rider)
    await case.resolved(report)
    with pytest.raises(NoSuchReport):
        await case.answered(report, await case.rider(9))


def test_whoever_did_not_report_answers_as_a_witness() -> None:
    assert role_of(sample_views.rider(id=7), sample_views.report(rider_id=7)) is Role.REPORTER
    assert role_of(sample_views.rider(id=8), sample_views.report(rider_id=7)) is Role.WITNESS
