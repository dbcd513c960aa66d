"""Measures how often the category that a model sees on a photo is the right one."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any, Final

from domain.district.catalogue import Catalogue
from domain.errors import QianshaoError
from domain.language.classifier import NONE
from files.csv_rows import Record
from files.csv_slugs import refuse_unknown, slugs_in
from lab.evaluation.positions import within
from media.errors import MAX_BYTES, PhotoUnfit

Guess = Callable[[bytes], Awaitable[str | None]]
"""Returns the slug that the bytes of a photo show, or None. Raises PhotoUnfit and other errors of ours."""

_AT_ONCE: Final = 2
_WORST_AT_MOST: Final = 15


@dataclass(frozen=True, slots=True)
class _Shown:
    """A photo with what may rightly be seen on it, what was seen, and how long that took; `failed` if nothing was."""

    accepted: Sequence[str]
    seen: str = ""
    seconds: float = 0.0
    failed: str = ""


async def measure(records: Iterable[Record], folder: Path, catalogue: Catalogue, guess: Guess) -> dict[str, Any]:
    """Ask about the photo of each record below `folder`, two at a time, and return figures as plain data.

    The truth `none` stands for a photo that shows no problem.

    Raises:
        BadValue: A truth is neither a category nor `none`.
    """
    rows = [(record.values["file"], record.values["truth"], slugs_in(record.values["also"])) for record in records]
    refuse_unknown((slug for _, truth, also in rows for slug in (truth, *also)), catalogue)
    turns = asyncio.Semaphore(_AT_ONCE)
    known = [(name, (truth, *also)) for name, truth, also in rows if truth]
    shown = await asyncio.gather(*(_seen(folder, name, accepted, guess, turns) for name, accepted in known))
    return {**_figures(shown), "without_truth": len(rows) - len(known), "rows": len(rows)}


async def _seen(folder: Path, name: str, accepted: Sequence[str], guess: Guess, turns: asyncio.Semaphore) -> _Shown:
    async with turns:
        try:
            path = within(folder, name)
            if path is None:
                return _Shown(accepted, failed="missing_file")
            with path.open("rb") as file:
                data = file.read(MAX_BYTES)
            began = monotonic()
            seen = await guess(data)
        except (OSError, ValueError, PhotoUnfit):
            return _Shown(accepted, failed="unreadable")
        except QianshaoError as error:
            return _Shown(accepted, failed=str(error))
        return _Shown(accepted, seen or NONE, monotonic() - began)


def _figures(shown: Sequence[_Shown]) -> dict[str, Any]:
    answered = [each for each in shown if not each.failed]
    wrong = Counter((each.accepted[0], each.seen) for each in answered if each.seen not in each.accepted)
    failures = Counter(each.failed for each in shown if each.failed)
    return {
        "photos": len(shown),
        "answered": len(answered),
        "top1": round(1 - wrong.total() / len(answered), 6) if answered else None,
        "refusals": sum(each.seen == NONE for each in answered),
        "seconds_median": round(median(each.seconds for each in answered), 3) if answered else None,
        "seconds_longest": round(max(each.seconds for each in answered), 3) if answered else None,
        "confusions": [
            {"truth": truth, "found": found, "rows": rows} for (truth, found), rows in wrong.most_common(_WORST_AT_MOST)
        ],
        "failures": [{"reason": reason, "rows": rows} for reason, rows in failures.most_common()],
    }
