"""What a rider reads of their year, and what stands on its picture."""

from dataclasses import replace
from datetime import date

import pytest

from domain.week.posters import BeforeAfter, Facts, Map, Part, Poster, Tiles
from domain.week.weeks import Year
from services.ports.weeks import OwnDot, RiderFigures
from services.week.rider_years import RiderYearView
from tests.sample_views import LANGUAGES, NOW, district, labels, locale, photo
from tests.unit.texts.week.test_rider_digest import line
from texts.base.callbacks import Press, Verb, decode
from texts.base.lengths import CAPTION, seen_units
from texts.base.wording import Html
from texts.week.rider_year import rider_year, year_poster

COMMUNITY = next(iter(district().communities))
DOT = OwnDot(37.44, 116.3, "pothole", COMMUNITY, NOW)
BEST = line(1, category="street_light", community=COMMUNITY, witnesses=3)
NOTHING = RiderYearView(
    Year(2026), until=None, figures=RiderFigures(), helped=0, streets=0, communities=0, first=None,
    best=None, photos=(), dots=(), before=None, after=None,
)  # fmt: skip
FULL = replace(
    NOTHING,
    figures=RiderFigures(submitted=1203, fixed=(BEST, line(2)), points=152),
    helped=9,
    streets=12,
    communities=5,
    first=DOT,
    best=BEST,
    dots=(DOT,),
)


def parts(poster: Poster | None) -> tuple[Part, ...]:
    assert poster is not None
    return poster.parts


def tiles(poster: Poster | None) -> list[tuple[str, str]]:
    (told,) = [part for part in parts(poster) if isinstance(part, Tiles)]
    return [(tile.label, tile.value) for tile in told.tiles]


def test_a_year_is_told_in_a_few_lines_with_its_first_and_best() -> None:
    name = district().communities[COMMUNITY].name
    assert rider_year(FULL, locale("zh")).text == (
        "🎊 <b>你的 2026 年</b>：报了 1203 件，修好 2 件，分布在 12 条路\n"
        "🤝 帮到 9 位骑手：同样的问题他们也遇到过，现在修好了\n"
        f"🌱 第一件：11月24日 {name} 坑洼、路坏了\n"
        f"🏆 最值的一件：{name} 路灯不亮，还有 3 位骑手也看到过\n"
        "⭐ 这一年 +152 分"
    )
    assert rider_year(FULL, locale("en")).text == (
        "🎊 <b>Your 2026</b>: 1203 reported, 2 fixed, streets: 12\n"
        "🤝 Riders helped: 9 – they had the same problems, now fixed\n"
        f"🌱 Your first: 24 Nov – Pothole, {name}\n"
        f"🏆 Your best: Street light out, {name} (other riders who saw it: 3)\n"
        "⭐ Points this year: +152"
    )


def test_the_picture_says_the_same() -> None:
    poster = year_poster(FULL, locale("zh"))
    assert (poster.title, poster.subtitle) == ("我的 2026", "1月1日至12月31日")
    numbers = [("上报", "1,203"), ("修好", "2"), ("帮到骑手", "9"), ("报过的路", "12"), ("积分", "+152")]
    assert tiles(poster) == numbers
    assert [type(part) for part in poster.parts] == [Tiles, Facts, Map]
    facts = [(fact.label, fact.text) for part in poster.parts if isinstance(part, Facts) for fact in part.facts]
    assert [label for label, _ in facts] == ["第一件", "最值的一件"]
    shown = year_poster(replace(FULL, photos=(photo(1), photo(2))), locale("zh"))
    assert [type(part) for part in shown.parts] == [Tiles, Facts, BeforeAfter, Map]
    assert [fact.label for part in shown.parts if isinstance(part, Facts) for fact in part.facts] == ["第一件"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_nothing_is_left_out(language: str) -> None:
    only = replace(NOTHING, figures=RiderFigures(submitted=1), communities=1)
    screen = rider_year(only, locale(language))
    assert [value for _, value in tiles(screen.poster)] == ["1", "1"]
    assert "0" not in screen.text.replace("2026", "")
    assert "\n" not in screen.text
    points = rider_year(replace(NOTHING, figures=RiderFigures(points=-3)), locale(language))
    assert [value for _, value in tiles(points.poster)] == ["-3"]
    assert "-3" in points.text
    assert len(parts(points.poster)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_running_year_says_until_when(language: str) -> None:
    running = replace(FULL, until=date(2026, 12, 21))
    screen = rider_year(running, locale(language))
    until = {"zh": "1月1日至12月21日", "en": "1 Jan – 21 Dec"}[language]
    assert until in screen.text
    assert screen.poster is not None
    assert " ".join(screen.poster.subtitle.split()) == until


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_of_nothing_is_words_alone_with_keys_to_others(language: str) -> None:
    screen = rider_year(replace(NOTHING, before=Year(2025), after=Year(2027)), locale(language))
    assert (screen.poster, screen.photos) == (None, ())
    assert "2026" in screen.text
    assert labels(screen) == ["‹ 2025", "2027 ›"]
    presses = [decode(button.press) for row in screen.buttons for button in row]
    assert presses == [Press(Verb.YEAR, 0, "2025"), Press(Verb.YEAR, 0, "2027")]
    assert rider_year(NOTHING, locale(language)).buttons == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_gone_from_the_catalogue_or_lies_outside_is_told_all_the_same(language: str) -> None:
    gone = replace(FULL, first=replace(DOT, category="no_more", community=None), best=line(1, category="no_more"))
    screen = rider_year(gone, locale(language))
    assert 0 < seen_units(Html(screen.text)) <= CAPTION
    assert screen.text.count("\n") == 4
