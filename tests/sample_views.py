"""Views to put into words: the sample district, a draft, a report, a ticket, as tests like to change them."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from hypothesis import strategies as st

from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.district.problems import Problem
from domain.district.routing import ReasonKind
from domain.geo.positions import Position
from domain.messages import Notice, ReportNotice
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.drafts import Draft, NotePart
from domain.reporting.messages import ResolvedTold
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Actor, ActorKind, Event, Report, Status
from domain.tickets.lifecycle import Role, open_actions
from domain.tickets.messages import LateTold
from services.deps import Limits
from services.gathering import NoticeView, ReportNoticeView
from services.reporting.resolved import ResolvedView, before_and_after
from services.reporting.views import DraftView
from services.tickets.views import LateView, TicketView
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import tell
from texts.base.wording import words_of

NOW = int(datetime(2026, 11, 24, 10, 0, tzinfo=UTC).timestamp() * 1000)
MINUTE, HOUR = 60_000, 3_600_000
LARGEST_ID = (1 << 63) - 1
HERE = Position(37.4425, 116.3075, "wgs84", "exif", taken_at=NOW - 3 * MINUTE)
LANGUAGES = ("zh", "en")


@cache
def district() -> District:
    """The shipped sample district."""
    problems: list[Problem] = []
    read = read_district(SAMPLE, problems)
    assert read is not None, problems
    return read


def locale(language: str = "zh") -> Locale:
    """The sample district in a language."""
    return Locale(words_of(language), district(), Limits())


def photo(number: int = 1, role: PhotoRole = PhotoRole.BEFORE) -> Photo:
    """One photo; its key tells it from others."""
    return Photo(number, None, LARGEST_ID, role, 1, f"{number:064x}", "JPEG", 640, 480, 1, None, None, NOW)


def draft(**changes: object) -> Draft:
    """An open draft that lacks nothing."""
    complete = Draft(
        id=LARGEST_ID,
        rider_id=7,
        version=2,
        category="street_light",
        guesses=("street_light",),
        note_parts=(NotePart(1, "路灯不亮"),),
        position=HERE,
        community="C7",
        photos=(photo(),),
        last_message_id=11,
        opened_at=NOW - HOUR,
        touched_at=NOW,
    )
    return replace(complete, **changes)  # type: ignore[arg-type]


def draft_view(drawn: Draft | None = None, **changes: object) -> DraftView:
    """Its card's view, with where it would go now."""
    drawn = drawn or draft()
    known = drawn.category is not None and drawn.position is not None
    view = DraftView(
        draft=drawn,
        report=None,
        near=(),
        route=district().route(drawn.category or "other", drawn.community, NOW) if known else None,
        respond_by=NOW + HOUR if known else None,
        due_at=NOW + 30 * HOUR if known else None,
        missing=(),
        points=0,
        now=NOW,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def report(**changes: object) -> Report:
    """A report that its queue has not accepted yet."""
    reason = {"kind": ReasonKind.OWN_QUEUE.value, "category": "street_light", "community": "C7"}
    routed = Report(
        id=LARGEST_ID,
        number=ReportNumber("DC", "2611", 42),
        rider_id=7,
        version=2,
        status=Status.ROUTED,
        category="street_light",
        note="路灯不亮",
        position=HERE,
        community="C7",
        queue="lighting",
        route_reason=json.dumps(reason),
        urgent=False,
        submitted_at=NOW - MINUTE,
        respond_by=NOW + HOUR,
        due_at=NOW + 30 * HOUR,
        photos=(photo(),),
    )
    return replace(routed, **changes)  # type: ignore[arg-type]


def ticket_view(shown: Report | None = None, queue: str | None = None, events: tuple[Event, ...] = ()) -> TicketView:
    """The view of its card in its own queue's group, or in that of another."""
    shown = shown or report()
    queues = district().queues
    seen_by = queue or shown.queue
    role = Role.TRIAGE if seen_by == district().triage.id else Role.QUEUE
    actions = open_actions(shown, (role,), NOW) if seen_by == shown.queue else ()
    return TicketView(shown, queues[seen_by], queues[shown.queue], actions, events, NOW)


def event(action: str, words: str = "", detail: str = "", **changes: object) -> Event:
    """Something that a staff member did to the report."""
    actor = Actor(ActorKind.STAFF, 1, "王师傅")
    happened = Event(1, LARGEST_ID, NOW, action, Status.ROUTED, Status.ROUTED, actor, words, detail, "lighting")
    return replace(happened, **changes)  # type: ignore[arg-type]


def rider(**changes: object) -> Rider:
    """A rider who has agreed."""
    agreed = Rider(
        id=7,
        chat_id=700,
        language="zh",
        consent=CONSENT_VERSION,
        muted=False,
        reachable=True,
        last_place=None,
        last_place_at=None,
        created_at=NOW,
    )
    return replace(agreed, **changes)  # type: ignore[arg-type]


def labels(screen: Screen) -> list[str]:
    """What stands on a screen's keys, row by row."""
    return [button.text for row in screen.buttons for button in row]


HOSTILE = st.text(max_size=4096) | st.text("<>&\"'😀👩‍🚒é\n", max_size=4096)


def told(notice: Notice, language: str = "zh", about: Report | None = None, reader: Rider | None = None) -> Screen:
    if isinstance(notice, ResolvedTold):
        shown = about or report()
        photos = before_and_after(shown, reader or rider(), district().catalogue.get(shown.category))
        return tell(notice, ResolvedView(notice, shown, photos), locale(language))
    if isinstance(notice, LateTold):
        return tell(notice, LateView(notice, about or report(), None, 0), locale(language))
    if isinstance(notice, ReportNotice):
        return tell(notice, ReportNoticeView(notice, about or report(), None), locale(language))
    return tell(notice, NoticeView(notice, reader or rider()), locale(language))
