"""Exports that supervisors ask for in their group: files of a size that Telegram takes, one part after another."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import structlog

from domain.district.district import District
from domain.errors import AlreadyDone
from domain.language.exports import FORMS, SUBJECTS
from domain.messages import Outgoing, Precedence
from domain.tickets.group_commands import GroupKind
from domain.tickets.staff import QueueChat
from domain.week.exports import Export, ExportMade, Extract, Form, Kind, Place, Subject, has_positions
from domain.week.messages import ExportChoice, ExportComing, ExportPart
from domain.week.weeks import Span, day_of, month_of, parse_period, parse_year
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_group
from services.ports.transaction import Transaction
from services.supervisor_keys import export_key
from services.tickets import groups
from services.tickets.asking import asking_of
from services.tickets.supervisors import supervisors_group
from services.tickets.ticket_actions import Staff
from services.week.exports import ends_of, export_of
from services.week.figures import period_in, year_in

log = structlog.get_logger()
PART_BYTES: Final = 45_000_000
"""The most bytes of a file; Telegram takes 50 MB."""

PARTS_AT_MOST: Final = 10
"""What is longer is for the command line."""

_WIDEST: Final = {Kind.TEXT: 40, Kind.INTEGER: 20, Kind.REAL: 25, Kind.TIME: 27}
"""The most bytes of a cell that holds no name."""

_FEATURE: Final = 120
"""Bytes of a feature of GeoJSON beside its properties."""

_NAMED: Final = frozenset({"category", "community", "queue", "queue_before"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What supervisors ask for; `is_whole` where they named all of it, and nothing is to be chosen any more."""

    subject: Subject
    form: Form
    period: str
    is_whole: bool = False

    @property
    def mark(self) -> str:
        """What is asked for in a word, as `asked_of` reads it with spaces in place of its points."""
        return f"{self.subject}.{self.form}.{self.period}"


@dataclass(frozen=True, slots=True)
class ExportChoiceView:
    """What is chosen, and the periods that are offered: this month and year, and those before."""

    asked: Asked
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportPartView:
    """A part of what was asked for: its rows, and the file; None where there is nothing in that period.

    `is_cut` says that more rows are left, but no more parts.
    """

    part: ExportPart
    rows: int
    extract: Extract | None
    is_cut: bool = False


def asked_of(deps: Deps, words: str) -> Asked | None:
    """Return what words name in any order; by default a workbook of this month's reports. None for other words."""
    subject, form, rest = None, None, []
    for word in words.lower().split():
        if subject is None and word in SUBJECTS:
            subject = Subject(SUBJECTS[word])
        elif form is None and word in FORMS:
            form = Form(FORMS[word])
        else:
            rest.append(word)
    period = _period(deps, " ".join(rest))
    if period is None or (form is Form.GEOJSON and not has_positions(subject or Subject.REPORTS)):
        return None
    is_whole = bool(subject and form and rest)
    return Asked(subject or Subject.REPORTS, form or Form.XLSX, period, is_whole)


def _period(deps: Deps, words: str) -> str | None:
    """Return a period by its name; None for one that is not known, or is to come."""
    found = year_in(deps, words) or period_in(deps, words or "month")
    return None if found is None else str(found)


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of `2026`, `2026-11` or `2026-W46`."""
    if period.isdecimal():
        return parse_year(period).days
    return parse_period(period).days


@gather.register
async def choice_view(meaning: ExportChoice, reading: Reading) -> ExportChoiceView | None:
    """Return what is chosen; None if the group is not the supervisors'."""
    if not await _is_theirs(reading, meaning.chat_id):
        return None
    deps = reading.deps
    month = month_of(deps.clock.now(), deps.district.timezone)
    periods = (str(month), str(month.shifted(-1)), str(month.year), str(month.year - 1))
    return ExportChoiceView(Asked(Subject(meaning.subject), Form(meaning.form), meaning.period), periods)


