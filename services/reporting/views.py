"""The views of riders' screens, read when a message is sent."""

from dataclasses import dataclass, replace

from domain.district.routing import Route
from domain.geo.place_names import Nearby, is_exact
from domain.geo.positions import Position, distance_m
from domain.people.points import Merit
from domain.people.riders import Rider
from domain.reporting.drafts import CATALOGUE_PAGES, Draft, DraftStage
from domain.reporting.joining import may_be_of
from domain.reporting.messages import DraftCard, LocationKey, ReportShown, ReportsList
from domain.reporting.reports import Event, Report, Status
from domain.tickets.course import as_riders_know, course_for_riders
from domain.tickets.lifecycle import WORDS_FOR_RIDERS
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.outgoing import location_key
from services.ports.transaction import Transaction
from services.reporting import drafts, far_outside, last_places, witnessing
from services.reporting.resolved import own_photos, photos_of_reporter
from services.tickets import clocks, photo_hash
from services.tickets.proof import is_shown


@dataclass(frozen=True, slots=True)
class OtherPosition:
    """A draft's other position: metres from the first, the id of its community, and the road there."""

    position: Position
    distance_m: float
    community: str | None
    nearby: Nearby | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A report that a draft may repeat.

    Attributes:
        distance_m: Metres from the draft.
        own: Whether it is the rider's own.
        same_photo: Whether it is farther than the category's radius, and asked about as it shows the same picture.
        shows: Whether the rider may see its photo.
    """

    report: Report
    distance_m: float
    own: bool
    same_photo: bool = False
    shows: bool = False


@dataclass(frozen=True, slots=True)
class DraftView:
    """The view of a draft's card.

    Attributes:
        report: The report that the draft became or joined, else None.
        near: The reports that it may repeat.
        route, respond_by, due_at: What would apply if it were submitted now (ms UTC); None while unknown.
        missing: As `services.reporting.drafts.missing` returns it.
        points: What the report has earned this rider.
        now: The current time, ms UTC.
        nearby: The road or landmark there.
        other_position: The position that disagrees with the draft's.
        same_photo: Whether it earned no points because its photo had been sent before.
        also_seen: Whether the rider joined another's report without showing that they were there.
        offered: The place of the rider's last report, if the card offers it.
        awaited: How many of the rider's files are still being tried.
        ready: How many of the rider's drafts lack nothing, on the newest card if there are several; else 0.
        asking: The other drafts whose place may be that which is all that this one holds, the oldest first.
        usual: Slugs of the catalogue by how often they were reported of late; while its menu is open.
        to_earn: What the report earns besides once it is accepted.
    """

    draft: Draft
    report: Report | None
    near: tuple[Near, ...]
    route: Route | None
    respond_by: int | None
    due_at: int | None
    missing: tuple[str, ...]
    points: int
    now: int
    nearby: Nearby | None = None
    other_position: OtherPosition | None = None
    same_photo: bool = False
    also_seen: bool = False
    awaited: int = 0
    ready: int = 0
    asking: tuple[Draft, ...] = ()
    offered: Position | None = None
    usual: tuple[str, ...] = ()
    to_earn: int = 0


@dataclass(frozen=True, slots=True)
class ReportsView:
    """One page of a rider's reports and those they joined, newest first; `page` counts from 0.

    `also_seen` are the ids of those that they have only also seen, which they can't look at.
    """

    rider: Rider
    reports: tuple[Report, ...]
    page: int
    has_more: bool
    also_seen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as its reporter or a witness may see it; a witness sees what, where and status, no note and no photos.

    Its photos are the reporter's own. `points` is what it has earned this rider; `events` are in order, without words
    meant for staff only; `nearby` is the road or landmark there.
    """

    report: Report
    original: Report | None
    is_own: bool
    events: tuple[Event, ...]
    points: int
    now: int
    nearby: Nearby | None = None


@dataclass(frozen=True, slots=True)
class HiddenReport:
    """A report that does not exist, or that this rider may not see."""


