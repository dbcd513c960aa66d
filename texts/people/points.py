"""A rider's points: the balance and how the last of them came."""

from domain.people.points import Entry
from domain.reporting.reports import Report
from services.people.views import PointsView
from texts.base.screen import Screen
from texts.base.voice import Voice
from texts.base.wording import Html, lines


def points(view: PointsView, voice: Voice) -> Screen:
    """The balance, and a line for each of the newest entries."""
    entries = [_line(entry, report, voice) for entry, report in view.entries]
    return Screen(
        lines(
            voice.say("points.balance", balance=view.balance),
            voice.say("points.last") if entries else voice.say("points.none"),
            *entries,
        )
    )


def _line(entry: Entry, report: Report | None, voice: Voice) -> Html:
    return voice.say(
        "points.line",
        points=f"{entry.points:+d}",
        merit=voice.plain(f"merit.{entry.merit}"),
        number=report.number if report else "",
        day=voice.day(entry.at),
    )
