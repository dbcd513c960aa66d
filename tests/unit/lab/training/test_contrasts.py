"""Texts of the catalogue's own words teach what is a report and what in the same words is none."""

from districts.shipped import shipped_catalogue
from domain.language.classifier import NONE
from lab.training.contrasts import contrasts
from lab.training.corpus import Corpus
from tests.described import Described

BENCH = Described("bench", "长椅", "Bench", ("长椅+坏了", "没椅子", "椅子?"), ("bench+broken/rattl*", "seat?"))
OTHER = Described("other", "其他", "Other", ("坏了",), ("broken",))


def test_a_thing_stands_beside_its_state_and_twins_report_nothing() -> None:
    made = list(contrasts([BENCH]))
    reports = {caption.text for caption in made if caption.slug == "bench"}
    assert reports == {"长椅坏了", "没椅子", "bench broken", "bench rattling"}
    assert all(caption.vague for caption in made)
    nothing = [caption.text for caption in made if caption.slug == NONE]
    assert len(nothing) == len(set(nothing)) > 0
    assert all(any(word in text for word in ("长椅", "没椅子", "bench")) for text in nothing)


def test_the_same_catalogue_gives_the_same_texts() -> None:
    catalogue = shipped_catalogue().values()
    made = list(contrasts(catalogue))
    assert made == list(contrasts(catalogue))
    assert {caption.slug for caption in made} == {*shipped_catalogue(), NONE} - {"other"}
    assert sum(caption.slug != NONE for caption in made) > 1000


def test_common_words_which_come_first_are_drawn_the_most() -> None:
    bench = Described(
        "bench", "长椅", "Bench", ("+".join(("/".join("甲乙丙丁戊己庚辛"), "/".join("子丑寅卯辰巳午未"))),)
    )
    made = [caption.text for caption in contrasts([bench]) if caption.slug == "bench"]
    assert sum(text[0] in "甲乙" for text in made) > sum(text[0] in "庚辛" for text in made)


def test_what_is_other_has_no_words_of_its_own() -> None:
    assert list(contrasts([OTHER])) == []


def test_they_teach_whether_and_not_which() -> None:
    corpus = Corpus.of(list(contrasts([BENCH])))
    assert corpus.categories == []
    assert set(corpus.targets.reports.tolist()) == {0.0, 1.0}
