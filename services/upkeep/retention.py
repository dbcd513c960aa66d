"""Retention: removal of old updates, live locations, and photos of dead drafts and closed cases."""

from datetime import datetime, time, timedelta

from domain.district.catalogue import PhotoRule
from domain.geo.live_location import KEPT_MS
from domain.reporting.photos import Photo
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import removal
from services.ports.transaction import Transaction
from services.tickets.cards import show_card
from services.tickets.members import REMEMBERED_MS

_HOUR, _DAY = 3_600_000, 86_400_000
_NIGHT = time(3, 30)
SENT_DAYS = 14
FOUND_DAYS, UNKNOWN_DAYS = 90, 7
"""How long a geocoder's answer is kept, with and without a result."""

PHOTOS_AT_ONCE = 100
_CASES_DAYS = 30
"""How far back closed cases are searched, so that an outage leaves nothing behind."""


async def plan_next(tx: Transaction, deps: Deps) -> None:
    """Set the timer of the coming night."""
    local = datetime.fromtimestamp(deps.clock.now() / 1000, deps.district.timezone)
    night = local.date() + timedelta(local.time() >= _NIGHT)
    at = datetime.combine(night, _NIGHT, deps.district.timezone)
    await tx.timers.put(Timer(TimerKind.RETENTION, night.isoformat(), int(at.timestamp() * 1000)))


async def forgotten_photos(tx: Transaction, deps: Deps) -> list[str] | None:
    """Delete one batch of expired photos, also from chats; return the unused object keys, None when done."""
    ended_before = deps.clock.now() - deps.limits.draft_hours * _HOUR
    photos = await tx.photos.abandoned(ended_before, PHOTOS_AT_ONCE) or await _of_closed_cases(tx, deps)
    if not photos:
        return None
    for report_id in {photo.report_id for photo in photos if photo.report_id is not None}:
        await _take_from_chats(tx, deps, report_id)
    return await tx.photos.remove([photo.id for photo in photos])


async def _of_closed_cases(tx: Transaction, deps: Deps) -> list[Photo]:
    """Return photos of closed reports in categories whose photos are private, such as a missing person's."""
    since = deps.clock.now() - _CASES_DAYS * _DAY
    private = [each.slug for each in deps.district.catalogue.values() if each.photo is PhotoRule.NEVER_SHOWN]
    return [photo for slug in private for photo in await tx.photos.of_closed_reports(slug, since, PHOTOS_AT_ONCE)]


async def _take_from_chats(tx: Transaction, deps: Deps, report_id: int) -> None:
    """Delete our messages with pictures of this report and queue its card again without them."""
    for message in await tx.messages.pictures_of(report_id):
        await tx.outbox.put(removal(message.chat_id, message.message_id))
    report = await tx.reports.get(report_id)
    if report is not None:
        await show_card(tx, deps, report)


async def run(tx: Transaction, deps: Deps) -> None:
    """Remove expired rows and plan the next night."""
    now = deps.clock.now()
    await tx.inbox.purge(now - deps.limits.raw_update_hours * _HOUR)
    await tx.outbox.purge(now - SENT_DAYS * _DAY)
    await tx.geocodes.purge(now - FOUND_DAYS * _DAY, now - UNKNOWN_DAYS * _DAY)
    await tx.live_locations.purge(now - KEPT_MS)
    await tx.memberships.purge(now - REMEMBERED_MS)
    await tx.paces.purge(now - _DAY)
    await plan_next(tx, deps)
