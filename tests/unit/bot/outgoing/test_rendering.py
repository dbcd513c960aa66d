import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

import pytest

from bot.outgoing.rendering import render
from domain.language.danger import DangerReader
from domain.language.dangers import DangerKind
from domain.language.suggestion import Suggester
from domain.messages import MEANINGS, Meaning, Notice, Outgoing, Precedence
from domain.people.announcements import Announced
from domain.people.points import Awards
from domain.people.riders import Rider
from domain.programme.activity_messages import ActivityPin
from domain.programme.corps_messages import ActivityCalled
from domain.programme.door_messages import CameTold
from domain.programme.messages import StationPin
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import DraftCard, FromStaffClip, LocationKey, ReportShown, StatusTold
from domain.reporting.reports import Report
from domain.tickets.lookups import LookedUp
from domain.tickets.messages import Album, HalfTime, LateTold, Nudge, OnCallTold, Overdue, Pin, PromptShown, TicketCard
from domain.tickets.reminders import Place, Reminder
from domain.tickets.staff import QueueChat
from domain.week.messages import Digest, ExportPart, RiderYearShown
from services.deps import Deps, Limits
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Database, Transaction
from services.reporting import receiving, submission
from services.tickets import prompting
from storage.database import open_database
from tests.missing import GRANDMA
from tests.riders_things import CODE, appeal, help_late, lead_team, miss, redeem, sign_up
from tests.sample_views import HERE, MINUTE, NOW, district, photo, rider
from texts.base.screen import Screen

GROUP, STRANGER = -100, 999


@dataclass
class FixedClock:
    at: int = NOW

    def now(self) -> int:
        return self.at


@dataclass
class CountingIds:
    count: Callable[[], int] = field(default_factory=lambda: itertools.count(1000).__next__)

    def new(self) -> int:
        return self.count()

    def code(self) -> str:
        return f"{self.new():08d}"


@dataclass(frozen=True)
class Scene:
    """A rider with one report and one open draft without a place, on a database of their own."""

    database: Database
    deps: Deps
    rider: Rider
    report: Report
    draft_id: int

    async def show(self, meaning: Meaning, chat_id: int | None = None, language: str = "") -> Screen | None:
        outgoing = Outgoing("key", chat_id or self.rider.chat_id, None, Precedence.ANSWER, meaning, language=language)

        async def work(tx: Transaction) -> Screen | None:
            return await render(tx, self.deps, outgoing)

        return await self.database.read(work)

    async def write(self, work: Callable[[Transaction], Awaitable[None]]) -> None:
        await self.database.write(work)


@pytest.fixture
async def scene(sqlite_address: str) -> AsyncIterator[Scene]:
    suggester = Suggester(district().catalogue.values())
    deps = Deps(district(), suggester, DangerReader(()), FixedClock(), CountingIds(), Awards(), Limits())
    someone = rider(language="en")

    async def play(tx: Transaction) -> tuple[Report, int]:
        await tx.riders.save(someone)
        arrival = IncomingMessage(5, "路灯不亮", HERE, replace(photo(), report_id=None))
        opened = await receiving.receive(tx, deps, someone, arrival)
        filed = await submission.submit_report(tx, deps, someone, opened.id)
        another = await receiving.receive(
            tx, deps, replace(someone, last_place_at=None), IncomingMessage(6, "井盖不见了")
        )
        await lead_team(tx, someone)
        await redeem(tx, someone)
        await sign_up(tx, someone)
        await appeal(tx, someone)
        await miss(tx)
        await help_late(tx, someone, filed)
        return filed, another.id

    async with open_database(sqlite_address) as database:
        report, draft_id = await database.write(play)
        yield Scene(database, deps, someone, report, draft_id)


async def test_a_card_is_told_in_the_riders_language_unless_the_message_has_its_own(scene: Scene) -> None:
    told = await scene.show(DraftCard(scene.draft_id))
    assert told
    assert "Still missing" in told.text
    told = await scene.show(DraftCard(scene.draft_id), language="zh")
    assert told
    assert "还差" in told.text
    assert told.below == 6


