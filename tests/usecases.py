"""Use cases in one process: a temporary database, the sample district with its groups, a clock that a test moves."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import pytest

from bot.lasting import Lasting
from bot.outgoing.budgets import Budgets, Rates
from bot.outgoing.carrying import Carrier
from bot.outgoing.delivering import Deliverer
from bot.outgoing.dispatch import Dispatcher
from bot.outgoing.pictures import Showing
from bot.outgoing.sending import Messenger
from bot.scheduler import Scheduler
from districts.shipped import danger_reader_of
from domain.district.catalogue import Catalogue
from domain.district.routing import Router
from domain.district.templates import Template
from domain.geo.positions import Position
from domain.language.suggestion import Suggester
from domain.messages import Meaning
from domain.people.points import Awards
from domain.people.riders import Rider
from domain.reporting.clips import Clip, ClipKind
from domain.reporting.drafts import Draft
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import Photo
from domain.reporting.reports import Actor, ActorKind, Event, Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.staff import QueueChat
from services.deps import Deps, Limits
from services.gathering import Reading, gather
from services.outgoing import ticket_key
from services.ports.transaction import Transaction
from services.reporting import draft_menus, receiving, rider_actions, submission, witnessing
from services.tickets.cards import role_of_queue
from services.tickets.changing import Request, change_status
from services.tickets.ticket_actions import Ticket
from storage.database import Database, open_database
from tests import sample_views
from tests.database import lay
from tests.recording import Call, Recording, recorded_bot

T = TypeVar("T")
P = ParamSpec("P")
UseCase = Callable[Concatenate[Transaction, Deps, P], Awaitable[T]]

START = int(datetime(2026, 11, 24, 2, 0, tzinfo=UTC).timestamp() * 1000)
"""A Tuesday, ten in the morning in the district: every queue is at work."""
UNLIMITED = Rates(0, 0, 0, 0)
STAFF = Actor(ActorKind.STAFF, 9, "李主任")
HERE = replace(sample_views.HERE, taken_at=START)
DANGER = danger_reader_of(sample_views.district())
GROUPS = {queue: -1001 - number for number, queue in enumerate(sample_views.district().queues)}


def spot(number: int) -> Position:
    """Places of the district too far apart for one report to repeat another."""
    east, north = divmod(number, 12)
    return replace(HERE, lat=HERE.lat + north / 500, lng=HERE.lng + east / 250)


@dataclass
class Hands:
    """A clock that a test moves; `at` in ms UTC."""

    at: int = START

    def now(self) -> int:
        return self.at


@dataclass
class Numbers:
    """Ids that count up; what people and the bot send is numbered by the same count."""

    count: Iterator[int] = field(default_factory=lambda: count(1_000_000))

    def new(self) -> int:
        return next(self.count)

    def code(self) -> str:
        return f"{self.new():08d}".translate(_LETTERS)


_LETTERS = str.maketrans("0123456789", "ABCDEFGHJK")


class Pictures:
    """Pictures without a pixel, and without a store."""

    async def upright(self, _: Photo) -> bytes:
        return b"upright"

    async def get(self, _: str) -> bytes:
        return b"upright"

    async def clip(self, _: object) -> bytes:
        return b"clip"

    async def sheet(self, _: object) -> bytes:
        return b"sheet"

    async def before_after(self, _: object) -> bytes:
        return b"before after"

    async def archive(self, _: object) -> bytes:
        return b"archive"

    async def poster(self, _poster: object, _photos: object) -> bytes:
        return b"poster"

    async def delete(self, _: str) -> None:
        pass

    async def keys(self, _: str) -> list[str]:
        return []

    async def clear_unfinished(self, prefix: str, before: float) -> None:
        pass


@dataclass
class Case:
    """What a test plays with; `told` is the one way to look at what goes out."""

    database: Database
    clock: Hands
    deps: Deps
    telegram: Recording
    deliverer: Deliverer
    scheduler: Scheduler
    numbers: Numbers
    address: str
    _read_to: dict[int | None, int] = field(default_factory=dict)

    async def do(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry out a use case in a transaction of its own."""
        return await self.database.write(lambda tx: use_case(tx, self.deps, *args, **kwargs))

    def has_queue(self, queue: str, **changes: Any) -> None:
        """Let the district's file say something else of a queue."""
        router = self.deps.district.router
        queues = router.queues | {queue: replace(router.queues[queue], **changes)}
        self.has_district(router=replace(router, queues=queues))

    def gives_up_queue(self, queue: str) -> None:
        """Let the district's files have a queue no more, nor the rules that send there."""
        router = self.deps.district.router
        queues = [each for each in router.queues.values() if each.id != queue]
        rules = dict.fromkeys(rule for some in (*router.rules_of.values(), router.rules_anywhere) for rule in some)
        self.has_district(router=Router.of(queues, [rule for rule in rules if rule.queue != queue], router.calendar))

    def gives_up(self, category: str) -> None:
        """Let the district's file have a category no more."""
        kept = (each for each in self.deps.district.catalogue.values() if each.slug != category)
        self.has_district(catalogue=Catalogue.of(kept))

    def prepares(self, *templates: Template) -> None:
        """Let the district's files have these answers for staff."""
        self.has_district(templates=templates)

    def has_district(self, **changes: Any) -> None:
        """Change it for whoever acts, for timers and for what goes out."""
        self.deps = replace(self.deps, district=replace(self.deps.district, **changes))
        self.scheduler = replace(self.scheduler, deps=self.deps)
        self.deliverer.deps = self.deps
        self.deliverer.carrier = replace(self.deliverer.carrier, deps=self.deps)

    async def told(self, chat: int | None = None) -> list[Call]:
        """What has gone out since this was asked last, in order; all of it, or to one chat. Nothing may be refused."""
        while await self._deliver_due():
            pass
        assert not await self.database.read(lambda tx: tx.outbox.parked(1))
        calls = self.telegram.calls
        unread = calls[max(self._read_to.get(chat, 0), self._read_to.get(None, 0)) :]
        self._read_to[chat] = len(calls)
        return [call for call in unread if chat in {None, call.chat}]

    async def _deliver_due(self) -> bool:
        """Deliver what may go now; whether there was anything."""
        unsent = await self.left()
        sent = len(self.telegram.calls)
        await self.deliverer.look()
        await self.deliverer.idle()
        return sent != len(self.telegram.calls) or unsent != await self.left()

    async def left(self) -> int:
        """How many messages are due now and have not gone."""
        return await self.database.read(lambda tx: tx.outbox.unsent(self.clock.now()))

    async def passes(self, **amount: float) -> None:
        """Let time pass, keywords of timedelta; timers fire on the way, each at its moment."""
        end = self.clock.at + timedelta(**amount) // timedelta(milliseconds=1)
        while (due := await self.database.read(lambda tx: tx.timers.next_due())) is not None and due <= end:
            self.clock.at = max(self.clock.at, due)
            await self.scheduler.fire_due()
        self.clock.at = end

    async def rider(self, number: int = 7, **changes: object) -> Rider:
        """A rider who has agreed; the chat is the number's hundredfold."""
        rider = sample_views.rider(**{"id": number, "chat_id": 100 * number, **changes})
        await self.database.write(lambda tx: tx.riders.save(rider))
        return rider

    def photo(self) -> Photo:
        """A photo that shows something new, compressed by Telegram."""
        number = self.numbers.new()
        return replace(sample_views.photo(number), report_id=None, message_id=number, file_id=f"photo {number}")

    def clip(self, kind: ClipKind = ClipKind.VOICE) -> Clip:
        """A voice message or video that was never sent before."""
        number = self.numbers.new()
        return Clip(number, None, None, kind, number, f"{number:064x}", "audio/ogg", 3, 0, 0, self.clock.at)

    async def sends(self, rider: Rider, text: str = "", **brought: Any) -> int:
        """Let a message of a rider reach their draft; the draft's id. Keywords as those of an incoming message."""
        message = IncomingMessage(self.numbers.new(), text, **{"sent_at": self.clock.at, **brought})
        return (await self.do(receiving.receive, rider, message)).id

    async def drafted(
        self,
        rider: Rider,
        category: str = "street_light",
        at: Position = HERE,
        photo: Photo | None = None,
        text: str = "",
    ) -> int:
        """A draft that lacks nothing, unless a report near by is asked about; its id."""
        draft = await self.sends(rider, text, position=at, photo=photo or self.photo())
        await self.do(draft_menus.choose_category, rider, draft, category)
        return draft

    async def submitted(
        self,
        category: str = "street_light",
        *,
        by: Rider | None = None,
        at: Position = HERE,
        photo: Photo | None = None,
        text: str = "",
    ) -> Report:
        """A report, of rider 7 unless told otherwise; it repeats none."""
        rider = by or await self.rider()
        draft = await self.drafted(rider, category, at, photo, text)
        await self.do(draft_menus.is_different, rider, draft)
        return await self.now(await self.do(submission.submit_report, rider, draft))

    async def witnessed(self, report: Report, by: Rider) -> Report:
        """The report once a second rider has seen the same."""
        draft = await self.drafted(by, report.category, report.position)
        return await self.do(witnessing.same_problem, by, draft, report.id)

    async def adds(self, rider: Rider, report: Report, text: str = "", **brought: Any) -> None:
        """Let a rider reply to a receipt; keywords as those of an incoming message."""
        message = IncomingMessage(self.numbers.new(), text, **brought)
        await self.do(witnessing.add_later, rider, report.id, message)

    async def moved(self, report: Report, action: Action, words: str = "", **detail: str) -> Report:
        """The report after staff of its queue acted on it."""
        role = role_of_queue(self.deps, report.queue)
        return await self.do(change_status, await self.now(report), Request(action, STAFF, role, words, detail=detail))

    async def settled(self, report: Report) -> Report:
        """The report once what staff rejected or called a duplicate can't be undone any more."""
        await self.passes(minutes=2)
        return await self.now(report)

    async def accepted(self, report: Report) -> Report:
        """The report once its queue has accepted it."""
        return await self.moved(report, Action.ACCEPT)

    async def resolved(self, report: Report) -> Report:
        """The report once its queue says that it is fixed; accepted first, where it was not."""
        if report.status is not Status.ACCEPTED:
            report = await self.accepted(report)
        return await self.moved(report, Action.RESOLVE, "换好了")

    async def answered(self, report: Report, by: Rider, action: Action = Action.FIXED) -> Report:
        """The report once a rider has said whether it is fixed."""
        return await self.do(rider_actions.answer_fixed, by, report.id, action)

    async def ticket(self, report: Report) -> Ticket:
        """The ticket of a report as its card stands in its queue's group, once that was told."""
        card = await self.database.read(lambda tx: tx.messages.of_key(ticket_key(report.id, report.queue)))
        assert card
        return Ticket(await self.now(report), report.queue, role_of_queue(self.deps, report.queue), card)

    async def now(self, report: Report) -> Report:
        """The report as it is kept now."""
        kept = await self.database.read(lambda tx: tx.reports.get(report.id))
        assert kept
        return kept

    async def events(self, report: Report) -> tuple[Event, ...]:
        """What happened to the report, in order."""
        return await self.database.read(lambda tx: tx.reports.events(report.id))

    async def view(self, meaning: Meaning, reader: Rider | None = None, chat_id: int = 0) -> Any:
        """What is known when a message is sent, to a rider or to a group."""
        return await self.database.read(lambda tx: gather(meaning, Reading(tx, self.deps, reader, chat_id)))

    async def draft(self, draft_id: int) -> Draft:
        """The draft as it is kept now."""
        kept = await self.database.read(lambda tx: tx.drafts.get(draft_id))
        assert kept
        return kept

    async def balance(self, rider: Rider) -> int:
        """A rider's points."""
        return await self.database.read(lambda tx: tx.ledger.balance(rider.id))


