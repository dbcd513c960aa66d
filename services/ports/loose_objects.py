"""The bytes of photos that no row names yet, or any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeysOfFolder:
    """What the database knows of the keys that begin alike.

    Attributes:
        named: Rows of photos name these.
        held: Somebody is about to name these.
        going: Nothing names these: they are about to be deleted.
    """

    named: frozenset[str]
    held: frozenset[str]
    going: frozenset[str]


class LooseObjects(Protocol):
    """Keeps count of bytes without a row, so that none stay behind and none go that somebody is about to name.

    Whoever stores bytes holds their key before and lets go in the transaction that names it. All of this meets in one
    row for each key, on every engine.
    """

    async def hold(self, key: str, now: int, until: int) -> bool:
        """Hold a key (times in ms UTC); False while its bytes are being deleted: then try again soon.

        A hold that is never let go, as its process was killed, ends at `until`.
        """

    async def let_go(self, key: str) -> None:
        """End a hold. Bytes that no row names and nobody else holds go at once."""

    async def leave(self, keys: Iterable[str], due_at: int) -> None:
        """Let bytes go from `due_at` on (ms UTC), unless they are held or a row names them."""

    async def take_due(self, now: int, until: int, limit: int) -> list[str]:
        """Return keys whose bytes may be deleted until `until` (ms UTC); nobody can hold them meanwhile.

        They are returned again after that, until `gone` is told.
        """

    async def gone(self, keys: Iterable[str]) -> None:
        """Note that the bytes of taken keys are deleted."""

    async def of_folder(self, prefix: str) -> KeysOfFolder:
        """Return what is known of the keys with these first two digits."""
