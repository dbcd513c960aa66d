"""A district gives up a queue or a category: reports and drafts that still name it go on."""

from dataclasses import replace

import pytest

from bot.clock import SystemClock, TimeOrderedIds
from bot.outgoing.rendering import render
from domain.district.past import Name, Past
from domain.district.routing import Reason, ReasonKind
from domain.errors import Incomplete
from domain.geo.positions import Position
from domain.language.danger import DangerReader
from domain.language.suggestion import Suggester
from domain.messages import Meaning, Outgoing, Precedence
from domain.people.points import Awards
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import DraftCard
from domain.reporting.reports import SYSTEM, Actor, ActorKind, Report, Status
from domain.tickets.lifecycle import Action, Role
from domain.tickets.lookups import TicketShown
from domain.tickets.messages import HalfTime, TicketCard
from domain.tickets.reminders import stands
from domain.tickets.staff import QueueChat
from services.deps import Deps, Limits
from services.ports.transaction import Transaction
from services.reporting import receiving, submission
from services.tickets import routes
from services.tickets.cards import nudge
from services.tickets.changing import Request, change_status
from storage.database import Database
from tests.town import sample_district

GONE = "given-up"
GROUP = -100_7
PLACE = Position(37.4, 116.3, "wgs84", "exif")
NAME = Name("旧路灯", "Old lamps")
DISTRICT = replace(sample_district(), past=Past(queues={GONE: NAME}, categories={GONE: NAME}))
DEPS = Deps(DISTRICT, Suggester(()), DangerReader(()), SystemClock(), TimeOrderedIds(), Awards(), Limits())
STAFF = Actor(ActorKind.STAFF, 9, "李")
LIFE = (
    Request(Action.ROUTE, SYSTEM, Role.SYSTEM),
    Request(Action.ACCEPT, STAFF, Role.QUEUE),
    Request(Action.RESOLVE, STAFF, Role.QUEUE, "换了"),
    Request(Action.NOT_FIXED, Actor(ActorKind.RIDER, 1), Role.REPORTER),
    Request(Action.BOUNCE, STAFF, Role.QUEUE, "不归我们"),
    Request(Action.ASSIGN, STAFF, Role.TRIAGE, detail={"queue": "drainage"}),
)


async def shown(tx: Transaction, meaning: Meaning) -> str:
    screen = await render(tx, DEPS, Outgoing("shown", GROUP, None, Precedence.TICKET, meaning, language="zh"))
    return screen.text if screen else ""


async def test_its_tickets_go_their_way(database: Database, rider: Rider, draft: Draft, report: Report) -> None:
    reason = routes.encode(Reason(ReasonKind.OWN_QUEUE, GONE))
    filed = replace(report, status=Status.SUBMITTED, category=GONE, queue=GONE, route_reason=reason)
    begun = replace(draft, id=filed.id, stage=DraftStage.SUBMITTED, category=GONE, position=PLACE, report_id=filed.id)

    async def live(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.queues.link(QueueChat(GONE, GROUP, None, 0))
        await tx.reports.add(filed)
        await tx.drafts.add(begun)
        moved = filed
        for request in LIFE:
            moved = await change_status(tx, DEPS, moved, request)
            history = TicketShown(report_id=moved.id, chat_id=GROUP)
            for card in (TicketCard(moved.id, moved.queue), DraftCard(begun.id), history):
                said = await shown(tx, card)
                assert NAME.zh in said
                assert GONE not in said
            if moved.queue == GONE and stands(HalfTime.name, moved.status):
                half_time = HalfTime(moved.id, moved.queue)
                await nudge(tx, DEPS, moved, half_time, str(moved.version))
                assert await shown(tx, half_time)
        assert (moved.queue, moved.due_at) == ("drainage", None)

    await database.write(live)


async def test_a_draft_shows_its_card(database: Database, rider: Rider, draft: Draft) -> None:
    begun = replace(draft, category=GONE, category_chosen=True, position=PLACE)

    async def look(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.drafts.add(begun)
        assert await shown(tx, DraftCard(begun.id))

    await database.write(look)


async def test_a_draft_asks_for_another_category(database: Database, rider: Rider, draft: Draft) -> None:
    begun = replace(draft, version=2, category=GONE, category_chosen=True, position=PLACE)

    async def go_on(tx: Transaction) -> tuple[str | None, bool]:
        await tx.riders.save(rider)
        await tx.drafts.add(begun)
        with pytest.raises(Incomplete, match="category"):
            await submission.submit_report(tx, DEPS, rider, begun.id)
        grown = await receiving.receive(tx, DEPS, rider, IncomingMessage(7, "没有了"))
        return grown.category, grown.category_chosen

    assert await database.write(go_on) == (None, False)
