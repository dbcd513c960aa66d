"""Appeals and what was said in them, on both engines."""

from dataclasses import replace
from typing import Any

from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.programme.appeals import Alike, Appeal, AppealKind, AppealWeek, Asks, Counted, Line, Said, Stage
from services.ports.live_messages import LiveMessage
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from storage.database import Database
from tests import sample_views

OPENED = Appeal(80, 1, "rider-service", None, Stage.DRAFT, 1_000, 2_000)
SENT = replace(
    OPENED, kind=AppealKind.GATE, stage=Stage.COLLECTED, month="2612", serial=7, place="东门", asks=Asks.MISSING,
    position=Position(37.4, 116.3, "wgs84", "location"), contact="微信 a", sent_at=3_000, answer_by=4_000,
    plan_by=9_000,
    due_at=4_000, holder_id=None,
)  # fmt: skip
WORDS = Line(90, 80, 1_500, Said.OPENED, "保安不让进", 11)


async def keep(database: Database, *appeals: Appeal) -> None:
    async def work(tx: Transaction) -> None:
        for each in appeals:
            await tx.appeals.save(each)

    await database.write(work)


async def say(database: Database, *said: Line) -> None:
    async def work(tx: Transaction) -> None:
        for each in said:
            await tx.appeals.say(each)

    await database.write(work)


async def test_an_appeal_is_kept_as_it_is_now(stocked: Database) -> None:
    assert await stocked.read(lambda tx: tx.appeals.get(80)) is None
    await keep(stocked, OPENED, SENT)
    other = replace(OPENED, id=81, opened_at=5_000)
    await keep(stocked, other)
    assert await stocked.read(lambda tx: tx.appeals.get(80)) == SENT
    assert await stocked.read(lambda tx: tx.appeals.of_rider(1)) == [other, SENT]
    assert await stocked.read(lambda tx: tx.appeals.of_rider(2)) == []
    assert SENT.number == "SQ-2612-0007"


async def test_numbers_count_up_by_the_month(stocked: Database) -> None:
    given = [await stocked.write(lambda tx: tx.appeals.next_serial("2612")) for _ in range(2)]
    given.append(await stocked.write(lambda tx: tx.appeals.next_serial("2701")))
    assert given == [1, 2, 1]


async def test_what_was_said_comes_in_order_and_a_reply_is_sorted_once(stocked: Database) -> None:
    await keep(stocked, OPENED)
    reply = Line(91, 80, 1_600, Said.WAITS, "在问", 12, photo_id=5, clip_id=6, by_id=9, by="李")
    await say(stocked, reply, replace(WORDS, words="？"), WORDS)
    assert await stocked.read(lambda tx: tx.appeals.lines(80)) == [WORDS, reply]
    assert await stocked.write(lambda tx: tx.appeals.sort(91, Said.NOTE))
    assert not await stocked.write(lambda tx: tx.appeals.sort(91, Said.TO_RIDER))
    assert await stocked.read(lambda tx: tx.appeals.line(91)) == replace(reply, said=Said.NOTE)
    assert await stocked.read(lambda tx: tx.appeals.line(92)) is None


async def test_a_draft_is_dropped_whole_and_what_was_sent_stays(stocked: Database) -> None:
    await keep(stocked, OPENED, replace(SENT, id=81))
    await say(stocked, WORDS)
    await stocked.write(lambda tx: tx.appeals.drop(80))
    await stocked.write(lambda tx: tx.appeals.drop(81))
    assert await stocked.read(lambda tx: tx.appeals.get(80)) is None
    assert await stocked.read(lambda tx: tx.appeals.lines(80)) == []
    assert await stocked.read(lambda tx: tx.appeals.get(81)) is not None


async def test_open_ones_overdue_first_then_what_nobody_has(stocked: Database) -> None:
    taken = replace(SENT, id=81, serial=8, holder_id=9, holder="李", due_at=5_000)
    others = replace(taken, id=82, serial=9, holder_id=10, due_at=4_500)
    late = replace(others, id=83, serial=10, due_at=3_500)
    answered = replace(SENT, id=84, serial=11, stage=Stage.FOLLOWED, due_at=None, followed_at=3_700, holder_id=9)
    closed = replace(SENT, id=85, serial=12, stage=Stage.CLOSED, due_at=None, closed_at=9_000)
    elsewhere = replace(SENT, id=86, serial=13, queue="gone")
    await keep(stocked, SENT, taken, others, late, answered, closed, elsewhere, replace(OPENED, id=87))

    async def page(offset: int, limit: int) -> list[int]:
        found = await stocked.read(lambda tx: tx.appeals.open_of(["rider-service"], 9, 3_600, offset, limit))
        return [each.id for each in found]

    assert await page(0, 9) == [83, 80, 84, 81, 82]
    assert await page(1, 2) == [80, 84]
    assert await stocked.read(lambda tx: tx.appeals.open_queues()) == ["gone", "rider-service"]


async def test_supervisors_read_counts_and_what_three_riders_say(stocked: Database, rider: Rider) -> None:
    await stocked.write(lambda tx: tx.riders.save(replace(rider, id=2, chat_id=200)))
    await stocked.write(lambda tx: tx.riders.save(replace(rider, id=3, chat_id=300)))
    gates = [replace(SENT, id=80 + n, serial=n, rider_id=min(n, 3), sent_at=1_000 * n) for n in range(1, 5)]
    await keep(stocked, *gates, replace(SENT, id=95, serial=9, kind=AppealKind.PAY))
    assert await stocked.read(lambda tx: tx.appeals.alike(1_000, 3)) == [Alike(AppealKind.GATE, "东门", 3)]
    assert await stocked.read(lambda tx: tx.appeals.alike(1_001, 3)) == []
    assert await stocked.read(lambda tx: tx.appeals.counts(2_000)) == [
        Counted(AppealKind.GATE, Stage.COLLECTED, 3),
        Counted(AppealKind.PAY, Stage.COLLECTED, 1),
    ]
    await keep(stocked, replace(gates[0], stage=Stage.WITHDRAWN))
    assert await stocked.read(lambda tx: tx.appeals.alike(0, 3)) == []


