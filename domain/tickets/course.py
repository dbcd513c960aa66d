"""The course of a report as its riders know it: what staff can still undo, or have undone, has not happened."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from domain.reporting.reports import Event, Report
from domain.tickets.lifecycle import UNDONE, Action


def may_be_undone(report: Report) -> bool:
    """Return whether what follows from the end of a report is still to come, as staff may undo it."""
    return report.status in UNDONE and report.former is not None


def as_riders_know(report: Report) -> Report:
    """Return a report as its riders know it: what can still be undone has not happened."""
    return replace(report, status=report.former or report.status, closed_at=None) if may_be_undone(report) else report


def course_for_riders(report: Report, events: Iterable[Event]) -> list[Event]:
    """Return a report's events, in order, without those that staff have undone, or can still undo."""
    course: list[Event] = []
    for event in events:
        if event.action in _TAKE_BACK:
            _take_back_last_move(course)
        else:
            course.append(event)
    if may_be_undone(report):
        _take_back_last_move(course)
    return course


_TAKE_BACK: Final = frozenset({Action.UNDO.value, Action.UNMERGE.value})
"""What makes the move before it never to have happened for riders."""


def _take_back_last_move(course: list[Event]) -> None:
    del course[max(at for at, event in enumerate(course) if event.source is not event.target)]
