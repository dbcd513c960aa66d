"""What people write behind the command for a list is understood in both languages, in any order, cut short."""

import pytest

from domain.tickets.list_words import near, understand
from domain.tickets.lists import Which
from services.tickets.list_names import names_of
from tests.sample_views import district

DISTRICT = district()
NAMES = names_of(DISTRICT)
PLACE = next(iter(DISTRICT.communities.values()))


@pytest.mark.parametrize(
    ("words", "which"),
    [
        ("", Which.NEEDED),
        ("  ", Which.NEEDED),
        ("waiting", Which.WAITING),
        ("待受理", Which.WAITING),
        ("我的", Which.MINE),
        ("MINE", Which.MINE),
        ("ｍｉｎｅ", Which.MINE),
        ("超期", Which.OVERDUE),
        ("挂账", Which.HOLD),
        ("hold", Which.HOLD),
        ("已结", Which.CLOSED),
    ],
)
def test_each_list_has_its_words(words: str, which: Which) -> None:
    said = understand(words, NAMES)
    assert (said.which, said.options, said.words) == (which, (("", ""),), "")


@pytest.mark.parametrize("words", ["路灯不亮", "street_light", "超期 路灯不亮", "路灯不亮，超期", "Street light"])
def test_a_category_is_known_by_its_names_beside_a_list(words: str) -> None:
    said = understand(words, NAMES)
    assert said.options == (("street_light", ""),)
    assert said.which is (Which.OVERDUE if "超期" in words else Which.NEEDED)


def test_category_and_community_stand_in_either_order() -> None:
    for words in (f"路灯不亮 {PLACE.name}", f"{PLACE.name}、路灯不亮", f"{PLACE.name} 挂账 路灯"):
        assert ("street_light", PLACE.id) in understand(words, NAMES).options, words


def test_what_means_several_offers_them_and_a_whole_name_means_itself() -> None:
    some = understand("井盖", NAMES)
    assert len(some.options) > 1
    whole = next(each for each in DISTRICT.catalogue.values() if each.slug == some.options[0][0])
    assert understand(whole.zh, NAMES).options == ((whole.slug, ""),)


@pytest.mark.parametrize(
    "words", ["没有的", "%", "_", "'; drop table report; --", "🕳", "x" * 4000, "路灯 没有的", "<b>"]
)
def test_what_names_nothing_offers_nothing(words: str) -> None:
    said = understand(words, NAMES)
    assert said.options == ()
    assert said.words


def test_near_names_are_found() -> None:
    names = [each.zh for each in DISTRICT.catalogue.values()]
    assert "路灯不亮" in near("路灯不凉", names)
    assert near("qqqqqq", names) == []
