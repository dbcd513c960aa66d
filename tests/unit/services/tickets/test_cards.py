"""What makes a sound in a queue's group, and when."""

import pytest

from domain.messages import Outgoing, Precedence
from domain.reporting.reports import Status
from domain.tickets.lifecycle import Role
from domain.tickets.messages import HalfTime, TicketCard
from services.tickets import cards
from services.tickets.cards import is_closed, role_of_queue, show_card
from services.tickets.standing_in import group_of
from tests.sample_views import HOUR, report
from tests.tables import unseat, waiting, waiting_keys
from tests.usecases import GROUPS, Case

LIGHTING = GROUPS["lighting"]

EVENING = 12 * HOUR
"""From the start of the case to ten in the evening, when only the duty desks work."""


@pytest.mark.parametrize(
    ("category", "later", "is_silent"),
    [
        ("street_light", 0, False),
        ("street_light", EVENING, True),
        ("manhole_missing", EVENING, False),
    ],
)
async def test_only_what_is_urgent_makes_a_sound_outside_working_hours(
    case: Case, category: str, later: int, *, is_silent: bool
) -> None:
    rider = await case.rider()
    case.clock.at += later
    shown = await case.submitted(category, by=rider)
    (card,) = await case.told(GROUPS[shown.queue])
    assert card.is_silent is is_silent
    await case.adds(rider, shown, "就在路口")
    (nudge,) = [call for call in await case.told(GROUPS[shown.queue]) if call.method == "sendMessage"]
    assert nudge.is_silent is bool(later)


async def test_what_staff_do_themselves_only_edits_the_card(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.resolved(report)
    assert {call.method for call in await case.told(GROUPS[report.queue])} == {"editMessageCaption"}


async def test_a_nudge_takes_the_place_of_the_one_before(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.adds(rider, report, "第一句")
    first = next(call for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage")
    await case.passes(minutes=10)
    await case.adds(rider, report, "第二句")
    calls = [call for call in await case.told(GROUPS[report.queue]) if not call.method.startswith("edit")]
    assert [(call.method, call.message) for call in calls][1:] == [("deleteMessage", first.message)]
    assert "第二句" in calls[0].text


@pytest.mark.parametrize(("queue", "role"), [("triage", Role.TRIAGE), ("lighting", Role.QUEUE), ("x", Role.QUEUE)])
def test_only_triage_acts_as_triage(case: Case, queue: str, role: Role) -> None:
    assert role_of_queue(case.deps, queue) is role


@pytest.mark.parametrize(
    ("lost", "group"),
    [
        ((), "lighting"),
        (("lighting",), "triage"),
        (("triage",), "lighting"),
        (("lighting", "triage"), "supervisors"),
        (("lighting", "triage", "supervisors"), None),
    ],
)
async def test_a_queue_without_a_group_is_looked_after_by_triage(
    case: Case, lost: tuple[str, ...], group: str | None
) -> None:
    if lost:
        unseat(case, *lost)
    found = await case.do(group_of, "lighting")
    assert (found and found.chat_id) == (group and GROUPS[group])


async def test_without_any_group_a_report_waits_and_is_no_error(case: Case) -> None:
    unseat(case)
    report = await case.submitted()
    assert report.status is Status.ROUTED
    assert waiting_keys(case, GROUPS["lighting"]) == []


async def test_what_triage_looks_after_is_shown_as_its_queues(case: Case) -> None:
    unseat(case, "lighting")
    report = await case.submitted()
    (card,) = waiting(case, GROUPS["triage"])
    assert (card.key, card.meaning) == (f"ticket:{report.id}:lighting", TicketCard(report.id, "lighting"))


@pytest.mark.parametrize(
    ("urgent", "card", "nudge"),
    [(False, Precedence.TICKET, Precedence.REMINDER), (True, Precedence.URGENT, Precedence.URGENT)],
)
async def test_what_is_urgent_goes_before_everything_else_of_a_group(
    case: Case, card: Precedence, nudge: Precedence, *, urgent: bool
) -> None:
    shown = report(urgent=urgent)
    await case.do(show_card, shown)
    await case.do(cards.nudge, shown, HalfTime(shown.id, "lighting"), "why")
    assert waiting(case) == [
        Outgoing(f"ticket:{shown.id}:lighting", LIGHTING, None, card, TicketCard(shown.id, "lighting"), language="zh"),
        Outgoing(
            f"nudge:{shown.id}:nudge_half_time:why",
            LIGHTING,
            None,
            nudge,
            HalfTime(shown.id, "lighting"),
            language="zh",
        ),
    ]


async def test_one_cause_nudges_once(case: Case) -> None:
    shown = report()
    for cause in ("one", "one", "two"):
        await case.do(cards.nudge, shown, HalfTime(shown.id, "lighting"), cause)
    assert len(waiting(case)) == 2


async def test_a_queue_that_lost_a_ticket_gets_its_card_once_more(case: Case) -> None:
    shown = report(queue="triage")
    await case.do(show_card, shown, "lighting")
    (card,) = waiting(case)
    assert (card.chat_id, card.meaning) == (LIGHTING, TicketCard(shown.id, "lighting"))


NOON, CLOSED = 3 * HOUR + HOUR // 2, 8 * HOUR


@pytest.mark.parametrize(
    ("queue", "later", "silent"),
    [
        ("lighting", 2 * HOUR - 1, False),
        ("lighting", 2 * HOUR, True),
        ("lighting", NOON - 1, True),
        ("lighting", NOON, False),
        ("lighting", CLOSED - 1, False),
        ("lighting", CLOSED, True),
        ("property-centre", CLOSED, False),
        ("triage", EVENING, False),
        ("given-up", EVENING, False),
    ],
)
async def test_a_queue_hears_sounds_in_its_own_hours(case: Case, queue: str, later: int, *, silent: bool) -> None:
    case.clock.at += later
    assert is_closed(case.deps, queue) is silent
