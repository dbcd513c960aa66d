"""Finding tickets by words: of their notes, places, categories, communities, and of all that was said of them."""

from dataclasses import dataclass, replace
from typing import Final

from domain.district.district import District
from domain.language.finding import Term, has, label, query, terms_of, tokens_of
from domain.reporting.reports import Report
from domain.reporting.spots import spot_of_report
from domain.tickets.lookups import FindTooLong, FindTooShort, TicketsFound
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.ports.tickets import TicketLine
from services.ports.transaction import Transaction
from services.tickets import groups
from services.tickets.asking import asking_of
from services.tickets.lookups import Asker, place_of
from services.tickets.ticket_actions import Staff

LONGEST: Final = 100
"""The most characters that are looked for."""

ON_A_PAGE: Final = 10
_FARTHEST: Final = 50
"""The last page: whoever has not found it by then looks for more words."""

AT_ONCE: Final = 200
"""How many reports are indexed in one transaction."""


@dataclass(frozen=True, slots=True)
class FoundView:
    """A page of what was found; `more` says whether there is another, `now` is ms UTC."""

    asked: TicketsFound
    lines: tuple[TicketLine, ...]
    more: bool
    of_several: bool
    now: int


async def find(tx: Transaction, deps: Deps, asker: Asker, words: str) -> None:
    """Answer with the tickets that have these words, or say what can't be looked for."""
    said = " ".join(words.split())
    answer: TicketsFound | FindTooShort | FindTooLong
    if len(said) > LONGEST:
        answer = FindTooLong()
    elif all(term.is_single for term in terms_of(said)):
        answer = FindTooShort()
    else:
        await index_some(tx, deps)
        answer = TicketsFound(words=said, chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id)
    told = replace(answer, reply_to=asker.message_id)
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, told, silent=True)


async def turn(tx: Transaction, deps: Deps, staff: Staff, asked: TicketsFound, message_id: int) -> None:
    """Show another page in place of the one whose key was pressed.

    Raises:
        Stale, NoQueueHere: See `services.tickets.lookups.place_of`.
    """
    thread_id, _ = await place_of(tx, deps, asked.chat_id, message_id)
    here = replace(asked, thread_id=thread_id, by=staff.user_id, edits=message_id)
    await groups.tell(tx, deps, asked.chat_id, thread_id, here, silent=True)


async def index_some(tx: Transaction, deps: Deps, _: str = "") -> None:
    """Keep the words of reports that were saved meanwhile; a timer goes on where they are many."""
    found = await tx.tickets.unindexed(AT_ONCE + 1)
    for report_id in found[:AT_ONCE]:
        report = await tx.reports.get(report_id)
        if report is not None:
            await tx.tickets.index(report_id, " ".join(await _tokens(tx, deps, report)))
    if len(found) > AT_ONCE:
        now = deps.clock.now()
        await tx.timers.put(Timer(TimerKind.INDEX, round_key(found[AT_ONCE], now), now))


async def _tokens(tx: Transaction, deps: Deps, report: Report) -> list[str]:
    """Return what a report is found by: all words, and labels for category, community and the queues that had it."""
    nearby = await geocoding.nearby(tx, deps, report.position)
    events = await tx.reports.events(report.id)
    spot = spot_of_report(deps.district.gazetteer, report)
    numbers = (str(report.number), str(report.number.serial))
    said = (*numbers, report.note, spot, nearby.name if nearby else "", *(event.words for event in events))
    queues = dict.fromkeys([report.queue, *(event.queue for event in events)])
    labels = [label(_CATEGORY, report.category), *(label(_QUEUE, queue) for queue in queues if queue)]
    if report.community is not None:
        labels.append(label(_COMMUNITY, report.community))
    return [*labels, *tokens_of(*said)]


_CATEGORY, _COMMUNITY, _QUEUE = "c", "m", "q"


@gather.register
async def found_view(meaning: TicketsFound, reading: Reading) -> FoundView | None:
    """Return the page as things are now; None if no queue works in the group any more."""
    tx, deps = reading.tx, reading.deps
    asking = await asking_of(tx, deps, meaning.chat_id, meaning.thread_id)
    terms = terms_of(meaning.words)
    if not asking.is_linked or not terms:
        return None
    among = () if asking.sees_all else tuple(label(_QUEUE, queue) for queue in asking.queues or ())
    page = min(meaning.page, _FARTHEST)
    wanted = query(terms, [_named(deps.district, term) for term in terms], among)
    lines = await tx.tickets.found(wanted, ON_A_PAGE + 1, page * ON_A_PAGE)
    more = len(lines) > ON_A_PAGE and page < _FARTHEST
    of_several = asking.queues is None or len(asking.queues) > 1
    return FoundView(replace(meaning, page=page), tuple(lines[:ON_A_PAGE]), more, of_several, deps.clock.now())


def _named(district: District, term: Term) -> list[str]:
    """Return the labels of the categories and communities whose name has this word."""
    categories = (
        label(_CATEGORY, each.slug)
        for each in district.catalogue.values()
        if any(has(name, term) for name in (each.zh, each.en, each.short_zh, each.short_en))
    )
    communities = (label(_COMMUNITY, each.id) for each in district.communities.values() if has(each.name, term))
    return [*categories, *communities]