async def make(
    tx: Transaction, deps: Deps, staff: Staff, asked: Asked, chat_id: int, thread_id: int | None, message_id: int
) -> None:
    """Queue what was asked for in answer to a message, and keep who asked; its files are made as they are sent.

    Raises:
        SupervisorsOnly: The chat is not their group.
        AlreadyDone: The same was asked for in that message before.
    """
    group, now = await supervisors_group(tx, deps, chat_id), deps.clock.now()
    first, last = days_of(asked.period)
    last = min(last, day_of(now, deps.district.timezone))  # a file of half a month does not call itself that month
    export = export_of(deps.district, asked.subject, first, last, now)
    part = ExportPart(
        chat_id=chat_id, asked=f"{message_id}.{asked.mark}", subject=asked.subject.value, form=asked.form.value,
        first=str(first), last=str(last), start=export.span.start, end=export.span.end, at=export.span.start,
    )  # fmt: skip
    if await tx.outbox.knows(export_key(part)):
        raise AlreadyDone
    made = ExportMade(deps.ids.new(), now, staff.user_id, staff.name, asked.subject, asked.form, part.first, part.last)
    await tx.exports.keep(made)
    log.info("export_asked", by=staff.user_id, subject=part.subject, form=part.form, first=part.first, last=part.last)
    await groups.tell(tx, deps, chat_id, thread_id, ExportComing(reply_to=message_id), silent=True)
    there = QueueChat(group.queue, chat_id, thread_id, linked_at=0)
    await tx.outbox.put(to_group(deps, there, part, export_key(part), Precedence.DIGEST, silent=True))


@gather.register
async def part_view(meaning: ExportPart, reading: Reading) -> ExportPartView | None:
    """Return a part with its rows and where it ends; None if the group is not the supervisors' any more."""
    if not await _is_theirs(reading, meaning.chat_id):
        return None
    tx, district, form = reading.tx, reading.deps.district, Form(meaning.form)
    export = Export(Subject(meaning.subject), Span(meaning.start, meaning.end))
    start, (_, end) = Place(meaning.at, meaning.row_id), ends_of(export)
    if export.subject is Subject.FIGURES:
        return ExportPartView(meaning, 0, Extract(_name(meaning), district, export, form, start, end))
    cut = await tx.exports.place_after(export.subject, start, end, rows_in_part(district, export, form))
    rows = await tx.exports.count(export.subject, start, cut or end)
    if not rows:
        return ExportPartView(meaning, 0, None)
    is_last = meaning.part == PARTS_AT_MOST
    goes_on = cut is not None and not is_last
    extract = Extract(_name(meaning), district, export, form, start, cut or end, goes_on=goes_on)
    return ExportPartView(meaning, rows, extract, is_cut=cut is not None and is_last)


async def _is_theirs(reading: Reading, chat_id: int) -> bool:
    return GroupKind.SUPERVISORS in (await asking_of(reading.tx, reading.deps, chat_id, None)).kinds


def _name(part: ExportPart) -> str:
    number = f"-{part.part}" if part.part > 1 else ""
    return f"{part.subject}-{part.first}-{part.last}{number}.{part.form}"


async def arrived(tx: Transaction, outgoing: Outgoing, extract: Extract) -> None:
    """Queue the part that follows one which was sent."""
    part = outgoing.meaning
    if isinstance(part, ExportPart) and extract.goes_on:
        after = replace(part, at=extract.end.at, row_id=extract.end.id, part=part.part + 1)
        await tx.outbox.put(replace(outgoing, key=export_key(after), meaning=after))


def rows_in_part(district: District, export: Export, form: Form) -> int:
    """Return how many rows surely fit a part; a workbook, being packed, takes less than CSV."""
    longest = max(_bytes(name) for name in _names(district))
    row = sum(longest if column.name in _NAMED else _WIDEST[column.kind] for column in export.columns)
    if form is Form.GEOJSON:
        row += _FEATURE + sum(len(column.name) + 4 for column in export.columns)
    return PART_BYTES // row


def _names(district: District) -> Iterable[str]:
    named: list[object] = [
        *district.catalogue.values(), *district.queues.values(),
        *district.past.categories.values(), *district.past.queues.values(), *district.past.communities.values(),
    ]  # fmt: skip
    yield from (str(getattr(each, language)) for each in named for language in ("zh", "en"))
    yield from (each.name for each in district.communities.values())


def _bytes(name: str) -> int:
    """Return the most bytes of a name and what surrounds it, with what must be escaped."""
    return max(len(json.dumps(name, ensure_ascii=False).encode()), len(name.encode()) + name.count('"') + 2) + 2
