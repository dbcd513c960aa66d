"""Weights packed into integers give what plain arithmetic gives."""

from math import exp, inf, isclose, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language import classifier
from domain.language.classifier import Classifier
from domain.language.ngrams import grams_of

LABELS = ("none", "pothole", "street_light")
PIECES = ("坑", "灯", "有坑", "坏", " hole ", "hole", "坏坏坏")
STEP = 0.1

rows = st.lists(st.integers(1, 255), min_size=3, max_size=3).map(bytes)
biases = st.lists(st.floats(-5, 5), min_size=3, max_size=3)
texts = st.lists(st.sampled_from(["坑", "灯", "有", "坏", "hole ", "a ", "，"]), max_size=400).map("".join)


def scored(text: str, weights: dict[str, bytes], biases: list[float]) -> list[float]:
    """The scores as they are written in a book."""
    grams = grams_of(text)
    scores = list(biases)
    for gram in grams:
        for place in range(len(scores)):
            scores[place] += (weights[gram][place] - 128) * STEP / sqrt(len(grams)) if gram in weights else 0.0
    return scores


def plainly(text: str, weights: dict[str, bytes], biases: list[float]) -> tuple[float, list[float]]:
    """Whether it is a report, and which."""
    none, *problems = scored(text, weights, biases)
    odds = [exp(score) for score in problems]
    return 1 / (1 + exp(none)) if grams_of(text) else 0.0, [share / sum(odds) for share in odds]


@given(texts, st.dictionaries(st.sampled_from(PIECES), rows), biases)
def test_packed_weights_give_what_plain_arithmetic_gives(
    text: str, weights: dict[str, bytes], biases: list[float]
) -> None:
    report, problems = Classifier.of(LABELS, weights, biases, STEP).read(text)
    expected_report, expected = plainly(text, weights, biases)
    assert tuple(problems) == LABELS[1:]
    assert isclose(report, expected_report, rel_tol=1e-9, abs_tol=1e-12)
    assert list(problems.values()) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert isclose(sum(problems.values()), 1.0)


@given(texts, st.dictionaries(st.sampled_from(PIECES), rows), biases)
def test_where_none_was_learned_as_a_category_it_takes_its_share(
    text: str, weights: dict[str, bytes], biases: list[float]
) -> None:
    lines = list(Classifier.of(LABELS, weights, biases, STEP).lines)
    report, problems = Classifier.of_lines(LABELS, lines, biases, STEP, joint=True).read(text)
    none, *odds = [exp(score) for score in scored(text, weights, biases)]
    assert isclose(report, sum(odds) / (none + sum(odds)) if grams_of(text) else 0.0, rel_tol=1e-9, abs_tol=1e-12)
    assert list(problems.values()) == pytest.approx([share / sum(odds) for share in odds], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("byte", [0, 255])
def test_a_long_letter_of_the_largest_weights_runs_into_no_other_label(byte: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(4096))
    weights = {gram: bytes([128, byte, 128]) for gram in set(grams_of(text))}
    report, problems = Classifier.of(LABELS, weights, [0.0, 0.0, 0.0], 0.01).read(text)
    assert report == 0.5
    assert isclose(problems["pothole"], 1.0 if byte else 0.0, abs_tol=1e-9)
    middling = text[:200]
    pothole, light = Classifier.of(LABELS, weights, [0.0, 0.0, 0.0], 0.001).read(middling).problems.values()
    expected = exp((byte - 128) * 0.001 * sqrt(len(grams_of(middling))))
    assert isclose(pothole / light, expected, rel_tol=1e-9)


@pytest.mark.parametrize("text", ["", "。。。", "13800138000", "😂😂😂"])
def test_without_a_letter_nothing_is_reported(text: str) -> None:
    report, problems = Classifier.of(LABELS, {"坑": bytes(3)}, [-2.0, 0.5, -1.0], STEP).read(text)
    assert report == 0.0
    assert isclose(sum(problems.values()), 1.0)


@pytest.mark.parametrize("text", ["完全不同", "something else"])
def test_of_a_text_without_known_pieces_the_biases_are_told(text: str) -> None:
    odds = [exp(bias) for bias in (0.5, -1.0)]
    report, problems = Classifier.of(LABELS, {"坑": bytes(3)}, [2.0, 0.5, -1.0], STEP).read(text)
    assert report == pytest.approx(1 / (1 + exp(2.0)))
    assert list(problems.values()) == pytest.approx([share / sum(odds) for share in odds])


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


@pytest.mark.parametrize("joint", [False, True])
def test_the_largest_step_that_is_accepted_overflows_nowhere(joint: bool) -> None:  # noqa: FBT001  a case
    text = "坑" * 4096
    for none in (0, 255):
        weights = {gram: bytes([none, 255, 0]) for gram in set(grams_of(text))}
        lines = list(Classifier.of(LABELS, weights, [0.0, 0.0, 0.0], 0.34).lines)
        report, problems = Classifier.of_lines(LABELS, lines, [0.0, 500.0, -500.0], 0.34, joint=joint).read(text)
        assert report == pytest.approx(1.0 if joint or not none else 0.0)
        assert list(problems.values()) == pytest.approx([1.0, 0.0])


def test_a_model_without_the_label_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="a weight"):
        Classifier.of(("pothole", "street_light"), {}, [0.0, 0.0], STEP)


def test_of_the_pieces_met_no_more_are_kept_than_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "_MET_AT_MOST", 2)
    weights = {piece: bytes([128, 200 + number, 128]) for number, piece in enumerate("坑灯坏")}
    reader = Classifier.of(LABELS, weights, [0.0, 0.0, 0.0], STEP)
    for text in ("坑", "灯", "坏", "坑坏灯", "坑"):
        assert reader.read(text) == Classifier.of(LABELS, weights, [0.0, 0.0, 0.0], STEP).read(text)
        assert len(reader.lanes) <= 2
