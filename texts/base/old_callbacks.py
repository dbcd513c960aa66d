"""Callback data in the form of release 0.1, for buttons on old messages."""

import re

_VERBS = {
    "A": "ag",
    "L": "la",
    "R": "rt",
    "M": "mu",
    "P": "rp",
    "s": "su",
    "m": "me",
    "c": "ca",
    "y": "sa",
    "n": "di",
    "x": "cx",
    "o": "op",
    "j": "tp",
    "k": "cn",
    "w": "wi",
    "f": "an",
    "a": "ac",
    "u": "ch",
    "r": "re",
    "q": "qu",
    "t": "co",
    "p": "ph",
    "l": "pi",
    "z": "ry",
}
_STATUSES = {
    "s": "submitted",
    "r": "routed",
    "a": "accepted",
    "i": "in_progress",
    "d": "resolved",
    "c": "confirmed",
    "u": "closed_unconfirmed",
    "h": "on_hold",
    "b": "bounced",
    "j": "rejected",
    "2": "duplicate",
    "o": "reopened",
    "w": "withdrawn",
}
_DATA = re.compile(r"([A-Za-z])(:[^:]*:[^:]*)(?::([a-z2]))?")


def of_today(data: str) -> str:
    """Convert callback data of release 0.1 to today's form; return other data unchanged."""
    match = _DATA.fullmatch(data)
    if match is None or match[1] not in _VERBS or (match[3] and match[3] not in _STATUSES):
        return data
    return f"{_VERBS[match[1]]}{match[2]}" + (f":{_STATUSES[match[3]]}" if match[3] else "")
