"""A small corpus is learned; what is said of texts held back comes from models that have not seen them."""

import json
from collections.abc import Sequence
from pathlib import Path

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
from lab.training.held_back import FOLDS, calibrated, figures_of, parts_of
from lab.training.landmarks import beside_landmarks
from lab.training.learning import learn
from lab.training.regression import Model, Numbers, Targets, Texts, fit, sigmoid, softmax

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


URGENT = frozenset({"pothole"})


def quietly(_: float) -> None:
    """Nobody watches the progress."""


def learned_of(captions: Sequence[Caption]) -> Learned:
    return learn(captions, (), quietly)


def loss(texts: Texts, targets: Targets, model: Model, rows: Numbers) -> float:
    """The mean surprise at what texts mean: at the category of those that report, and at whether they report."""
    scores = texts.batch(rows).scores(model)
    reports = targets.reports[rows]
    likely = sigmoid(scores[:, -1])
    surprise = (targets.problems[rows] * np.log(softmax(scores[:, :-1]))).sum(axis=1)
    surprise = surprise + reports * np.log(likely) + (1 - reports) * np.log(1 - likely)
    return -float((surprise * targets.weights[rows]).mean())


def test_the_gradient_is_that_of_the_loss() -> None:
    texts = Texts.of([[0, 1, 1], [2], [], [0, 2]], [3, 4, 2, 2])
    targets = Targets(
        np.array([[1.0, 0.0], [0.3, 0.7], [0.0, 1.0], [0.0, 0.0]]),
        np.array([1.0, 0.8, 1.0, 0.0]),
        np.array([1.0, 3.0, 1.0, 1.0]),
    )
    chance = np.random.default_rng(7)
    model = Model(chance.normal(size=(3, 3)), chance.normal(size=3))
    rows = np.array([3, 0, 1, 2])
    batch = texts.batch(rows)
    pieces, change = batch.gradient(targets.errors(batch.scores(model), rows))
    assert list(pieces) == [0, 1, 2]
    for piece in range(3):
        for label in range(3):
            model.weights[piece, label] += 1e-6
            above = loss(texts, targets, model, rows)
            model.weights[piece, label] -= 2e-6
            below = loss(texts, targets, model, rows)
            model.weights[piece, label] += 1e-6
            assert change[piece, label] == pytest.approx((above - below) / 2e-6, abs=1e-6)


def test_scores_are_those_of_the_bots_own_reader(tmp_path: Path) -> None:
    """What is trained and what reads agree but for the rounding of weights to bytes."""
    learned = learned_of(TOY)
    write_model(tmp_path / "model", learned)
    reader = read_model(tmp_path / "model", [])
    assert reader is not None
    corpus = Corpus.of(TOY)
    places = np.array([place for place, piece in enumerate(corpus.pieces) if piece in learned.weights])
    weights = np.array([learned.weights[corpus.pieces[place]] for place in places]) * learned.step
    batch = corpus.texts.of_pieces(places).batch(np.arange(len(TOY)))
    scores = batch.scores(Model(weights, np.array(learned.biases)))
    for caption, row in zip(TOY, scores, strict=True):
        likely = reader.read(caption.text)
        assert likely.report == pytest.approx(1 - sigmoid(row[-1]), rel=1e-6)
        assert list(likely.problems.values()) == pytest.approx(list(softmax(row[None, :-1])[0]), rel=1e-6)


def test_a_small_corpus_is_learned(tmp_path: Path) -> None:
    steps: list[float] = []
    learned = learn(TOY, (), steps.append)
    assert len(steps) == FOLDS + 1
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    write_model(tmp_path / "model", learned)
    reader = read_model(tmp_path / "model", [])
    assert reader is not None
    for text, slug in (("楼下有个大坑", "pothole"), ("公园路灯不亮", "street_light"), ("我等你吃饭", NONE)):
        report, problems = reader.read(text)
        assert (max(problems, key=problems.__getitem__) if report > 0.5 else NONE) == slug
    assert learned.figures["texts"] == len(TOY)
    assert learned.figures["top1"] == learned.figures["top3"] == 1.0
    assert learned.figures["false_drafts"] == 0.0


