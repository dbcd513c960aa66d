"""Notices to riders about their reports and about what they sent."""

from collections.abc import Iterator
from typing import Any

from domain.reporting.messages import (
    Added,
    AddedClosed,
    AskedAgain,
    ChecksTold,
    EditedLate,
    ExtendedTold,
    FromStaff,
    FromStaffClip,
    LateForRiders,
    LongClosedTold,
    NowWitness,
    PlaceTold,
    ResolvedTold,
    SplitTold,
    SpotCheck,
    StatusTold,
    Unsupported,
)
from domain.reporting.reports import Status
from services.gathering import NoticeView, ReportNoticeView
from services.reporting.asked_again import AskedAgainView
from services.reporting.resolved import ResolvedView
from services.tickets.relaying import FromStaffClipView
from texts.base.buttons import choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.reporting.origins import distance
from texts.reporting.place_names import in_words
from texts.reporting.progress import answer_rows, of_staff, progress, told_words

_WORDS, _WHY = 500, 200
"""Limits for words of staff, in UTF-16 units, so that they fit into a caption or a line."""

UNSUPPORTED = frozenset(
    {"video", "video_note", "voice", "audio", "sticker", "animation", "document", "video_file", "location", "other"}
)
"""Kinds of messages that are no report and have a wording of their own."""


@screen.register(StatusTold)
def status_told(view: ReportNoticeView[StatusTold], locale: Locale) -> Screen:
    """Return one change of status; what closed by itself still takes an answer."""
    closed_itself = view.notice.status == Status.CLOSED_UNCONFIRMED and not view.notice.brief
    text = lines(progress(view, locale), locale.say("slip.no_longer") if view.notice.slip else None)
    return Screen(text, answer_rows(view.report, view.now, locale) if closed_itself else ())


@screen.register(SplitTold)
def split_told(view: ReportNoticeView[SplitTold], locale: Locale) -> Screen:
    """Return that there are two reports now, and who is to take the second."""
    report = view.report
    queue, named = locale.queue(report.queue), _named(view, locale)
    return Screen(locale.say("split_told", of=view.notice.of, other=report.number, queue=queue, **named))


@screen.register(ExtendedTold)
def extended_told(view: ReportNoticeView[ExtendedTold], locale: Locale) -> Screen:
    """Return the new day and the reason, in one line."""
    told, why = view.notice, cut(one_line(view.notice.words), _WHY)
    key = "extended" if why else "extended_plain"
    return Screen(locale.say(key, day=locale.day(told.until), words=why, **_named(view, locale)))


@screen.register(LateForRiders)
def late_for_riders(view: ReportNoticeView[LateForRiders], locale: Locale) -> Screen:
    """Return which promise has passed, and which queue was reminded."""
    told = view.notice
    return Screen(
        locale.say(
            f"late_for_riders.{told.late}",
            when=locale.stamp(told.promised),
            queue=locale.queue(told.queue),
            **_named(view, locale),
        )
    )


@screen.register(ResolvedTold)
def resolved_told(view: ResolvedView[ResolvedTold], locale: Locale) -> Screen:
    """Return that a report is resolved, before and after side by side, and ask whether it is fixed."""
    report = view.report
    text = lines(
        locale.say("resolved.title", queue=locale.queue(report.queue), **_named(view, locale)),
        told_words(of_staff(view.notice.words, report, locale), _WORDS, locale),
        *_shown(view, locale),
        _resolved_ask(view, locale),
    )
    asks = report.status is not Status.CONFIRMED
    return Screen(text, answer_rows(report, view.now, locale) if asks else (), view.photos, compared=_is_compared(view))


@screen.register(SpotCheck)
def spot_check(view: ResolvedView[SpotCheck], locale: Locale) -> Screen:
    """Return the same question to who passes, with a key for who can't see it."""
    report = view.report
    text = lines(
        locale.say("spot_check.title", queue=locale.queue(report.queue), **_named(view, locale)),
        *_shown(view, locale),
        locale.say("spot_check.unseen") if view.notice.unseen else _resolved_ask(view, locale),
    )
    asks = report.status is Status.RESOLVED and not view.notice.unseen
    rows = in_rows([key(locale, label, Verb.CHECK, report.id, said) for said, label in _CHECKS.items()])
    return Screen(text, rows if asks else (), view.photos, compared=_is_compared(view))


_CHECKS = {
    "fixed": "resolved.key_fixed",
    "not_fixed": "resolved.key_not_fixed",
    "unseen": "resolved.key_unseen",
}


def _is_compared(view: ResolvedView[Any]) -> bool:
    return len(view.photos) > 1


def _shown(view: ResolvedView[Any], locale: Locale) -> Iterator[Html]:
    """Yield what the picture shows, or why there is none, and how many others have seen the problem."""
    if _is_compared(view):
        yield locale.say("resolved.compared")
    elif view.no_photo is not None and not view.photos:
        yield locale.say("resolved.no_photo", why=locale.plain(f"proof.{view.no_photo}"))
    if view.others:
        yield locale.say("resolved.others", count=view.others)


