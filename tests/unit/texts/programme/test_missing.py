"""What staff and riders read of missing persons: captions fit, keys follow the state, nothing is left at the end."""

from dataclasses import replace

import pytest

from domain.programme.missing_messages import MissingCard, MissingField
from domain.programme.missing_persons import DESCRIPTION_LONGEST, PLACE_LONGEST, MissingPerson, MissingState
from services.programme.missing_calling import CalledView, MissingCallView
from services.programme.missing_ending import OverView
from services.programme.missing_persons import MissingList, MissingView, lacks
from tests.missing import GRANDMA, HOUR
from tests.sample_views import LANGUAGES, locale, photo
from texts.base.lengths import CAPTION, seen_units
from texts.base.screen import Screen
from texts.base.wording import Html
from texts.programme.missing import call_asked, missing_card, missing_ended, missing_of_group
from texts.programme.missing_news import missing_called, missing_over

LONGEST = replace(GRANDMA, description="<" * DESCRIPTION_LONGEST, seen_where="&" * PLACE_LONGEST, radius_m=10_000)
DRAFT = replace(GRANDMA, state=MissingState.DRAFT, opened_at=None, opened_by=None)
OVER = replace(GRANDMA, state=MissingState.ENDED, closed_at=15 * HOUR, description="")


def card(missing: MissingPerson, menu: str = "", language: str = "zh", **changes: object) -> Screen:
    shown = MissingCard(missing_id=missing.id, chat_id=-1, menu=menu)
    view = MissingView(missing, shown, lacks(missing), told=12, sightings=3, note="", inside=True, now=12 * HOUR)
    return missing_card(replace(view, **changes), locale(language))  # type: ignore[arg-type]


def keys(screen: Screen) -> list[str]:
    return [button.press.split(":")[2] for row in screen.buttons for button in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_fits_the_caption_of_a_photo(language: str) -> None:
    told = missing_called(CalledView(LONGEST, photo(), answers=True), locale(language))
    assert told.photos
    assert seen_units(Html(told.text)) <= CAPTION
    asked = call_asked(MissingCallView(LONGEST, photo(), 10_000, needs_second=True), locale(language))
    assert seen_units(Html(asked.text)) <= CAPTION


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_can_call_once_nothing_is_missing(language: str) -> None:
    assert "call.1000" in keys(card(DRAFT, language=language))
    for changes in ({"description": ""}, {"position": None}, {"seen_at": 0}):
        assert "call.1000" not in keys(card(replace(DRAFT, **changes), language=language))


def test_an_open_one_is_widened_made_longer_and_ended() -> None:
    assert keys(card(GRANDMA)) == ["call.1000", "call.2000", "show.hours", "show.found", "show.called_off", "list"]
    widest = keys(card(replace(GRANDMA, radius_m=10_000)))
    assert widest[:2] == ["call.10000", "show.hours"]
    assert keys(card(GRANDMA, "hours"))[0] == "longer.2"
    assert keys(card(GRANDMA, "found")) == ["end.found", "show"]


def test_menus_of_a_draft() -> None:
    assert keys(card(DRAFT, MissingField.RADIUS))[:2] == ["set.radius.500", "set.radius.1000"]
    assert keys(card(replace(DRAFT, photo_id=3), MissingField.PHOTO)) == ["ask.photo", "set.photo.none", "show"]
    assert "show.photo" in keys(card(replace(DRAFT, photo_id=3)))
    assert "ask.photo" in keys(card(DRAFT))
    assert keys(card(DRAFT, "nonsense")) == keys(card(DRAFT))


def test_warnings_and_what_a_rider_wrote_stand_on_the_card() -> None:
    shown = card(DRAFT, note="<b>奶奶</b>", inside=False).text
    assert "&lt;b&gt;奶奶" in shown
    assert "不在本区" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_what_is_over_nothing_but_that_is_left(language: str) -> None:
    text = card(OVER, language=language).text
    assert "北门" not in text
    assert keys(card(OVER, language=language)) == ["list"]
    assert not missing_ended((OVER, 12), locale(language)).buttons
    over, saw = (missing_over(OverView(OVER, saw=saw), locale(language)) for saw in (False, True))
    assert not over.photos
    assert len(saw.text) > len(over.text), "who saw something is thanked for that"


def test_a_rider_who_wants_no_more_has_no_keys() -> None:
    where, *answers = missing_called(CalledView(GRANDMA, None, answers=True), locale()).buttons
    assert where[0].url, "the map"
    assert len(answers) == 2
    assert not missing_called(CalledView(GRANDMA, None, answers=False), locale()).buttons


def test_the_card_counts_what_riders_saw() -> None:
    assert "线索 3 条" in card(GRANDMA).text
    assert "线索" not in card(GRANDMA, sightings=0).text


def test_the_list_has_a_key_for_each_and_one_for_a_new_one() -> None:
    assert keys(missing_of_group(MissingList((GRANDMA, DRAFT)), locale())) == ["show", "show", "new"]
    assert keys(missing_of_group(MissingList(()), locale())) == ["new"]
