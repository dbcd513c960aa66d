"""What riders who know of a report send about it: words, photos, a voice, places; for a month after its end."""

from dataclasses import replace

from domain.language.suggestion import Opens
from domain.messages import Notice
from domain.people.riders import Rider
from domain.reporting.drafts import marked
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import Added, AddedClosed, LongClosedTold, NowWitness
from domain.reporting.reports import Report
from domain.tickets.lifecycle import FINAL, is_heard
from services.deps import Deps
from services.outgoing import album_key, draft_card, reaction, to_rider
from services.people import sanctions
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.reporting import last_places, place_names, relocating, witnessing
from services.reporting.subjects import Subject


async def take(tx: Transaction, deps: Deps, rider: Rider, about: Subject, message: IncomingMessage) -> bool:
    """Add a message to the report that it is about; return False if it is to be taken as a new report.

    That is what comes about a report closed more than a month ago; its rider hears so. Words that name no problem are
    answered by that alone, with a key that reports them.

    Raises:
        NoSuchReport, AlsoSeen, ReportClosed, TooManyPhotos, TooManyAdditions, ActedAsStaff: See
            `services.reporting.witnessing.add_later`.
    """
    report = about.report
    if await is_withheld(tx, deps, rider, message):
        return True
    if not is_heard(report.status, report.closed_at, deps.clock.now()):
        return await _tell_of_long_closed(tx, deps, rider, report, message)
    if await witnessing.only_also_seen(tx, rider, report.id):
        await witnessing.add_later(tx, deps, rider, report.id, message)
        await answer(tx, deps, rider, NowWitness(report.id), message)
        if about.draft_id is not None:
            await tx.outbox.put(draft_card(deps, rider, about.draft_id))
    else:
        await add(tx, deps, rider, report.id, message, answers_staff=about.answers_staff)
    return True


async def is_withheld(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Return whether a message goes to nobody, as its rider is muted or banned, who hears so then; bare places go."""
    says = bool(message.text or message.photo or message.clip)
    if not says or not sanctions.is_silenced(deps, rider):
        return False
    await sanctions.tell_barred(tx, deps, rider, message.message_id)
    return True


async def add(
    tx: Transaction, deps: Deps, rider: Rider, report_id: int, message: IncomingMessage, *, answers_staff: bool = False
) -> None:
    """Put the report's place right with the reporter's position, or add a witness's to the words; add all else.

    The place of a closed report stays; a position goes with the words. What answers staff is acknowledged by a
    reaction.

    Raises:
        NoSuchReport, ReportClosed, TooManyPhotos, TooManyAdditions, ActedAsStaff: See
            `services.reporting.witnessing.add_later`.
    """
    report = await witnessing.addressed(tx, rider, report_id)
    message = await witnessing.fitting(tx, deps, rider, report, message)
    place, is_closed = message.position if relocating.gives_place(message) else None, report.status in FINAL
    if place is not None and report.rider_id == rider.id and not is_closed:
        correction = await relocating.put_right(tx, deps, rider, report, message)
        if correction not in relocating.KEEPS:
            message = replace(message, text="")
    elif place is not None:
        words = (message.text, relocating.written(deps, place))
        message = replace(message, text="\n".join(filter(None, words)))
    message = replace(message, text=marked(message.text, dictated=message.dictated))
    await last_places.remember_message(tx, deps, rider, message)
    await tx.heard.note(
        Heard(rider.chat_id, message.message_id, deps.clock.now(), report_id=report_id, album=message.album)
    )
    if message.text or message.photo or message.clip:
        await witnessing.add_later(tx, deps, rider, report_id, message)
        if is_closed:
            await answer(tx, deps, rider, AddedClosed(report_id, reply_to=message.message_id), message)
        elif answers_staff:
            await tx.outbox.put(reaction(deps, rider, message.message_id))
        else:
            await answer(tx, deps, rider, Added(report_id, reply_to=message.message_id), message)


async def answer(tx: Transaction, deps: Deps, rider: Rider, notice: Notice, message: IncomingMessage) -> None:
    """Answer a message, an album once."""
    key = album_key(notice, rider, message.album) if message.album else ""
    await tx.outbox.put(to_rider(deps, rider, notice, key))


async def _tell_of_long_closed(
    tx: Transaction, deps: Deps, rider: Rider, report: Report, message: IncomingMessage
) -> bool:
    """Say that nothing can be added any more; return whether that is all that there is to do with the message."""
    begins = message.brings or place_names.read_alone(deps, message.text).opens is Opens.YES
    told = LongClosedTold(report.id, "" if begins else report.category, reply_to=message.message_id)
    await answer(tx, deps, rider, told, message)
    return not begins
