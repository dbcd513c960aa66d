"""Posters: any words and figures can be drawn, nothing is too small to be read, and no sign rests on colour alone."""

import csv
import os
import re
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from domain.week.posters import (
    Area,
    Bar,
    Bars,
    BeforeAfter,
    Column,
    Fact,
    Facts,
    Letter,
    Map,
    Medal,
    Medals,
    Part,
    Poster,
    Series,
    Table,
    Tile,
    Tiles,
    Trend,
)
from media.charts import sheet
from media.charts.emblems import TONES, emblem
from media.charts.fonts import REGULAR, cut, has_glyph, lines_of, width_of, writable
from media.charts.maps import classes_of, map_of
from media.charts.poster import drawn, part_file, poster_file
from media.charts.trend import ticks
from media.errors import PhotoUnfit
from tests.sample_views import LANGUAGES, district
from texts.base.wording import read_texts

TALLEST = 2.2
"""How much higher than wide a picture of one part may be: what is higher is not seen at once."""

WORDS = st.text(max_size=60)
COUNT = st.integers(0, 10**7)
DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
NAMED = st.builds(Series, WORDS, st.lists(COUNT, max_size=14).map(tuple))
SQUARE = ((37.0, 116.0), (37.0, 116.1), (37.1, 116.1), (37.1, 116.0), (37.0, 116.0))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of any rows, each with a cell for every column."""
    columns = draw(st.lists(st.builds(Column, WORDS, st.booleans()), min_size=1, max_size=6))
    cells = st.tuples(*[st.text(max_size=12) if column.numeric else WORDS for column in columns])
    return Table(tuple(columns), tuple(draw(st.lists(cells, max_size=60))), draw(WORDS))


MEDAL = st.builds(Medal, st.sampled_from(["flame", "angel", "none"]), st.integers(0, 3), WORDS, WORDS)
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.lists(st.builds(Tile, WORDS, WORDS, WORDS, st.none() | st.booleans()), max_size=6).map(tuple).map(Tiles),
    st.lists(st.builds(Fact, WORDS, WORDS), max_size=3).map(tuple).map(Facts),
    st.builds(Trend, WORDS, st.lists(WORDS, max_size=12).map(tuple), st.lists(NAMED, max_size=2).map(tuple)),
    st.builds(Bars, WORDS, st.lists(st.builds(Bar, WORDS, COUNT, WORDS), max_size=8).map(tuple)),
    st.builds(
        Map,
        WORDS,
        st.lists(
            st.builds(
                Area,
                st.lists(st.lists(DEGREES, min_size=4, max_size=6).map(tuple), min_size=1, max_size=2).map(tuple),
                st.none() | COUNT,
            ),
            max_size=4,
        ).map(tuple),
        st.lists(DEGREES, max_size=20).map(tuple),
        st.lists(WORDS, max_size=2).map(tuple),
    ),
    st.builds(BeforeAfter, WORDS, WORDS),
    st.lists(MEDAL, max_size=5).map(tuple).map(Medals),
    st.builds(Letter, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple), WORDS, WORDS, WORDS),
    tables(),
)


def poster(*parts: Part, title: str = "前哨", subtitle: str = "11月9日至15日", footer: str = "前哨") -> Poster:
    return Poster(title, subtitle, parts, footer)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Poster, WORDS, WORDS, st.lists(PARTS, max_size=3).map(tuple), WORDS))
def test_any_words_and_figures_are_drawn_within_what_telegram_takes(any_poster: Poster) -> None:
    picture = drawn(any_poster)
    assert picture.width == sheet.WIDTH
    assert picture.width + picture.height <= 10_000
    assert picture.height / picture.width <= 20


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.integers(0, 600))
def test_what_is_cut_fits_its_room(text: str, room: int) -> None:
    assert width_of(cut(text, 34, room), 34) <= room
    assert all(width_of(line, 34) <= max(room, 40) for line in lines_of(text, 34, room))


def test_a_long_name_goes_on_in_a_second_line_between_words_and_ends_in_dots() -> None:
    name = "Committee of Huangheya, Songguantun, Zhaohu and Taitousi"
    assert lines_of(name, 34, 800) == ("Committee of Huangheya, Songguantun, Zhaohu", "and Taitousi")
    assert lines_of("黄河涯、宋官屯、赵虎、抬头寺居委会", 34, 300)[0] == "黄河涯、宋官屯、"[:8]
    assert lines_of("黄河涯、宋官屯、赵虎、抬头寺居委会", 34, 250) == (
        "黄河涯、宋官",
        "屯、赵虎、抬…",
    )
    assert lines_of("运河社区（一期）居委会", 34, 180) == ("运河社区", "（一期）…")
    assert lines_of(name, 34, 300)[-1].endswith("…")
    assert lines_of("Gas", 34, 300) == ("Gas",)


@pytest.mark.parametrize("colour", ["flame", "flash", "angel", "pioneer", "glimmer"])
def test_badges_and_their_levels_are_told_apart_in_grey(colour: str) -> None:
    grey = [emblem(colour, stars, 120).convert("L") for stars in range(4)]
    assert all(ImageChops.difference(one, other).getbbox() for one, other in combinations(grey, 2))
    others = [emblem(each, 2, 120).convert("L") for each in TONES if each != colour]
    assert all(ImageChops.difference(grey[2], other).getbbox() for other in others)


def test_characters_without_a_picture_are_left_out() -> None:
    assert writable("新湖🚧社区\n\u202e\ud800二") == "新湖社区 二"
    assert not has_glyph("🚧")
    assert has_glyph("龘")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_our_wording_and_of_the_sample_district_has_a_glyph(language: str) -> None:
    of_posters = [
        text for key, text in read_texts(language).items() if key.startswith(("poster.", "week.what", "span."))
    ]
    assert of_posters
    names = [name for queue in district().queues.values() for name in (queue.zh, queue.en)]
    names += [name for category in district().catalogue.values() for name in (category.zh, category.en)]
    names += [community.name for community in district().boundaries.communities.values()]
    missing = {sign for text in (*of_posters, *names) for sign in text if not has_glyph(sign) and sign != "\n"}
    assert not missing


def test_every_chinese_character_of_all_wording_has_a_glyph() -> None:
    signs = {sign for _, text in read_texts("zh").items() for sign in text if "\u3000" <= sign <= "\uffef"}
    assert len(signs) > 500
    assert {sign for sign in signs if not has_glyph(sign) and not sign.isspace() and sign != "\ufe0f"} == set()


@pytest.mark.skipif("QIANSHAO_TEST_DATA" not in os.environ, reason="needs the names of real communities")
def test_the_names_of_real_communities_have_glyphs() -> None:
    file = Path(os.environ["QIANSHAO_TEST_DATA"]) / "places" / "decheng_communities.csv"
    with file.open(encoding="utf-8-sig", newline="") as rows:
        names = {cell for row in csv.reader(rows) for cell in row if re.search(r"[\u4e00-\u9fff]", cell)}
    assert len(names) > 200
    assert {sign for name in names for sign in name if not has_glyph(sign) and not sign.isspace()} == set()


@pytest.mark.parametrize(
    ("ink", "paper"),
    [*((ink, sheet.PAPER) for ink in (sheet.INK, sheet.MUTED, sheet.GREEN, sheet.ORANGE, sheet.BLUE))]
    + [(ink, (255, 255, 255)) for ink in (sheet.INK, sheet.MUTED, sheet.GREEN, sheet.ORANGE)],
)
def test_text_stands_out_from_its_paper(ink: sheet.Colour, paper: sheet.Colour) -> None:
    assert contrast(ink, paper) >= 4.5


def test_shades_of_a_map_darken_and_differ_on_grey_paper_too() -> None:
    for light, dark in combinations((sheet.LAND, *sheet.SHADES), 2):
        assert contrast(light, dark) >= 1.15
        assert luminance(light) > luminance(dark)


def contrast(one: sheet.Colour, other: sheet.Colour) -> float:
    """The contrast of two colours, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: sheet.Colour) -> float:
    linear = [part / 3294.6 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_nothing_is_smaller_than_a_phone_can_show() -> None:
    smallest = min(sheet.SMALL, sheet.BODY, sheet.HEADING, sheet.TITLE)
    assert smallest * 390 / sheet.WIDTH >= 10


def test_three_hundred_queues_are_as_many_rows_as_fit_and_the_rest_is_counted() -> None:
    rows = tuple((f"{number}号单位", "12") for number in range(300))
    columns = (Column("单位", numeric=False), Column("收到", numeric=True))
    full = drawn(poster(Table(columns, rows, "还有 {count} 个")))
    assert full.height / full.width <= TALLEST
    shown = _written(Table(columns, rows, "还有 {count} 个"))
    named = sum(text.endswith("号单位") for text in shown)
    assert f"还有 {300 - named} 个" in shown
    assert named > 25


@pytest.mark.parametrize("count", [2, 4, 5, 6])
def test_a_figure_is_written_whole_however_many_tiles_there_are(count: int) -> None:
    texts = _written(Tiles((Tile("收到", "1,234,567", "▲ 123,456"),) * count))
    assert texts.count("1,234,567") == texts.count("▲ 123,456") == count


def test_figures_beside_each_other_are_of_one_size() -> None:
    """The one that has to be smaller is not the less important."""
    sizes = _sizes(Tiles((Tile("收到", "1,234,567", "▲ 1"), *(Tile("办结", figure) for figure in "23456"))))
    (size,) = {sizes[figure] for figure in ("1,234,567", *"23456")}
    assert size < sheet.FIGURE
    assert _sizes(Tiles((Tile("收到", "12"),)))["12"] == sheet.FIGURE


def test_each_month_is_named_and_a_year_by_its_sums() -> None:
    months, counts = tuple(f"{number}月" for number in range(1, 13)), tuple(range(1_000, 1_012))
    said = _written(Trend("", months, (Series("上报", counts),), totals=True))
    assert [text for text in said if "月" in text] == [*months]
    assert "12,066" in said
    weeks = tuple(f"11/{10 + number}" for number in range(12))
    told = _written(Trend("", weeks, (Series("收到", counts),)))
    assert [text for text in told if "/" in text] == [weeks[3], weeks[7], weeks[11]]
    assert "1,011" in told


def test_the_longest_bar_leaves_room_for_its_note() -> None:
    rows = (Bar("路灯不亮", 1_240, "88.7%"), Bar("道路破损、坑洼", 3, "0.2%"))
    assert {"88.7%", "0.2%"} <= set(_written(Bars("", rows)))


def _written(part: Table | Tiles | Trend | Bars) -> list[str]:
    """What a part comes to say, cut as it is."""
    return [text for text, _ in _drawn_words(part)]


def _sizes(part: Tiles) -> dict[str, int]:
    return dict(_drawn_words(part))


def _drawn_words(part: Table | Tiles | Trend | Bars) -> list[tuple[str, int]]:
    """What a part comes to say, cut as it is, and in which size."""
    said: list[tuple[str, int]] = []
    original = sheet.Sheet.write
    with pytest.MonkeyPatch.context() as patch:

        def write(self: sheet.Sheet, at: tuple[int, int], text: str, size: int, **more: Any) -> int:
            said.append((cut(text, size, more.get("room", sheet.INNER), more.get("weight", REGULAR)), size))
            return original(self, at, text, size, **more)

        patch.setattr(sheet.Sheet, "write", write)
        part_file(part)
    return said


@pytest.mark.parametrize(
    ("most", "marks"),
    [(0, [0, 1]), (1, [0, 1]), (4, [0, 1, 2, 3, 4]), (7, [0, 2, 4, 6, 8]), (41, [0, 20, 40, 60]), (100, [0, 50, 100])],
)
def test_the_axis_has_round_numbers_up_to_the_most(most: int, marks: list[int]) -> None:
    assert ticks(most) == marks


@given(st.lists(COUNT, max_size=300))
def test_classes_of_a_map_cover_all_values_once(values: list[int]) -> None:
    classes = classes_of(values)
    assert len(classes) <= len(sheet.SHADES)
    assert all(sum(low <= value <= high for low, high in classes) == (value > 0) for value in values)


def test_a_quarter_of_the_communities_has_each_shade() -> None:
    assert classes_of(range(1, 9)) == [(1, 2), (3, 4), (5, 6), (7, 8)]
    assert classes_of([0, 0, 3]) == [(3, 3)]
    assert classes_of([0]) == []


def test_a_map_is_true_to_shape_and_its_holes_are_no_land() -> None:
    wide = map_of(Map("", (Area((SQUARE,), 3),), (), ()))
    hole = tuple((37 + (lat - 37) / 2 + 0.025, 116 + (lng - 116) / 2 + 0.025) for lat, lng in SQUARE)
    holed = map_of(Map("", (Area((SQUARE, hole), 3),), (), ()))
    ours, land = ImageChops.difference(wide, holed).getbbox(), _inked(wide)
    assert ours is not None
    assert (land[2] - land[0]) / (land[3] - land[1]) == pytest.approx(0.7976, abs=0.02)  # the cosine of 37.05°
    assert (ours[2] - ours[0]) / (land[2] - land[0]) == pytest.approx(0.5, abs=0.03)


def _inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of the darkest shade."""
    mask = Image.new("1", picture.size)
    ImageDraw.Draw(mask).point(
        [(x, y) for x in range(0, picture.width, 2) for y in range(0, picture.height - 100, 2)
         if picture.getpixel((x, y)) == sheet.SHADES[-1]], fill=1
    )  # fmt: skip
    box = mask.getbbox()
    assert box is not None
    return box


def test_a_poster_is_a_png_and_one_with_photos_a_jpeg_with_a_half_empty_where_one_is_gone() -> None:
    photo = BytesIO()
    Image.new("RGB", (64, 48), (200, 30, 30)).save(photo, "JPEG")
    both = poster(BeforeAfter("修好了", "修之前 → 修好后"))
    assert Image.open(BytesIO(poster_file(poster()))).format == "PNG"
    with_one = Image.open(BytesIO(poster_file(both, [(photo.getvalue(), 1), None])))
    assert with_one.format == "JPEG"
    assert drawn(both, [None, None]).size == drawn(replace(both, parts=())).size
    with pytest.raises(PhotoUnfit):
        drawn(both, [(b"no photo", 1), None])


@pytest.mark.parametrize("first", [0, 1])
def test_an_area_within_the_hole_of_another_is_seen_whatever_comes_first(first: int) -> None:
    inner = tuple((37.04 + (lat - 37.0) / 5, 116.04 + (lng - 116.0) / 5) for lat, lng in SQUARE)
    areas = [Area((SQUARE, inner), 1), Area((inner,), 9)]
    picture = map_of(Map("", (areas[first], areas[1 - first]), (), ()))
    colours = {colour for _, colour in picture.getcolors(1 << 20) or ()}
    assert {sheet.SHADES[-1], sheet.SHADES[-2]} <= colours
