"""Answers to what riders say besides reports; each is one message or a reaction, and nothing else happens."""

from typing import Final

from domain.errors import NoSuchReport, NotAllowed, RiderLeft
from domain.language.intents import Intent, weighed
from domain.language.suggestion import Opens
from domain.language.whereabouts import means_place
from domain.messages import Notice, Precedence
from domain.people.messages import AgreeFirst, Asked, ContactTold, FromDistrict, PointsTold, ProgressTold, Talk
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.reporting.drafts import ASKS_PLACE, marked
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ReportShown
from domain.reporting.numbers import number_in
from domain.reporting.reports import Report
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.outgoing import answer_of_key, asked_key, from_district_key, reaction, talk_key, to_group, to_rider
from services.people import pacing, sanctions
from services.people.riders import ask_to_agree
from services.people.views import may_see
from services.ports.transaction import Transaction

ASKED_A_DAY: Final = 3
"""How often a day a rider's words are passed on."""

ONLY_REACTED_TO: Final = frozenset({Intent.THANKS, Intent.EMOJI})
"""What is answered with a reaction, also as a reply to a message about a report."""

_MAY_BE_PLACES: Final = frozenset({Intent.NUMBER, Intent.SWEARING, Intent.GREETING})
"""What a place reads like: 188 of a road is no report's number, 三八路 no abuse, and 在东门 no greeting."""

_HOWTO_BESIDE: Final = "howto_beside"
"""What is said of how reporting works while a draft is open, for whose note the question may have been meant."""

_DAY_MS: Final = 24 * 3_600_000
_NEWEST: Final = 200
"""A serial without a month is looked for among this many of the rider's reports, newest first."""

_OF_RIDERS: Final = frozenset({Intent.POINTS, Intent.PROGRESS, Intent.NUMBER, Intent.PERSON, Intent.COMPLAINT})
"""What is answered from data, or kept: only for riders who have agreed."""


def intent_of(deps: Deps, message: IncomingMessage, opens: Opens) -> Intent | None:
    """Return what a rider's words are for, where that has an answer of its own; None for reports, places and the rest.

    `opens` says whether the words alone would open a draft. A place that the district knows is a place, whatever its
    name begins with, what is written like an address is no number, and forwarded words are not the rider's.
    """
    text = message.text
    brings = message.photo is not None or message.any_position is not None
    if not text or brings or message.foreign or message.lost_link:
        return None
    named = deps.district.gazetteer.find(text)
    if named is not None and named.alone:
        return None
    intent = weighed(deps.intents.read(text), opens)
    if intent in _MAY_BE_PLACES and means_place(text):
        return None
    return None if intent in {Intent.NONE, Intent.REPORT} else intent


async def takes(tx: Transaction, rider: Rider, intent: Intent, text: str) -> bool:
    """Return whether words are read by their intent: a number may be of an open draft's house or lamp.

    A serial alone is, where a draft's open menu asks for its place; else one that is of no report of the rider's.
    """
    opened = await tx.drafts.open_of(rider.id) if intent is Intent.NUMBER else []
    if not opened:
        return True
    month, _ = number_in(text) or ("", 0)
    asked = not month and any(draft.menu in ASKS_PLACE for draft in opened)
    return not asked and await _numbered(tx, rider, text) is not None


async def answer_talk(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, intent: Intent) -> None:
    """Answer a rider's words that are no report.

    Raises:
        NoSuchReport: They name a report that there is not, or that is not the rider's to see.
    """
    message_id = message.message_id
    if intent in ONLY_REACTED_TO:
        await react(tx, deps, rider, message_id)
    elif intent in _OF_RIDERS and not rider.agreed(deps.terms):
        await ask_to_agree(tx, deps, rider, AgreeFirst(reply_to=message_id), f"message:{message_id}")
    elif intent in {Intent.PERSON, Intent.COMPLAINT}:
        await ask_people(tx, deps, rider, message, intent)
    elif intent is Intent.NUMBER:
        report = await _numbered(tx, rider, message.text)
        if report is None:
            raise NoSuchReport
        await _tell(tx, deps, rider, ReportShown(report.id, reply_to=message_id), f"{intent}:{report.id}")
    elif intent is Intent.HOWTO and await tx.drafts.open_of(rider.id):
        await _tell(tx, deps, rider, Talk(_HOWTO_BESIDE, reply_to=message_id), _HOWTO_BESIDE)
    else:
        await _tell(tx, deps, rider, _notice_for(intent, message_id), intent)


