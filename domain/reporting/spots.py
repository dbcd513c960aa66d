"""The exact spot in the words of a draft or a report; words that were said of another place name none of this one."""

from dataclasses import replace
from typing import Final

from domain.geo.place_names import EXACT_M, Gazetteer
from domain.geo.positions import Position, distance_m
from domain.language.spots import find_spot
from domain.reporting.drafts import Draft
from domain.reporting.reports import Report

ELSEWHERE_M: Final = 100
"""Metres beyond which a new place is another one: a house or an entrance of the old one is not there."""


def is_elsewhere(old: Position, new: Position) -> bool:
    """Return whether two positions are farther apart than one spot, and than both may be off by."""
    return distance_m(old, new) > max(ELSEWHERE_M, (old.accuracy_m or 0) + (new.accuracy_m or 0))


def rooted(draft: Draft) -> Draft:
    """Return the draft with its words bound to the place that it has; not to one that is asked about or a guess."""
    place = draft.position
    if place is None or draft.asks_place or place.source == "last":
        return draft
    parts = tuple(part if part.place is not None else replace(part, place=place) for part in draft.note_parts)
    return replace(draft, note_parts=parts)


def spot_in(gazetteer: Gazetteer, note: str) -> str:
    """Return the exact spot that a note names, "" for none; if lines name several places, the last one counts."""
    lines = note.splitlines()
    if len(lines) <= 1:
        return find_spot(note) or ""
    named = [(line, _exact_place(gazetteer, line)) for line in lines]
    last = next((name for _, name in reversed(named) if name is not None), None)
    return find_spot("\n".join(line for line, name in named if name in {None, last})) or ""


def spot_of_draft(gazetteer: Gazetteer, draft: Draft) -> str:
    """Return the exact spot of a draft's place, "" for none."""
    return spot_in(gazetteer, _said_there(draft))


def kept_spot(gazetteer: Gazetteer, draft: Draft) -> str | None:
    """Return what a report has to keep of the spot: None if its whole note says it."""
    there = _said_there(draft)
    return None if there == draft.note else spot_in(gazetteer, there)


def spot_of_report(gazetteer: Gazetteer, report: Report) -> str:
    """Return the exact spot of a report's place, "" for none."""
    return spot_in(gazetteer, report.note) if report.spot is None else report.spot


def _said_there(draft: Draft) -> str:
    """Return the draft's words without those that were said of another place."""
    position = draft.position
    parts = (
        part
        for part in draft.note_parts
        if part.place is None or position is None or not is_elsewhere(part.place, position)
    )
    return replace(draft, note_parts=tuple(parts)).note


def _exact_place(gazetteer: Gazetteer, line: str) -> str | None:
    place = gazetteer.find(line)
    return place.name if place is not None and place.accuracy_m <= EXACT_M else None
