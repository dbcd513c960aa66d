"""A small corpus is learned; what is said of texts held back comes from models that have not seen them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from districts.model_file import FILE, Learned, read_model, write_model
from districts.shipped import WORDS, shipped_catalogue
from domain.district.problems import BadValue
from domain.language.classifier import NONE
from lab.training import learning
from lab.training.captions import (
    TEXTS_OF_A_CATEGORY,
    Caption,
    fingerprint_of,
    read_captions,
    set_rare_apart,
    shipped_captions,
)
from lab.training.corpus import Corpus
from lab.training.held_back import figures_of, warmth_of
from lab.training.landmarks import beside_landmarks
from lab.training.learning import FOLDS, learn
from lab.training.regression import Floats, Model, Numbers, Texts, fit, softmax

SLUGS = ("pothole", "street_light", NONE)
TOY = [
    Caption(f"{where}{what}", slug)
    for where in ("东门", "西门", "南门", "北门", "学校", "医院", "桥头", "车站")
    for what, slug in (
        ("有个大坑", "pothole"),
        ("路面坑洼", "pothole"),
        ("路灯不亮", "street_light"),
        ("灯灭了", "street_light"),
        ("等你吃饭", NONE),
        ("谢谢大家", NONE),
    )
]


def quietly() -> None:
    """Nobody watches the progress."""


def loss(texts: Texts, targets: Floats, model: Model, rows: Numbers) -> float:
    return -float((targets[rows] * np.log(model.probabilities(texts.batch(rows)))).sum())


def test_the_gradient_is_that_of_the_loss() -> None:
    texts = Texts.of([[0, 1, 1], [2], [], [0, 2]], [3, 4, 2, 2])
    targets = np.array([[1.0, 0.0], [0.3, 0.7], [0.0, 1.0], [0.0, 1.0]])
    chance = np.random.default_rng(7)
    model = Model(chance.normal(size=(3, 2)), chance.normal(size=2))
    rows = np.array([3, 0, 1, 2])
    pieces, change = texts.batch(rows).gradient(model.probabilities(texts.batch(rows)) - targets[rows])
    assert list(pieces) == [0, 1, 2]
    for piece in range(3):
        for label in range(2):
            model.weights[piece, label] += 1e-6
            above = loss(texts, targets, model, rows)
            model.weights[piece, label] -= 2e-6
            below = loss(texts, targets, model, rows)
            model.weights[piece, label] += 1e-6
            assert change[piece, label] == pytest.approx((above - below) / 2e-6, abs=1e-6)


def test_scores_are_those_of_the_bots_own_reader(tmp_path: Path) -> None:
    """What is trained and what reads agree but for the rounding of weights to bytes."""
    learned = learn(TOY, quietly)
    write_model(tmp_path / "model", learned)
    reader = read_model(tmp_path / "model", [])
    assert reader is not None
    weights = np.array([learned.weights[piece] for piece in sorted(learned.weights)]) * learned.step
    places = {piece: place for place, piece in enumerate(sorted(learned.weights))}
    corpus = Corpus.of(TOY)
    model = Model(weights, np.array(learned.biases))
    expected = model.probabilities(corpus.texts(places).batch(np.arange(len(TOY))))
    for caption, shares in zip(TOY, expected, strict=True):
        assert list(reader.read(caption.text).values()) == pytest.approx(list(shares), rel=1e-9)


def test_a_small_corpus_is_learned(tmp_path: Path) -> None:
    steps: list[None] = []
    learned = learn(TOY, lambda: steps.append(None))
    assert len(steps) == FOLDS + 1
    write_model(tmp_path / "model", learned)
    reader = read_model(tmp_path / "model", [])
    assert reader is not None
    for text, slug in (("楼下有个大坑", "pothole"), ("公园路灯不亮", "street_light"), ("我等你吃饭", NONE)):
        likely = reader.read(text)
        assert max(likely, key=lambda label: likely[label]) == slug
    assert learned.figures["texts"] == len(TOY)
    assert learned.figures["top1"] == learned.figures["top3"] == 1.0
    assert learned.figures["false_drafts"] == 0.0


def test_no_text_is_judged_by_a_model_that_has_seen_it() -> None:
    """Labels without rhyme or reason can be learned by heart and not guessed."""
    chance = np.random.default_rng(3)
    letters = [chr(0x4E00 + number) for number in range(2000)]
    captions = [Caption("".join(chance.choice(letters, 12)), SLUGS[number % 2]) for number in range(400)]
    figures = learn(captions, quietly).figures
    assert figures["top1"] < 0.65


def test_the_same_text_is_never_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when it stands in two sources: one of its twins would give the other away."""
    captions = [*TOY, *TOY[::3]]
    seen: list[set[str]] = []
    fitted = learning._fitted

    def watched(corpus: Corpus, rows: Numbers) -> tuple[Model, dict[str, int]]:
        seen.append({corpus.captions[row].text for row in rows})
        return fitted(corpus, rows)

    monkeypatch.setattr(learning, "_fitted", watched)
    learn(captions, quietly)
    texts = {caption.text for caption in captions}
    held_back = [texts - known for known in seen]
    assert held_back.pop() == set()
    assert len(held_back) == FOLDS
    assert sorted(text for some in held_back for text in some) == sorted(texts)


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_model(tmp_path / name, learn(TOY, quietly))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_rare_pieces_and_those_beyond_the_limit_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    once = Caption("鳄鱼", "pothole")
    weights = learn([*TOY, once], quietly).weights
    assert "坑" in weights
    assert "鳄" not in weights
    monkeypatch.setattr(learning, "_PIECES_AT_MOST", 10)
    few = learn(TOY, quietly).weights
    assert len(few) == 10
    assert set(few) < set(weights)
    assert {"坑", "灯"} & set(few)


