"""The screen of a rider's points: balance and newest entries."""

from domain.people.messages import PointsShown
from domain.people.points import Entry
from domain.reporting.numbers import ReportNumber
from services.people.views import PointsView
from texts.base.badge_words import near_line
from texts.base.board_words import standings_line
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines

_NAMED = 4


@screen.register(PointsShown)
def points(view: PointsView, locale: Locale) -> Screen:
    """Return the balance, and a line for each of the newest entries."""
    names = locale.plain("list.between").join(map(locale.name, view.affordable[:_NAMED]))
    entries = [_line(entry, number, locale) for entry, number in view.entries]
    return Screen(
        lines(
            locale.say("points.balance", balance=view.balance),
            locale.say("points.last") if entries else locale.say("points.none"),
            *entries,
            locale.say("points.affordable", names=names) if names else None,
            near_line(view.standings, locale),
            standings_line(view.in_team, locale),
        ),
        ((key(locale, "points.key_rewards", Verb.REWARDS_PAGE, 0, "0"),),) if locale.district.rewards else (),
    )


def _line(entry: Entry, number: ReportNumber | None, locale: Locale) -> Html:
    return locale.say(
        "points.line",
        points=f"{entry.points:+d}",
        merit=locale.plain(f"merit.{entry.merit}"),
        number=number or "",
        day=locale.day(entry.at),
    )
