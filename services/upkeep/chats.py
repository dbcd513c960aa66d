"""What is erased goes from chats too: our messages with its pictures, and cards are drawn again without it."""

from collections.abc import Collection

from domain.district.catalogue import PhotoRule
from domain.reporting.reports import Report
from domain.tickets.lifecycle import FINAL
from services.deps import Deps
from services.outgoing import clip_of_key, nudge_key, removal, ticket_key
from services.ports.transaction import Transaction
from services.tickets.cards import show_card

_RECENT_MS = 30 * 86_400_000
"""How long after a case is closed its card is sent again, where it cannot be edited to be one without pictures."""


async def take_pictures(tx: Transaction, deps: Deps, report_id: int, going: Collection[int]) -> None:
    """Erase our messages with pictures of this report and queue its card again without them.

    Of its clips the messages of those that are `going`, by their ids, or gone; others stay, as they are sent once.
    In private chats only pictures of repairs stand; they stay, but in categories whose pictures are nobody's to keep.
    """
    report = await tx.reports.get(report_id)
    if report is None:
        return
    category = deps.district.catalogue.get(report.category)
    everywhere = category is not None and category.photo is PhotoRule.NEVER_SHOWN
    await tx.retention.look_again([report_id])
    kept = {clip.id for clip in await tx.clips.of_report(report_id)}.difference(going)
    for message in await tx.messages.pictures_of(report_id):
        if clip_of_key(message.key) in kept:
            continue
        if everywhere or message.chat_id < 0:
            await tx.outbox.put(removal(message.chat_id, message.message_id, erases=True))
    if await _stands(tx, deps, report):
        await show_card(tx, deps, report)


async def take_words(tx: Transaction, deps: Deps, report_id: int, going: Collection[int]) -> None:
    """Erase what may hold a rider's words, the nudge under the card and what was looked up, and pictures as above.

    The card is drawn again.
    """
    nudge = await tx.messages.of_key(nudge_key(report_id))
    for message in [*([nudge] if nudge is not None else ()), *await tx.messages.looked_up(report_id)]:
        await tx.outbox.put(removal(message.chat_id, message.message_id, erases=True))
    await take_pictures(tx, deps, report_id, going)


async def _stands(tx: Transaction, deps: Deps, report: Report) -> bool:
    """Return whether the card is to be drawn again: not by a new message about a case closed long ago."""
    if report.status not in FINAL or deps.clock.now() - (report.closed_at or 0) < _RECENT_MS:
        return True
    card = await tx.messages.of_key(ticket_key(report.id, report.queue))
    return card is not None and card.shape == "text"
