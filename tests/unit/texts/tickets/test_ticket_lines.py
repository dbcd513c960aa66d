"""The line of a ticket in a list says by its sign how it ended."""

from dataclasses import asdict, fields, replace
from typing import Any

import pytest

from domain.reporting.reports import Status
from domain.tickets.lists import SHOWN, Which
from services.ports.tickets import TicketLine
from tests.sample_views import LANGUAGES, NOW, locale, report
from texts.tickets.ticket_lines import ticket_line

ENDS = {
    Status.RESOLVED: "🏁",
    Status.CONFIRMED: "✅",
    Status.CLOSED_UNCONFIRMED: "📁",
    Status.REJECTED: "🚫",
    Status.DUPLICATE: "🔗",
    Status.WITHDRAWN: "↩️",
}


def line() -> TicketLine:
    """A line of a report that staff have."""
    shown = report()
    known = asdict(shown) | {name: getattr(shown.number, name) for name in ("prefix", "month", "serial")}
    known["spot"] = None
    values: dict[str, Any] = {each.name: known.get(each.name) for each in fields(TicketLine)}
    return TicketLine(**values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_rejected_does_not_look_as_if_it_were_fixed(language: str) -> None:
    assert set(ENDS) == SHOWN[Which.CLOSED]
    for status, sign in ENDS.items():
        told = ticket_line(replace(line(), status=status), locale(language), now=NOW, link="")
        assert told.startswith(f"{sign} ")
