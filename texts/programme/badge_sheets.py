"""Screens of badges before the supervisors: a rider's badges with what may become of them, and honour letters."""

from typing import Final

from domain.programme.badge_messages import HonourAsked, RiderBadges
from domain.programme.badges import Badge, BadgeReason, Standing, Trace
from services.programme.badge_sheets import AGAIN, BadgeSheet
from services.programme.honours import HonourAskedView
from texts.base.badge_words import named, stars
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.inert import one_line
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines

_TRACED: Final = 5
"""So many of the newest acts are shown."""


@screen.register(RiderBadges)
def rider_badges(view: BadgeSheet, locale: Locale) -> Screen:
    """Return the badges of a report's rider and what was done with them, then what is to be chosen next."""
    step = view.notice.step
    acts = [(trace, badge) for each in view.standings for badge in each.badges for trace in badge.trace]
    newest = sorted(acts, key=lambda act: act[0].at)[-_TRACED:]
    text = lines(
        locale.say("rider_badges.title", number=view.report.number),
        *(_line(each, locale) for each in view.standings),
        *(_act(trace, badge, locale) for trace, badge in newest),
        locale.say("rider_badges.ask") if step else None,
    )
    return Screen(text, _reasons(view, locale) if step else _badges(view, locale))


def _line(standing: Standing, locale: Locale) -> Html:
    return locale.say(
        "rider_badges.line",
        name=locale.plain(f"knight.{standing.knight}"),
        stars=stars(standing.level),
        trainings=standing.trainings,
        deeds=standing.deeds,
    )


def _act(trace: Trace, badge: Badge, locale: Locale) -> Html:
    name = "rider_badges.again" if trace.reason is None else "rider_badges.taken"
    return locale.say(
        name,
        at=locale.stamp(trace.at),
        who=one_line(trace.name) or locale.plain("ticket.a_colleague"),
        badge=named(badge, locale),
        reason=locale.plain(f"badge_reason.{trace.reason}") if trace.reason is not None else "",
    )


def _badges(view: BadgeSheet, locale: Locale) -> tuple[KeyRow, ...]:
    keys = [
        *(_key("rider_badges.key_take", each.held, "", view, locale) for each in view.standings if each.held),
        *(_key("rider_badges.key_again", each.taken, AGAIN, view, locale) for each in view.standings if each.taken),
    ]
    back = key(locale, "ticket.key_back", Verb.RIDER, view.report.id, f"{view.acts}.")
    return (*in_rows(keys), (back,))


def _key(label: str, badge: Badge, fate: str, view: BadgeSheet, locale: Locale) -> Button:
    step = ".".join(part for part in (badge.knight.value, str(badge.level), fate) if part)
    return choice(locale.plain(label, badge=named(badge, locale)), Verb.RIDER_BADGES, view.report.id, step)


def _reasons(view: BadgeSheet, locale: Locale) -> tuple[KeyRow, ...]:
    about, step = view.report.id, view.notice.step
    keys = [
        key(locale, f"badge_reason.{reason}", Verb.RIDER_BADGES, about, f"{step}.{reason}", style=Style.DANGER)
        for reason in BadgeReason
    ]
    return in_rows([*keys, key(locale, "ticket.key_back", Verb.RIDER_BADGES, about)])


@screen.register(HonourAsked)
def honour_asked(view: HonourAskedView, locale: Locale) -> Screen:
    """Return who may have an honour letter, by their badges alone, with the key that signs it; then who has signed."""
    honour = view.honour
    if honour is None:
        return Screen(locale.say("honour_asked.over"))
    badges = [_line(each, locale) for each in view.standings]
    if honour.signed_at is not None:
        who = one_line(honour.signed_name) or locale.plain("ticket.a_colleague")
        number = locale.plain("letter.number", year=honour.year, number=f"{honour.number:04d}")
        signed = locale.say("honour_asked.signed", who=who, at=locale.stamp(honour.signed_at), number=number)
        return Screen(lines(locale.say("honour_asked.title"), *badges, signed))
    sign = key(locale, "honour_asked.key", Verb.SIGN_HONOUR, honour.id, style=Style.SUCCESS)
    return Screen(lines(locale.say("honour_asked.title"), *badges, locale.say("honour_asked.ask")), ((sign,),))
