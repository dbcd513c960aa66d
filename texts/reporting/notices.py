"""Notices to riders about their reports and about what they sent."""

from domain.reporting.messages import (
    Added,
    EditedLate,
    FromStaff,
    NowWitness,
    PlaceTold,
    ResolvedTold,
    StatusTold,
    Unsupported,
)
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Status
from services.gathering import NoticeView, ReportNoticeView
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import SHEET, Screen
from texts.base.telling import screen
from texts.base.wording import lines
from texts.reporting.origins import distance
from texts.reporting.progress import answer_rows, progress, told_words

_WORDS = 500
"""Limit for words of staff, in UTF-16 units, so that they fit into a caption."""

UNSUPPORTED = frozenset(
    {"video", "video_note", "voice", "audio", "sticker", "animation", "document", "location", "other"}
)
"""Kinds of messages that are no report and have a wording of their own."""


@screen.register(StatusTold)
def status_told(view: ReportNoticeView[StatusTold], locale: Locale) -> Screen:
    """Return one change of status; what closed by itself can be said not to be fixed."""
    closed_itself = view.notice.status == Status.CLOSED_UNCONFIRMED and not view.notice.brief
    return Screen(progress(view, locale), answer_rows(view.report, locale) if closed_itself else ())


@screen.register(ResolvedTold)
def resolved_told(view: ReportNoticeView[ResolvedTold], locale: Locale) -> Screen:
    """Return that a report is resolved, with its newest photos, and ask whether it is fixed."""
    report = view.report
    waits = report.status is Status.RESOLVED
    text = lines(
        locale.say("resolved.title", number=report.number, category=locale.category(report.category)),
        told_words(view.notice.words, _WORDS, locale),
        locale.say("resolved.ask", days=locale.limits.autoclose_days)
        if waits
        else locale.say("resolved.answered", status=locale.plain(f"status.{report.status}")),
    )
    after = tuple(photo for photo in report.photos if photo.role is PhotoRole.AFTER)
    return Screen(text, answer_rows(report, locale), after[-SHEET:])


@screen.register(FromStaff)
def from_staff(view: ReportNoticeView[FromStaff], locale: Locale) -> Screen:
    """Return the words of staff, with the photo that came with them."""
    report = view.report
    text = lines(
        locale.say("from_staff.title", number=report.number, queue=locale.queue(report.queue)),
        quoted(view.notice.words, _WORDS),
        locale.say("from_staff.hint"),
    )
    return Screen(text, photos=tuple(photo for photo in report.photos if photo.id == view.notice.photo))


@screen.register(Added)
@screen.register(EditedLate)
@screen.register(NowWitness)
def numbered(view: ReportNoticeView[Added | EditedLate | NowWitness], locale: Locale) -> Screen:
    """Return the wording that has the notice's name as its key, with the report's number."""
    return Screen(locale.say(view.notice.name, number=view.report.number))


@screen.register(PlaceTold)
def place_told(view: ReportNoticeView[PlaceTold], locale: Locale) -> Screen:
    """Return what became of a place that the reporter put right."""
    report, told = view.report, view.notice
    return Screen(
        locale.say(
            f"placed.{told.correction}",
            number=report.number,
            queue=locale.queue(report.queue),
            theirs=locale.queue(told.queue),
            district=locale.name(locale.district),
            distance=distance(told.away_m, locale),
            status=locale.plain(f"status.{report.status}"),
        )
    )


@screen.register(Unsupported)
def unsupported(view: NoticeView[Unsupported], locale: Locale) -> Screen:
    """Return what to send instead."""
    what = view.notice.what
    return Screen(locale.say(f"unsupported.{what if what in UNSUPPORTED else 'other'}"))
