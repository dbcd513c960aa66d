"""The screen of figures: every term, both numbers of a share, and as many queues as fit."""

from dataclasses import replace

import pytest

from domain.district.routing import Queue
from domain.week.weeks import Month, Week
from playground.entities import parse_html, utf16_length
from services.ports.weeks import NOTHING, QueueFigures, sum_of
from services.week.figures import FiguresView
from tests.sample_views import HOUR, LANGUAGES, district, labels, locale
from texts.week.figures import figures

FIGURES = QueueFigures(
    received=41,
    accepted=37,
    rejected=3,
    resolved=29,
    confirmed=23,
    bounced=5,
    reopened=2,
    promised=36,
    answered_in_time=31,
    resolved_in_time=26,
    fell_overdue=7,
    overdue=9,
    waited=(HOUR,),
    lasted=(50 * HOUR,),
    open=11,
)
LIGHTING = district().queues["lighting"]
OF_QUEUE = FiguresView(
    Week(2026, 46), ((LIGHTING, FIGURES),), FIGURES, Month(2026, 11), is_running=False, of_district=False
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_stands_with_its_numbers(language: str) -> None:
    text = parse_html(figures(OF_QUEUE, locale(language)).text)[0]
    for part in ("41", "37", "3", "29", "23", "5", "2", "9", "11", "86%", "79%", "7%", "12%", "92%"):
        assert part in text
    for part in {"zh": ("31/36", "26/33", "23/25", "1小时", "2天"), "en": ("31 of 36", "26 of 33", "23 of 25")}[
        language
    ]:
        assert part in text
    assert text.count("\n") < 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_lead_to_the_periods_around(language: str) -> None:
    assert len(labels(figures(OF_QUEUE, locale(language)))) == 3
    running = replace(OF_QUEUE, is_running=True)
    assert len(labels(figures(running, locale(language)))) == 2
    monthly = replace(running, period=Month(2026, 11), other=Week(2026, 48))
    assert set(labels(figures(monthly, locale(language)))).isdisjoint(labels(figures(running, locale(language))))


def test_what_is_a_share_or_median_of_nothing_is_left_out() -> None:
    empty = replace(OF_QUEUE, queues=((LIGHTING, NOTHING),), total=NOTHING)
    assert figures(empty, locale()).text.endswith("未结 0")
    received = replace(NOTHING, received=2, open=2)
    two = replace(OF_QUEUE, queues=((LIGHTING, received), (LIGHTING, FIGURES)), total=received)
    text = figures(two, locale()).text
    assert "\n退单率 0%（0/2）\n" in text
    assert "超 0\n" in text
    assert text.endswith("按期 79%")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [2, 300])
def test_each_queue_has_a_line_as_far_as_they_fit(language: str, count: int) -> None:
    queues = tuple((Queue(f"q{each}", f"单位<{each}>", f"Unit <{each}>", kind=""), FIGURES) for each in range(count))
    view = replace(OF_QUEUE, queues=queues, total=sum_of(each for _, each in queues), of_district=count > 2)
    text = parse_html(figures(view, locale(language)).text)[0]
    assert utf16_length(text) <= 4096
    assert {"zh": "单位<1>", "en": "Unit <1>"}[language] in text
    assert (locale(language).plain("week.more_queues", count=1).strip()[-3:] in text) == (count == 300)
