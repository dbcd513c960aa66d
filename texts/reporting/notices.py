"""What riders are told of their reports, and of what they sent."""

from domain.reporting.messages import Added, EditedLate, FromStaff, ResolvedTold, StatusTold, Unsupported
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Status
from services.gathering import NoticeView, ReportNoticeView
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import SHEET, Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.reporting.progress import answer_rows, progress

_WORDS = 500
"""Units of what staff wrote, so that it fits below a photo."""

UNSUPPORTED = frozenset(
    {"video", "video_note", "voice", "audio", "sticker", "animation", "document", "location", "other"}
)
"""What people send that is no report, as far as it has a wording of its own."""


@screen.register(StatusTold)
def status_told(view: ReportNoticeView[StatusTold], locale: Locale) -> Screen:
    """One change of status."""
    return Screen(progress(view, locale))


@screen.register(ResolvedTold)
def resolved_told(view: ReportNoticeView[ResolvedTold], locale: Locale) -> Screen:
    """That it is resolved, with the newest photos of it, and the question whether it is."""
    report = view.report
    waits = report.status is Status.RESOLVED
    text = lines(
        locale.say("resolved.title", number=report.number, category=locale.category(report.category)),
        _quoted(view.notice.words, "resolved.words", locale),
        locale.say("resolved.ask", days=locale.limits.autoclose_days)
        if waits
        else locale.say("resolved.answered", status=locale.plain(f"status.{report.status}")),
    )
    after = tuple(photo for photo in report.photos if photo.role is PhotoRole.AFTER)
    return Screen(text, answer_rows(report, locale), after[-SHEET:])


@screen.register(FromStaff)
def from_staff(view: ReportNoticeView[FromStaff], locale: Locale) -> Screen:
    """What staff wrote, with the photo that came with it."""
    report = view.report
    text = lines(
        locale.say("from_staff.title", number=report.number, queue=locale.queue(report.queue)),
        _quoted(view.notice.words, "from_staff.words", locale),
        locale.say("from_staff.hint"),
    )
    return Screen(text, photos=tuple(photo for photo in report.photos if photo.id == view.notice.photo))


@screen.register(Added)
@screen.register(EditedLate)
def numbered(view: ReportNoticeView[Added] | ReportNoticeView[EditedLate], locale: Locale) -> Screen:
    """The wording of its name, with the report's number."""
    return Screen(locale.say(view.notice.name, number=view.report.number))


@screen.register(Unsupported)
def unsupported(view: NoticeView[Unsupported], locale: Locale) -> Screen:
    """What to send instead."""
    what = view.notice.what
    return Screen(locale.say(f"unsupported.{what if what in UNSUPPORTED else 'other'}"))


def _quoted(words: str, wording: str, locale: Locale) -> Html | None:
    return locale.say(wording, words=cut(words.strip(), _WORDS)) if words.strip() else None
