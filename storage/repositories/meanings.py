"""The stored form of a meaning in the outbox: JSON of its fields, with its name under `meaning`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.messages import MEANINGS, Meaning
from storage.repositories.compiled import reader, writer


@dataclass(frozen=True, slots=True)
class Unreadable(Meaning):
    """A meaning of a newer program, as it is stored; it has no name and nothing renders it, so that it is set aside."""

    stored: str


def write_meaning(meaning: Meaning) -> str:
    """Return the meaning as JSON text."""
    if isinstance(meaning, Unreadable):
        return meaning.stored
    shape: Any = type(meaning)
    fields = writer(shape)(meaning)
    name = f'{{"meaning":"{meaning.name}"'
    return f"{name}}}" if fields == "{}" else f"{name},{fields[1:]}"


def read_meaning(text: str) -> Meaning:
    """Return the meaning of a JSON text; one that this program can't read must not keep others from being sent."""
    try:
        fields = _of_today(json.loads(text))
        shape: Any = MEANINGS[fields["meaning"]]
        meaning: Meaning = reader(shape)(fields)
    except Exception:  # noqa: BLE001  what was not written here fails in many ways
        return Unreadable(text)
    return meaning


def _of_today(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields in today's form: up to 0.1, notices and nudges were one class each, with a `kind`."""
    prefix = _NAMED_BY_KIND.get(fields["meaning"])
    if prefix is None:
        return fields
    more = {name: _TYPED[name](value) if name in _TYPED else value for name, value in fields.pop("fields").items()}
    return {**fields, "meaning": prefix + fields["kind"], **more}


_NAMED_BY_KIND = {"notice": "", "nudge": "nudge_"}
_TYPED: Mapping[str, Callable[[str], Any]] = {
    "missing": lambda text: [*filter(None, text.split(","))],
    "photo": lambda text: int(text) if text else None,
}
"""Up to 0.1 all fields were texts; these have other types now."""
