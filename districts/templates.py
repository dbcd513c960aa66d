"""Reading ``templates.toml``: the answers that a district has prepared for its staff."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from domain.district.problems import BadValue, Problem
from domain.district.templates import LONGEST, AnswerTo, Template, unknown_field
from files.toml_tables import Table, read_toml
from files.values import choice, choices, list_of, text

FILE: Final = "templates.toml"


def read_templates(folder: Path, catalogue: Collection[str] | None, problems: list[Problem]) -> tuple[Template, ...]:
    """Read a folder's file; without one, there are none.

    ``catalogue`` has the slugs of the district's categories (None: unknown, not checked).
    """
    file = read_toml(folder / FILE, problems) if (folder / FILE).exists() else None
    if file is None:
        return ()
    top = file.top()
    top.known.append("template")
    top.finish()
    return tuple(_read(table, catalogue) for table in file.tables("template"))


def _read(table: Table, catalogue: Collection[str] | None) -> Template:
    answers = table.need("answers", choice(*AnswerTo), AnswerTo.RESOLVE.value)
    categories = table.take("categories", list_of(text), ())
    for slug in categories:
        if catalogue is not None and slug not in catalogue:
            table.report("unknown_category", "categories", value=slug, close=choices(slug, catalogue))
    zh, en = (table.need(language, _words, "") for language in ("zh", "en"))
    table.finish()
    return Template(AnswerTo(answers), zh, en, frozenset(categories))


def _words(value: object) -> str:
    written = text(value)
    if len(written) > LONGEST:
        raise BadValue("template_too_long", value=written, most=str(LONGEST))
    unknown = unknown_field(written)
    if unknown is not None:
        raise BadValue("unknown_field", value=unknown)
    return written
