"""What follows from a change of status: who is told what and under which key, and who is not."""

from dataclasses import replace

import pytest

from domain.messages import Outgoing, Precedence
from domain.people.riders import Rider
from domain.reporting.messages import DraftCard, ResolvedTold, StatusTold
from domain.reporting.reports import SYSTEM, Actor, Report, Status
from domain.tickets.lifecycle import Action, Role
from domain.tickets.messages import Reopened, TicketCard
from domain.timers import Timer, TimerKind
from services.reporting.rider_actions import answer_fixed
from services.tickets import routes
from services.tickets.changing import Request, change_status
from services.upkeep.timers import fire
from tests.sample_views import HOUR
from tests.tables import timers, waiting, waiting_keys
from tests.usecases import GROUPS, STAFF, START, Case, spot

URGENT, PRIVATE = "manhole_missing", "lost_person"
FINAL_BY_STAFF = frozenset({Action.REJECT, Action.DUPLICATE})


async def seen_by_two(case: Case, category: str = "street_light") -> tuple[Report, Rider, Rider]:
    """A report with a witness, of which everybody has been told."""
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.witnessed(await case.submitted(category, by=rider), witness)
    await case.told()
    return report, rider, witness


def told(case: Case, rider: Rider) -> list[Outgoing]:
    """What waits for a rider beside cards."""
    return [each for each in waiting(case, rider.chat_id) if not isinstance(each.meaning, DraftCard)]


@pytest.mark.parametrize(("category", "precedence"), [("street_light", Precedence.STATUS), (URGENT, Precedence.URGENT)])
async def test_the_reporter_and_each_witness_are_told_of_a_change_once(
    case: Case, category: str, precedence: Precedence
) -> None:
    report, *riders = await seen_by_two(case, category)
    await case.accepted(report)
    event = (await case.events(report))[-1]
    for rider in riders:
        (message,) = told(case, rider)
        assert message == Outgoing(
            f"status:{event.id}:{rider.id}",
            rider.chat_id,
            None,
            precedence,
            StatusTold(report.id, "accepted"),
            language="zh",
        )


async def test_only_the_reporter_gets_the_receipt_redrawn(case: Case) -> None:
    report, rider, witness = await seen_by_two(case)
    await case.accepted(report)
    assert f"draft:{report.id}" in waiting_keys(case, rider.chat_id)
    assert [key for key in waiting_keys(case, witness.chat_id) if key.startswith("draft:")] == []


@pytest.mark.parametrize("answers", [7, 8])
async def test_whoever_answered_is_not_told_what_they_did(case: Case, answers: int) -> None:
    report, *riders = await seen_by_two(case)
    await case.resolved(report)
    await case.told()
    await case.answered(report, next(rider for rider in riders if rider.id == answers))
    assert [len(told(case, rider)) for rider in riders] == [int(rider.id != answers) for rider in riders]


async def test_staff_with_the_number_of_a_rider_hide_nothing_from_them(case: Case) -> None:
    report, rider, _ = await seen_by_two(case)
    await case.do(change_status, report, Request(Action.ACCEPT, replace(STAFF, id=rider.id), Role.QUEUE))
    assert len(told(case, rider)) == 1


@pytest.mark.parametrize(
    ("action", "words", "detail", "expected"),
    [
        (Action.ACCEPT, "不外传", {}, StatusTold(0, "accepted")),
        (Action.HOLD, "等配件", {"until": "77"}, StatusTold(0, "on_hold", "等配件", until=77)),
        (Action.REJECT, "看不清", {"reason": "unclear"}, StatusTold(0, "rejected", "看不清", reason="unclear")),
    ],
)
async def test_riders_read_the_words_that_are_meant_for_them_and_no_others(
    case: Case, action: Action, words: str, detail: dict[str, str], expected: StatusTold
) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    if action is Action.HOLD:
        report = await case.accepted(report)
    await case.told()
    await case.moved(report, action, words, **detail)
    if action in FINAL_BY_STAFF:
        assert told(case, rider) == []
        await case.settled(report)
    (message,) = told(case, rider)
    assert message.meaning == replace(expected, report_id=report.id)


async def test_between_queues_only_the_receipt_says_where_it_is(case: Case) -> None:
    report, *riders = await seen_by_two(case)
    report = await case.moved(report, Action.BOUNCE, "不归我们管")
    await case.told()
    report = await case.moved(report, Action.ASSIGN, queue="drainage")
    assert [each.key for rider in riders for each in waiting(case, rider.chat_id)] == [f"draft:{report.id}"]
    (receipt,) = await case.told(riders[0].chat_id)
    assert receipt.method.startswith("edit")
    assert "排水管理" in receipt.text