@dataclass(frozen=True, slots=True)
class LocationKeyView:
    """The key that asks a rider's phone for its location; it is taken away once it is not `wanted`."""

    wanted: bool


REPORTS_A_PAGE = 8
_USUAL = 500
"""Of how many of the newest reports the categories are counted; a look-up of half a millisecond."""


@gather.register
async def draft_view(meaning: DraftCard, reading: Reading) -> DraftView | None:
    """Return the view of a draft's card; None if the draft is gone, or has none."""
    tx, deps = reading.tx, reading.deps
    draft = await tx.drafts.get(meaning.draft_id)
    rider = await tx.riders.get(draft.rider_id) if draft else None
    if draft is None or rider is None:
        return None
    now = deps.clock.now()
    report = await tx.reports.get(draft.report_id) if draft.report_id is not None else None
    report = as_riders_know(report) if report is not None else None
    route, respond_by, due_at = _prospect(deps, draft, now)
    opened = await tx.drafts.open_of(rider.id) if draft.stage is DraftStage.OPEN else []
    return DraftView(
        draft=draft,
        report=report,
        near=await _near(tx, deps, draft),
        route=route,
        respond_by=respond_by,
        due_at=due_at,
        missing=drafts.missing(deps, draft),
        points=await _points_for(tx, report, rider) if report else 0,
        now=now,
        nearby=await geocoding.nearby(tx, deps, draft.position) if draft.position else None,
        other_position=await _other_position(tx, deps, draft),
        same_photo=report is not None and report.id == draft.id and await photo_hash.earned_nothing(tx, report),
        also_seen=report is not None
        and report.rider_id != rider.id
        and await witnessing.only_also_seen(tx, rider, report.id),
        offered=await last_places.offered(tx, deps, rider, draft),
        awaited=await tx.inbox.awaited(rider.chat_id) if draft.stage is DraftStage.OPEN else 0,
        ready=_ready(deps, draft, opened),
        asking=_asking(draft, opened),
        usual=await tx.reports.usual_categories(_USUAL) if draft.menu in CATALOGUE_PAGES else (),
        to_earn=_to_earn(deps, report, rider) if report else 0,
    )


def _ready(deps: Deps, draft: Draft, opened: list[Draft]) -> int:
    """Return how many drafts can be submitted at once; 0 if that is one, or not to be said on this card."""
    if not opened or draft.id != max(opened, key=lambda each: each.last_message_id).id:
        return 0
    ready = sum(not drafts.missing(deps, each) for each in opened)
    return ready if ready > 1 else 0


def _asking(draft: Draft, opened: list[Draft]) -> tuple[Draft, ...]:
    is_bare = draft.position is not None and not (draft.photos or draft.clips) and draft.category is None
    return tuple(each for each in opened if is_bare and each.id != draft.id and may_be_of(draft, each))


async def _near(tx: Transaction, deps: Deps, draft: Draft) -> tuple[Near, ...]:
    """Return the reports that the card asks about; what lies beyond the radius shows the same picture."""
    if draft.position is None:
        return ()
    category = deps.district.catalogue.get(draft.category or "")
    radius = category.duplicate_radius_m if category else 0
    near = []
    for report in [await tx.reports.get(report_id) for report_id in draft.near_shown]:
        if report is not None:
            metres, own = distance_m(draft.position, report.position), report.rider_id == draft.rider_id
            shows = bool(photos_of_reporter(report)) and (own or is_shown(deps, report))
            near.append(Near(report, metres, own, metres > radius + _MEASURED_APART_M, shows))
    return tuple(near)


_MEASURED_APART_M = 1
"""By how much two ways to measure a distance may differ, in metres."""


def _to_earn(deps: Deps, report: Report, rider: Rider) -> int:
    """Return what acceptance will earn; nothing for a witness."""
    waits = report.accepted_at is None and report.status in {Status.SUBMITTED, Status.ROUTED, Status.BOUNCED}
    return deps.awards.points(Merit.ACCEPTED) if waits and report.rider_id == rider.id else 0


