"""What riders read of activities: places in their own language, and what is theirs apart from the rest."""

import re
from dataclasses import replace

import pytest

from domain.programme.activities import SignUp, SignUpState
from services.programme.activities import ActivitiesView, Listed
from tests.activities import HOUR, TRAINING
from tests.sample_views import LANGUAGES, district, locale
from texts.base.wording import read_texts
from texts.programme.activities import activities

COUNTING = ("activit", "board", "holding", "team.", "teams.", "week_activities")
FIXED = {"boards.too_few", "boards.too_few_mates", "boards.few_reports", "boards.until", "team.few"}
_PLURAL = re.compile(r"\{(?!minutes|knight)\w+\} (riders|reports|checks|points|seats|times|weeks|people)\b")

OWN = SignUp(1, TRAINING.id, 7, 3, SignUpState.SIGNED_UP, HOUR)


def shown(language: str, *, mine: tuple[Listed, ...] = (), others: tuple[Listed, ...] = ()) -> str:
    return activities(ActivitiesView(mine, others, is_first=True, next_after=0, now=HOUR), locale(language)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_station_has_its_name_in_the_readers_language_and_its_name_of_then_once_it_is_gone(language: str) -> None:
    station = district().stations["XH1"]
    named, other = (station.zh, station.en) if language == "zh" else (station.en, station.zh)
    text = shown(language, others=(Listed(replace(TRAINING, station="XH1", place="旧名"), None, 2),))
    assert named in text
    assert other not in text
    assert "旧名" not in text
    assert "旧名" in shown(language, others=(Listed(replace(TRAINING, station="gone", place="旧名"), None, 2),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_line_stands_between_the_readers_own_and_the_rest(language: str) -> None:
    mine, other = Listed(TRAINING, OWN, 1), Listed(replace(TRAINING, id=901), None, 2)
    assert shown(language, mine=(mine,), others=(other,)).count("\n\n") == 1
    assert "\n\n" not in shown(language, mine=(mine,))
    assert "\n\n" not in shown(language, others=(other,))


@pytest.mark.parametrize("key", sorted(each for each in read_texts("en") if each.startswith(COUNTING)))
def test_no_english_count_stands_before_a_plural(key: str) -> None:
    """A count may be one; those that are always the same figure may say so."""
    assert key in FIXED or not _PLURAL.search(read_texts("en")[key])
