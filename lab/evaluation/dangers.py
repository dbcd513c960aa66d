"""Measures how often a danger named in a text is found, and how often an ordinary text is taken for one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from domain.language.classifier import NONE
from domain.language.danger import DangerReader
from domain.language.dangers import DangerKind
from files.csv_rows import Record
from files.csv_slugs import refuse_unlisted


def measure(records: Iterable[Record], reader: DangerReader) -> dict[str, Any]:
    """Return the share of dangers found and of false alarms, figures for each kind and each mistake, as plain data.

    A danger counts as found whatever kind is named for it; rows without a kind are only counted.

    Raises:
        BadValue: A kind is none of `DangerKind`, nor `none`.
    """
    read = [(record.values["text"], record.values["kind"]) for record in records]
    refuse_unlisted((kind for _, kind in read), [*DangerKind, NONE])
    found: defaultdict[str, list[str]] = defaultdict(list)
    misses = []
    for text, kind in read:
        danger = reader.find(text)
        named = danger.kind.value if danger is not None else NONE
        found[kind].append(named)
        if kind and (kind == NONE) != (named == NONE):
            misses.append({"text": text, "kind": kind, "found": named})
    ordinary, blank = found.pop(NONE, []), found.pop("", [])
    dangers = [named for kinds in found.values() for named in kinds]
    return {
        "rows": len(read),
        "dangers": len(dangers),
        "recall": _share_named(dangers),
        "ordinary": len(ordinary),
        "false_alarms": _share_named(ordinary),
        "without_truth": len(blank),
        "kinds": [_figures(kind, found[kind]) for kind in DangerKind if kind in found],
        "misses": misses,
    }


def _figures(kind: str, named: list[str]) -> dict[str, Any]:
    same = named.count(kind)
    return {"kind": kind, "rows": len(named), "recall": _share_named(named), "same_kind": round(same / len(named), 6)}


def _share_named(named: list[str]) -> float | None:
    return round(sum(kind != NONE for kind in named) / len(named), 6) if named else None
