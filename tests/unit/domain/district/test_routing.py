from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.district.catalogue import Category, Clock, PhotoRule, Span, Urgency
from domain.district.clocks import Calendar
from domain.district.hours import Hours
from domain.district.routing import Queue, ReasonKind, Route, Router, Rule
from texts.base.routing import reason_text

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(Hours.parse(["mon-fri 09:00-17:00"]), ZONE, holidays=frozenset({date(2026, 10, 1)}))
NIGHT = Hours.parse(["mon-fri 17:00-09:00", "sat-sun 00:00-24:00"])
QUEUES = [
    Queue("triage", "派单中心", "Triage", "triage"),
    Queue("bosses", "督办", "Supervisors", "supervisors"),
    Queue("roads", "市政", "Roads", "city_management"),
    Queue("duty", "值班", "Duty", "city_management"),
    Queue("committee", "居委会", "Committee", "community", communities=("C1", "C2")),
    Queue("manager", "物业", "Manager", "property", communities=("C1",)),
    Queue("village", "村委会", "Village", "water", communities=("C3",)),
]


def category(slug: str, responsible: str, urgency: Urgency = Urgency.NORMAL) -> Category:
    return Category(
        slug=slug,
        zh=slug,
        en=slug,
        gb_code="",
        urgency=urgency,
        first_response=Span(1, "h"),
        resolve_within=Span(1, "d"),
        clock=Clock.WORK_HOURS,
        responsible=responsible,
        duplicate_radius_m=30,
        duplicate_days=30,
        call=None,
        photo=PhotoRule.NEEDED,
        indoor=False,
    )


POTHOLE = category("pothole", "city_management")
COLLAPSE = category("collapse", "city_management", Urgency.URGENT)
STAIRS = category("stairs", "property")
RUBBISH = category("rubbish", "community")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


MONDAY_NOON, MONDAY_NIGHT = at("2026-11-23T12:00"), at("2026-11-23T23:00")


def route(rules: list[Rule], what: Category, community: str | None, when: int = MONDAY_NOON) -> Route:
    return Router.of(QUEUES, rules, CALENDAR).route(what, community, when)


def test_the_first_rule_that_matches_wins() -> None:
    rules = [Rule(1, "roads", community="C2"), Rule(2, "duty", category="pothole"), Rule(3, "roads")]
    found = route(rules, POTHOLE, "C1")
    assert found.queue.id == "duty"
    assert found.reason.rule == rules[1]


@pytest.mark.parametrize(
    ("rule", "what", "community", "matches"),
    [
        (Rule(1, "roads", category="pothole"), POTHOLE, "C1", True),
        (Rule(1, "roads", category="pothole"), COLLAPSE, "C1", False),
        (Rule(1, "roads", responsible="city_management"), COLLAPSE, "C9", True),
        (Rule(1, "roads", responsible="city_management"), STAIRS, "C9", False),
        (Rule(1, "roads", category="pothole", community="C1"), POTHOLE, "C1", True),
        (Rule(1, "roads", category="pothole", community="C1"), POTHOLE, "C2", False),
        (Rule(1, "roads"), RUBBISH, "C9", True),
    ],
)
def test_every_condition_of_a_rule_must_hold(rule: Rule, what: Category, community: str, *, matches: bool) -> None:
    assert (route([rule], what, community).queue.id == "roads") is matches


@pytest.mark.parametrize(
    ("when", "queue"),
    [
        (MONDAY_NOON, "roads"),
        (MONDAY_NIGHT, "duty"),
        (at("2026-11-24T08:59"), "duty"),
        (at("2026-11-24T09:00"), "roads"),
        (at("2026-11-28T12:00"), "duty"),
        (at("2026-10-01T12:00"), "duty"),
    ],
)
def test_the_hours_of_a_rule_count(when: int, queue: str) -> None:
    rules = [Rule(1, "duty", category="pothole", hours=NIGHT), Rule(2, "roads", category="pothole")]
    assert route(rules, POTHOLE, "C1", when).queue.id == queue


def test_an_urgent_category_is_routed_whatever_the_hour() -> None:
    found = route([Rule(1, "duty", category="collapse", hours=NIGHT)], COLLAPSE, "C1", MONDAY_NOON)
    assert found.queue.id == "duty"
    assert found.reason.kind is ReasonKind.URGENT_RULE


@pytest.mark.parametrize(
    ("what", "community", "queue", "kind"),
    [
        (STAIRS, "C1", "manager", ReasonKind.OWN_QUEUE),
        (RUBBISH, "C1", "committee", ReasonKind.OWN_QUEUE),
        (POTHOLE, "C1", "committee", ReasonKind.OWN_QUEUE),
        (STAIRS, "C2", "committee", ReasonKind.OWN_QUEUE),
        (STAIRS, "C3", "village", ReasonKind.OWN_QUEUE),
        (STAIRS, "C4", "triage", ReasonKind.NO_RULE),
        (STAIRS, None, "triage", ReasonKind.OUTSIDE),
    ],
)
def test_without_a_rule(what: Category, community: str | None, queue: str, kind: ReasonKind) -> None:
    found = route([], what, community)
    assert (found.queue.id, found.reason.kind) == (queue, kind)


def test_outside_every_community_no_rule_counts() -> None:
    assert route([Rule(1, "roads")], POTHOLE, None).queue.id == "triage"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_names_what_decided(language: str) -> None:
    rule = Rule(7, "duty", category="collapse", responsible="city_management", community="C1", hours=NIGHT)
    said = reason_text(route([rule], COLLAPSE, "C1").reason, language)
    assert all(word in said for word in ("7", "collapse", "city_management", "C1"))
    assert "C4" in reason_text(route([], STAIRS, "C4").reason, language)
    assert "C1" in reason_text(route([], STAIRS, "C1").reason, language)
    assert reason_text(route([], STAIRS, None).reason, language)


def test_a_rule_speaks_of_its_hours_only_where_they_counted() -> None:
    rules = [Rule(1, "duty", hours=NIGHT)]
    at_night = reason_text(route(rules, POTHOLE, "C1", MONDAY_NIGHT).reason, "en")
    urgent = reason_text(route(rules, COLLAPSE, "C1", MONDAY_NOON).reason, "en")
    assert "within its hours" in at_night
    assert "within its hours" not in urgent