def _notice_for(intent: Intent, message_id: int) -> Notice:
    if intent is Intent.POINTS:
        return PointsTold(reply_to=message_id)
    if intent is Intent.PROGRESS:
        return ProgressTold(reply_to=message_id)
    return Talk(intent.value, reply_to=message_id)


async def react(tx: Transaction, deps: Deps, rider: Rider, message_id: int) -> None:
    """Show that a message was read, and that nothing more is to be said."""
    await tx.outbox.put(reaction(deps, rider, message_id))


async def ask_people(
    tx: Transaction,
    deps: Deps,
    rider: Rider,
    message: IncomingMessage,
    intent: Intent,
    answering: tuple[int, int] | None = None,
) -> None:
    """Pass words on to the supervisors' group, without a name, and say so; a few a day, then say whom to reach.

    Of a muted or banned rider nothing is. `answering` are the chat and the message of the supervisors' that they
    answer. Words that were passed on already, as of an edit in which they stayed, are passed over. Those that a machine
    wrote down are marked.
    """
    message_id = message.message_id
    if sanctions.is_silenced(deps, rider):
        await sanctions.tell_barred(tx, deps, rider, message_id)
        return
    key = asked_key(rider.id, message_id, message.text)
    if await tx.outbox.knows(key):
        return
    group, passed = await _supervisors_of(tx, deps), False
    if group is not None:
        spent = await tx.paces.spend(f"{Pace.ASKED.value}:{rider.id}", deps.clock.now(), _DAY_MS)
        passed = spent.used <= ASKED_A_DAY
    if group is not None and passed:
        below = answering[1] if answering is not None and answering[0] == group.chat_id else None
        asked = Asked(intent.value, marked(message.text, dictated=message.dictated), reply_to=below)
        await tx.outbox.put(to_group(deps, group, asked, key, Precedence.STATUS))
    await _tell(
        tx, deps, rider, ContactTold(passed, reply_to=message_id), f"contact:{passed}:{message_id if passed else 0}"
    )


async def answer_of(tx: Transaction, rider: Rider, message_id: int) -> tuple[int, int] | None:
    """Return the chat and the message of the supervisors' whose words stand in this message to the rider, if any do."""
    known = await tx.messages.at(rider.chat_id, message_id)
    return answer_of_key(known.key) if known is not None else None


async def answer_asked(
    tx: Transaction, deps: Deps, asked: tuple[int, int], chat_id: int, message_id: int, words: str
) -> bool:
    """Send a reply of the supervisors to the rider who asked; return False for one that was sent already.

    Raises:
        NotAllowed: The group is the supervisors' no longer.
        RiderLeft: The rider has left, or can't be reached.
        TooManyToRiders: The rider has been written to as often as an hour allows.
    """
    rider_id, asked_in = asked
    group = await _supervisors_of(tx, deps)
    if group is None or group.chat_id != await tx.queues.present_chat(chat_id):
        raise NotAllowed
    rider = await tx.riders.get(rider_id)
    if rider is None or not rider.reachable:
        raise RiderLeft
    key = from_district_key(rider.id, chat_id, message_id)
    if await tx.outbox.knows(key):
        return False
    await pacing.spend(tx, deps, Pace.TO_RIDERS, rider.id)
    await tx.outbox.put(to_rider(deps, rider, FromDistrict(words, reply_to=asked_in), key))
    return True


async def _supervisors_of(tx: Transaction, deps: Deps) -> QueueChat | None:
    supervisors = deps.district.supervisors
    return await tx.queues.chat(supervisors.id) if supervisors is not None else None


async def _tell(tx: Transaction, deps: Deps, rider: Rider, notice: Notice, about: str) -> None:
    await tx.outbox.put(to_rider(deps, rider, notice, talk_key(rider, about, deps.clock.now())))


async def _numbered(tx: Transaction, rider: Rider, text: str) -> Report | None:
    """Return the report that a text names, if this rider may see it; without a month, their newest of that serial."""
    month, serial = number_in(text) or ("", 0)
    if month:
        found = await tx.reports.by_number(month, serial)
        return found if found is not None and await may_see(tx, rider, found) else None
    theirs = await tx.reports.of_rider(rider.id, _NEWEST, 0)
    for report in theirs:
        if report.number.serial == serial and await may_see(tx, rider, report):
            return report
    return None
