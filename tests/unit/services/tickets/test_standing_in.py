"""Queues without a group: whose cards, reminders and figures stand where, and who takes over."""

import pytest
from structlog.testing import capture_logs

from domain.reporting.reports import Report
from domain.tickets.staff import QueueChat
from domain.week.messages import Digest
from services.tickets import groups
from services.tickets.standing_in import looked_after
from tests.recording import Call
from tests.tables import timers, unseat, waiting_keys
from tests.usecases import GROUPS, START, Case, spot
from texts.base.locale import Locale
from texts.week.queue_digest import queue_digest

LIGHTING, TRIAGE, SUPERVISORS = GROUPS["lighting"], GROUPS["triage"], GROUPS["supervisors"]
NEW = -77


def calls_of(calls: list[Call], report: Report) -> list[Call]:
    return [call for call in calls if str(report.number) in call.text]


async def told_of(case: Case, report: Report) -> list[tuple[int, str, bool]]:
    """Where something was told of a report: chat, method, and whether it has keys."""
    return [(call.chat, call.method, bool(call.keys)) for call in calls_of(await case.told(), report) if call.chat < 0]


async def test_the_card_of_a_queue_without_a_group_stands_with_triage_and_names_the_queue(case: Case) -> None:
    unseat(case, "lighting")
    report = await case.submitted()
    (card,) = calls_of(await case.told(TRIAGE), report)
    assert "代办：<b>路灯" in card.text
    assert card.keys


async def test_the_queue_takes_over_once_it_has_a_group_and_the_old_card_is_closed(case: Case) -> None:
    unseat(case, "lighting")
    report = await case.submitted()
    await case.told()
    await case.do(groups.place, QueueChat("lighting", NEW, None, START))
    assert await told_of(case, report) == [(NEW, "sendPhoto", True), (TRIAGE, "editMessageCaption", False)]


async def test_a_queue_that_moves_to_another_group_leaves_no_keys_in_the_one_before(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(groups.place, QueueChat("lighting", NEW, None, START))
    assert await told_of(case, report) == [(NEW, "sendPhoto", True), (LIGHTING, "editMessageCaption", False)]


async def test_a_group_that_is_lost_hands_its_tickets_to_triage_and_gets_them_back(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(groups.lose, LIGHTING)
    assert await told_of(case, report) == [(TRIAGE, "sendPhoto", True)]
    await case.do(groups.regain, LIGHTING)
    assert await told_of(case, report) == [(LIGHTING, "sendPhoto", True), (TRIAGE, "editMessageCaption", False)]


async def test_supervisors_stand_in_where_triage_loses_its_group(case: Case) -> None:
    unseat(case, "lighting")
    report = await case.submitted()
    await case.told()
    await case.do(groups.lose, TRIAGE)
    assert await told_of(case, report) == [(SUPERVISORS, "sendPhoto", True)]


async def test_the_operators_log_names_a_ticket_that_reaches_nobody(case: Case) -> None:
    unseat(case)
    with capture_logs() as logs:
        report = await case.submitted()
    assert ("ticket_reaches_nobody", str(report.number)) in {(log["event"], log.get("report")) for log in logs}


async def test_reminders_follow_the_stand_in(case: Case) -> None:
    unseat(case, "lighting")
    await case.submitted()
    await case.told()
    heard = 0
    for _ in range(24 * 6):
        await case.passes(hours=1)
        heard += len([call for call in await case.told(TRIAGE) if call.method == "sendMessage"])
    assert heard == 3  # the first answer missed, half time, the end


@pytest.mark.parametrize(
    ("unseated", "queue", "expected"),
    [
        ((), "triage", ["triage"]),
        (("lighting", "gas"), "triage", ["triage", "lighting", "gas"]),
        (("lighting", "gas"), "water", ["water"]),
        (("lighting",), "supervisors", ["supervisors"]),
        (("lighting", "triage"), "supervisors", ["supervisors", "triage", "lighting"]),
        (("triage", "supervisors"), "water", ["water"]),
        (("supervisors",), "triage", ["triage"]),
    ],
)
async def test_who_looks_after_whom(case: Case, unseated: tuple[str, ...], queue: str, expected: list[str]) -> None:
    if unseated:
        unseat(case, *unseated)
    assert sorted(await case.do(looked_after, queue)) == sorted(expected)


async def test_open_tickets_of_a_queue_that_the_district_gave_up_are_looked_after_too(case: Case) -> None:
    report = await case.submitted()
    unseat(case, "lighting", "triage")
    case.gives_up_queue("lighting")
    await case.told()
    await case.do(groups.place, QueueChat("triage", NEW, None, START))
    assert f"ticket:{report.id}:lighting" in waiting_keys(case, NEW)


async def test_triages_digest_tells_of_the_tickets_that_it_stands_in_for_and_names_their_queue(case: Case) -> None:
    unseat(case, "lighting")
    reports = [await case.submitted(at=spot(place)) for place in range(7)]
    assert reports[0].due_at is not None
    case.clock.at = reports[0].due_at
    view = await case.view(Digest("queue:triage", "2026-W48"))
    locale = Locale.of(case.deps, "zh")
    text, name = queue_digest(view, locale).text, locale.queue(case.deps.district.queue("lighting"))
    assert "该催的 7 件" in text
    assert "还有 2 件" in text
    assert text.count(str(name)) == 5 + 1
    assert f"{name}：来 7" in text


async def test_more_tickets_than_one_batch_are_all_shown_urgent_ones_first(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.tickets.showing.CARDS_AT_ONCE", 2)
    reports = [await case.submitted(at=spot(place)) for place in range(5)]
    urgent = await case.submitted("manhole_missing", at=spot(6))
    await case.told()
    assert urgent.queue != "lighting"
    await case.do(groups.place, QueueChat("lighting", NEW, None, START + 1))
    assert waiting_keys(case, NEW) == [f"ticket:{report.id}:lighting" for report in reports[:2]]
    for _ in range(3):
        await case.passes(seconds=0)
    assert waiting_keys(case, NEW) == [f"ticket:{report.id}:lighting" for report in reports]
    assert [timer for timer in timers(case) if timer.key.startswith("lighting:")] == []
