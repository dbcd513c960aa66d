"""The sign at a station's door: all its hours stand there, however many there are."""

from dataclasses import replace

import pytest

from domain.district.opening import parse_opening
from domain.week.posters import Facts
from services.deps import Limits
from tests.sample_views import district
from texts.base.locale import Locale
from texts.base.wording import words_of
from texts.programme.station_posters import door_sign

HOURS = "mon-thu 08:30-12:00 13:30-18:00; fri 08:30-12:00; sat 09:00-12:00; holidays 10:00-16:00"
SAID = {
    "zh": [
        ("周一至周四", "08:30–12:00、13:30–18:00"),
        ("周五", "08:30–12:00"),
        ("周六", "09:00–12:00"),
        ("周日", "不开"),
        ("法定节假日", "10:00–16:00"),
    ],
    "en": [
        ("Mon–Thu", "08:30–12:00, 13:30–18:00"),
        ("Fri", "08:30–12:00"),
        ("Sat", "09:00–12:00"),
        ("Sun", "closed"),
        ("public holidays", "10:00–16:00"),
    ],
}


@pytest.mark.parametrize("language", SAID)
def test_each_day_s_hours_stand_in_a_line_of_their_own(language: str) -> None:
    known = district()
    station = replace(known.stations["XH1"], opening=parse_opening(HOURS, known.calendar))
    sign = door_sign(station, "https://t.me/bot?start=s-XH1", Locale(words_of(language), known, Limits()))
    (facts,) = [part for part in sign.parts if isinstance(part, Facts)]
    assert [(fact.label, fact.text) for fact in facts.facts] == SAID[language]
