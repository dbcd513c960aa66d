from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.routing import Queue
from domain.reporting.reports import Status
from domain.week.weeks import Week
from playground.entities import parse_html, utf16_length
from services.ports.weeks import ChangedReport, QueueFigures, RiderFigures
from services.week.views import QueueWeekView, RiderWeekView
from tests.sample_views import HOUR, LANGUAGES, LARGEST_ID, NOW, district, labels, locale, report, rider
from texts.week.weeks import district_week, queue_week, rider_week

WEEK = Week(2026, 46)
FIGURES = QueueFigures(
    received=20,
    accepted=18,
    resolved=10,
    confirmed=7,
    overdue=3,
    bounced=5,
    reopened=1,
    waited=(25 * HOUR // 60,),
    open=6,
    oldest=(report(),),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_riders_week_tells_what_became_of_the_reports_and_can_be_muted(language: str) -> None:
    changed = ChangedReport(report().number, report().category, report().community, Status.CONFIRMED)
    figures = RiderFigures(submitted=3, changed=(changed,) * 40, open=1, points=9, balance=31)
    screen = rider_week(RiderWeekView(WEEK, rider(), figures), locale(language))
    monday = {"zh": "11月9日", "en": "9–15 Nov"}[language]
    confirmed = locale(language).status(Status.CONFIRMED)
    for part in (monday, "+9", "31", "/report_2611_0042", "新华街道", confirmed, "25"):
        assert part in screen.text
    assert utf16_length(parse_html(screen.text)[0]) <= 4096
    muted = rider_week(RiderWeekView(WEEK, rider(muted=True), figures), locale(language))
    assert labels(screen) != labels(muted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiet_week_is_told_too(language: str) -> None:
    figures = RiderFigures(submitted=0, changed=(), open=0, points=0, balance=0)
    assert (
        locale(language).plain("week.quiet").strip()
        in rider_week(RiderWeekView(WEEK, rider(), figures), locale(language)).text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_queues_week_has_its_figures_shares_and_oldest_tickets(language: str) -> None:
    view = QueueWeekView(WEEK, ((district().queues["lighting"], FIGURES),), NOW)
    text = queue_week(view, locale(language)).text
    for part in ("20", "18", "25%", "10%", "DC-2611-0042", "25分钟" if language == "zh" else "25 minutes"):
        assert part in text


def test_shares_of_nothing_and_no_median_are_a_dash() -> None:
    none = replace(FIGURES, received=0, resolved=0, waited=(), oldest=())
    text = queue_week(QueueWeekView(WEEK, ((district().queues["lighting"], none),), NOW), locale()).text
    assert text.count("—") == 3


@pytest.mark.parametrize("language", LANGUAGES)
@given(queues=st.integers(0, 300), name=st.text("居<&😀", min_size=1, max_size=60))
def test_the_districts_week_fits_however_many_queues_it_has(language: str, queues: int, name: str) -> None:
    told = tuple((Queue(f"q{n}", name, name, "community"), replace(FIGURES, overdue=n)) for n in range(queues))
    text, _ = parse_html(district_week(QueueWeekView(WEEK, told, NOW), locale(language)).text)
    assert utf16_length(text) <= 4096
    assert str(20 * queues) in text


def test_the_most_overdue_queue_comes_first_and_idle_ones_are_left_out() -> None:
    idle = replace(FIGURES, received=0, open=0, resolved=0)
    names = {"gas": 1, "water": 9, "heating": 4}
    told = [(district().queues[name], replace(FIGURES, overdue=late)) for name, late in names.items()]
    view = QueueWeekView(WEEK, (*told, (district().queues["drainage"], idle)), LARGEST_ID)
    text = district_week(view, locale()).text
    places = [text.index(locale().queue(name)) for name in ("water", "heating", "gas")]
    assert places == sorted(places)
    assert locale().queue("drainage") not in text
