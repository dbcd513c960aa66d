"""Retention: what is past its time goes. docs/kept.md tells what is kept how long."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, time, timedelta
from typing import Final, TypeVar

from domain.district.catalogue import PhotoRule
from domain.district.rewards import month_of_day
from domain.geo.live_location import KEPT_MS
from domain.people.riders import CONSENT_VERSION
from domain.programme.check_ins import KEPT_MS as KEPT_AFTER_MS
from domain.programme.place_asked import ANSWERED_MS
from domain.reporting.clips import Clip
from domain.reporting.photos import Photo
from domain.tickets.lifecycle import HEARD_AFTER_CLOSING_MS
from domain.timers import Timer, TimerKind
from domain.week.weeks import day_of
from services.announcing.announcements import PRESSABLE_MS
from services.deps import Deps, Limits
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from services.programme import joining
from services.tickets.members import REMEMBERED_MS
from services.upkeep import chats

T = TypeVar("T")

_HOUR, _DAY = 3_600_000, 86_400_000
_NIGHT = time(3, 30)
SENT_DAYS = 14
FOUND_DAYS, UNKNOWN_DAYS = 90, 7
"""How long a geocoder's answer is kept, with and without a result."""

PHOTOS_AT_ONCE = 100
_CASES_DAYS = 30
"""How far back closed cases and riders who left are searched, so that an outage leaves nothing behind."""

AT_ONCE: Final = 200
"""How many rows of one kind go in one transaction: the writer is never held for long."""

_AGES: Final[Mapping[Kept, Callable[[Limits], int]]] = {
    Kept.SENT_MESSAGES: lambda _: SENT_DAYS,
    Kept.FIRED_TIMERS: lambda limits: 2 * limits.trace_days,
    Kept.PROMPTS: lambda _: SENT_DAYS,
    Kept.CODES: lambda _: SENT_DAYS,
    Kept.VOUCHER_CODES: lambda limits: limits.trace_days,
    Kept.SLIPS: lambda _: 0,
    Kept.ACTIVITY_DRAFTS: lambda _: SENT_DAYS,
    Kept.SIGN_UPS: lambda limits: limits.closed_report_days,
    Kept.ACTIVITIES: lambda limits: limits.closed_report_days,
    **dict.fromkeys((Kept.SIGHTINGS, Kept.MISSING_TOLD, Kept.MISSING), lambda limits: limits.trace_days),
    Kept.WISH_DRAFTS: lambda _: SENT_DAYS,
    Kept.WISHES: lambda limits: limits.trace_days,
    Kept.TOLD_WEEKS: lambda limits: limits.trace_days,
    Kept.PARKED_MESSAGES: lambda limits: limits.trace_days,
    Kept.CARDS: lambda limits: limits.trace_days,
    Kept.ENDED_DRAFTS: lambda _: 1,
    Kept.CLOSED_WORDS: lambda limits: limits.closed_report_days,
    Kept.APPEALS: lambda limits: limits.trace_days,
    Kept.HAND_OVERS: lambda limits: limits.trace_days,
    Kept.CLOSED_TRACES: lambda limits: limits.trace_days,
    Kept.OLD_TRACES: lambda limits: limits.trace_days,
    Kept.RETIRED_MESSAGES: lambda limits: limits.trace_days,
    Kept.OTHER_MESSAGES: lambda limits: limits.trace_days,
    Kept.STRANGERS_MESSAGES: lambda _: 1,
    Kept.STRANGERS_RECORDS: lambda _: 1,
}
"""Days after their end."""


async def plan_next(tx: Transaction, deps: Deps) -> None:
    """Set the timer of the coming night."""
    local = datetime.fromtimestamp(deps.clock.now() / 1000, deps.district.timezone)
    night = local.date() + timedelta(local.time() >= _NIGHT)
    at = datetime.combine(night, _NIGHT, deps.district.timezone)
    await tx.timers.put(Timer(TimerKind.RETENTION, night.isoformat(), int(at.timestamp() * 1000)))


async def plan_hour(tx: Transaction, deps: Deps) -> None:
    """Set the timer of the coming hour, which removes raw updates."""
    hour = deps.clock.now() // _HOUR + 1
    await tx.timers.put(Timer(TimerKind.RAW_UPDATES, str(hour), hour * _HOUR))