def test_a_text_that_may_mean_several_is_shared_among_them() -> None:
    assert Caption("坏了", "pothole").shares() == {"pothole": 1.0}
    shares = Caption("坏了", "pothole", ("street_light", NONE)).shares()
    assert shares["pothole"] == pytest.approx(0.7)
    assert shares["street_light"] == shares[NONE] == pytest.approx(0.15)
    corpus = Corpus.of([Caption("坏了", "pothole", ("street_light",)), Caption("坑", "pothole")])
    assert corpus.labels == [NONE, "pothole", "street_light"]
    assert corpus.targets.tolist() == [[0.0, 0.7, pytest.approx(0.3)], [0.0, 1.0, 0.0]]


@pytest.mark.parametrize("warmth", [0.5, 0.8, 1.0, 1.6])
def test_the_warmth_is_that_under_which_probabilities_come_true(warmth: float) -> None:
    chance = np.random.default_rng(5)
    scores = chance.normal(scale=2.0, size=(20_000, 3))
    true = [chance.choice(3, p=shares) for shares in softmax(scores * warmth)]
    assert warmth_of(scores, np.eye(3)[true]) == pytest.approx(warmth, abs=0.06)


def test_figures_follow_the_bots_own_rule() -> None:
    captions = [
        Caption("a", "pothole"),
        Caption("b", "street_light", ("pothole",)),
        Caption("c", "pothole"),
        Caption("d", NONE),
        Caption("e", NONE),
    ]
    likely = np.array([[0.1, 0.8, 0.1], [0.1, 0.6, 0.3], [0.5, 0.4, 0.1], [0.9, 0.05, 0.05], [0.3, 0.4, 0.3]])
    figures = figures_of(np.log(likely), Corpus.of(captions))
    assert figures == {"top1": round(2 / 3, 4), "top3": round(2 / 3, 4), "false_drafts": 0.5}
    nothing: dict[str, Any] = figures_of(np.zeros((0, 1)), Corpus.of([]))
    assert set(nothing.values()) == {None}


def test_no_weight_is_beyond_what_the_reader_takes() -> None:
    learned = learning._learned(
        ["none", "pothole"], Model(np.array([[900.0, -900.0]]), np.zeros(2)), {"坑": 0}, 2.0, {}
    )
    assert isinstance(learned, Learned)
    assert learned.weights["坑"] == [127, -127]
    assert learned.step * 127 == pytest.approx(40.0)


