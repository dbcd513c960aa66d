"""Which texts are held back from a fit, and what is said of them by a model that has not seen them."""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from domain.language.classifier import Likely
from domain.language.suggestion import judge
from lab.evaluation.tally import Judged, Tally
from lab.training.captions import Caption
from lab.training.regression import Floats, Numbers, Targets, sigmoid, softmax

FOLDS: Final = 5
"""The parts into which texts of no register are dealt."""

_RETELLS: Final = {"hotline_zh": "letter_zh", "dialect_zh": "voice_zh"}
"""Registers that tell what another one tells: they are held back with it."""

_WHOLE: Final = ""  # the group of all texts; those of no register are in no other
_WARMTHS: Final = tuple(round(0.5 + 0.05 * step, 2) for step in range(51))


def parts_of(captions: Sequence[Caption]) -> Numbers:
    """Return for each caption the number of the part with which it is held back: its register, or one of five.

    The same text is in one part, wherever it comes from.
    """
    registers = {caption.text: caption.register for caption in captions if caption.register}
    names = [
        _RETELLS.get(register, register) if (register := registers.get(caption.text, "")) else _dealt(caption.text)
        for caption in captions
    ]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], np.int64)


def _dealt(text: str) -> int:
    return zlib.crc32(text.encode()) % FOLDS


def calibrated(scores: Floats, targets: Targets) -> Floats:
    """Return the factor for each column of scores under which the true labels are likeliest.

    Temperature scaling (Guo et al. 2017): one factor for the categories, one for the last column, of reports.
    """
    problems, reports = targets.problems, targets.reports

    def of_problems(warmth: float) -> float:
        return -float((problems * np.log(softmax(scores[:, :-1] * warmth) + 1e-12)).sum())

    def of_reports(warmth: float) -> float:
        likely = np.clip(sigmoid(scores[:, -1] * warmth), 1e-7, 1 - 1e-7)
        return -float((reports * np.log(likely) + (1 - reports) * np.log(1 - likely)).sum())

    found = [min(_WARMTHS, key=of_problems)] * problems.shape[1] + [min(_WARMTHS, key=of_reports)]
    return np.array(found, np.float32)


def figures_of(
    scores: Floats, captions: Sequence[Caption], categories: Sequence[str], urgent: frozenset[str]
) -> dict[str, Any]:
    """Return shares from 0 to 1, by the bot's own rule, of words alone and beside a photo; and for each register.

    Captions and categories are in the order of the rows and columns of `scores`, whose last column is of reports.
    """
    reports, problems = sigmoid(scores[:, -1]), softmax(scores[:, :-1])
    groups: defaultdict[str, tuple[Tally, Tally]] = defaultdict(lambda: (Tally(), Tally()))
    for row, caption in enumerate(captions):
        likely = Likely(float(reports[row]), dict(zip(categories, problems[row].tolist(), strict=True)))
        for shown in (False, True):
            judged = Judged(caption.text, caption.slug, caption.also, judge(likely, urgent, shown=shown))
            for group in dict.fromkeys((_WHOLE, caption.register)):
                groups[group][shown].add(judged)
    registers = [name for name in groups if name != _WHOLE]
    return _shares(*groups[_WHOLE]) | {
        "registers": [{"register": name, "rows": _size(*groups[name]), **_shares(*groups[name])} for name in registers]
    }


def _size(alone: Tally, _: Tally) -> int:
    return alone.problems + alone.nothing


def _shares(alone: Tally, shown: Tally) -> dict[str, Any]:
    """Return the shares of words alone, and beside a photo."""
    guessed, filling = shown.guessed(), shown.filling()
    return {
        **alone.guessed(),
        **alone.opening(),
        "photo_top1": guessed["top1"],
        "photo_top3": guessed["top3"],
        "filled": filling["filled"],
        "filled_right": filling["filled_right"],
    }
