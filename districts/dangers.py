"""Reading ``danger.toml``: the shipped table of dangers, and what a district's own file adds to it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from domain.district.problems import BadValue, Problem
from domain.language.dangers import Danger, DangerKind
from domain.language.phrase_reading import OTHER
from domain.language.phrases import parse_phrase
from files.toml_tables import Table, read_toml
from files.values import choice, choices, list_of, text

FILE: Final = "danger.toml"
_SET: Final = re.compile(r"@(\w+)")


def read_dangers(folder: Path, sets: Mapping[str, str], problems: list[Problem]) -> list[tuple[Danger, Table]]:
    """Read a folder's file, whose phrases may use named sets of words; without one, nothing.

    A danger's calls are empty and its category None where the file does not give them.
    """
    file = read_toml(folder / FILE, problems) if (folder / FILE).exists() else None
    if file is None:
        return []
    top = file.top()
    top.known += ["words", "danger"]
    top.finish()
    listed = [(_read_danger(table, sets), table) for table in file.tables("danger")]
    return [(danger, table) for danger, table in listed if danger is not None]


def read_sets(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """Read the sets of words that a folder's file names, their words joined by `/`."""
    file = read_toml(folder / FILE, problems)
    named = file.top().table("words") if file is not None else None
    return {name: named.take(name, text, "") for name in named.values} if named is not None else {}


def _read_danger(table: Table, sets: Mapping[str, str]) -> Danger | None:
    def phrase(value: object) -> str:
        written = text(value)
        whole = _SET.sub(lambda name: sets.get(name[1], ""), written)
        try:
            parse_phrase(whole)
        except ValueError:
            raise BadValue("bad_words", value=written) from None
        return whole

    kind = table.need("kind", choice(*DangerKind), None)
    danger = Danger(
        kind=DangerKind(kind or DangerKind.HELP),
        call=table.take("call", list_of(text), ()),
        category=table.take("category", text, None),
        words_zh=table.take("words_zh", list_of(phrase), ()),
        words_en=table.take("words_en", list_of(phrase), ()),
        ordinary_zh=table.take("ordinary_zh", list_of(phrase), ()),
        ordinary_en=table.take("ordinary_en", list_of(phrase), ()),
    )
    table.finish()
    return danger if kind else None


def dangers_of(
    shipped: Iterable[Danger],
    own: Iterable[tuple[Danger, Table]],
    catalogue: Collection[str] | None,
    emergency: Mapping[str, str] | None,
) -> tuple[Danger, ...]:
    """Return the shipped dangers with a district's own words, calls and categories.

    Own calls and categories that the district does not know are reported (None: unknown, not checked). A shipped call
    without a number is left out; a shipped category that the catalogue lacks is `other`, or None without that.
    """
    by_kind = {danger.kind: _at_home(danger, catalogue, emergency) for danger in shipped}
    for added, table in own:
        _check(added, table, catalogue, emergency)
        known = by_kind[added.kind]
        by_kind[added.kind] = replace(
            known,
            call=added.call or known.call,
            category=added.category or known.category,
            words_zh=known.words_zh + added.words_zh,
            words_en=known.words_en + added.words_en,
            ordinary_zh=known.ordinary_zh + added.ordinary_zh,
            ordinary_en=known.ordinary_en + added.ordinary_en,
        )
    return tuple(by_kind.values())


def _at_home(danger: Danger, catalogue: Collection[str] | None, emergency: Mapping[str, str] | None) -> Danger:
    calls = tuple(call for call in danger.call if _has_number(call, emergency))
    slugs = (danger.category, OTHER)
    category = next((slug for slug in slugs if slug is not None and (catalogue is None or slug in catalogue)), None)
    return replace(danger, call=calls, category=category)


def _check(
    danger: Danger, table: Table, catalogue: Collection[str] | None, emergency: Mapping[str, str] | None
) -> None:
    for call in danger.call:
        if not _has_number(call, emergency):
            table.report("no_number_to_call", "call", value=call)
    if danger.category is not None and catalogue is not None and danger.category not in catalogue:
        close = choices(danger.category, catalogue)
        table.report("unknown_category", "category", value=danger.category, close=close)


def _has_number(call: str, emergency: Mapping[str, str] | None) -> bool:
    return emergency is None or call.isdigit() or call in emergency
