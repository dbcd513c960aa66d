"""What is not kept goes at the first night after its time, and not before: on both engines."""

import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace

import asyncpg
import pytest

from domain.geo.live_location import LiveLocation
from domain.people.riders import CONSENT_VERSION
from domain.reporting.messages import Added
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.tickets.staff import Prompt, PromptStage
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import answer, ticket_key
from services.ports.geocodes import Geocode
from services.ports.inbox import Claimant, InboxItem, Lane
from services.ports.transaction import Transaction
from services.tickets import conversation
from services.upkeep import timers
from tests.sample_views import HOUR
from tests.usecases import GROUPS, HERE, START, Case, open_case

BOT, OWNER = 77, 1
DAY = 24 * HOUR
NIGHT = START - START % DAY + 19 * HOUR + HOUR // 2
"""Half past three in the district, as UTC: the night after the case begins."""


@pytest.fixture
async def kept(database_address: str) -> AsyncIterator[Case]:
    """A district on each engine, in which each night removes what is past its time."""
    async with open_case(database_address) as case:
        await case.do(timers.start)
        yield case


@dataclass(frozen=True)
class Update:
    """A raw update, still to be done."""

    seq: int
    payload: str


Finish = Callable[[Case, Update], Awaitable[None]]


async def arrived(case: Case, said: str, update_id: int = 1, chat: int = 1) -> Update:
    """A raw update that has come and is being worked on."""
    payload = json.dumps({"update_id": update_id, "message": {"text": said}})

    async def come(tx: Transaction) -> int:
        await tx.inbox.store(BOT, [InboxItem(0, update_id, chat, payload)], case.clock.at)
        (item,) = await tx.inbox.claim(Claimant(OWNER, {Lane.WORDS: 1}), case.clock.at)
        return item.seq

    return Update(await case.database.write(come), payload)


async def done(case: Case, update: Update) -> None:
    await case.database.write(lambda tx: tx.inbox.consume(update.seq, OWNER, case.clock.at))


async def parked(case: Case, update: Update) -> None:
    await case.database.write(lambda tx: tx.inbox.park(update.seq, OWNER, "boom", case.clock.at))


async def night(case: Case, nights: int) -> None:
    """Go to that night of the case, just after half past three."""
    await case.passes(milliseconds=NIGHT + (nights - 1) * DAY - case.clock.at)


async def payloads(address: str) -> list[str]:
    """What the inbox keeps of what people wrote, read past the repositories."""
    query = "select payload from inbox order by seq"
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return [payload for (payload,) in connection.execute(query)]
    server = await asyncpg.connect(address)
    try:
        return [row["payload"] for row in await server.fetch(query)]
    finally:
        await server.close()


@pytest.mark.parametrize("finish", [done, parked])
async def test_a_raw_update_stays_for_47_hours_and_is_gone_before_48(
    kept: Case, database_address: str, finish: Finish
) -> None:
    await kept.passes(minutes=1)
    update = await arrived(kept, "井盖不见了")
    await finish(kept, update)
    await kept.passes(hours=47)
    assert await payloads(database_address) == [update.payload]
    await kept.passes(hours=1, seconds=-1)
    assert await payloads(database_address) == [""]


@pytest.mark.parametrize(("consent", "stays"), [(0, False), (CONSENT_VERSION - 1, False), (CONSENT_VERSION, True)])
async def test_a_raw_update_of_a_rider_who_has_not_agreed_is_gone_within_a_day(
    kept: Case, database_address: str, consent: int, *, stays: bool
) -> None:
    rider = await kept.rider(consent=consent)
    await kept.passes(minutes=1)
    update = await arrived(kept, "井盖不见了", chat=rider.chat_id)
    await done(kept, update)
    await kept.passes(hours=23)
    assert await payloads(database_address) == [update.payload]
    await kept.passes(hours=1, seconds=-1)
    assert await payloads(database_address) == [update.payload if stays else ""]


async def test_a_raw_update_of_more_than_48_hours_is_gone(kept: Case, database_address: str) -> None:
    await kept.passes(milliseconds=NIGHT - 1 - kept.clock.at)
    await done(kept, await arrived(kept, "井盖不见了"))
    await night(kept, 3)
    assert await payloads(database_address) == [""]


