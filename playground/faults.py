"""Broken networks and servers on request."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from playground.errors import Impossible

JSON = dict[str, Any]
Kind = Literal["429", "502", "unavailable", "page", "refuse", "reset_before", "reset_after", "slow"]
_KINDS = frozenset(get_args(Kind))
_WORDED = frozenset({"page", "refuse"})


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next ``times`` calls of a method (and, if given, to a chat); ``file`` is a download.

    ``429``, ``502`` and ``unavailable`` refuse the call without effect; ``refuse`` does so with ``code`` and
    ``description``, ``page`` with ``code`` and a page of HTML, as a proxy in between does; ``reset_before`` and
    ``reset_after`` drop the connection before and after the effect; ``slow`` holds the answer back for ``seconds``.
    """

    method: str
    fault: Kind
    chat_id: int | None = None
    seconds: float = 1.0
    times: int = 1
    code: int = 400
    description: str = ""

    def document(self) -> JSON:
        """Return the fault as ``/play/faults`` takes it."""
        document: JSON = {"method": self.method, "fault": self.fault, "seconds": self.seconds, "times": self.times}
        document |= {} if self.chat_id is None else {"chat_id": self.chat_id}
        return document | ({"code": self.code, "description": self.description} if self.fault in _WORDED else {})


def read_fault(document: JSON) -> Fault:
    """Return the fault that ``/play/faults`` was given.

    Raises:
        Impossible: the kind of fault is unknown, or it has no method.
    """
    kind = str(document.get("fault"))
    if kind not in _KINDS or not document.get("method"):
        raise Impossible(f"a fault needs a method and one of {', '.join(sorted(_KINDS))}")
    return Fault(
        method=str(document["method"]),
        fault=kind,  # type: ignore[arg-type]  # one of the kinds, as checked above
        chat_id=document.get("chat_id"),
        seconds=float(document.get("seconds", 1.0)),
        times=int(document.get("times", 1)),
        code=int(document.get("code", 502 if kind == "page" else 400)),
        description=str(document.get("description", "")),
    )


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Ask for a fault."""
        self._faults.append(fault)

    def left(self) -> list[Fault]:
        """Return what is still to come."""
        return list(self._faults)

    def clear(self) -> None:
        """Let everything go well again."""
        self._faults.clear()

    def take(self, method: str, chat_id: str) -> Fault | None:
        """Return the first fault for a call, counted down; ``*`` stands for every method but getUpdates."""
        for fault in self._faults:
            named = fault.method.lower() == method.lower()
            matches = named or (fault.method == "*" and method.lower() != "getupdates")
            if matches and fault.chat_id in {None, _integer(chat_id)}:
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
