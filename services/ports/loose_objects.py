"""The bytes of photos that no row names yet, or any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from domain.errors import QianshaoError


class BytesInDoubt(QianshaoError):
    """Bytes that were stored may have been deleted since: they must be held and stored again."""


@dataclass(frozen=True, slots=True)
class KeysOfFolder:
    """What the database knows of the keys that begin alike.

    Attributes:
        named: Rows of photos name these.
        held: Somebody is about to name these, or may be: they were deleted a short time ago.
        going: Nothing names these: they are about to be deleted.
    """

    named: frozenset[str]
    held: frozenset[str]
    going: frozenset[str]


class LooseObjects(Protocol):
    """Keeps count of bytes without a row, so that none stay behind and none go that somebody is about to name.

    Whoever stores bytes settles their key in the transaction that names it, and is refused if they may have been
    deleted meanwhile. Whoever must not be refused holds their key before, and lets go in that transaction. All of this
    meets in one row for each key, which deletions leave for an hour.
    """

    async def hold(self, key: str, now: int, until: int) -> bool:
        """Hold a key (times in ms UTC); False while its bytes are being deleted: then try again soon.

        A hold that is never let go, as its process was killed, ends at `until`.
        """

    async def settle(self, key: str, due_at: int) -> None:
        """Conclude the storing of bytes that were not held: at the end of the transaction that names them or does not.

        Bytes that no row names go from `due_at` on (ms UTC).

        Raises:
            BytesInDoubt: A row names bytes that may have been deleted after they were stored.
        """

    async def let_go(self, key: str) -> None:
        """End a hold. Bytes that no row names and nobody else holds go at once."""

    async def leave(self, keys: Iterable[str], due_at: int) -> None:
        """Let bytes go from `due_at` on (ms UTC), unless they are held or a row names them."""

    async def take_due(self, now: int, until: int, limit: int) -> list[str]:
        """Return keys whose bytes may be deleted until `until` (ms UTC); nobody can hold or name them meanwhile.

        They are returned again after that, until `gone` is told. Whoever began before may name them yet: wait for
        their end, and ask for those that are `still_loose`.
        """

    async def still_loose(self, keys: Iterable[str]) -> list[str]:
        """Return those of taken keys that no row names; the others stay."""

    async def put_off(self, keys: Iterable[str], due_at: int) -> None:
        """Let the bytes of taken keys go later."""

    async def gone(self, keys: Iterable[str], until: int) -> None:
        """Note that the bytes of taken keys are deleted; whoever stored them before is refused until then (ms UTC)."""

    async def of_folder(self, prefix: str) -> KeysOfFolder:
        """Return what is known of the keys with these first two digits."""
