"""The file ``categories.model``: the weights learned from captions, as text.

The first line is a JSON object. Each further line has a piece of text, a tab, and the weights for all labels in base64,
one byte each: steps with 128 added. ``domain.language.classifier`` describes the weights. Files of format 1, in which
``none`` was one more category, are read as they were learned.
"""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from domain.district.problems import BadValue, InFile, Problem
from domain.language.classifier import NONE, Classifier
from files.source_files import read_text

FILE: Final = "categories.model"
_FORMAT: Final = 2
_JOINT_FORMAT: Final = 1
_ZERO: Final = 128


@dataclass(frozen=True, slots=True)
class Learned:
    """The result of training.

    Attributes:
        weights: For each piece of text a weight for each label, in steps from -127 to 127.
        step: The size of a step.
        figures: For people: how many texts were learned, and the scores on held-back texts.
    """

    labels: Sequence[str]
    biases: Sequence[float]
    step: float
    weights: Mapping[str, Sequence[int]]
    figures: Mapping[str, Any]


def write_model(path: Path, learned: Learned) -> None:
    """Write the file atomically, because a bot may be reading it; equal results give equal bytes.

    Raises:
        OSError: The file cannot be written.
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
    """Return the classifier of a file; None with a problem added if it cannot be read."""
    content = read_text(path, problems)
    if content is None:
        return None
    head, _, body = content.partition("\n")
    try:
        return _classifier(json.loads(head), body.encode().splitlines())
    except BadValue as refused:
        problems.append(refused.problem(path.name))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        problems.append(Problem("model_broken", path.name, InFile(line=1)))
    return None


def _classifier(head: Mapping[str, Any], lines: list[bytes]) -> Classifier:
    """Build the classifier.

    Raises:
        BadValue: A line is broken.
        ValueError, KeyError, TypeError, AttributeError, OverflowError: The head is broken.
    """
    labels = tuple(map(str, head["labels"]))
    written = head["format"]
    if written not in {_JOINT_FORMAT, _FORMAT} or NONE not in labels or len(set(labels)) != len(labels):
        raise ValueError(written)
    whole = re.compile(rb"[^\t]+\t" + _written(len(labels))).fullmatch
    for number, line in enumerate(lines, 2):
        if not whole(line):
            raise BadValue("model_broken", line=number)
    biases = [float(bias) for bias in head["biases"]]
    return Classifier.of_lines(labels, lines, biases, float(head["step"]), joint=written == _JOINT_FORMAT)


def _written(width: int) -> bytes:
    """Return the pattern of so many bytes in base64."""
    padding = -width % 3
    return b"[A-Za-z0-9+/]{%d}={%d}" % ((width * 4 + 2) // 3, padding)
