"""What stands in a district's annual report, and that its page is whole, quiet and safe."""

from dataclasses import replace
from itertools import count

import pytest

from domain.week.pages import Figure, Page
from domain.week.posters import Bars, BeforeAfter, Map, Tiles, Trend
from domain.week.weeks import Month, Year
from files.annual_page import page_html
from services.ports.weeks import Dot, Hotspot
from services.ports.years import OUTSIDE, MonthFigures, YearFigures
from services.week.years import Pair, YearView
from tests import sample_views
from tests.html_page import HtmlPage
from tests.sample_views import HOUR, LANGUAGES, NOW, district, locale
from texts.base.locale import Locale
from texts.week.annual_report import annual_report

DOT = b"\x89PNG"
TOTAL = YearFigures(
    reported=1_240, fixed=1_100, open=100, rejected=30, duplicate=10, imported=200, due=900, on_time=810, overdue=95,
    reopened=12, witnesses=340, response=3 * HOUR, repair=50 * HOUR,
)  # fmt: skip
BEFORE = replace(
    TOTAL, reported=1_000, fixed=800, open=150, rejected=40, on_time=700, response=5 * HOUR, repair=40 * HOUR
)
IMPORTED = YearFigures(reported=500, fixed=450, open=50, imported=500, repair=HOUR)
FEW = YearFigures(reported=1, fixed=1)
HOSTILE = '<script>alert("x")</script>&amp;{{ 7*7 }}'