async def _other_position(tx: Transaction, deps: Deps, draft: Draft) -> OtherPosition | None:
    position, other = draft.position, draft.other_position
    if position is None or other is None:
        return None
    community = deps.district.community_at(other.lat, other.lng)
    nearby = await geocoding.nearby(tx, deps, other)
    return OtherPosition(other, distance_m(position, other), community.id if community else None, nearby)


def _prospect(deps: Deps, draft: Draft, now: int) -> tuple[Route | None, int | None, int | None]:
    category = deps.district.category(draft.category, draft.danger)
    if category is None or draft.position is None or draft.asks_place or far_outside.is_far(deps, draft):
        return None, None, None
    station = deps.district.station_at(draft.station, draft.position)
    route = deps.district.route(category.slug, draft.community, now, draft.danger, station)
    respond_by, due_at = clocks.limits_of(deps, route.queue.id, category)
    return route, respond_by, due_at


@gather.register
async def location_key_view(_meaning: LocationKey, reading: Reading) -> LocationKeyView | None:
    """Return whether one of the rider's drafts, or what they asked, still needs a place.

    None if no key was sent and none is needed.
    """
    rider = reading.rider
    if rider is None:
        return None
    asked, now = await reading.tx.stations.asked(rider.id), reading.deps.clock.now()
    if now < (rider.seen_until or 0) or (asked is not None and now < asked.until):
        return LocationKeyView(wanted=True)
    opened = await reading.tx.drafts.open_of(rider.id)
    if any(draft.place_asked_at is not None and not (is_exact(draft.position) or draft.foreign) for draft in opened):
        return LocationKeyView(wanted=True)
    stands = await reading.tx.messages.of_key(location_key(rider.id)) is not None
    return LocationKeyView(wanted=False) if stands else None


@gather.register
async def reports_view(meaning: ReportsList, reading: Reading) -> ReportsView | None:
    """Return one page of the reports that a rider submitted or witnessed; None in a group."""
    tx, rider, page = reading.tx, reading.rider, meaning.page
    if rider is None:
        return None
    found = await tx.reports.of_rider(rider.id, REPORTS_A_PAGE + 1, page * REPORTS_A_PAGE)
    shown = tuple(as_riders_know(each) for each in found[:REPORTS_A_PAGE])
    also_seen = [each.id for each in shown if await witnessing.only_also_seen(tx, rider, each.id)]
    return ReportsView(rider, shown, page, len(found) > REPORTS_A_PAGE, frozenset(also_seen))


@gather.register
async def report_view(meaning: ReportShown, reading: Reading) -> ReportView | HiddenReport | None:
    """Return one report for its reporter or a witness; hidden from other riders, None in a group."""
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    report = await tx.reports.get(meaning.report_id)
    if report is None:
        return HiddenReport()
    is_own = report.rider_id == rider.id
    if not is_own and not await tx.reports.is_witness(report.id, rider.id):
        return HiddenReport()
    photos = own_photos(report, rider)
    report = replace(report, photos=photos) if is_own else replace(report, note="", spot=None, photos=photos)
    original = await tx.reports.get(report.original) if report.original is not None else None
    course = course_for_riders(report, await tx.reports.events(report.id))
    events, report = tuple(as_riders_see(event) for event in course), as_riders_know(report)
    nearby = await geocoding.nearby(tx, reading.deps, report.position)
    points = await _points_for(tx, report, rider)
    return ReportView(report, original, is_own, events, points, reading.deps.clock.now(), nearby)


def as_riders_see(event: Event) -> Event:
    """Return the event without the actor's name and without words meant for staff only."""
    words = event.words if event.action in {*WORDS_FOR_RIDERS, "told"} else ""
    return replace(event, words=words, actor=replace(event.actor, id=0, name=""))


async def _points_for(tx: Transaction, report: Report, rider: Rider) -> int:
    return sum(entry.points for entry in await tx.ledger.of_report(report.id) if entry.rider_id == rider.id)
