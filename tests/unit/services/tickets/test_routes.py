"""Why a report came to its queue is kept as it was decided, whatever becomes of the rules."""

import json

import pytest

from domain.district.hours import Hours
from domain.district.routing import Reason, ReasonKind, Rule
from services.tickets import routes

RULE = Rule(3, "drainage", "pothole", "city_management", "C7", line=40)
KEPT = Rule(3, "drainage", "pothole", "city_management", "C7")


@pytest.mark.parametrize("kind", ReasonKind)
@pytest.mark.parametrize("community", ["C7", None])
def test_a_reason_is_read_as_it_was_kept(kind: ReasonKind, community: str | None) -> None:
    reason = Reason(kind, "pothole", community)
    assert routes.decode(routes.encode(reason)) == reason


def test_the_rule_that_decided_is_kept_by_its_number_without_hours_and_line() -> None:
    hours = Hours.parse(["mon-fri 08:30-12:00"])
    rule = Rule(RULE.number, RULE.queue, RULE.category, RULE.responsible, RULE.community, hours, RULE.line)
    kept = routes.decode(routes.encode(Reason(ReasonKind.RULE, "pothole", "C7", rule)))
    assert kept == Reason(ReasonKind.RULE, "pothole", "C7", KEPT)


def test_what_is_kept_is_plain_json() -> None:
    assert json.loads(routes.encode(Reason(ReasonKind.OUTSIDE, "pothole"))) == {
        "kind": "outside",
        "category": "pothole",
        "community": None,
    }
    assert json.loads(routes.encode(Reason(ReasonKind.RULE, "pothole", "C7", RULE)))["rule"] == {
        "number": 3,
        "queue": "drainage",
        "category": "pothole",
        "responsible": "city_management",
        "community": "C7",
    }