@asynccontextmanager
async def open_case(address: str, rates: Rates = UNLIMITED, telegram: Recording | None = None) -> AsyncIterator[Case]:
    """Open the sample district on an empty database, each queue with its group; what is sent has no limits."""
    clock, numbers, pictures = Hands(), Numbers(), Pictures()
    telegram = telegram or Recording()
    telegram.numbers = numbers.count
    deps = Deps(sample_views.district(), Suggester(()), DANGER, clock, numbers, Awards(), Limits())
    dispatcher = Dispatcher(Messenger(recorded_bot(telegram), cast("Showing", pictures)), clock.now)
    budgets = Budgets(rates, lambda: clock.at / 1000)

    async def seat(tx: Transaction) -> None:
        for queue, chat in GROUPS.items():
            await tx.queues.link(QueueChat(queue, chat, None, START))

    await lay(address)
    async with open_database(address) as database:
        await database.write(seat)
        lasting = Lasting(database)
        deliverer = Deliverer(deps, lasting, Carrier(deps, lasting, dispatcher), budgets)
        scheduler = Scheduler(deps, lasting, cast("Any", pictures))
        yield Case(database, clock, deps, telegram, deliverer, scheduler, numbers, address)


@pytest.fixture
async def case(sqlite_address: str) -> AsyncIterator[Case]:
    """A district on SQLite."""
    async with open_case(sqlite_address) as opened:
        yield opened