def test_no_text_is_judged_by_a_model_that_has_seen_it() -> None:
    """Labels without rhyme or reason can be learned by heart and not guessed."""
    chance = np.random.default_rng(3)
    letters = [chr(0x4E00 + number) for number in range(2000)]
    captions = [Caption("".join(chance.choice(letters, 12)), SLUGS[number % 2]) for number in range(400)]
    figures = learned_of(captions).figures
    assert figures["top1"] < 0.65


def test_the_same_text_is_never_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when it stands in two sources: one of its twins would give the other away."""
    captions = [*TOY, *TOY[::3]]
    seen: list[set[str]] = []
    fitted = learning.fitted

    def watched(corpus: Corpus, rows: Numbers, sent: int, pieces_at_most: int) -> tuple[Model, Numbers]:
        seen.append({corpus.captions[row].text for row in rows})
        return fitted(corpus, rows, sent, pieces_at_most)

    monkeypatch.setattr(learning, "fitted", watched)
    learned_of(captions)
    texts = {caption.text for caption in captions}
    held_back = [texts - known for known in seen]
    assert held_back.pop() == set()
    assert len(held_back) == FOLDS
    assert sorted(text for some in held_back for text in some) == sorted(texts)


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_model(tmp_path / name, learned_of(TOY))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_rare_pieces_and_those_beyond_the_limit_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    once = Caption("鳄鱼", "pothole")
    weights = learned_of([*TOY, once]).weights
    assert "坑" in weights
    assert "鳄" not in weights
    monkeypatch.setattr(learning, "_PIECES_AT_MOST", 10)
    few = learned_of(TOY).weights
    assert len(few) == 10
    assert set(few) < set(weights)
    assert {"坑", "灯"} & set(few)


def test_a_text_that_may_mean_several_is_shared_among_them() -> None:
    assert Caption("坏了", "pothole").shares() == {"pothole": 1.0}
    shares = Caption("坏了", "pothole", ("street_light", NONE)).shares()
    assert shares["pothole"] == pytest.approx(0.7)
    assert shares["street_light"] == shares[NONE] == pytest.approx(0.15)
    corpus = Corpus.of([Caption("坏了", "pothole", ("street_light",)), Caption("坑", "pothole")])
    assert corpus.categories == ["pothole", "street_light"]
    assert corpus.targets.problems.tolist() == [[pytest.approx(0.7), pytest.approx(0.3)], [1.0, 0.0]]
    assert corpus.targets.reports.tolist() == [1.0, 1.0]


def test_what_may_be_nothing_as_well_is_a_report_in_part_and_teaches_categories_only_if_it_is_one() -> None:
    corpus = Corpus.of([Caption("坏了", "pothole", (NONE,)), Caption("坑", NONE, ("pothole",))])
    assert corpus.targets.problems.tolist() == [[pytest.approx(1.0)], [0.0]]
    assert corpus.targets.reports.tolist() == [pytest.approx(0.7), pytest.approx(0.3)]


def test_what_staff_decided_counts_more_than_a_caption() -> None:
    texts = Texts.of([[0], [0]], [1, 1])
    shares, reports = np.eye(2), np.ones(2)
    heavier = [Targets(shares, reports, np.array(weights)) for weights in ([1.0, 1.0], [3.0, 1.0])]
    even, first = (fit(texts, targets, np.arange(2), 1, 40) for targets in heavier)
    likely = [softmax(texts.batch(np.array([0])).scores(model)[:, :-1])[0, 0] for model in (even, first)]
    assert likely[0] == pytest.approx(0.5, abs=0.05)
    assert likely[1] > 0.6


@pytest.mark.parametrize("warmth", [0.5, 0.8, 1.0, 1.6])
def test_the_warmth_is_that_under_which_probabilities_come_true(warmth: float) -> None:
    chance = np.random.default_rng(5)
    scores = chance.normal(scale=2.0, size=(20_000, 4))
    true = [chance.choice(3, p=shares) for shares in softmax(scores[:, :3] * warmth)]
    reports = (chance.random(20_000) < sigmoid(scores[:, 3] * 1.2)).astype(float)
    targets = Targets(np.eye(3)[true], reports, np.ones(20_000))
    assert calibrated(scores, targets).tolist() == pytest.approx([warmth] * 3 + [1.2], abs=0.06)


def test_figures_follow_the_bots_own_rule() -> None:
    captions = [
        Caption("a", "pothole"),
        Caption("b", "street_light", ("pothole",), "voices"),
        Caption("c", "street_light", register="voices"),
        Caption("d", NONE),
        Caption("e", NONE, register="voices"),
        Caption("f", "street_light"),
    ]
    likely = np.array([[0.95, 0.05], [0.6, 0.4], [0.95, 0.05], [0.5, 0.5], [0.5, 0.5], [0.6, 0.4]])
    reports = np.array([0.95, 0.95, 0.01, 0.01, 0.99, 0.95])
    scores = np.column_stack([np.log(likely), np.log(reports / (1 - reports))])
    categories = ["pothole", "street_light"]
    figures = figures_of(scores, captions, categories, frozenset())
    assert (figures["top1"], figures["top3"], figures["false_drafts"]) == (0.5, 0.75, 0.5)
    assert (figures["photo_top1"], figures["photo_top3"]) == (0.5, 1.0)
    (voices,) = figures["registers"]
    assert (voices["register"], voices["rows"], voices["top1"], voices["photo_top3"]) == ("voices", 3, 0.5, 1.0)
    wary = figures_of(scores, captions, categories, URGENT)
    assert wary["top1"] == 0.75
    assert wary["photo_top1"] == 1.0  # what reports nothing is nothing urgent
    assert figures_of(np.zeros((0, 1)), [], [], URGENT)["top1"] is None


def test_a_register_is_held_back_as_a_whole_with_the_one_that_it_retells() -> None:
    registers = ["letter_zh", "hotline_zh", "voice_zh", "app_en", "letter_zh", ""]
    parts = parts_of([Caption(f"{number}", "pothole", (), register) for number, register in enumerate(registers)])
    assert parts[0] == parts[1] == parts[4]
    assert len({parts[0], parts[2], parts[3], parts[5]}) == 4


def test_a_text_without_register_is_held_back_with_its_twin_that_has_one() -> None:
    parts = parts_of(
        [Caption("坑", "pothole", (), "voice_zh"), Caption("坑", "pothole"), Caption("灯", "street_light")]
    )
    assert parts[0] == parts[1] != parts[2]


def test_no_weight_is_beyond_what_the_reader_takes() -> None:
    model = Model(np.array([[900.0, -900.0, 900.0]]), np.zeros(3))
    learned = learning.learned_of(["pothole", "street_light"], model, ["坑"], {})
    assert learned.labels == ["pothole", "street_light", NONE]
    assert learned.weights["坑"] == [127, -127, -127]
    assert learned.step * 127 == pytest.approx(40.0)


def test_nothing_to_learn_is_learned(tmp_path: Path) -> None:
    for captions in ([], [Caption("坑", "pothole")], [Caption("好", NONE)]):
        write_model(tmp_path / "model", learned_of(captions))
        assert read_model(tmp_path / "model", []) is not None


def test_fitting_is_to_the_rows_given_alone() -> None:
    texts = Texts.of([[0], [1]], [1, 1])
    model = fit(texts, Targets(np.eye(2), np.ones(2), np.ones(2)), np.array([0]), 2, 5)
    assert model.weights[0].any()
    assert not model.weights[1].any()


def table(folder: Path, *lines: str, header: str = "text,slug,also") -> Path:
    path = folder / "captions.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return path


def test_captions_are_read_once_each(tmp_path: Path) -> None:
    found = read_captions(
        table(tmp_path, "坑,pothole,", "坑,none,", " 灯 ,street_light,pothole| none|street_light", ",pothole,", "无,,"),
        {"pothole", "street_light"},
    )
    assert found == [Caption("坑", "pothole"), Caption("灯", "street_light", ("pothole", NONE))]


def test_a_caption_has_the_register_of_its_row(tmp_path: Path) -> None:
    path = table(tmp_path, "坑,pothole,,voice_zh", header="text,slug,also,register")
    assert read_captions(path, {"pothole"}) == [Caption("坑", "pothole", (), "voice_zh")]


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
    captions = [caption for table in shipped_captions() for caption in read_captions(table, shipped_catalogue())]
    assert head["labels"] == [*sorted(shipped_catalogue()), NONE]
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
