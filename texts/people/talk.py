"""Screens of the answers to what riders say besides reports, and of what supervisors hear and answer."""

from domain.people.messages import Asked, ContactTold, FromDistrict, PointsTold, ProgressTold, Talk
from domain.reporting.reports import Report, Status
from services.gathering import NoticeView
from services.people.views import PointsToldView, ProgressView
from texts.base.dictated import note_of
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.reporting.urgent import callees

_HOTLINE = "12345"
_NUMBERS = (_HOTLINE, "110", "119", "120", "122")
_SHOWN = 5
_PASSED_ON = 3900
"""Limit for words that are passed on, in UTF-16 units: what a message holds beside the lines around them."""


@screen.register(Talk)
def talk(view: NoticeView[Talk], locale: Locale) -> Screen:
    """Return the answer to greetings, swearing, telephone numbers and the like."""
    utilities = tuple(call for call in locale.district.emergency if not call.isdecimal())
    return Screen(
        locale.say(
            f"talk.{view.notice.about}",
            district=locale.name(locale.district),
            contact=html(locale.district.privacy_contact),
            hotline=_HOTLINE,
            numbers=callees(_NUMBERS, locale),
            utilities=callees(utilities, locale),
        )
    )


@screen.register(PointsTold)
def points_told(view: PointsToldView, locale: Locale) -> Screen:
    """Return the balance, how points come, and where it is told what they buy, or whom to ask."""
    awards = view.awards
    return Screen(
        locale.say(
            "points_told.rewards" if view.buys else "points_told",
            balance=view.balance,
            routed=awards.routed,
            accepted=awards.accepted,
            answered=awards.answered,
            witness=awards.witness,
            contact=html(locale.district.privacy_contact),
        )
    )


@screen.register(ProgressTold)
def progress_told(view: ProgressView, locale: Locale) -> Screen:
    """Return a line for each open report, the overdue ones marked and regretted."""
    if not view.reports:
        return Screen(locale.say("progress_told.none"))
    shown = view.reports[:_SHOWN]
    late = any(_is_late(report, view.now) for report in view.reports)
    return Screen(
        lines(
            locale.say("progress_told.title", count=len(view.reports)),
            *[_line(report, view.now, locale) for report in shown],
            locale.say("progress_told.more", count=len(view.reports) - _SHOWN) if len(view.reports) > _SHOWN else None,
            locale.say("progress_told.late", contact=html(locale.district.privacy_contact)) if late else None,
        )
    )


@screen.register(ContactTold)
def contact_told(view: NoticeView[ContactTold], locale: Locale) -> Screen:
    """Return whom to reach, and whether the words were passed on."""
    contact = html(locale.district.privacy_contact)
    return Screen(
        lines(
            locale.say("contact_told.passed" if view.notice.passed else "contact_told.sorry"),
            locale.say("contact_told.contact", contact=contact, hotline=_HOTLINE),
        )
    )


@screen.register(Asked)
def asked(view: NoticeView[Asked], locale: Locale) -> Screen:
    """Return a rider's words without their name, for those who answer."""
    words = note_of(view.notice.words, locale)
    return Screen(lines(locale.say(f"asked.{view.notice.about}"), quoted(words, _PASSED_ON), locale.say("asked.how")))


@screen.register(FromDistrict)
def from_district(view: NoticeView[FromDistrict], locale: Locale) -> Screen:
    """Return the words of the supervisors."""
    return Screen(
        lines(
            locale.say("from_district.title", district=locale.name(locale.district)),
            quoted(view.notice.words, _PASSED_ON),
        )
    )


def _is_late(report: Report, now: int) -> bool:
    return report.status in _TAKES_TIME and report.due_at is not None and report.due_at < now


_TAKES_TIME = frozenset(Status) - {Status.ON_HOLD, Status.RESOLVED}


def _line(report: Report, now: int, locale: Locale) -> Html:
    wording = "late" if _is_late(report, now) else "due" if report.due_at is not None else "open"
    return locale.say(
        f"progress_told.{wording}_line",
        command=html(report.number.command),
        category=locale.category_short(report.category),
        status=locale.status(report.status),
        due=locale.stamp(report.due_at) if report.due_at is not None else "",
    )
