"""The named queries of `sql/*.sql`, handwritten once for both engines.

A query begins with `-- name: its_name` and a comment on its purpose, has parameters written `:so`, and may contain the
tokens of `TOKENS`. A file named after an engine is only for that engine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).with_name("sql")


class Engine(StrEnum):
    """The database engines that the queries are written for."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"


TOKENS = {
    Engine.SQLITE: {"int64": "integer", "strict": "strict", "skip_locked": "", "json_list": "json_group_array"},
    Engine.POSTGRES: {
        "int64": "bigint",
        "strict": "",
        "skip_locked": "for update skip locked",
        "json_list": "json_agg",
    },
}

_HEAD = re.compile(r"^-- name: (\w+)\n((?:-- .*\n)+)", re.MULTILINE)
_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")
_WRITES = re.compile(r"\b(?:insert into|delete from|(?<!do )(?<!for )update) (\w+)")


@dataclass(frozen=True, slots=True)
class Query:
    """One query for one engine.

    `parameters` are in the order of PostgreSQL's `$1`, `$2`, ...; `writes` are the tables whose rows it may change.
    """

    name: str
    purpose: str
    text: str
    parameters: tuple[str, ...]
    writes: frozenset[str] = frozenset()


@cache
def load_queries(engine: Engine) -> dict[str, Query]:
    """Return all queries of this engine by name.

    Raises:
        ValueError: Two queries have one name.
    """
    queries: dict[str, Query] = {}
    foreign = {other.value for other in Engine if other is not engine}
    for path in sorted(SQL_FOLDER.glob("*.sql")):
        if path.stem in foreign:
            continue
        for query in _parse(path.read_text(encoding="utf-8"), engine):
            if query.name in queries:
                raise ValueError(f"{path.name}: the query {query.name} is there already")
            queries[query.name] = query
    return queries


def fill_tokens(text: str, engine: Engine) -> str:
    """Replace the `{{tokens}}` by this engine's words.

    Raises:
        KeyError: A token is unknown.
    """
    return re.sub(r"\{\{(\w+)\}\}", lambda match: TOKENS[engine][match[1]], text)


def _parse(source: str, engine: Engine) -> Iterator[Query]:
    heads = list(_HEAD.finditer(source))
    ends = [head.start() for head in heads[1:]] + [len(source)]
    for head, end in zip(heads, ends, strict=True):
        text = fill_tokens(source[head.end() : end], engine).strip().removesuffix(";").strip()
        parameters = tuple(dict.fromkeys(_PARAMETER.findall(text)))
        purpose = " ".join(line.removeprefix("-- ") for line in head[2].splitlines())
        writes = frozenset(_WRITES.findall(text))
        yield Query(head[1], purpose, _numbered(text, parameters, engine), parameters, writes)


def _numbered(text: str, parameters: tuple[str, ...], engine: Engine) -> str:
    """Return the query with PostgreSQL's numbered parameters; SQLite takes them by name."""
    if engine is Engine.SQLITE:
        return text
    return _PARAMETER.sub(lambda match: f"${parameters.index(match[1]) + 1}", text)