async def forgotten_photos(tx: Transaction, deps: Deps) -> list[str] | None:
    """Delete one batch of expired photos and clips, also from chats; return unused object keys, None when done."""
    photos, clips = await _expired_photos(tx, deps), await _expired_clips(tx, deps)
    if not photos and not clips:
        return None
    reports = {photo.report_id for photo in photos} | {clip.report_id for clip in clips}
    for report_id in (each for each in reports if each is not None):
        await chats.take_pictures(tx, deps, report_id, [clip.id for clip in clips])
    gone = await tx.photos.remove([photo.id for photo in photos])
    return gone + await tx.clips.remove([clip.id for clip in clips])


async def _expired_photos(tx: Transaction, deps: Deps) -> list[Photo]:
    now = deps.clock.now()
    return (
        await tx.photos.abandoned(now - deps.limits.draft_hours * _HOUR, PHOTOS_AT_ONCE)
        or await tx.photos.of_forgotten(now - _CASES_DAYS * _DAY, PHOTOS_AT_ONCE)
        or await _of_closed_cases(deps, tx.photos.of_closed_reports)
        or await tx.photos.of_old_reports(now - deps.limits.closed_report_days * _DAY, PHOTOS_AT_ONCE)
    )


async def _expired_clips(tx: Transaction, deps: Deps) -> list[Clip]:
    now = deps.clock.now()
    return (
        await tx.clips.abandoned(now - deps.limits.draft_hours * _HOUR, PHOTOS_AT_ONCE)
        or await tx.clips.of_forgotten(now - _CASES_DAYS * _DAY, PHOTOS_AT_ONCE)
        or await _of_closed_cases(deps, tx.clips.of_closed_reports)
        or await tx.clips.of_old_reports(now - deps.limits.closed_report_days * _DAY, PHOTOS_AT_ONCE)
    )


async def _of_closed_cases(deps: Deps, find: Callable[[str, int, int], Awaitable[list[T]]]) -> list[T]:
    """Return what closed reports have in categories whose photos are private, such as a missing person's."""
    since = deps.clock.now() - _CASES_DAYS * _DAY
    private = [each.slug for each in deps.district.catalogue.values() if each.photo is PhotoRule.NEVER_SHOWN]
    return [each for slug in private for each in await find(slug, since, PHOTOS_AT_ONCE)]


async def run_hourly(tx: Transaction, deps: Deps) -> None:
    """Remove raw updates before they reach their age, without consent before drafts do, and plan the next hour."""
    now, limits = deps.clock.now(), deps.limits
    await tx.inbox.purge(now - (limits.raw_update_hours - 1) * _HOUR)
    await tx.inbox.purge_unagreed(now - (limits.draft_hours - 1) * _HOUR, CONSENT_VERSION, deps.terms)
    await plan_hour(tx, deps)


async def run(tx: Transaction, deps: Deps, kinds: Collection[Kept] = tuple(Kept)) -> tuple[Kept, ...]:
    """Remove some expired rows of each of these kinds, and return those of which there may be more."""
    now = deps.clock.now()
    return tuple([what for what in kinds if await _purge(tx, deps, what, now)])


async def _purge(tx: Transaction, deps: Deps, what: Kept, now: int) -> bool:
    """Remove some expired rows of one kind; return whether there may be more."""
    if what is Kept.HEARD:
        return await tx.heard.purge(now, now - HEARD_AFTER_CLOSING_MS, AT_ONCE)
    return await tx.retention.purge(what, now - _AGES[what](deps.limits) * _DAY, AT_ONCE)


async def end_night(tx: Transaction, deps: Deps) -> None:
    """Remove the expired rows that are few, end what is over, and plan the next night."""
    now = deps.clock.now()
    await tx.outbox.purge(now - SENT_DAYS * _DAY)
    await tx.geocodes.purge(now - FOUND_DAYS * _DAY, now - UNKNOWN_DAYS * _DAY)
    await tx.live_locations.purge(now - KEPT_MS)
    await tx.memberships.purge(now - REMEMBERED_MS)
    await tx.paces.purge(now - _DAY)
    await tx.sanctions.unname(now)
    await joining.end_teams(tx, deps)
    await tx.teams.purge_invites(now - deps.limits.trace_days * _DAY)
    await tx.spot_checks.purge(now - deps.limits.trace_days * _DAY)
    await tx.photo_questions.purge(now - deps.limits.draft_hours * _HOUR - _DAY)
    await tx.announcements.purge(now - PRESSABLE_MS, now - SENT_DAYS * _DAY)
    await tx.stations.purge(now - ANSWERED_MS, now - KEPT_AFTER_MS)
    await tx.door_codes.purge(now - _DAY)
    await tx.corps.purge(now - _DAY)
    await tx.vouchers.purge_taken(month_of_day(day_of(now, deps.district.timezone)))
    await plan_next(tx, deps)
