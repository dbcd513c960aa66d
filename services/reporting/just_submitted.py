"""What comes just after a report was submitted and says more of it: words that name no problem, the photo it lacks."""

from typing import Final

from domain.language.intents import Intent
from domain.language.suggestion import Opens
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.joining import TOGETHER_MS, are_apart
from domain.reporting.reports import Report
from domain.tickets.lifecycle import FINAL
from services.deps import Deps
from services.ports.transaction import Transaction
from services.reporting import joining, place_names
from services.reporting.subjects import Subject

_SECOND: Final = 1000
"""What Telegram's times are exact to; reports submitted by one press lie closer together."""


async def subject(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, intent: Intent | None = None
) -> Subject | None:
    """Return the report that its rider has just submitted, if a message that is no reply says more of it.

    None where a draft is unfinished, where several reports were submitted at once, and for words that are for something
    else by their `intent`.
    """
    if intent is not None or message.replied_to is not None or message.foreign:
        return None
    if not (joining.is_typed(message) or _is_photo_alone(message)):
        return None
    report = await _just_submitted(tx, deps, rider, message)
    if report is None or not (_says_more(deps, report, message) or _shows_it(report, message)):
        return None
    return None if await tx.drafts.unfinished_of(rider.id) else Subject(report)


def _is_photo_alone(message: IncomingMessage) -> bool:
    return message.photo is not None and message.clip is None and not message.text


async def _just_submitted(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> Report | None:
    sent_at = message.sent_at or deps.clock.now()
    if not await tx.reports.count_since(rider.id, sent_at - TOGETHER_MS):
        return None
    newest = [each for each in await tx.reports.of_rider(rider.id, 2, 0) if each.rider_id == rider.id]
    if not newest or newest[0].status in FINAL:
        return None
    submitted_at = newest[0].submitted_at
    at_once = any(submitted_at - each.submitted_at < _SECOND for each in newest[1:])
    return newest[0] if submitted_at - _SECOND < sent_at <= submitted_at + TOGETHER_MS and not at_once else None


def _says_more(deps: Deps, report: Report, message: IncomingMessage) -> bool:
    """Return whether a message is words alone that name no problem, or may name the report's."""
    if not joining.is_typed(message):
        return False
    reading = place_names.read_alone(deps, message.text)
    is_another = reading.fills and reading.guesses[0].slug != report.category
    return reading.opens is Opens.NO or (reading.opens is Opens.ASK and not is_another)


def _shows_it(report: Report, message: IncomingMessage) -> bool:
    """Return whether a message is a photo without words, from where the report is, that has none."""
    place = message.any_position
    is_elsewhere = place is not None and place.usable and are_apart(report.position, place)
    return _is_photo_alone(message) and not report.photos and not is_elsewhere