async def test_an_update_that_still_waits_stays_whatever_its_age(kept: Case, database_address: str) -> None:
    update = await arrived(kept, "井盖不见了")
    await night(kept, 7)
    assert await payloads(database_address) == [update.payload]


@pytest.mark.parametrize(("name", "days"), [("文化路", 90), ("", 7)])
async def test_what_a_geocoder_answered_goes_after_its_days(kept: Case, name: str, days: int) -> None:
    await night(kept, 1)
    answer = Geocode("cell:1:1", name, None, kept.clock.at)
    await kept.database.write(lambda tx: tx.geocodes.put(answer))
    await night(kept, 1 + days)
    assert await kept.database.read(lambda tx: tx.geocodes.get(answer.key)) == answer
    await night(kept, 2 + days)
    assert await kept.database.read(lambda tx: tx.geocodes.get(answer.key)) is None


async def test_where_a_rider_was_goes_after_a_day(kept: Case) -> None:
    rider = await kept.rider()
    await night(kept, 1)
    place = LiveLocation(rider.id, 5, replace(HERE, source="live"), kept.clock.at, kept.clock.at)
    await kept.database.write(lambda tx: tx.live_locations.keep(place))
    await night(kept, 2)
    assert await kept.database.read(lambda tx: tx.live_locations.of_rider(rider.id)) == place
    await night(kept, 3)
    assert await kept.database.read(lambda tx: tx.live_locations.of_rider(rider.id)) is None


DAYS, CASE_DAYS = 4, 6


@pytest.fixture
def brief(kept: Case) -> Case:
    """A district whose operator keeps traces for four days and what people wrote for six."""
    return keeping(kept, CASE_DAYS)


def keeping(case: Case, case_days: int) -> Case:
    """The same, with words and photos kept for so many days."""
    limits = replace(case.deps.limits, trace_days=DAYS, closed_report_days=case_days)
    case.scheduler = replace(case.scheduler, deps=replace(case.deps, limits=limits))
    return case


