"""Weights packed into integers give what plain arithmetic gives."""

from math import exp, inf, isclose, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.classifier import Classifier
from domain.language.ngrams import GRAMS_AT_MOST, grams_of

LABELS = ("none", "pothole", "street_light")
PIECES = ("坑", "灯", "有坑", "坏", " hole ", "hole", "坏坏坏")
STEP = 0.1

rows = st.lists(st.integers(0, 255), min_size=3, max_size=3).map(bytes)
biases = st.lists(st.floats(-5, 5), min_size=3, max_size=3)
texts = st.lists(st.sampled_from(["坑", "灯", "有", "坏", "hole ", "a ", "，"]), max_size=400).map("".join)


def plainly(text: str, weights: dict[str, bytes], biases: list[float]) -> list[float]:
    """Logistic regression as it is written in a book."""
    grams = grams_of(text)
    scores = list(biases)
    for gram in grams:
        for place in range(len(scores)):
            scores[place] += (weights[gram][place] - 128) * STEP / sqrt(len(grams)) if gram in weights else 0.0
    odds = [exp(score) for score in scores]
    return [share / sum(odds) for share in odds]


@given(texts, st.dictionaries(st.sampled_from(PIECES), rows), biases)
def test_packed_weights_give_what_plain_arithmetic_gives(
    text: str, weights: dict[str, bytes], biases: list[float]
) -> None:
    read = Classifier.of(LABELS, weights, biases, STEP).read(text)
    found = list(read.values())
    assert tuple(read) == LABELS
    for share, expected in zip(found, plainly(text, weights, biases), strict=True):
        assert isclose(share, expected, rel_tol=1e-9, abs_tol=1e-12)
    assert isclose(sum(found), 1.0)


@pytest.mark.parametrize("byte", [0, 255])
def test_as_many_pieces_as_are_read_of_the_largest_weights_run_into_no_other_label(byte: int) -> None:
    text = "坑" * 400
    assert len(grams_of(text)) == GRAMS_AT_MOST == 256
    weights = {gram: bytes([128, byte, 128]) for gram in set(grams_of(text))}
    classifier = Classifier.of(LABELS, weights, [0.0, 0.0, 0.0], 0.01)
    none, pothole, light = classifier.read(text).values()
    assert none == light
    assert isclose(pothole / none, exp((byte - 128) * 0.01 * sqrt(256)), rel_tol=1e-9)


@pytest.mark.parametrize("text", ["", "。。。", "13800138000", "完全不同", "something else"])
def test_of_a_text_without_known_pieces_the_biases_are_told(text: str) -> None:
    odds = [exp(bias) for bias in (2.0, 0.5, -1.0)]
    found = Classifier.of(LABELS, {"坑": bytes(3)}, [2.0, 0.5, -1.0], STEP).read(text)
    assert list(found.values()) == pytest.approx([share / sum(odds) for share in odds])


@pytest.mark.parametrize(
    ("row", "biases", "step"),
    [
        (b"\x80\x80", [0.0, 0.0, 0.0], STEP),
        (b"\x80\x80\x80", [0.0, 0.0], STEP),
        (b"\x80\x80\x80", [0.0, nan, 0.0], STEP),
        (b"\x80\x80\x80", [0.0, inf, 0.0], STEP),
        (b"\x80\x80\x80", [0.0, 0.0, 0.0], nan),
        (b"\x80\x80\x80", [0.0, 0.0, 0.0], inf),
        (b"\x80\x80\x80", [0.0, 0.0, 0.0], 0.0),
        (b"\x80\x80\x80", [0.0, 0.0, 0.0], -STEP),
        (b"\x80\x80\x80", [0.0, 0.0, 0.0], 0.35),
        (b"\x80\x80\x80", [0.0, 700.0, 0.0], STEP),
    ],
)
def test_weights_that_can_not_be_reckoned_with_are_refused(row: bytes, biases: list[float], step: float) -> None:
    with pytest.raises(ValueError, match=r"a (weight|step)"):
        Classifier.of(LABELS, {"坑": row}, biases, step)


def test_the_largest_step_that_is_accepted_overflows_nowhere() -> None:
    text = "坑" * 400
    weights = {gram: bytes([0, 255, 0]) for gram in set(grams_of(text))}
    read = Classifier.of(LABELS, weights, [-10.0, 10.0, -10.0], 0.33).read(text)
    assert list(read.values()) == pytest.approx([0.0, 1.0, 0.0])


@given(texts, st.dictionaries(st.sampled_from(PIECES), rows), biases, st.floats(0, 1))
def test_only_likely_labels_are_told_where_only_they_are_asked_for(
    text: str, weights: dict[str, bytes], biases: list[float], least: float
) -> None:
    classifier = Classifier.of(LABELS, weights, biases, STEP)
    likely, every = classifier.read(text, least), classifier.read(text)
    assert likely.items() <= every.items()
    assert all(share <= least + 1e-12 for label, share in every.items() if label not in likely)
    assert all(share >= least - 1e-12 for share in likely.values())
