"""The poster of an activity: both languages, each thing once where it is the same, and a code that opens it."""

from dataclasses import replace

from domain.programme.activities import Activity
from domain.week.posters import Facts, Qr
from media.charts.poster import drawn
from services.deps import Limits
from services.programme.activity_posters import PosterView
from tests.activities import TRAINING
from tests.sample_views import district
from texts.base.locale import Locale
from texts.base.wording import words_of
from texts.programme.activity_posters import poster_of

URL = "https://t.me/decheng_bot?start=a-900"


def facts_of(activity: Activity) -> list[tuple[str, str]]:
    locale = Locale(words_of("zh"), district(), Limits())
    facts, code = poster_of(PosterView(activity, URL), locale).parts
    assert isinstance(facts, Facts)
    assert code == Qr(URL, "扫码报名 · Scan to sign up")
    return [(each.label, each.text) for each in facts.facts]


def test_what_when_and_where_stand_in_both_languages() -> None:
    station = district().stations["XH1"]
    assert facts_of(replace(TRAINING, station="XH1", place="旧名")) == [
        ("活动", "心肺复苏"), ("What", "CPR"),
        ("时间", "1月1日（周四） 18:00–20:00"), ("When", "Thu 1 Jan, 18:00–20:00"),
        ("地点", station.zh), ("Where", station.en),
    ]  # fmt: skip


def test_what_has_one_language_stands_there_once() -> None:
    facts = facts_of(replace(TRAINING, en=""))
    assert facts[0] == ("活动 · What", "心肺复苏")
    assert facts[-1] == ("地点 · Where", "文化宫")


def test_the_longest_title_is_drawn_whole() -> None:
    locale = Locale(words_of("zh"), district(), Limits())
    short = drawn(poster_of(PosterView(TRAINING, URL), locale))
    long = drawn(poster_of(PosterView(replace(TRAINING, zh="长" * 40, kind="gone"), URL), locale))
    assert long.height > short.height
