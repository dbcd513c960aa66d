"""Measures how often the category guessed from a text is the one that it means."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from domain.district.catalogue import Catalogue
from domain.language.classifier import NONE
from domain.language.suggestion import Suggester
from files.csv_rows import Record
from files.csv_slugs import refuse_unknown, slugs_in

_WORST_AT_MOST: Final = 15


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    first: int = 0
    among: int = 0

    def add(self, accepted: frozenset[str], guesses: list[str]) -> bool:
        """Count a row and return whether the first guess is right; no guess is right where `none` is accepted."""
        named = guesses or [NONE]
        right = named[0] in accepted
        self.rows += 1
        self.first += right
        self.among += not accepted.isdisjoint(named)
        return right


def measure(records: Iterable[Record], catalogue: Catalogue, suggester: Suggester) -> dict[str, Any]:
    """Return overall figures, figures for each category and the worst confusions, as plain data.

    Raises:
        BadValue: A truth is neither a category nor `none`.
    """
    whole, drafts, suggested, blank = _Tally(), 0, 0, 0
    nothing = 0
    by_category: defaultdict[str, _Tally] = defaultdict(_Tally)
    confusions: Counter[tuple[str, str]] = Counter()
    read = [(record.values["text"], record.values["truth"], slugs_in(record.values["also"])) for record in records]
    refuse_unknown((slug for _, truth, also in read for slug in (truth, *also)), catalogue)
    for text, truth, also in read:
        accepted = frozenset({truth, *also})
        guesses = [suggestion.slug for suggestion in suggester.suggest(text)]
        if not truth:
            blank += 1
        elif truth == NONE:
            nothing += 1
            suggested += bool(guesses) and guesses[0] not in accepted
            drafts += suggester.names_problem(text) and (guesses or [NONE])[0] not in accepted
        else:
            by_category[truth].add(accepted, guesses)
            if not whole.add(accepted, guesses):
                confusions[truth, (guesses or [NONE])[0]] += 1
    return {
        "rows": whole.rows + nothing + blank,
        "problems": whole.rows,
        "top1": _share(whole.first, whole.rows),
        "top3": _share(whole.among, whole.rows),
        "no_problem": nothing,
        "false_drafts": _share(drafts, nothing),
        "any_suggestion": _share(suggested, nothing),
        "without_truth": blank,
        "categories": [_figures(slug, by_category[slug]) for slug in catalogue if slug in by_category],
        "confusions": [
            {"truth": truth, "found": found, "rows": rows}
            for (truth, found), rows in confusions.most_common(_WORST_AT_MOST)
        ],
    }


def _figures(slug: str, tally: _Tally) -> dict[str, Any]:
    top1, top3 = _share(tally.first, tally.rows), _share(tally.among, tally.rows)
    return {"category": slug, "rows": tally.rows, "top1": top1, "top3": top3}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None
