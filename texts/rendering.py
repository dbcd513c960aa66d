"""From a meaning on its way to the screen that is sent: the one door that deliver knocks at."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import singledispatch

from domain.geo.place_names import is_exact
from domain.messages import (
    Album,
    Digest,
    DraftCard,
    LocationKey,
    Meaning,
    Notice,
    Nudge,
    Outgoing,
    Pin,
    Prompt,
    TicketCard,
)
from domain.people.riders import Rider
from domain.reporting.drafts import DraftStage
from services.deps import Deps
from services.people.views import points_view
from services.ports.transaction import Transaction
from services.reporting import views
from services.tickets.views import prompt_view, ticket_view
from services.week.digests import DISTRICT
from services.week.views import queue_weeks
from services.week.views import rider_week as week_of_rider
from texts import notices
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.people import points
from texts.reporting import drafts, receipts, reports
from texts.tickets import nudges, prompts, tickets
from texts.week import weeks


@dataclass(frozen=True, slots=True)
class Telling:
    """Where a screen's facts come from and in which locale it speaks; `rider` is None in a group."""

    tx: Transaction
    deps: Deps
    locale: Locale
    rider: Rider | None


async def render(tx: Transaction, deps: Deps, outgoing: Outgoing) -> Screen | None:
    """The screen of a message, as things stand now; None where there is nothing to say any more."""
    rider = await tx.riders.by_chat(outgoing.chat_id)
    language = outgoing.language or (rider and rider.language) or deps.district.default_language
    return await _screen(outgoing.meaning, Telling(tx, deps, Locale.of(deps, language), rider))


@singledispatch
async def _screen(_meaning: Meaning, _telling: Telling) -> Screen | None:
    """A removal shows nothing."""
    return None


@_screen.register
async def _draft_card(meaning: DraftCard, telling: Telling) -> Screen | None:
    found = await views.draft_view(telling.tx, telling.deps, meaning.draft_id)
    return receipts.card_of_draft(found[0], telling.locale) if found else None


@_screen.register
async def _location_key(meaning: LocationKey, telling: Telling) -> Screen | None:
    """The key while the place is unknown, then its removal; nothing where it never stood."""
    draft = await telling.tx.drafts.get(meaning.draft_id)
    if draft is not None and draft.stage is DraftStage.OPEN and not is_exact(draft.position):
        return drafts.location_key(telling.locale)
    asked = await telling.tx.messages.of_key(f"location:{meaning.draft_id}")
    return drafts.location_known(telling.locale) if asked else None


@_screen.register
async def _ticket_card(meaning: TicketCard, telling: Telling) -> Screen | None:
    view = await ticket_view(telling.tx, telling.deps, meaning.report_id, meaning.queue)
    return tickets.ticket_card(view, telling.locale) if view else None


@_screen.register
async def _album(meaning: Album, telling: Telling) -> Screen | None:
    report = await telling.tx.reports.get(meaning.report_id)
    return tickets.album(report, telling.locale) if report and report.photos else None


@_screen.register
async def _pin(meaning: Pin, telling: Telling) -> Screen | None:
    report = await telling.tx.reports.get(meaning.report_id)
    return Screen("", pin=report.position) if report else None


@_screen.register
async def _nudge(meaning: Nudge, telling: Telling) -> Screen | None:
    report = await telling.tx.reports.get(meaning.report_id)
    return nudges.nudge(meaning.kind, report, meaning.fields, telling.locale) if report else None


@_screen.register
async def _prompt(meaning: Prompt, telling: Telling) -> Screen | None:
    view = await prompt_view(telling.tx, telling.deps, meaning.prompt_id)
    return prompts.prompt(view, telling.locale) if view else None


@_screen.register
async def _digest(meaning: Digest, telling: Telling) -> Screen | None:
    scope, _, rider_id = meaning.scope.partition(":")
    if scope == "rider":
        rider = await telling.tx.riders.get(int(rider_id))
        return await _rider_week(rider, meaning.week, telling) if rider else None
    week = await queue_weeks(telling.tx, telling.deps, meaning.scope, meaning.week)
    told = weeks.district_week if meaning.scope == DISTRICT else weeks.queue_week
    return told(week, telling.locale)


async def _rider_week(rider: Rider, week: str, telling: Telling) -> Screen:
    return weeks.rider_week(await week_of_rider(telling.tx, telling.deps, rider, week), telling.locale)


@_screen.register
async def _notice(meaning: Notice, telling: Telling) -> Screen | None:
    gathered = GATHERED.get(meaning.kind)
    if gathered is not None:
        return await gathered(meaning, telling.rider, telling) if telling.rider else None
    view = await views.notice_view(telling.tx, telling.deps, meaning.report_id)
    if meaning.report_id is not None and view.report is None:
        return None
    return notices.KINDS[meaning.kind](notices.Occasion(view, meaning.fields, telling.rider, telling.locale))


async def _points(_notice: Notice, rider: Rider, telling: Telling) -> Screen:
    return points.points(await points_view(telling.tx, rider), telling.locale)


async def _reports(notice: Notice, rider: Rider, telling: Telling) -> Screen:
    page = int(notice.fields.get("page", 0))
    return reports.reports(await views.reports_view(telling.tx, rider, page), telling.locale)


async def _report(notice: Notice, rider: Rider, telling: Telling) -> Screen:
    view = await views.report_view(telling.tx, telling.deps, rider, notice.report_id or 0)
    return reports.report(view, telling.locale) if view else Screen(telling.locale.say("report.cannot"))


GATHERED: Mapping[str, Callable[[Notice, Rider, Telling], Awaitable[Screen]]] = {
    "points": _points,
    "reports": _reports,
    "report": _report,
}
"""Notices that a rider asked for and that need more than a report; never shown to anybody else."""