def test_nothing_to_learn_is_learned(tmp_path: Path) -> None:
    for captions in ([], [Caption("坑", "pothole")], [Caption("好", NONE)]):
        write_model(tmp_path / "model", learn(captions, quietly))
        assert read_model(tmp_path / "model", []) is not None


def test_fitting_is_to_the_rows_given_alone() -> None:
    texts = Texts.of([[0], [1]], [1, 1])
    model = fit(texts, np.eye(2), np.array([0]), 2, 5)
    assert model.weights[0].any()
    assert not model.weights[1].any()


def table(folder: Path, *lines: str) -> Path:
    path = folder / "captions.csv"
    path.write_text("\n".join(["text,slug,also", *lines]), encoding="utf-8")
    return path


def test_captions_are_read_once_each(tmp_path: Path) -> None:
    found = read_captions(
        table(tmp_path, "坑,pothole,", "坑,none,", " 灯 ,street_light,pothole| none|street_light", ",pothole,", "无,,"),
        {"pothole", "street_light"},
    )
    assert found == [Caption("坑", "pothole"), Caption("灯", "street_light", ("pothole", NONE))]


def test_every_slug_that_is_unknown_is_named(tmp_path: Path) -> None:
    path = table(tmp_path, "坑,potholes,", "灯,pothole,lamps", "好,none,")
    with pytest.raises(BadValue) as refused:
        read_captions(path, {"pothole"})
    (mistake,) = refused.value.mistakes
    assert mistake.code == "csv_unknown_slugs"
    assert mistake.details["count"] == "2"
    assert "potholes" in mistake.details["names"]
    assert "lamps" in mistake.details["names"]
    assert "pothole" in mistake.details["close"]


def test_categories_of_few_captions_are_set_apart() -> None:
    enough = [Caption(f"坑{number}", "pothole", ("street_light", NONE)) for number in range(TEXTS_OF_A_CATEGORY)]
    few = [Caption(f"灯{number}", "street_light") for number in range(TEXTS_OF_A_CATEGORY - 1)]
    nothing = Caption("好", NONE, ("pothole", "street_light"))
    kept, rare = set_rare_apart([*enough, *few, nothing])
    assert rare == {"street_light": TEXTS_OF_A_CATEGORY - 1}
    assert kept == [*(Caption(each.text, "pothole", (NONE,)) for each in enough), Caption("好", NONE, ("pothole",))]


def test_a_fingerprint_is_of_texts_and_labels_in_any_order() -> None:
    one, other = Caption("坑", "pothole"), Caption("灯", "street_light", ("pothole",))
    assert fingerprint_of([one, other]) == fingerprint_of([other, one])
    others = [[one], [one, Caption("灯", "street_light")], [Caption("坑", NONE), other]]
    assert fingerprint_of([one, other]) not in {fingerprint_of(captions) for captions in others}


def test_the_shipped_model_was_learned_from_the_shipped_captions() -> None:
    head = json.loads((WORDS / FILE).read_text(encoding="utf-8").partition("\n")[0])
    captions = read_captions(shipped_captions(), shipped_catalogue())
    assert head["labels"] == sorted({NONE, *shipped_catalogue()})
    assert head["figures"]["texts"] == len(captions)
    assert head["figures"]["fingerprint"] == fingerprint_of(captions)


def test_landmarks_move_the_words_and_not_the_meaning() -> None:
    captions = [Caption(f"路灯{number}不亮", "street_light", (NONE,)) for number in range(40)]
    captions += [Caption(f"light {number} is out", "street_light") for number in range(40)]
    moved = list(beside_landmarks(captions))
    assert len(captions) / 4 < len(moved) < len(captions)
    for place, caption in moved:
        original = captions[place]
        assert (caption.slug, caption.also) == (original.slug, original.also)
        assert len(caption.text) > len(original.text)
        assert all(word in caption.text for word in original.text.split())
    assert list(beside_landmarks(captions)) == moved