def year_view(**changes: object) -> YearView:
    communities = list(district().communities)
    names = [*communities, OUTSIDE, *(f"gone {number}" for number in range(20))]
    made = YearView(
        Year(2025), NOW, is_running=False, total=TOTAL, before=BEFORE,
        months=tuple((Month(2025, number), MonthFigures(100 + number, 80)) for number in range(1, 13)),
        categories=tuple(zip(district().catalogue, (replace(FEW, reported=n) for n in count(40, -1)), strict=False)),
        communities=tuple((name, FEW) for name in names),
        queues=(("lighting", TOTAL), ("city-management", IMPORTED), ("long gone", FEW)),
        hotspots=(Hotspot(communities[0], "pothole", 40), Hotspot(communities[1], "rubbish", 1)),
        riders=70, points=4_321, dots=(Dot(37.45, 116.31, "pothole", communities[0]),), dots_every=3,
        pairs=(Pair(sample_views.report(), (sample_views.photo(1), sample_views.photo(2))),),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def written(view: YearView, its: Locale) -> tuple[Page, HtmlPage]:
    page = annual_report(view, its)
    return page, HtmlPage(page_html(page, lambda _: DOT))


def figures_of(page: Page) -> list[Figure]:
    return [figure for section in page.sections for figure in section.figures]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("total", [TOTAL, IMPORTED])
def test_a_page_is_whole_and_fetches_nothing(language: str, total: YearFigures) -> None:
    page, html = written(year_view(total=total), locale(language))
    assert html.unclosed == []
    assert html.language.startswith(language)
    assert not html.tags & {"script", "link", "iframe", "object", "form", "a"}
    assert all(address.startswith("data:image/png;base64,") for address in html.fetched)
    assert not [word for word in ("http:", "https:", "//", "@import", "url(") if word in page_html(page, lambda _: b"")]
    sheets = [sheet for section in page.sections for sheet in section.sheets]
    assert [(table.caption, table.columns) for table in html.tables] == [
        (sheet.caption, [column.label for column in sheet.columns]) for sheet in sheets
    ]
    assert [[tuple(row) for row in table.rows] for table in html.tables] == [list(sheet.rows) for sheet in sheets]
    assert all(len(row) == len(table.columns) and all(row) for table in html.tables for row in table.rows)
    assert html.alts == [figure.alt for figure in figures_of(page)]
    assert [type(figure.part) for figure in figures_of(page)] == [Tiles, Trend, Bars, Map, BeforeAfter]
    assert len(html.headings) == len(page.sections) + 1


def test_the_first_lines_say_the_year() -> None:
    zh, en = (annual_report(year_view(), locale(language)) for language in LANGUAGES)
    assert zh.subtitle == "2025年1月1日至2025年12月31日"
    assert zh.lead == (
        "2025 年，德城区（示例）收到上报 1,240 件：已办结 1,100 件（88.7%），未结 100 件，不予受理 30 件，重复 10 件。",
        "一般 2天内办结，一般 3小时内首次受理，按期办结率 90.0%，上报比 2024 年多 240 件。",
    )
    assert en.lead[0] == (
        "1,240 reported in Decheng (sample) in 2025: "
        "1,100 fixed (88.7%), 100 open, 30 rejected, 10 closed as duplicate."
    )
    assert en.lead[1] == (
        "Usually fixed within 2 days, usually accepted within 3 hours, 90.0% on time, 240 more reported than in 2024."
    )
    fewer = annual_report(year_view(before=replace(BEFORE, reported=1_250)), locale("zh"))
    assert fewer.lead[1].endswith("上报比 2024 年少 10 件。")


def test_a_running_year_says_until_when() -> None:
    running = annual_report(year_view(is_running=True), locale("zh"))
    assert running.subtitle == "2025年1月1日起，截至2026年11月24日 18:00，本年未完"
    assert "2024 年同期" in running.lead[1]
    english = annual_report(year_view(is_running=True), locale("en"))
    assert english.subtitle == "From 1 Jan 2025 until 24 Nov 2026 18:00; the year is not over"


def test_all_figures_stand_beside_those_of_the_year_before() -> None:
    _, html = written(year_view(), locale("zh"))
    rows = {row[0]: row[1:] for row in html.tables[0].rows}
    assert rows["上报"] == ["1,240", "1,000", "+240"]
    assert rows["办结"] == ["1,100，占 88.7%", "800，占 80.0%", "+300"]
    assert rows["未结"] == ["100，占 8.1%", "150，占 15.0%", "-50"]
    assert rows["按期办结率"] == ["90.0%（810/900）", "77.8%（700/900）", "+12.2 个百分点"]
    assert rows["首次受理用时"] == ["3小时", "5小时", "短 2小时"]
    assert rows["办结用时"] == ["2天", "2天", "–"]
    _, alone = written(year_view(before=None), locale("zh"))
    assert alone.tables[0].columns == ["数据项", "2025 年"]


def test_heads_and_differences_read_well() -> None:
    longer = replace(BEFORE, repair=10 * HOUR)
    _, zh = written(year_view(before=longer), locale("zh"))
    assert zh.tables[0].columns == ["数据项", "2025 年", "2024 年", "增减"]
    assert next(row for row in zh.tables[0].rows if row[0] == "办结用时") == ["办结用时", "2天", "10小时", "长 2天"]
    _, en = written(year_view(is_running=True), locale("en"))
    assert en.tables[0].columns == ["Figure", "2025", "The same days of 2024", "Change"]
    rows = {row[0]: row[1:] for row in en.tables[0].rows}
    assert rows["On time"][-1] == "+12.2 percentage points"
    assert rows["Imported"][0] == "200 (16.1%)"


def test_the_formula_on_the_page_is_that_of_the_figures() -> None:
    zh, en = (annual_report(year_view(), locale(language)).sections[-1].notes for language in LANGUAGES)
    assert "按期办结率 = 从未超期的办结件 ÷（办结件 + 其他曾超期的件），只算有时限的。" in zh[2]
    assert "÷ (all that was fixed + all others that were ever overdue), of what had a limit." in en[2]


def test_tiles_say_what_is_better_and_what_is_worse() -> None:
    (tiles, *_) = (figure.part for figure in figures_of(annual_report(year_view(), locale("zh"))))
    assert isinstance(tiles, Tiles)
    assert [(tile.value, tile.change, tile.good) for tile in tiles.tiles] == [
        ("1,240", "▲ 240", None),
        ("88.7%", "▲ 8.7 个百分点", True),
        ("100", "▼ 50", None),
        ("90.0%", "▲ 12.2 个百分点", True),
        ("3小时", "▼ 2小时", True),
        ("2天", "▲ 10小时", False),
    ]


def test_what_another_system_never_recorded_has_no_column() -> None:
    view = year_view(
        total=IMPORTED, before=None, queues=(("city-management", IMPORTED),), riders=0, points=0, pairs=(), hotspots=()
    )
    page, html = written(view, locale("zh"))
    captions = {table.caption: table for table in html.tables}
    assert captions["各单位的件"].columns == ["单位", "上报", "办结率", "办结用时"]
    assert [row[0] for row in captions["各项数据"].rows] == [
        "上报", "办结", "未结", "从旧系统导入", "办结用时",
    ]  # fmt: skip
    assert page.lead[0] == "2025 年，德城区（示例）收到上报 500 件：已办结 450 件（90.0%），未结 50 件。"
    _, beside = written(replace(view, before=TOTAL), locale("zh"))
    rows = {row[0]: row[1:] for row in beside.tables[0].rows}
    assert rows["不予受理"] == ["–", "30，占 2.4%", "–"]
    assert "参与情况" not in captions
    assert "其中 500 件是从旧系统导入的" in html.text
    assert {type(figure.part) for figure in figures_of(page)} == {Tiles, Trend, Bars, Map}


def test_the_rest_of_the_communities_is_counted_and_a_single_report_is_no_hotspot() -> None:
    _, html = written(year_view(), locale("zh"))
    captions = {table.caption: table for table in html.tables}
    communities = captions["上报最多的社区"]
    assert len(communities.rows) == 20
    rest = len(district().communities) + 1
    assert f"另有 {rest} 处，共 {rest} 件。" in html.text
    assert [row[2] for row in captions["同一社区同类上报最多的"].rows] == ["40"]
    assert captions["各单位的件"].rows[-1][0] == "已撤销的单位"


def test_what_was_fixed_after_the_year_is_told() -> None:
    trend = figures_of(annual_report(year_view(), locale("zh")))[1]
    assert trend.note.endswith("另有 140 件在本年以后办结。")  # 1,100 of which 12 × 80 within it
    assert "1月 101 / 80" in trend.alt


def test_what_was_fixed_nobody_knows_when_is_told_and_not_said_to_have_been_fixed_later() -> None:
    view = year_view(total=replace(TOTAL, undated=140))
    zh, en = (figures_of(annual_report(view, locale(language)))[1].note for language in LANGUAGES)
    assert zh.endswith("办结算在办结的月份。另有 140 件办结时间不详，不算在哪个月。")
    assert en.endswith("fixed. Fixed, but it is not known when, and so in no month: 140.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_words_and_no_markup(language: str) -> None:
    queues = {name: replace(queue, zh=HOSTILE, en=HOSTILE) for name, queue in district().queues.items()}
    category = replace(district().catalogue["pothole"], zh=HOSTILE, en=HOSTILE)
    hostile = replace(
        district(),
        zh=HOSTILE,
        en=HOSTILE,
        router=replace(district().router, queues=queues),
        catalogue=replace(district().catalogue, by_slug={**district().catalogue.by_slug, "pothole": category}),
    )
    its = replace(locale(language), district=hostile)
    page, html = written(year_view(), its)
    assert "script" not in html.tags
    assert HOSTILE in html.headings[0]
    assert {row[0] for table in html.tables for row in table.rows} >= {HOSTILE}
    assert "<script" not in page_html(page, lambda _: DOT)


def test_nothing_of_people_stands_on_it() -> None:
    report = replace(sample_views.report(), note="电话 13812345678", holder="李主任")
    _, html = written(year_view(pairs=(Pair(report, (sample_views.photo(1), sample_views.photo(2))),)), locale("zh"))
    assert not [word for word in ("13812345678", "李主任", str(report.id), str(report.number)) if word in html.text]