@pytest.mark.parametrize(("actor", "heard"), [(SYSTEM, 0), (STAFF, 1)])
async def test_that_a_hold_ran_out_is_no_news_but_that_staff_go_on_is(case: Case, actor: Actor, heard: int) -> None:
    report, rider, _ = await seen_by_two(case)
    begun = await case.moved(await case.accepted(report), Action.START)
    held = await case.moved(begun, Action.HOLD, "等配件", until="77")
    await case.told()
    role = Role.SYSTEM if actor == SYSTEM else Role.QUEUE
    await case.do(change_status, held, Request(Action.RESUME, actor, role))
    assert len(told(case, rider)) == heard


@pytest.mark.parametrize(("quiet_ms", "not_before"), [(0, 0), (5_000, START + 5_000)])
async def test_whether_it_is_fixed_is_asked_once_the_whole_album_is_there(
    case: Case, quiet_ms: int, not_before: int
) -> None:
    report, rider, witness = await seen_by_two(case)
    await case.accepted(report)
    await case.told()
    request = Request(Action.RESOLVE, STAFF, Role.QUEUE, "换好了", quiet_ms=quiet_ms)
    await case.do(change_status, await case.now(report), request)
    asked = [*told(case, rider), *told(case, witness)]
    assert [each.meaning for each in asked] == [ResolvedTold(report.id, "换好了")] * 2
    assert [each.not_before for each in asked] == [not_before] * 2