async def test_a_week_has_what_came_what_ended_and_who_was_satisfied(stocked: Database) -> None:
    done = replace(SENT, id=81, serial=8, stage=Stage.CLOSED, closed_at=5_000, answer="satisfied")
    partly = replace(done, id=82, serial=9, answer="partly", closed_at=4_999)
    taken_back = replace(done, id=83, serial=10, stage=Stage.WITHDRAWN, answer="")
    await keep(stocked, SENT, done, partly, taken_back, replace(done, id=84, serial=11, queue="other"))

    async def week(queue: str, since: int, until: int) -> AppealWeek:
        return await stocked.read(lambda tx: tx.appeals.week(queue, since, until))

    assert await week("rider-service", 3_000, 5_001) == AppealWeek(4, 2, 1)
    assert await week("rider-service", 3_001, 5_000) == AppealWeek(0, 1, 0)
    assert await week("", 3_000, 5_001) == AppealWeek(5, 3, 2)


async def test_who_leaves_takes_along_what_was_said(stocked: Database, rider: Rider) -> None:
    await keep(
        stocked, OPENED, replace(SENT, id=81), replace(SENT, id=82, serial=8, stage=Stage.CLOSED, closed_at=8_000)
    )
    await say(stocked, WORDS, replace(WORDS, id=92, appeal_id=81))
    await stocked.write(lambda tx: tx.erasure.forget(rider, 9_000))
    assert (
        await stocked.read(lambda tx: tx.appeals.lines(80)) == await stocked.read(lambda tx: tx.appeals.lines(81)) == []
    )
    first = await stocked.read(lambda tx: tx.appeals.get(80))
    second = await stocked.read(lambda tx: tx.appeals.get(81))
    third = await stocked.read(lambda tx: tx.appeals.get(82))
    assert first is None
    assert second is not None
    assert third is not None
    assert [second.stage, second.closed_at, third.stage, third.closed_at] == ["withdrawn", 2_000, "closed", 8_000]
    assert {second.contact, second.place, second.position, third.contact} == {"", None}


async def test_closed_ones_lose_their_words_in_time_once(stocked: Database) -> None:
    await keep(stocked, replace(SENT, stage=Stage.CLOSED, closed_at=5_000), replace(SENT, id=81, serial=8))
    await say(stocked, WORDS, replace(WORDS, id=92, appeal_id=81))

    async def purge(before: int) -> bool:
        return await stocked.write(lambda tx: tx.retention.purge(Kept.APPEALS, before, 1))

    assert not await purge(5_000)
    assert await stocked.read(lambda tx: tx.appeals.lines(80)) == [WORDS]
    assert await purge(5_001)
    assert not await purge(9_001)
    assert await stocked.read(lambda tx: tx.appeals.lines(80)) == []
    blank = await stocked.read(lambda tx: tx.appeals.get(80))
    assert blank is not None
    assert (blank.contact, blank.place, blank.position, blank.kind) == ("", "", None, AppealKind.GATE)
    assert len(await stocked.read(lambda tx: tx.appeals.lines(81))) == 1


async def test_a_photo_and_a_clip_stay_as_long_as_their_line(stocked: Database) -> None:
    photo = replace(sample_views.photo(70), draft_id=None, report_id=None, rider_id=1, added_at=1)
    await stocked.write(lambda tx: tx.photos.add(photo))
    await keep(stocked, OPENED)
    await say(stocked, replace(WORDS, photo_id=photo.id))
    assert photo.id not in [each.id for each in await stocked.read(lambda tx: tx.photos.abandoned(9, 9))]
    await stocked.write(lambda tx: tx.appeals.drop(80))
    assert photo.id in [each.id for each in await stocked.read(lambda tx: tx.photos.abandoned(9, 9))]


async def test_a_board_has_what_staff_owe_the_most_pressing_first(stocked: Database) -> None:
    taken: dict[str, Any] = {"holder_id": 9, "holder": "李"}
    own = (
        replace(SENT, serial=1, due_at=5_000),
        replace(SENT, id=81, serial=2, due_at=9_000, **taken),
        replace(SENT, id=82, serial=3, due_at=9_500, raised=True, **taken),
        replace(SENT, id=83, serial=4, due_at=3_999, **taken),
        replace(SENT, id=84, serial=5, stage=Stage.FOLLOWED, due_at=None, **taken),
        replace(SENT, id=85, serial=6, stage=Stage.CLOSED, due_at=None),
        replace(SENT, id=86, serial=7, queue="lighting"),
    )
    await keep(stocked, *own)
    card = LiveMessage("appeal_ticket:82", -5, 77, None, None, "text", "x")
    await stocked.write(lambda tx: tx.messages.put(card, 1))
    found = await stocked.read(lambda tx: tx.appeals.on_board(["rider-service"], -5, 4_000, 3))
    assert [(each.appeal.id, each.card_message, each.in_all) for each in found] == [
        (83, None, 4), (80, None, 4), (82, 77, 4),
    ]  # fmt: skip
    elsewhere = await stocked.read(lambda tx: tx.appeals.on_board(["rider-service"], -6, 4_000, 3))
    assert {each.card_message for each in elsewhere} == {None}
    assert await stocked.read(lambda tx: tx.appeals.on_board([], -5, 4_000, 3)) == []
