"""What is asked of a district that has lived for a year: digests, a rider's list, a whole report."""

import random
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from benchmarks.district import CENTRE
from benchmarks.growth_life import NOW, WEEK
from benchmarks.growth_year import FIRST_GROUP, SUPERVISORS_GROUP, Year
from bot.outgoing.rendering import render
from domain.district.district import District
from domain.district.routing import SUPERVISORS, Queue
from domain.geo.positions import Position
from domain.language.danger import DangerReader
from domain.language.suggestion import Suggester
from domain.messages import Meaning, Outgoing, Precedence
from domain.people.points import Awards
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ReportsList
from domain.reporting.photo_hash import BITS, photo_hash_of
from domain.reporting.photos import Photo, PhotoRole
from domain.tickets.boards import Board
from domain.tickets.lists import Which
from domain.tickets.lookups import TicketsFound, TicketsList
from domain.week.messages import Digest, FiguresShown
from services.deps import Deps, Limits
from services.ports.transaction import Transaction
from services.reporting import draft_menus, receiving, submission
from services.week.scopes import DISTRICT, queue_scope, rider_scope

Asked = Callable[[Transaction], Awaitable[object]]
_FREE: Final = Limits(reports_per_hour=10**9, drafts_per_hour=10**9, messages_per_hour=10**9)
_WINDOWS: Final = 16


@dataclass
class Hands:
    """A clock that stands still."""

    at: int = NOW

    def now(self) -> int:
        """Return the time, ms UTC."""
        return self.at


@dataclass
class Numbers:
    """Ids of after the year."""

    numbers: Iterator[int] = field(default_factory=lambda: count(NOW << 21))

    def new(self) -> int:
        """Return the next."""
        return next(self.numbers)

    def code(self) -> str:
        """Return the code of the next."""
        return f"{self.new() % 10**8:08d}"


def deps_of(district: District) -> Deps:
    """Return what use cases need on the year's last morning."""
    return Deps(district, Suggester(()), DangerReader(()), Hands(), Numbers(), Awards(), _FREE)


def city_of(district: District, queues: int) -> District:
    """Return the district with so many queues."""
    more = {f"q{each}": Queue(f"q{each}", f"队{each}", f"Queue {each}", "property") for each in range(queues)}
    known = {queue.id: queue for queue in district.queues.values() if queue.kind in {SUPERVISORS, "triage"}}
    return replace(district, router=replace(district.router, queues=known | more))


def queues_of(district: District) -> tuple[str, ...]:
    """Return the queues that have reports, triage first."""
    return tuple(sorted((q.id for q in district.queues.values() if q.kind != SUPERVISORS), key=lambda q: q != "triage"))


def questions(deps: Deps, year: Year) -> Mapping[str, Asked]:
    """Return what is read, by name. The first rider and the first queues are the busiest."""
    busiest, usual, deep = 1, year.riders // 2, year.reports // year.riders // 10
    asked: dict[str, tuple[int, Meaning]] = {
        "digest of the district": (-1, Digest(DISTRICT, WEEK)),
        "digest of the busiest queue": (-1, Digest(queue_scope(year.queues[0]), WEEK)),
        "digest of a usual queue": (-1, Digest(queue_scope(year.queues[len(year.queues) // 2]), WEEK)),
        "digest of the busiest rider": (busiest, Digest(rider_scope(busiest), WEEK)),
        "digest of a usual rider": (usual, Digest(rider_scope(usual), WEEK)),
        "/my of the busiest rider": (busiest, ReportsList()),
        "/my of the busiest rider, a late page": (busiest, ReportsList(page=deep)),
        "/my of a usual rider": (usual, ReportsList()),
        **_in_groups(),
    }
    return {name: rendering(deps, chat, meaning) for name, (chat, meaning) in asked.items()}


def _in_groups() -> Mapping[str, tuple[int, Meaning]]:
    """Return what a busy queue and supervisors look up: rare words and common ones, and two that seldom meet."""
    groups = {"a busy queue": FIRST_GROUP - 1, "supervisors": SUPERVISORS_GROUP}
    lists: dict[str, tuple[int, Meaning]] = {}
    for whose, chat in groups.items():
        for words in ("解放路", "路灯", "东西路 消防通道", "12号"):
            lists[f"search of {whose}: {words}"] = (chat, TicketsFound(words=words, chat_id=chat))
        lists[f"search of {whose}, a late page"] = (chat, TicketsFound(words="路灯", page=20, chat_id=chat))
        for which in Which:
            lists[f"list of {whose}: {which}"] = (chat, TicketsList(which=which, holder=5, chat_id=chat))
        lists[f"board of {whose}"] = (chat, Board(chat, None))
        lists[f"figures of {whose}, a month"] = (chat, FiguresShown(period="2026-10", chat_id=chat))
    return lists


def rendering(deps: Deps, chat: int, meaning: Meaning) -> Asked:
    """Return what renders a meaning for a chat."""
    outgoing = Outgoing("", chat, None, Precedence.ANSWER, meaning, language="zh")
    return lambda tx: render(tx, deps, outgoing)


async def report(tx: Transaction, deps: Deps, number: int) -> object:
    """Let a photo with words come in and be submitted."""
    rider = await tx.riders.get(1 + number)
    if rider is None:
        raise LookupError(number)
    chance = random.Random(number)  # noqa: S311  pictures, no secrets
    south, west = CENTRE
    place = Position(south + chance.random() * 0.01, west + chance.random() * 0.01, "wgs84", "exif")
    message = IncomingMessage(number, "井盖不见了", position=place, photo=_photo(deps, chance, rider.id))
    draft = await receiving.receive(tx, deps, rider, message)
    await draft_menus.choose_category(tx, deps, rider, draft.id, next(iter(deps.district.catalogue)))
    await draft_menus.is_different(tx, deps, rider, draft.id)
    return await submission.submit_report(tx, deps, rider, draft.id)


def _photo(deps: Deps, chance: random.Random, rider_id: int) -> Photo:
    window = [chance.randint(-90, 90) for _ in range(BITS)]
    windows = [[each + chance.randint(-9, 9) for each in window] for _ in range(_WINDOWS)]
    return Photo(
        id=deps.ids.new(), draft_id=None, report_id=None, role=PhotoRole.BEFORE, message_id=5,
        object_key=f"{chance.getrandbits(256):064x}", format="JPEG", width=4000, height=3000, orientation=1,
        shown_key=None, file_id=None, added_at=NOW, rider_id=rider_id, photo_hash=photo_hash_of([window], windows),
    )  # fmt: skip