async def test_the_queue_is_told_what_is_not_fixed_in_the_riders_words(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.told()
    await case.do(answer_fixed, rider, report.id, Action.NOT_FIXED, "还是不亮")
    event = (await case.events(report))[-1]
    nudge = next(each for each in waiting(case, GROUPS[report.queue]) if isinstance(each.meaning, Reopened))
    assert nudge.meaning == Reopened(report.id, report.queue, "还是不亮")
    assert nudge.key == f"nudge:{report.id}:nudge_reopened:{event.id}"


async def test_a_fix_that_is_confirmed_only_edits_the_card(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.told()
    await case.answered(report, rider)
    assert waiting_keys(case, GROUPS[report.queue]) == [f"ticket:{report.id}:{report.queue}"]


async def test_each_reopening_is_counted_and_its_limit_goes_on_with_the_time_that_was_left(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted("manhole_missing", by=rider)
    for number in (1, 2):
        case.clock.at += HOUR // 2
        report = await case.resolved(report)
        case.clock.at += 5 * HOUR
        report = await case.answered(report, rider, Action.NOT_FIXED)
        assert (report.reopenings, report.due_at) == (number, case.clock.at + 2 * HOUR - number * HOUR // 2)
        assert report.respond_by == case.clock.at + HOUR // 4
    again = await case.answered(await case.resolved(report), rider)
    assert again.reopenings == 2


async def test_an_assigned_ticket_was_not_reopened_but_its_limits_run_anew(case: Case) -> None:
    report = await case.moved(await case.submitted("manhole_missing"), Action.BOUNCE, "不归我们管")
    case.clock.at += HOUR
    report = await case.moved(report, Action.ASSIGN, queue="drainage")
    assert (report.reopenings, report.due_at) == (0, case.clock.at + 2 * HOUR)
    due = {timer.key for timer in timers(case, TimerKind.OVERDUE)}
    assert f"{report.id}:{report.due_at}" in due


@pytest.mark.parametrize(
    ("action", "queue", "detail", "kind"),
    [
        (Action.BOUNCE, "triage", {}, "bounced"),
        (Action.ASSIGN, "drainage", {"queue": "drainage"}, "assigned"),
    ],
)
async def test_a_ticket_that_moves_says_why_and_forgets_who_was_on_it(
    case: Case, action: Action, queue: str, detail: dict[str, str], kind: str
) -> None:
    report = await case.submitted()
    if action is Action.ASSIGN:
        report = await case.moved(report, Action.BOUNCE, "不归我们管")
    await case.told()
    left = report.queue
    report = await case.moved(report, action, "不归我们管", **detail)
    reason = routes.decode(report.route_reason)
    assert (report.queue, report.holder) == (queue, "")
    assert (reason.kind.value, reason.category, reason.community) == (kind, report.category, report.community)
    cards = [each.meaning for each in waiting(case) if isinstance(each.meaning, TicketCard)]
    assert cards == [TicketCard(report.id, left), TicketCard(report.id, queue)]


async def test_who_reported_or_witnessed_a_repeat_witnesses_the_original(case: Case) -> None:
    original = await case.submitted(by=await case.rider(9))
    report, rider, witness = await seen_by_two(case, "rubbish")
    moved = await case.settled(await case.moved(report, Action.DUPLICATE, original=str(original.id)))
    assert (moved.original, moved.status) == (original.id, Status.DUPLICATE)
    kept = await case.now(original)
    assert kept.witnesses == 2
    for each in (rider, witness):
        assert await case.database.read(lambda tx, each=each: tx.reports.is_witness(original.id, each.id))  # type: ignore[misc]
    assert f"ticket:{original.id}:{original.queue}" in waiting_keys(case, GROUPS[original.queue])


async def test_nobody_witnesses_their_own_report_or_one_report_twice(case: Case) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    original = await case.witnessed(await case.submitted(by=rider), witness)
    repeat = await case.submitted(by=rider, at=spot(1))
    await case.told()
    await case.settled(await case.moved(repeat, Action.DUPLICATE, original=str(original.id)))
    assert (await case.now(original)).witnesses == 1
    assert not await case.database.read(lambda tx: tx.reports.is_witness(original.id, rider.id))
    by_witness = await case.submitted(by=witness, at=spot(2))
    await case.told()
    await case.settled(await case.moved(by_witness, Action.DUPLICATE, original=str(original.id)))
    assert (await case.now(original)).witnesses == 1
    assert f"ticket:{original.id}:{original.queue}" not in waiting_keys(case)


async def test_a_repeat_of_what_is_gone_goes_on_by_itself(case: Case) -> None:
    report = await case.settled(await case.moved(await case.submitted(), Action.DUPLICATE, original="404"))
    assert (report.status, report.original) == (Status.ROUTED, None)


async def test_a_merge_is_learned_from(case: Case) -> None:
    original, repeat = await case.submitted(), await case.submitted("pothole", by=await case.rider(8))
    await case.settled(await case.moved(repeat, Action.DUPLICATE, original=str(original.id)))
    known = await case.database.read(lambda tx: tx.duplicates.experience("pothole"))
    assert known.confuses("pothole", "street_light")


async def end(case: Case, report: Report, action: Action) -> None:
    """Bring a report to its end in one of the ways there are."""
    rider = await case.rider()
    if action is Action.WITHDRAW:
        await case.do(change_status, report, Request(action, replace(STAFF, id=rider.id), Role.REPORTER))
    elif action is Action.FIXED:
        await case.answered(await case.resolved(report), rider)
    elif action is Action.CLOSE:
        resolved = await case.resolved(report)
        await case.do(change_status, resolved, Request(action, STAFF, Role.SYSTEM))
    else:
        other = await case.submitted("pothole", by=await case.rider(8), at=spot(9))
        await case.moved(report, action, reason="false", original=str(other.id))


ENDS = [Action.WITHDRAW, Action.FIXED, Action.CLOSE, Action.REJECT, Action.DUPLICATE]


@pytest.mark.parametrize("action", ENDS)
@pytest.mark.parametrize(("category", "goes"), [(PRIVATE, True), (URGENT, False)])
async def test_the_photos_of_a_missing_person_go_when_the_case_closes(
    case: Case, action: Action, category: str, *, goes: bool
) -> None:
    report = await case.submitted(category)
    await end(case, report, action)
    if action in FINAL_BY_STAFF:
        assert timers(case, TimerKind.RETENTION) == []
        (over,) = timers(case, TimerKind.UNDO_OVER)
        case.clock.at = over.due_at
        await case.do(fire, [over])
    forgetting = [Timer(TimerKind.RETENTION, f"case:{report.id}", case.clock.at)]
    assert timers(case, TimerKind.RETENTION) == (forgetting if goes else [])
    assert (await case.now(report)).closed_at == START


@pytest.mark.parametrize("action", [Action.ACCEPT, Action.BOUNCE])
async def test_they_stay_while_the_case_is_open(case: Case, action: Action) -> None:
    await case.moved(await case.submitted(PRIVATE), action, "不归我们管")
    assert timers(case, TimerKind.RETENTION) == []


async def test_a_category_that_the_district_gave_up_hinders_no_end(case: Case) -> None:
    report = await case.submitted()
    given_up = replace(report, category="given_up")
    request = Request(Action.REJECT, STAFF, Role.QUEUE, detail={"reason": "unclear"})
    assert (await case.settled(await case.do(change_status, given_up, request))).status is Status.REJECTED
    assert timers(case, TimerKind.RETENTION) == []


async def test_a_witness_alone_does_not_take_the_reporters_points_for_an_answer(case: Case) -> None:
    report, rider, witness = await seen_by_two(case)
    before = await case.balance(rider)
    await case.answered(await case.resolved(report), witness)
    assert (await case.balance(rider), await case.balance(witness)) == (before + 4, 4)
