"""Measures how often the category guessed from a text is the one that it means."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from domain.district.catalogue import Catalogue
from domain.language.classifier import NONE
from domain.language.suggestion import Suggester
from files.csv_rows import Record
from files.csv_slugs import refuse_unknown, slugs_in
from lab.evaluation.tally import Judged, Tally, share

_WORST_AT_MOST: Final = 15
_BANDS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01)
"""The bounds between which scores are compared with how often they are right."""

_LENGTHS: Final = (10, 20, 50, 100, 300, 1000)
"""Characters up to which texts are counted together."""

_FIRST_CHINESE: Final = "㐀"


def measure(
    records: Iterable[Record], catalogue: Catalogue, suggester: Suggester, *, beside_photo: bool = False
) -> dict[str, Any]:
    """Return overall figures, and figures by category, language, length and register, as plain data.

    Texts are read alone, or as if each stood beside a photo (`beside_photo`).

    Raises:
        BadValue: A truth is neither a category nor `none`.
    """
    rows = [record.values for record in records]
    refuse_unknown((slug for row in rows for slug in (row["truth"], *slugs_in(row["also"]))), catalogue)
    meant = [row for row in rows if row["truth"]]
    judged = [
        Judged(row["text"], row["truth"], slugs_in(row["also"]), suggester.read(row["text"], shown=beside_photo))
        for row in meant
    ]
    whole = _counted(judged)
    opening = dict.fromkeys(whole.opening()) if beside_photo else whole.opening()  # there a draft is open already
    registers = [row["register"] for row in meant]
    return {
        "rows": len(rows),
        "mode": "beside_photo" if beside_photo else "alone",
        "problems": whole.problems,
        **whole.guessed(),
        **whole.filling(),
        "no_problem": whole.nothing,
        **opening,
        "any_suggestion": share(whole.suggested, whole.nothing),
        **_alarms(judged, {slug for slug, category in catalogue.items() if category.urgent}),
        "without_truth": len(rows) - len(meant),
        "categories": _grouped("category", judged, lambda each: each.truth, [*catalogue]),
        "languages": _grouped("text_language", judged, lambda each: _language_of(each.text), ["zh", "en"]),
        "lengths": _grouped("characters_at_most", judged, lambda each: _length_of(each.text), [*_LENGTHS, None]),
        "registers": _by_register(judged, registers),
        "calibration": _calibration(judged),
        "confusions": _confusions(judged),
    }


def _counted(judged: Iterable[Judged]) -> Tally:
    tally = Tally()
    for each in judged:
        tally.add(each)
    return tally


def _grouped(
    name: str, judged: Iterable[Judged], group_of: Callable[[Judged], object], order: Sequence[object]
) -> list[dict[str, Any]]:
    """Return the figures of the texts that mean a category, by group, in that order; groups of none are left out."""
    groups: defaultdict[object, Tally] = defaultdict(Tally)
    for each in judged:
        if each.truth != NONE:
            groups[group_of(each)].add(each)
    return [{name: key, "rows": groups[key].problems, **groups[key].guessed()} for key in order if key in groups]


def _by_register(judged: Sequence[Judged], registers: Sequence[str]) -> list[dict[str, Any]]:
    groups: dict[str, Tally] = {}
    for each, register in zip(judged, registers, strict=True):
        if register:
            groups.setdefault(register, Tally()).add(each)
    return [
        {
            "register": register,
            "rows": tally.problems + tally.nothing,
            **tally.guessed(),
            "false_fills": tally.filling()["false_fills"],
        }
        for register, tally in groups.items()
    ]


def _alarms(judged: Iterable[Judged], urgent: set[str]) -> dict[str, Any]:
    """Return how often an urgent category was guessed first where none is right, and how often one was kept."""
    calm = [each for each in judged if urgent.isdisjoint(each.accepted)]
    alarms = [each for each in judged if each.truth in urgent]
    return {
        "false_alarms": share(sum(each.found in urgent for each in calm), len(calm)),
        "urgent": len(alarms),
        "urgent_top3": share(sum(each.among for each in alarms), len(alarms)),
    }


def _calibration(judged: Iterable[Judged]) -> list[dict[str, Any]]:
    """Return how often first guesses are right, by their score; of the texts that mean a category and have a guess."""
    guessed = [each for each in judged if each.truth != NONE and each.reading.guesses]
    found = []
    for least, most in itertools.pairwise(_BANDS):
        band = [each for each in guessed if least <= each.reading.guesses[0].score < most]
        if band:
            mean = sum(each.reading.guesses[0].score for each in band) / len(band)
            right = share(sum(each.right for each in band), len(band))
            found.append({"score_from": least, "rows": len(band), "mean_score": round(mean, 4), "top1": right})
    return found


def _confusions(judged: Iterable[Judged]) -> list[Mapping[str, Any]]:
    wrong = Counter((each.truth, each.found) for each in judged if each.truth != NONE and not each.right)
    return [
        {"truth": truth, "found": found, "rows": rows} for (truth, found), rows in wrong.most_common(_WORST_AT_MOST)
    ]


def _language_of(text: str) -> str:
    return "zh" if any(character >= _FIRST_CHINESE for character in text) else "en"


def _length_of(text: str) -> int | None:
    return next((most for most in _LENGTHS if len(text) <= most), None)
