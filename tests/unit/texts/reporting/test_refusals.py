"""The wording of refusals."""

import pytest

from domain.errors import AcceptedBy, Barred, ColleagueLeft, Incomplete, Refused
from domain.programme.activity_errors import FieldUnclear
from domain.programme.errors import RewardRefused
from domain.programme.missing_errors import MissingFieldUnclear
from domain.reporting.messages import RefusalTold
from playground.entities import utf16_length
from tests.sample_views import (
    LANGUAGES,
    locale,
    told,
)
from texts.reporting.refusals import refusal


def refusals(kind: type[Refused] = Refused) -> set[type[Refused]]:
    return {kind}.union(*(refusals(subclass) for subclass in kind.__subclasses__()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(refusals(), key=str))
def test_every_refusal_fits_an_alert(kind: type[Refused], language: str) -> None:
    missing = ("photo", "category", "place", "far_outside", "answer")
    given = {
        Incomplete: (missing,),
        ColleagueLeft: (7, "李"),
        AcceptedBy: ("李",),
        Barred: ("false", 0, ""),
        FieldUnclear: ("seats_taken",),
        MissingFieldUnclear: ("no_place",),
        RewardRefused: ("limit", 5, "2026-12-01"),
    }
    error = kind(*next((made for of, made in given.items() if issubclass(kind, of)), ("broken",)))
    said = refusal(error, locale(language))
    assert 0 < utf16_length(said) <= 200
    assert "{" not in said


def test_what_is_missing_is_named() -> None:
    assert refusal(Incomplete(("category", "place")), locale()) == "还差：类别、位置"
    assert (
        refusal(Incomplete(("category", "place")), locale())
        in told(RefusalTold("Incomplete", ("category", "place"))).text
    )
