"""Reading ``badges.toml``, which is optional: what each level of the five badges takes, and the honour letter."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from domain.district.badges import LEVELS, Badges, Criteria, DeedName, Honour, Knight
from domain.district.problems import BadValue, Problem
from domain.people.points import SPENDING, Merit
from files.toml_tables import Table, read_toml
from files.values import choices, list_of, text, whole_number

FILE: Final = "badges.toml"
_MOST: Final = 100_000
_NAME_AT_MOST: Final = 24
_NONE: Final = tuple(0 for _ in LEVELS)
DEEDS: Final = tuple(merit.value for merit in Merit if merit not in {*SPENDING, Merit.TAKEN_BACK})
"""The merits that may be deeds."""

_WITHOUT_REPORT: Final = frozenset({Merit.MENTOR.value, Merit.ACTIVITY.value, Merit.LESSON.value})
"""Merits that are for no report, and so for none of a category."""


def read_badges(
    folder: Path, catalogue: Collection[str] | None, problems: list[Problem], *, trained: Collection[str]
) -> Badges:
    """Read a folder's file; without one, the district gives no badges.

    ``catalogue`` has the slugs of the district's categories (None: unknown, not checked). ``trained`` has the
    colours of which there can be trainings.
    """
    file = read_toml(folder / FILE, problems) if (folder / FILE).exists() else None
    if file is None:
        return Badges()
    top = file.top()
    named = [knight for knight in Knight if knight in file.values]
    knights = {each: _read(top.table(each.value), catalogue, is_trained=each in trained) for each in named}
    top.known += [*Knight, "honour"]
    top.finish()
    honour = _honour(top.table("honour"), len(file.values) - 1) if "honour" in file.values else None
    if not named:
        top.report("no_badge", names=", ".join(Knight))
    return Badges(knights, honour)


def _read(table: Table, catalogue: Collection[str] | None, *, is_trained: bool) -> Criteria:
    before = len(table.source.problems)
    trainings, deeds = table.take("trainings", _levels, _NONE), table.take("deeds", _levels, _NONE)
    merits = table.take("merits", list_of(_merit), ())
    categories = table.take("categories", list_of(text), ())
    deed = _deed(table) if any(deeds) else None
    for slug in categories:
        if catalogue is not None and slug not in catalogue:
            table.report("unknown_category", "categories", value=slug, close=choices(slug, catalogue))
    table.finish()
    criteria = Criteria(trainings, deeds, frozenset(merits), frozenset(categories), deed)
    if len(table.source.problems) == before:  # what is wrong by itself is no mistake of all of it besides
        _check_deeds(table, criteria)
        _check_rising(table, criteria)
    if any(trainings) and not is_trained:
        table.warn("badge_untrained", "trainings")
    return criteria


def _deed(table: Table) -> DeedName:
    zh, en = table.need("deed_zh", _name, ""), table.need("deed_en", _name, "")
    return DeedName(zh, en, table.take("deed_en_many", _name, en))


def _check_deeds(table: Table, criteria: Criteria) -> None:
    """Report deeds that nobody can do: nothing counts as one, or nothing that has a report."""
    if any(criteria.deeds) and not criteria.merits:
        table.report("badge_no_merits", "deeds")
    if criteria.categories and criteria.merits and criteria.merits <= _WITHOUT_REPORT:
        table.report("badge_no_reports", "merits", merits=", ".join(sorted(criteria.merits)))


def _check_rising(table: Table, criteria: Criteria) -> None:
    """Report a first level that takes nothing, and a level that takes no more than the one below it, or less of one."""
    if criteria.takes(1) == (0, 0):
        table.report("badge_for_nothing", "trainings" if "trainings" in table.values else "deeds")
    for level in LEVELS[1:]:
        below, takes = criteria.takes(level - 1), criteria.takes(level)
        for key, before, now in zip(("trainings", "deeds"), below, takes, strict=True):
            if now < before:
                table.report("badge_falls", key, level=str(level), value=str(now), before=str(before))
        if takes == below != (0, 0):
            table.report("badge_flat", "trainings" if below[0] else "deeds", level=str(level), below=str(level - 1))


def _honour(table: Table, badges: int) -> Honour:
    wanted = table.take("badges", whole_number(1, len(Knight)), len(Knight))
    level = table.take("level", whole_number(LEVELS[0], LEVELS[-1]), LEVELS[0])
    table.finish()
    if wanted > badges:
        table.report("honour_unreachable", "badges", value=str(wanted), badges=str(badges))
    return Honour(wanted, level)


def _levels(value: object) -> tuple[int, ...]:
    figures = list_of(whole_number(0, _MOST))(value)
    if len(figures) != len(LEVELS):
        raise BadValue("badge_levels", value=str(len(figures)), levels=str(len(LEVELS)))
    return figures


def _merit(value: object) -> str:
    merit = text(value)
    if merit not in DEEDS:
        raise BadValue("unknown_value", value=merit, close=choices(merit, DEEDS))
    return merit


def _name(value: object) -> str:
    name = text(value)
    if len(name) > _NAME_AT_MOST:
        raise BadValue("deed_name_long", value=name, most=str(_NAME_AT_MOST))
    return name