@screen.register(ChecksTold)
def checks_told(view: NoticeView[ChecksTold], locale: Locale) -> Screen:
    """Return whether the rider is asked about repairs near by."""
    return Screen(locale.say("checks.on" if view.notice.on else "checks.off"))


def _resolved_ask(view: ResolvedView[Any], locale: Locale) -> Html:
    if view.report.status is not Status.RESOLVED:
        return locale.say("resolved.answered", status=locale.status(view.report.status))
    return locale.say("resolved.ask", points=view.points) if view.points else locale.say("resolved.ask_plain")


def _named(
    view: ReportNoticeView[Any] | ResolvedView[Any] | AskedAgainView | FromStaffClipView, locale: Locale
) -> dict[str, str]:
    """Return what a notice calls its report: what it is about, and where, in words."""
    report = view.report
    return {
        "category": locale.category_short(report.category),
        "place": in_words(report.community, view.nearby, locale),
    }


@screen.register(FromStaff)
def from_staff(view: ReportNoticeView[FromStaff], locale: Locale) -> Screen:
    """Return the words of staff, with the photos that came with them."""
    shown = {view.notice.photo, *view.notice.photos}
    photos = tuple(photo for photo in view.report.photos if photo.id in shown)
    return Screen(_from_staff(view, view.notice.words, locale), photos=photos)


@screen.register(FromStaffClip)
def from_staff_clip(view: FromStaffClipView, locale: Locale) -> Screen:
    """Return a voice message or video of staff's, with its caption."""
    return Screen(_from_staff(view, view.notice.words, locale), clip=view.clip)


def _from_staff(view: ReportNoticeView[FromStaff] | FromStaffClipView, words: str, locale: Locale) -> Html:
    report = view.report
    return lines(
        locale.say("from_staff.title", number=report.number, queue=locale.queue(report.queue), **_named(view, locale)),
        quoted(words, _WORDS),
        locale.say("from_staff.hint"),
    )


@screen.register(Added)
@screen.register(EditedLate)
@screen.register(NowWitness)
def numbered(view: ReportNoticeView[Added | EditedLate | NowWitness], locale: Locale) -> Screen:
    """Return the wording that has the notice's name as its key, with what the report is about and where."""
    return Screen(locale.say(view.notice.name, **_named(view, locale)))


@screen.register(AskedAgain)
def asked_again(view: AskedAgainView, locale: Locale) -> Screen:
    """Return the question what is wrong; once it is over, that a reply still tells."""
    how = "asked_again" if view.waits else "asked_again.over"
    return Screen(locale.say(how, minutes=locale.limits.prompt_minutes, **_named(view, locale)))


@screen.register(AddedClosed)
def added_closed(view: ReportNoticeView[AddedClosed], locale: Locale) -> Screen:
    """Return that staff see the addition, and what reopens the report or makes a new one."""
    report = view.report
    day = locale.day(report.closed_at) if report.closed_at is not None else "—"
    answers = answer_rows(report, view.now, locale)
    how = _ADDED_CLOSED[report.status] if answers else "added_closed"
    text = locale.say(how, queue=locale.queue(report.queue), day=day, **_named(view, locale))
    return Screen(text, answers)


_ADDED_CLOSED = {Status.CLOSED_UNCONFIRMED: "added_closed_itself", Status.CONFIRMED: "added_closed_fixed"}
"""How it is said what reopens a report, by its status, while that is possible."""


@screen.register(LongClosedTold)
def long_closed(view: ReportNoticeView[LongClosedTold], locale: Locale) -> Screen:
    """Return that nothing can be added any more, with the key that reports the words as new."""
    told = view.notice
    day = locale.day(view.report.closed_at or 0)
    slug = told.category if told.category in locale.district.catalogue else ""
    text = lines(
        locale.say("long_closed", day=day, **_named(view, locale)),
        locale.say("long_closed.words" if told.category else "long_closed.begun"),
    )
    report_new = choice(locale.plain("long_closed.key_report"), Verb.REPORT_THIS, 0, short(slug))
    return Screen(text, ((report_new,),) if told.category else ())


@screen.register(PlaceTold)
def place_told(view: ReportNoticeView[PlaceTold], locale: Locale) -> Screen:
    """Return what became of a place that the reporter put right."""
    report, told = view.report, view.notice
    return Screen(
        locale.say(
            f"placed.{told.correction}",
            queue=locale.queue(report.queue),
            theirs=locale.queue(told.queue),
            district=locale.name(locale.district),
            distance=distance(told.away_m, locale),
            status=locale.status(report.status),
            **_named(view, locale),
        )
    )


@screen.register(Unsupported)
def unsupported(view: NoticeView[Unsupported], locale: Locale) -> Screen:
    """Return what to send instead."""
    what = view.notice.what
    return Screen(locale.say(f"unsupported.{what if what in UNSUPPORTED else 'other'}"))
