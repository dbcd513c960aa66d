"""What a danger makes of a category: urgent, with the shortest limits, routed at any hour."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.district.catalogue import Catalogue, Clock
from domain.district.hours import Hours
from domain.district.routing import ReasonKind, Router, Rule
from domain.language.dangers import DangerKind
from tests.sample_views import district

NOON = int(datetime(2026, 11, 24, 4, 0, tzinfo=UTC).timestamp() * 1000)


def test_a_category_is_urgent_in_danger_and_as_quick_as_the_quickest() -> None:
    catalogue = district().catalogue
    pressing = catalogue.pressing("street_light")
    urgent = [each for each in catalogue.values() if each.urgent]
    assert pressing.urgent
    assert pressing.clock is Clock.URGENT_HOURS
    assert pressing.first_response.milliseconds == min(each.first_response.milliseconds for each in urgent)
    assert pressing.resolve_within.milliseconds == min(each.resolve_within.milliseconds for each in urgent)
    assert replace(pressing, **{
        name: getattr(catalogue["street_light"], name)
        for name in ("urgency", "clock", "first_response", "resolve_within")
    }) == catalogue["street_light"]  # fmt: skip


def test_an_urgent_category_keeps_its_own_limits() -> None:
    catalogue = district().catalogue
    assert catalogue.pressing("gas_leak") == catalogue["gas_leak"]


def test_a_district_without_an_urgent_category_keeps_the_categorys_limits() -> None:
    lamp = district().catalogue["street_light"]
    pressing = Catalogue.of([lamp]).pressing("street_light")
    assert (pressing.urgent, pressing.first_response, pressing.resolve_within) == (
        True,
        lamp.first_response,
        lamp.resolve_within,
    )


@pytest.mark.parametrize(
    ("danger", "category", "counts"),
    [
        (None, "gas_leak", False),
        (DangerKind.INJURY, "street_light", True),
        (DangerKind.INJURY, None, True),
        (DangerKind.GAS, "gas_leak", True),
        (DangerKind.GAS, "street_light", False),
        (DangerKind.MISSING, "lost_person", True),
        (DangerKind.MISSING, "gas_leak", False),
    ],
)
def test_gas_and_a_missing_person_count_as_such_alone(
    danger: DangerKind | None, category: str | None, *, counts: bool
) -> None:
    assert (district().counting(danger, category) is not None) is counts


def test_a_danger_is_routed_whatever_the_hour() -> None:
    at_night = Rule(1, "triage", category="street_light", hours=Hours.parse(["mon-sun 22:00-06:00"]))
    router = Router.of(district().queues.values(), [at_night], district().calendar)
    lit = replace(district(), router=router)
    assert lit.route("street_light", "C6", NOON).queue.id != "triage"
    by_danger = lit.route("street_light", "C6", NOON, DangerKind.INJURY)
    assert (by_danger.queue.id, by_danger.reason.kind) == ("triage", ReasonKind.URGENT_RULE)


def test_a_category_that_the_district_lacks_is_none() -> None:
    assert district().category("gone", DangerKind.INJURY) is None
    assert district().category(None, DangerKind.INJURY) is None
