"""What was learned, written and read again; a file that is broken is told with its line."""

import json
from collections.abc import Callable
from math import e
from pathlib import Path

import pytest

from districts.model_file import FILE, Learned, read_model, write_model
from districts.shipped import read_classifier
from domain.district.problems import Problem
from domain.language.classifier import Classifier

LEARNED = Learned(
    labels=["none", "pothole", "street_light"],
    biases=[0.25, -1.5, 0.0],
    step=0.05,
    weights={"坑": [-128, 127, 0], " hole ": [0, 60, -3], "灯": [-20, -20, 40]},
    figures={"texts": 3, "top1": None},
)


def read(path: Path) -> Classifier:
    problems: list[Problem] = []
    classifier = read_model(path, problems)
    assert not problems
    assert classifier is not None
    return classifier


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write_model(path, LEARNED)
    weights = {piece: bytes(weight + 128 for weight in row) for piece, row in LEARNED.weights.items()}
    kept = Classifier.of(LEARNED.labels, weights, LEARNED.biases, LEARNED.step)
    assert read(path) == kept
    for text in ("路上有坑", "灯", "a hole in the road", "你好", ""):
        assert read(path).read(text) == kept.read(text)


def test_the_same_learning_gives_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    turned = Learned(
        LEARNED.labels, LEARNED.biases, LEARNED.step, dict(sorted(LEARNED.weights.items())), LEARNED.figures
    )
    write_model(tmp_path / "one", LEARNED)
    write_model(tmp_path / "other", turned)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / FILE
    write_model(path, LEARNED)
    before = path.read_bytes()

    def fail(self: Path, text: str, **_: object) -> None:
        self.write_bytes(text.encode()[:100])
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "write_text", fail)
    with pytest.raises(OSError, match="disk"):
        write_model(path, LEARNED)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_model_without_pieces_knows_its_biases(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write_model(path, Learned(["none", "pothole"], [0.0, 0.0], 1 / 127, {}, {}))
    assert read(path).read("坑") == (0.5, {"pothole": 1.0})


def test_a_file_of_the_first_format_is_read_as_it_was_learned(tmp_path: Path) -> None:
    """A district keeps the model that it trained before `none` became a question of its own."""
    path = tmp_path / FILE
    write_model(path, Learned(["none", "pothole"], [0.0, 0.0], 1 / 127, {}, {}))
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 2', '"format": 1'), encoding="utf-8")
    kept = read(path)
    assert kept.joint
    assert kept.read("坑") == (0.5, {"pothole": 1.0})
    path.write_text(path.read_text(encoding="utf-8").replace("[0.0, 0.0]", "[0.0, 1.0]"), encoding="utf-8")
    assert read(path).read("坑").report == pytest.approx(e / (1 + e))


def test_an_editor_of_windows_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write_model(path, LEARNED)
    before = read(path)
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    assert read(path) == before


def head(**changes: object) -> Callable[[list[str]], None]:
    def change(lines: list[str]) -> None:
        lines[0] = json.dumps(json.loads(lines[0]) | changes)

    return change


def line(number: int, text: str) -> Callable[[list[str]], None]:
    def change(lines: list[str]) -> None:
        lines[number - 1] = text

    return change


def without(key: str) -> Callable[[list[str]], None]:
    def change(lines: list[str]) -> None:
        lines[0] = json.dumps({name: value for name, value in json.loads(lines[0]).items() if name != key})

    return change


BROKEN: list[tuple[Callable[[list[str]], None], int]] = [
    (list.clear, 1),
    (line(1, "{"), 1),
    (line(1, "[]"), 1),
    (line(1, "3"), 1),
    (line(1, "null"), 1),
    (line(1, "[" * 100_000), 1),
    (head(format=3), 1),
    (head(format=0), 1),
    (head(format="1"), 1),
    (head(labels=["pothole", "street_light", "tree_down"]), 1),
    (head(labels=["none", "pothole", "pothole"]), 1),
    (head(labels=["none", "pothole"]), 2),
    (head(labels="none"), 1),
    (head(labels=None), 1),
    (head(biases=[0.0]), 1),
    (head(biases=[0.0, "much", 0.0]), 1),
    (head(biases=[0.0, float("nan"), 0.0]), 1),
    (head(step=float("inf")), 1),
    (head(step=10**400), 1),
    (head(step=0), 1),
    (head(step=None), 1),
    (without("step"), 1),
    (without("labels"), 1),
    (without("format"), 1),
    (line(3, "坑\tgICA!"), 3),
    (line(3, "坑\t坑坑坑坑"), 3),
    (line(3, "坑\tgIA="), 3),
    (line(3, "坑\t"), 3),
    (line(3, "坑"), 3),
    (line(3, "\tgICA"), 3),
    (line(3, ""), 3),
]


@pytest.mark.parametrize(("change", "at"), BROKEN)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, change: Callable[[list[str]], None], at: int) -> None:
    path = tmp_path / FILE
    write_model(path, LEARNED)
    lines = path.read_text(encoding="utf-8").splitlines()
    change(lines)
    path.write_text("\n".join(lines), encoding="utf-8")
    problems: list[Problem] = []
    assert read_model(path, problems) is None
    assert [(problem.code, problem.file, problem.place.line) for problem in problems] == [("model_broken", FILE, at)]


def test_a_district_without_a_file_has_what_is_shipped_and_one_with_a_file_has_that(tmp_path: Path) -> None:
    problems: list[Problem] = []
    shipped = read_classifier(tmp_path, problems)
    assert shipped is not None
    assert len(shipped.labels) > 20
    write_model(tmp_path / FILE, LEARNED)
    own = read_classifier(tmp_path, problems)
    assert own is not None
    assert own.labels == ("none", "pothole", "street_light")
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    assert read_classifier(tmp_path, problems) is None
    assert [problem.code for problem in problems] == ["model_broken"]