async def counted(address: str, query: str) -> int:
    """What a count gives, read past the repositories."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return int(connection.execute(query).fetchone()[0])
    server = await asyncpg.connect(address)
    try:
        return int(await server.fetchval(query))
    finally:
        await server.close()


async def closed(case: Case) -> Report:
    """A report with words and a photo, and with words of staff, closed before the first night."""
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.adds(rider, report, "还是不亮", photo=case.photo())
    await case.told()
    report = await case.moved(await case.accepted(report), Action.RESOLVE, "换好了")
    report = await case.answered(report, rider)
    await case.told()
    return report


async def settle(case: Case, nights: int) -> None:
    """Go to that night, and let what it removes from chats go out."""
    await night(case, nights)
    while await case._deliver_due():
        pass


TEXTS = "select count(*) from live_message where shape = 'text' and chat_id > 0"
TEXTS_OF_IT = f"{TEXTS} and report_id is not null"
TRACES = [
    "select count(*) from draft",
    TEXTS,
    "select count(*) from outbox where card = 1",
]


@pytest.mark.parametrize("query", TRACES)
async def test_traces_of_a_closed_report_go_after_their_days(brief: Case, database_address: str, query: str) -> None:
    await closed(brief)
    await night(brief, DAYS)
    assert await counted(database_address, query) > 0
    await night(brief, 2 + DAYS)
    assert await counted(database_address, query) == 0


async def shown(case: Case, report: Report) -> None:
    """Its rider hears something of a report that is closed."""
    await case.do(answer, await case.rider(), Added(report.id))
    await case.told()


async def test_a_look_at_a_closed_report_keeps_its_draft_no_longer(brief: Case, database_address: str) -> None:
    report = await closed(brief)
    await night(brief, DAYS)
    await shown(brief, report)
    await night(brief, 2 + DAYS)
    assert await counted(database_address, "select count(*) from draft") == 0
    assert await counted(database_address, TEXTS_OF_IT) == 1


async def test_a_look_after_the_traces_have_gone_leaves_one_for_its_days_alone(
    brief: Case, database_address: str
) -> None:
    report = await closed(keeping(brief, 10 * DAYS))
    await night(brief, 2 + DAYS)
    await shown(brief, report)
    await night(brief, 1 + 2 * DAYS)
    assert await counted(database_address, TEXTS_OF_IT) == 1
    await night(brief, 3 + 2 * DAYS)
    assert await counted(database_address, TEXTS_OF_IT) == 0


async def test_what_staff_add_after_the_words_have_gone_goes_as_well(brief: Case, database_address: str) -> None:
    report = await closed(brief)
    await settle(brief, 2 + CASE_DAYS)
    await brief.do(noted, report, brief.photo())
    await settle(brief, 4 + CASE_DAYS)
    assert await counted(database_address, "select count(*) from event where words <> ''") == 0
    assert await counted(database_address, "select count(*) from photo") == 0


async def noted(tx: Transaction, deps: Deps, report: Report, image: Photo) -> None:
    """A member of staff replies to the card, with words and a photo, and keeps that as a note."""
    photo = replace(image, role=PhotoRole.AFTER)
    await tx.photos.add(photo)
    place = {"chat_id": GROUPS[report.queue], "thread_id": None, "reply_to": 1}
    words = {"words": "她的电话是 555", "photo_ids": (photo.id,), "stage": PromptStage.OPEN}
    times = {"asked_at": deps.clock.now(), "expires_at": deps.clock.now() + DAY}
    who = {"report_id": report.id, "queue": report.queue, "user_id": 9, "user_name": "李", "action": "reply"}
    prompt = Prompt(id=98, **place, **words, **times, **who)  # type: ignore[arg-type]
    await tx.queues.add_prompt(prompt)
    await conversation.keep_as_note(tx, deps, prompt, 9)


async def test_words_and_photos_of_a_closed_report_go_after_their_days_too_and_the_report_stays(
    brief: Case, database_address: str
) -> None:
    report = await closed(brief)
    worded = "select count(*) from event where words <> ''"
    photos = "select count(*) from photo"
    await night(brief, CASE_DAYS)
    assert (await brief.now(report)).note == report.note
    assert await counted(database_address, worded) == 2
    assert await counted(database_address, photos) == 2
    await settle(brief, 2 + CASE_DAYS)
    assert await counted(database_address, worded) == 0
    assert await counted(database_address, photos) == 0
    blanked = await brief.now(report)
    assert (blanked.note, blanked.outcome, blanked.status) == ("", "", report.status)
    assert await brief.balance(await brief.rider()) > 0


async def test_what_concerns_an_open_report_stays(brief: Case, database_address: str) -> None:
    report = await brief.submitted()
    await brief.told()
    await settle(brief, 2 + DAYS)
    assert await counted(database_address, "select count(*) from draft") == 1
    assert (await brief.now(report)).note == report.note
    card = await brief.database.read(lambda tx: tx.messages.of_key(ticket_key(report.id, report.queue)))
    assert card


async def test_timers_prompts_codes_and_told_weeks_go_after_their_time(brief: Case, database_address: str) -> None:
    at = brief.clock.at

    async def fill(tx: Transaction) -> None:
        fired = Timer(TimerKind.WITHDRAWAL_OVER, "1", at)
        await tx.timers.put(fired)
        await tx.timers.fired([fired], at)
        await tx.queues.put_code("CODE", "lighting", at)
        await tx.queues.add_prompt(
            Prompt(1, 2, "lighting", "hold", -5, None, 9, "李", 4, "等配件", (), PromptStage.EXPIRED, at, at)
        )
        await tx.weeks.tell("district", "2026-W40", at)

    await brief.database.write(fill)
    tables = {
        "timer where kind = 'withdrawal_over'": 2 * DAYS,
        "link_code": 14,
        "prompt": 14,
        "told_week where week = '2026-W40'": DAYS,
    }
    for days in sorted(set(tables.values())):
        for stays in (1, 0):
            await night(brief, days if stays else 2 + days)
            for table in (table for table, of_days in tables.items() if of_days == days):
                assert await counted(database_address, f"select count(*) from {table}") == stays, table  # noqa: S608