async def test_a_group_without_a_language_is_told_in_the_districts(scene: Scene) -> None:
    told = await scene.show(TicketCard(scene.report.id, scene.report.queue), GROUP)
    assert told
    assert "状态" in told.text


async def test_the_receipt_counts_the_points_of_its_report(scene: Scene) -> None:
    told = await scene.show(DraftCard(scene.report.id))
    assert told
    assert "⭐ +1" in told.text
    assert told.report_id == scene.report.id


async def test_the_location_key_stands_while_the_place_is_unknown(scene: Scene) -> None:
    told = await scene.show(LocationKey(scene.draft_id))
    assert told
    assert "Send location" in told.reply_key
    told = await scene.show(LocationKey(scene.draft_id), language="zh")
    assert told
    assert "📍 发送位置" in told.reply_key


async def given_a_place(scene: Scene) -> None:
    """Let the draft that lacks one have its place."""

    async def give(tx: Transaction) -> None:
        draft = await tx.drafts.get(scene.draft_id)
        assert draft
        await tx.drafts.save(replace(draft, position=HERE))

    await scene.write(give)


async def test_a_location_key_that_never_stood_is_not_taken_away(scene: Scene) -> None:
    await given_a_place(scene)
    assert await scene.show(LocationKey(scene.report.id)) is None

    async def stand(tx: Transaction) -> None:
        key = f"location:{scene.report.rider_id}"
        await tx.messages.put(LiveMessage(key, 700, 3, None, scene.report.id, "text", ""), NOW)

    await scene.write(stand)
    told = await scene.show(LocationKey(scene.report.id))
    assert told
    assert told.removes_key


async def test_a_ticket_shows_its_photos_its_place_and_its_nudges(scene: Scene) -> None:
    report = scene.report
    album = await scene.show(Album(report.id, report.queue), GROUP)
    pin = await scene.show(Pin(report.id, report.queue), GROUP)
    reminder = Reminder(report.id, Place.QUEUE, HalfTime.name, report.queue, "", 0, NOW)
    await scene.write(lambda tx: tx.reminders.put([reminder]))
    nudged = await scene.show(HalfTime(report.id, report.queue), GROUP)
    assert album
    assert [shown.id for shown in album.photos] == [1]
    assert not album.album
    assert pin
    assert pin.pin == replace(HERE)
    assert nudged
    assert str(report.number) in nudged.text


async def test_a_question_is_put_to_whoever_pressed(scene: Scene) -> None:
    card = LiveMessage("ticket", GROUP, 50, scene.report.id, None, "photo", "")
    asked: list[int] = []

    async def ask(tx: Transaction) -> None:
        question = prompting.Question(scene.report, scene.report.queue, card, "bounce", 42, "王师傅")
        asked.append((await prompting.ask(tx, scene.deps, question)).id)

    await scene.write(ask)
    told = await scene.show(PromptShown(asked[0]), GROUP)
    assert told
    assert "王师傅" in told.text
    assert told.replies_to == 50


@pytest.mark.parametrize("scope", ["rider:7", "queue:lighting", "district"])
async def test_every_scope_has_its_week(scene: Scene, scope: str) -> None:
    await scene.write(lambda tx: tx.queues.link(QueueChat("lighting", GROUP, None, NOW)))
    await scene.write(lambda tx: tx.queues.link(QueueChat("supervisors", GROUP, None, NOW)))
    told = await scene.show(Digest(scope, "2026-W48"), None if scope == "rider:7" else GROUP)
    assert told
    assert "11月23日" in told.text or "23–29 Nov" in told.text


