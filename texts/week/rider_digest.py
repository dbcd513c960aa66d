"""A rider's digest: what was fixed, what waits, what they are asked, and when the next one comes."""

from collections.abc import Iterator
from typing import Final

from babel.dates import get_day_names

from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from domain.tickets.reminders import UNANSWERED
from domain.week.messages import DigestTimes
from domain.week.slots import DAY, HOURS
from services.gathering import NoticeView
from services.ports.weeks import RiderReport
from services.week.rider_weeks import RiderWeekView
from texts.base import times
from texts.base.badge_words import named, near_line
from texts.base.board_words import standings_line
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html
from texts.week.activity_lines import rider_lines
from texts.week.posters import rider_poster
from texts.week.titles import fitting, joined, when

_WAITING: Final = 3
"""The most reports that are named as waiting."""

_ASKED: Final = 3
"""The most reports that are asked about, each with keys of its own."""

_MARKS: Final = ("①", "②", "③")


def rider_digest(view: RiderWeekView, locale: Locale) -> Screen:
    """Return what became of a rider's reports, with keys to answer what is asked and to choose the time of the next."""
    week = when(view.week, locale, is_last=view.is_last)
    keys = _keys(view, locale)
    if view.is_empty:
        return Screen(locale.say("week.nothing", when=week), keys)
    asked = view.figures.asked[:_ASKED]
    parts = joined(_parts(view, locale), locale)
    rows = (
        locale.say("week.rider", when=week, parts=parts) if parts else locale.say("week.rider_bare", when=week),
        _best(view, locale),
        *(_waiting(each, view.now, locale) for each in view.figures.waiting[:_WAITING]),
        _more("week.more_waiting", view.figures.open - len(view.figures.waiting[:_WAITING]), locale),
        locale.say("week.asks", count=view.figures.asks) if asked else None,
        *(
            locale.say("week.asked", mark=mark, what=what_where(each, locale))
            for mark, each in zip(_MARKS, asked, strict=False)
        ),
        *rider_lines(view.activities, locale),
        _badges(view, locale),
        near_line(view.standings, locale) if view.is_last else None,
        standings_line(view.in_team, locale),
        locale.say("week.near", what=what_where(view.near, locale)) if view.near is not None else None,
    )
    poster = rider_poster(view, locale) if parts or view.photos else None
    return Screen(fitting(rows), keys, view.photos, poster=poster)


def what_where(report: RiderReport, locale: Locale) -> str:
    """Return what a report is about and in which community."""
    what, where = locale.category_short(report.category), locale.community(report.community)
    return locale.plain("week.what", what=what, where=where)


def _parts(view: RiderWeekView, locale: Locale) -> Iterator[Html]:
    figures = view.figures
    if figures.submitted:
        yield locale.say("week.submitted", count=figures.submitted)
    if figures.fixed:
        yield locale.say("week.fixed", count=len(figures.fixed))
    if figures.points:
        yield locale.say("week.points", points=f"{figures.points:+d}", balance=figures.balance)


def _badges(view: RiderWeekView, locale: Locale) -> Html | None:
    names = locale.plain("list.between").join(named(each, locale) for each in view.badges)
    return locale.say("week.badges", names=names) if names else None


def _best(view: RiderWeekView, locale: Locale) -> Html | None:
    if view.best is None:
        return None
    name = "week.best_seen" if view.best.witnesses else "week.best"
    return locale.say(name, what=what_where(view.best, locale), count=view.best.witnesses)


def _waiting(report: RiderReport, now: int, locale: Locale) -> Html:
    is_late = report.due_at is not None and report.due_at <= now and report.status is not Status.ON_HOLD
    late = locale.plain("week.late", lasting=locale.lasting(now - (report.due_at or now))) if is_late else ""
    return locale.say(
        f"week.{_state(report.status)}",
        what=what_where(report, locale),
        queue=locale.queue(report.queue),
        late=late,
    )


def _state(status: Status) -> str:
    if status is Status.ON_HOLD:
        return "held"
    return "unaccepted" if status in UNANSWERED else "taken"


def _more(name: str, count: int, locale: Locale) -> Html | None:
    return locale.say(name, count=count) if count > 0 else None


def _keys(view: RiderWeekView, locale: Locale) -> tuple[KeyRow, ...]:
    asked = view.figures.asked[:_ASKED]
    marks = _MARKS if len(asked) > 1 else ("",)
    rows = [
        tuple(_answer(mark, each, action, view, locale) for action in (Action.FIXED, Action.NOT_FIXED))
        for mark, each in zip(marks, asked, strict=False)
    ]
    label, muted = ("week.key_unmute", "0") if view.rider.muted else ("week.key_mute", "1")
    settings = (key(locale, "week.key_time", Verb.DIGEST_TIME, 0, "ask"), key(locale, label, Verb.MUTE, 0, muted))
    return (*rows, settings)


def _answer(mark: str, report: RiderReport, action: Action, view: RiderWeekView, locale: Locale) -> Button:
    label = f"{mark} {locale.plain(f'resolved.key_{action}')}".strip()
    style = Style.SUCCESS if action is Action.FIXED else Style.PLAIN
    return choice(label, Verb.WEEK_ANSWER, report.id, f"{action}.{view.week}", style=style)


@screen.register(DigestTimes)
def digest_times(view: NoticeView[DigestTimes], locale: Locale) -> Screen:
    """Return when a rider's digest comes, with keys for another day, another hour, or none at all."""
    rider = view.rider
    if rider is None:
        return Screen("")
    day, hour = divmod(rider.digest_slot, DAY)
    names = get_day_names("abbreviated", locale=times.LOCALES[locale.language])
    days = [_time(str(names[each]), each * DAY + hour, chosen=each == day) for each in range(7)]
    hours = [_time(locale.plain("digest.hour", hour=each), day * DAY + each, chosen=each == hour) for each in HOURS]
    if rider.muted:
        text = locale.say("digest.muted")
        last = choice(locale.plain("week.key_unmute"), Verb.DIGEST_TIME, 0, str(rider.digest_slot))
    else:
        text = locale.say("digest.times", day=str(names[day]), hour=locale.plain("digest.hour", hour=hour))
        last = choice(locale.plain("week.key_mute"), Verb.DIGEST_TIME, 0, "off")
    return Screen(text, (*in_rows(days, 4), *in_rows(hours, 3), (last,)))


def _time(label: str, slot: int, *, chosen: bool) -> Button:
    return choice(f"• {label}" if chosen else label, Verb.DIGEST_TIME, 0, str(slot))
