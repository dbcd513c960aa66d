"""``categories.model``: what was learned from captions, as a text file that any version control can hold.

Its first line is a JSON object; each further line a piece of text, a tab, and its weights for all labels in base64: a
byte each, of steps with 128 added. See ``domain.language.classifier`` for what they mean.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from domain.district.problems import BadValue, InFile, Problem
from domain.language.classifier import NONE, Classifier
from files.source_files import read_text

FILE: Final = "categories.model"
_FORMAT: Final = 1
_ZERO: Final = 128


@dataclass(frozen=True, slots=True)
class Learned:
    """What training gives: weights of each piece in steps from -128 to 127, one for each label, and what it found.

    `figures` are kept for people: how many texts were learned, and the scores on those held back.
    """

    labels: Sequence[str]
    biases: Sequence[float]
    step: float
    weights: Mapping[str, Sequence[int]]
    figures: Mapping[str, Any]


def write_model(path: Path, learned: Learned) -> None:
    """Write the file, as a whole or not at all: a bot may be reading it. The same learning gives the same bytes.

    Raises OSError.
    """
    head = {
        "format": _FORMAT,
        "labels": list(learned.labels),
        "biases": list(learned.biases),
        "step": learned.step,
        "figures": dict(learned.figures),
    }
    lines = [json.dumps(head, ensure_ascii=False)]
    for piece in sorted(learned.weights):
        row = bytes(weight + _ZERO for weight in learned.weights[piece])
        lines.append(f"{piece}\t{base64.b64encode(row).decode()}")
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_model(path: Path, problems: list[Problem]) -> Classifier | None:
    """The classifier of a file; None, with a problem noted, where it can't be read."""
    content = read_text(path, problems)
    if content is None:
        return None
    head, _, body = content.partition("\n")
    try:
        return _classifier(json.loads(head), body.splitlines())
    except BadValue as refused:
        problems.append(refused.problem(path.name))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        problems.append(Problem("model_broken", path.name, InFile(line=1)))
    return None


def _classifier(head: Mapping[str, Any], lines: Iterable[str]) -> Classifier:
    """Raises BadValue for a line, any error of wrong types and missing keys for the head."""
    labels = tuple(map(str, head["labels"]))
    if head["format"] != _FORMAT or NONE not in labels or len(set(labels)) != len(labels):
        raise ValueError(head["format"])
    weights = dict(_row(number, line, len(labels)) for number, line in enumerate(lines, 2))
    biases = [float(bias) for bias in head["biases"]]
    return Classifier.of(labels, weights, biases, float(head["step"]))


def _row(number: int, line: str, width: int) -> tuple[str, bytes]:
    piece, _, written = line.partition("\t")
    try:
        row = base64.b64decode(written, validate=True)
    except ValueError:  # no base64, or not even ASCII
        raise BadValue("model_broken", line=number) from None
    if not piece or len(row) != width:
        raise BadValue("model_broken", line=number)
    return piece, row
