"""Which photos go, when and from where: of drafts that ended, of nothing, and of a missing person's closed case."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.geo.live_location import LiveLocation
from domain.people.messages import HowTo
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.timers import Timer, TimerKind, case_key
from services.outgoing import answer
from services.ports.geocodes import Geocode
from services.ports.transaction import Transaction
from services.reporting import draft_menus
from services.upkeep import retention
from tests.sample_views import HOUR
from tests.tables import rows_of, timers, waiting_keys
from tests.usecases import GROUPS, HERE, START, Case, Pictures

DAY = 24 * HOUR
PRIVATE = "lost_person"
NIGHT = int(datetime(2026, 11, 24, 19, 30, tzinfo=UTC).timestamp() * 1000)
"""Half past three in the district, the night after the case begins."""


async def forget(case: Case) -> list[str] | None:
    return await case.do(retention.forgotten_photos)


def photos(case: Case) -> list[int]:
    return [row["id"] for row in rows_of(case, "select id from photo order by id")]


@pytest.mark.parametrize(
    ("at", "day", "night"),
    [
        (NIGHT - 1, "2026-11-25", NIGHT),
        (NIGHT, "2026-11-26", NIGHT + DAY),
        (NIGHT + 1, "2026-11-26", NIGHT + DAY),
        (NIGHT - 4 * HOUR, "2026-11-25", NIGHT),
        (START, "2026-11-25", NIGHT),
    ],
)
async def test_the_coming_night_is_half_past_three_of_the_district(case: Case, at: int, day: str, night: int) -> None:
    case.clock.at = at
    for _ in range(2):
        await case.do(retention.plan_next)
    assert timers(case) == [Timer(TimerKind.RETENTION, day, night)]


async def test_each_night_plans_the_next(case: Case) -> None:
    case.clock.at = NIGHT
    await case.do(retention.end_night)
    assert [timer.due_at for timer in timers(case)] == [NIGHT + DAY]


@pytest.mark.parametrize(("later", "goes"), [(DAY, False), (DAY + 1, True)])
async def test_the_photos_of_a_cancelled_draft_go_after_a_day(case: Case, later: int, *, goes: bool) -> None:
    rider, photo = await case.rider(), case.photo()
    draft = await case.sends(rider, position=HERE, photo=photo)
    await case.do(draft_menus.cancel, rider, draft)
    case.clock.at += later
    assert await forget(case) == ([photo.object_key] if goes else None)
    assert photos(case) == ([] if goes else [photo.id])


async def test_the_operator_says_how_long_they_stay(case: Case) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, draft_hours=2))
    rider = await case.rider()
    await case.do(draft_menus.cancel, rider, await case.sends(rider, position=HERE, photo=case.photo()))
    case.clock.at += 2 * HOUR + 1
    assert await forget(case)


async def test_those_of_an_open_draft_and_of_a_report_stay(case: Case) -> None:
    rider = await case.rider()
    await case.submitted(by=rider)
    await case.sends(rider, position=HERE, photo=case.photo())
    case.clock.at += 60 * DAY
    assert await forget(case) is None
    assert len(photos(case)) == 2


async def test_a_hundred_go_at_once_and_then_the_rest(case: Case) -> None:
    async def add(tx: Transaction) -> None:
        for _ in range(101):
            await tx.photos.add(replace(case.photo(), added_at=START, role=PhotoRole.AFTER))

    await case.database.write(add)
    case.clock.at += DAY + 1
    counts = [len(await forget(case) or ()) for _ in range(3)]
    assert counts == [100, 1, 0]
    assert await forget(case) is None


async def closed(case: Case, category: str) -> Report:
    """A case that was closed, of which groups and riders were told."""
    report = await case.submitted(category)
    await case.told()
    return await case.moved(report, Action.REJECT, reason="unclear")


@pytest.mark.parametrize(("category", "goes"), [(PRIVATE, True), ("street_light", False)])
async def test_only_the_photos_of_a_private_case_go_when_it_closes(case: Case, category: str, *, goes: bool) -> None:
    report = await closed(case, category)
    assert await forget(case) == ([photo.object_key for photo in report.photos] if goes else None)
    assert bool((await case.now(report)).photos) is not goes


async def test_an_open_private_case_keeps_them(case: Case) -> None:
    await case.submitted(PRIVATE)
    case.clock.at += 60 * DAY
    assert await forget(case) is None


@pytest.mark.parametrize(("later", "goes"), [(30 * DAY, True), (30 * DAY + 1, False)])
async def test_an_outage_of_a_month_leaves_no_private_photo_behind(case: Case, later: int, *, goes: bool) -> None:
    await closed(case, PRIVATE)
    case.clock.at += later
    assert bool(await forget(case)) is goes


async def test_they_go_from_the_chats_too_and_the_card_stands_without_them(case: Case) -> None:
    report = await case.submitted(PRIVATE)
    shown = [call for call in await case.told(GROUPS[report.queue]) if call.method == "sendPhoto"]
    await case.moved(report, Action.REJECT, reason="unclear")
    await case.told()
    await forget(case)
    keys = waiting_keys(case, GROUPS[report.queue])
    assert keys == [f"removal:{GROUPS[report.queue]}:{shown[0].message}", f"ticket:{report.id}:{report.queue}"]


@pytest.mark.parametrize(("later", "stays"), [(14 * DAY, True), (14 * DAY + 1, False)])
async def test_what_was_sent_is_known_for_fourteen_days_and_cards_for_good(
    case: Case, later: int, *, stays: bool
) -> None:
    rider = await case.rider()
    await case.sends(rider, position=HERE)
    await case.do(answer, rider, HowTo())
    await case.told()
    case.clock.at += later
    await case.do(retention.run)
    kept = [bool(row["card"]) for row in rows_of(case, "select card from outbox order by card")]
    assert kept == ([False, True] if stays else [True])


@pytest.mark.parametrize(
    ("name", "later", "stays"),
    [
        ("文化路", 90 * DAY, True),
        ("文化路", 90 * DAY + 1, False),
        ("", 7 * DAY, True),
        ("", 7 * DAY + 1, False),
    ],
)
async def test_a_geocoders_answer_is_kept_to_the_millisecond(case: Case, name: str, later: int, *, stays: bool) -> None:
    known = Geocode("cell:1:1", name, None, START)
    await case.database.write(lambda tx: tx.geocodes.put(known))
    case.clock.at += later
    await case.do(retention.end_night)
    assert (await case.database.read(lambda tx: tx.geocodes.get(known.key)) is not None) is stays


@pytest.mark.parametrize(("later", "stays"), [(DAY, True), (DAY + 1, False)])
async def test_where_a_rider_was_is_kept_for_a_day(case: Case, later: int, *, stays: bool) -> None:
    rider = await case.rider()
    place = LiveLocation(rider.id, 5, replace(HERE, source="live"), START, START)
    await case.database.write(lambda tx: tx.live_locations.keep(place))
    case.clock.at += later
    await case.do(retention.end_night)
    assert (await case.database.read(lambda tx: tx.live_locations.of_rider(rider.id)) is not None) is stays


async def test_a_night_removes_in_batches_until_nothing_is_left(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    fired = [Timer(TimerKind.WITHDRAWAL_OVER, str(number), START) for number in range(5)]
    for timer in fired:
        await case.database.write(lambda tx, timer=timer: tx.timers.put(timer))  # type: ignore[misc]
        await case.database.write(lambda tx, timer=timer: tx.timers.fired([timer], START))  # type: ignore[misc]
    await case.do(retention.plan_next)
    case.clock.at += 400 * DAY
    await case.scheduler.fire_due()
    assert rows_of(case, "select key from timer where kind = 'withdrawal_over'") == []


async def test_the_store_is_surveyed_once_a_night_and_not_for_a_closed_case(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveyed: list[str] = []

    async def keys(_: object, folder: str) -> list[str]:
        surveyed.append(folder)
        return []

    monkeypatch.setattr(Pictures, "keys", keys)
    await case.database.write(lambda tx: tx.timers.put(Timer(TimerKind.RETENTION, case_key(1), START)))
    await case.scheduler.fire_due()
    assert surveyed == []
    await case.do(retention.plan_next)
    case.clock.at += DAY
    await case.scheduler.fire_due()
    assert len(surveyed) == len(set(surveyed)) > 0