FIELDS: dict[str, Any] = {
    "user_id": 9,
    "status": "accepted",
    "queue": "lighting",
    "error": "Stale",
    "what": "video",
    "reason": "broken",
    "queues": ("lighting",),
    "lacks": ("pin",),
    "correction": "put_right",
    "kind": DangerKind.FIRE,
    "about": "complaint",
    "words": "找个人",
    "passed": True,
    "late": "limit",
    "promised": NOW,
    "number": "DC-2611-0001",
    "closed_at": NOW,
    "until": NOW,
    "on": True,
    "year": 2027,
    "action": "hold",
    "why": "unknown",
    "code": CODE,
    "command": "tickets",
    "team": "east",
    "stay_id": 60,
    "announcement_id": 70,
    "points": 5,
    "step": "report",
    "station": "XH1",
    "lat": 37.4484,
    "lng": 116.2968,
    "reward": "water",
    "voucher_id": 80,
    "activity_id": 90,
    "news": "moved",
    "field": "when",
    "who": "李主任",
    "unclear": "past",
    "revision": 0,
    "by": 900,
    "at": NOW,
    "knight": "flame",
    "level": 1,
    "appeal_id": 94,
    "hand_over_id": 96,
    "line_id": 95,
    "act": "plan",
    "due": "answer",
    "lesson": "fire",
    "missing_id": GRANDMA.id,
    "attempt_id": 92,
    "slip_id": 93,
    "question": 2,
    "wish_id": 93,
    "ask": "said",
}
OF_KIND: dict[str, dict[str, Any]] = {
    "appeal_told": {"news": "plan"},
    "appeal_up": {"why": "raised"},
    "talk": {"about": "greeting"},
    "captain_told": {"what": "named"},
    "mentor_credited": {"number": 1},
    "spot_check": {"edits": 1},
    "missing_called": {"edits": 1},
    "missing_ended": {"missing_id": 951},
    "missing_over": {"missing_id": 951},
    "missing_field_refused": {"unclear": "future"},
    "voucher_told": {"what": "open"},
    "badge_told": {"reason": "absent"},
    "sanction_told": {"kind": "mute", "reason": "insults"},
    "wish_told": {"news": "taken"},
    "barred_told": {"kind": "mute", "reason": "insults"},
}
OF_ITS_TIME = (
    Announced, Digest, ExportPart, FromStaffClip, LateTold, LookedUp, Nudge, OnCallTold, RiderYearShown,
    StationPin, ActivityPin, ActivityCalled,
    CameTold,
)  # fmt: skip
"""What is told only while it is so, or where; `tests.unit.services.tickets` says when."""

TOLD = [kind for kind in MEANINGS.values() if issubclass(kind, Notice) and not issubclass(kind, OF_ITS_TIME)]
"""What can be told of a report with a photo alone."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", TOLD, ids=[kind.name for kind in TOLD])
async def test_every_notice_is_told(scene: Scene, kind: type[Meaning], language: str) -> None:
    """A status has another sort of reason than a photo; it has none here."""
    of_kind = OF_KIND.get(kind.name, {})
    known = {"report_id": scene.report.id, "report": scene.report.id, **FIELDS}
    needed = {each.name: known[each.name] for each in fields(kind) if each.default is MISSING}  # type: ignore[arg-type]
    told = await scene.show(kind(**{**needed, **of_kind}), language=language)
    assert told
    assert told.text


async def test_a_report_is_shown_to_nobody_else(scene: Scene) -> None:
    async def meet(tx: Transaction) -> None:
        await tx.riders.save(rider(id=8, chat_id=STRANGER))

    await scene.write(meet)
    told = await scene.show(ReportShown(scene.report.id), STRANGER)
    assert told
    assert str(scene.report.number) not in told.text
    assert await scene.show(ReportShown(scene.report.id), GROUP) is None


async def test_withdraw_goes_with_its_time(scene: Scene) -> None:
    told = await scene.show(ReportShown(scene.report.id))
    assert told
    assert "Withdraw" in told.buttons[0][0].text
    later = replace(scene, deps=replace(scene.deps, clock=FixedClock(NOW + 6 * MINUTE)))
    told = await later.show(ReportShown(scene.report.id))
    assert told
    assert "Withdraw" not in repr(told.buttons)


@pytest.mark.parametrize("gone", [
    DraftCard(1),
    TicketCard(1, "gas"),
    Album(1, "gas"),
    Pin(1, "gas"),
    Overdue(1, "gas"),
    PromptShown(1),
    StatusTold(1, "accepted"),
    Digest("rider:1", "2026-W48"),
])  # fmt: skip
async def test_what_is_gone_is_not_spoken_of(scene: Scene, gone: Meaning) -> None:
    assert await scene.show(gone) is None
