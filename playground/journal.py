"""Every call of the bot that arrived, for tests to read."""

import re
from typing import Any

from playground.errors import Refusal
from playground.files import Upload

JSON = dict[str, Any]


class Journal:
    """``{"seq", "method", "params", "ok", "error"?, "files": {name: {"size", "sha256"}}}`` in order of arrival.

    ``ok`` is None while a call is being worked on.
    """

    def __init__(self) -> None:
        self._calls: list[JSON] = []

    def open(self, method: str, params: JSON, files: dict[str, Upload]) -> JSON:
        """Note a call that arrived; return its entry, to be closed."""
        described = {name: {"size": len(file.data), "sha256": file.sha256} for name, file in files.items()}
        entry: JSON = {
            "seq": len(self._calls) + 1,
            "method": method,
            "params": params,
            "ok": None,
            "files": described,
        }
        self._calls.append(entry)
        return entry

    def since(self, after: int, method: str = "") -> list[JSON]:
        """Return the calls after number ``after``; ``method`` may be a pattern such as ``send.*``."""
        pattern = re.compile(method or ".*", re.IGNORECASE)
        return [call for call in self._calls[after:] if pattern.fullmatch(call["method"])]


def close(entry: JSON, refusal: Refusal | None) -> None:
    """Note how a call ended."""
    entry["ok"] = refusal is None
    if refusal:
        entry["error"] = refusal.description
