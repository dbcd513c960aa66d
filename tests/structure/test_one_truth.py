"""What captions are labelled and what the catalogue's words say is one truth, but for what phrases cannot tell."""

from collections import defaultdict
from typing import Final

import pytest

from districts.shipped import shipped_catalogue
from domain.language.classifier import NONE
from domain.language.phrase_reading import OTHER, PhraseReader
from domain.language.spelling import normalise
from lab.training.captions import Caption, read_captions, shipped_captions

CATALOGUE: Final = shipped_catalogue()
STRONGLY: Final = 0.85
"""The score of a thing beside its state."""

HOLDS: Final = 0.9
"""Of the captions that a category's words name strongly, so many may be labelled with it."""

WEAKER: Final = {
    "water_main_burst": (0.7, "a heating pipe that leaks is named by the words of a pipe"),
    "pothole": (0.7, "a road that collapses is named by the words of a road, and glass on it too"),
    "street_light": (0.75, "a lamp in a stairwell is a lamp"),
    "bike_clutter": (0.7, "cars that stand in the way do so in the same words"),
    "construction_hazard": (0.8, "rubble is what works and rubbish have in common"),
    "facility_damage": (0.85, "a fence of works is a fence"),
    "falling_object": (0.8, "a wall that is knocked down by a neighbour, loose bricks underfoot"),
    "rubbish": (0.8, "rubbish thrown from windows falls, rubbish in a drain blocks it"),
}
AS_OTHER_AT_MOST: Final = 0.13
"""Of the captions that a category's words name strongly, so many may be labelled `other`: those are contradictions."""


def named(captions: list[Caption]) -> dict[str, list[Caption]]:
    """Return for each category the captions of problems that its words name, strongly and before all others."""
    reader = PhraseReader(CATALOGUE.values())
    found: defaultdict[str, list[Caption]] = defaultdict(list)
    for caption in captions:
        scores = reader.weigh(normalise(caption.text)) if caption.slug != NONE else {}
        ranked = sorted(scores.values(), reverse=True)
        if ranked and ranked[0] >= STRONGLY and ranked[0] not in ranked[1:]:
            found[max(scores, key=scores.__getitem__)].append(caption)
    return found


@pytest.fixture(scope="module")
def strongly() -> dict[str, list[Caption]]:
    return named([caption for table in shipped_captions() for caption in read_captions(table, CATALOGUE)])


@pytest.mark.parametrize("slug", [slug for slug in CATALOGUE if slug != OTHER])
def test_captions_are_labelled_as_the_catalogue_names_them(slug: str, strongly: dict[str, list[Caption]]) -> None:
    others = [caption for caption in strongly[slug] if slug not in {caption.slug, *caption.also}]
    share, _ = WEAKER.get(slug, (HOLDS, ""))
    assert len(strongly[slug]) >= 50
    assert len(others) <= (1 - share) * len(strongly[slug]), [(caption.slug, caption.text) for caption in others]


@pytest.mark.parametrize("slug", [slug for slug in CATALOGUE if slug != OTHER])
def test_what_the_catalogue_names_is_no_other_problem(slug: str, strongly: dict[str, list[Caption]]) -> None:
    lacking = [caption.text for caption in strongly[slug] if caption.slug == OTHER and slug not in caption.also]
    assert len(lacking) <= AS_OTHER_AT_MOST * len(strongly[slug]), lacking


def test_a_contradiction_would_be_seen() -> None:
    found = named([Caption("红绿灯坏了", OTHER), Caption("红绿灯坏了", "facility_damage"), Caption("红绿灯坏了", NONE)])
    assert [caption.slug for caption in found["facility_damage"]] == [OTHER, "facility_damage"]
