"""The screen of what supervisors see of a report's rider, with the keys to mute, to ban and to lift."""

from typing import Final

from domain.people.sanctions import DAYS, Sanction, SanctionKind, SanctionReason
from domain.tickets.messages import RiderShown
from services.tickets.rider_sheets import CHOOSES, RiderSheet
from texts.base.buttons import KeyRow, in_rows, key
from texts.base.callbacks import Verb
from texts.base.inert import one_line
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.people.sanctions import until

_SHOWN: Final = 5
"""So many of the newest acts are shown."""


@screen.register(RiderShown)
def rider_shown(view: RiderSheet, locale: Locale) -> Screen:
    """Return what the rider did and what was done against them, then what is to be chosen next."""
    title = locale.say("rider_shown.title", number=view.report.number)
    if view.is_imported:
        return Screen(lines(title, locale.say("rider_shown.imported")))
    acts = [_act(act, locale) for act in view.acts[-_SHOWN:]]
    kind, _, reason = view.notice.step.partition(".")
    ask = _question(kind, reason, locale) if kind else None
    return Screen(lines(title, _record(view, locale), *acts, _now(view, locale), ask), _keys(view, locale))


def _question(kind: str, reason: str, locale: Locale) -> Html:
    """Return what is to be chosen next; what was chosen stands before the last choice."""
    if not reason:
        return locale.say(f"rider_asked.{kind}")
    what, why = locale.plain(f"rider_shown.key_{kind}"), locale.plain(f"sanction.{reason}")
    return locale.say("rider_shown.ask_days", what=what, reason=why)


def _record(view: RiderSheet, locale: Locale) -> Html:
    since = locale.day(view.record.since) if view.record.since is not None else ""
    said = "rider_shown.gone" if view.is_gone else "rider_shown.record"
    record = view.record
    return locale.say(said, since=since, reports=record.reports, false=record.false, points=view.points)


def _act(act: Sanction, locale: Locale) -> Html:
    reason = locale.plain(f"sanction.{act.reason}") if act.reason is not None else ""
    at, name = locale.stamp(act.at), one_line(act.by_name) or locale.plain("ticket.a_colleague")
    return locale.say(f"rider_shown.{act.kind}", at=at, who=name, reason=reason, until=until(act.until or 0, locale))


def _now(view: RiderSheet, locale: Locale) -> Html:
    act = view.in_force
    if act is None:
        return locale.say("rider_shown.free")
    return locale.say(f"rider_shown.now_{act.kind}", until=until(act.until or 0, locale))


def _keys(view: RiderSheet, locale: Locale) -> tuple[KeyRow, ...]:
    kind, _, reason = view.notice.step.partition(".")
    if reason:
        return in_rows([*[_days(view, days, locale) for days in DAYS], _back(view, locale)])
    if kind:
        keys = [_to(view, f"sanction.{each}", f"{kind}.{each}", locale) for each in SanctionReason]
        return in_rows([*keys, _back(view, locale)])
    lift = [_to(view, "rider_shown.key_lift", SanctionKind.LIFT, locale)] if view.in_force is not None else []
    if view.is_gone:
        return in_rows(lift)
    about = view.report.id
    badges = [key(locale, "rider_shown.key_badges", Verb.RIDER_BADGES, about)] if locale.district.badges.knights else []
    return in_rows([*[_to(view, f"rider_shown.key_{each}", each, locale) for each in CHOOSES], *lift, *badges])


def _days(view: RiderSheet, days: int, locale: Locale) -> Button:
    step = f"{len(view.acts)}.{view.notice.step}.{days}"
    return key(locale, f"sanction_days.{days}", Verb.RIDER, view.report.id, step, style=Style.DANGER)


def _to(view: RiderSheet, label: str, step: str, locale: Locale) -> Button:
    return key(locale, label, Verb.RIDER, view.report.id, f"{len(view.acts)}.{step}")


def _back(view: RiderSheet, locale: Locale) -> Button:
    return key(locale, "ticket.key_back", Verb.RIDER, view.report.id, f"{len(view.acts)}.")
