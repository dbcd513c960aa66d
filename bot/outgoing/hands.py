"""The chats in hand: one message each is on its way there, or was claimed to go."""

from itertools import count
from threading import RLock
from typing import Final

_REMEMBERED: Final = 1_000
"""Of so many chats it is known when they were let go; no transaction lasts for that many deliveries."""


class Hands:
    """At most so many chats at once. It is asked in the database's thread, too, where transactions claim messages."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._claimed: set[int] = set()
        self._under_way: set[int] = set()
        self._passed: set[int] = set()
        self._turns = count(1)
        self._let_go: dict[int, int] = {}
        self._crowded = False
        self._lock = RLock()

    def __contains__(self, chat_id: object) -> bool:
        with self._lock:
            return chat_id in self._claimed or chat_id in self._under_way

    def free(self) -> int:
        """Return how many more chats may be taken; if none, the next that is let go says to look again."""
        with self._lock:
            free = self._places - len(self._claimed) - len(self._under_way)
            self._crowded |= free <= 0
            return free

    def crowd(self) -> None:
        """Note that more chats may wait than were taken: the next that is let go says to look again."""
        self._crowded = True

    def claimed(self) -> int:
        """Return how many chats are taken for messages that have not set off yet."""
        return len(self._claimed)

    def pass_all(self) -> list[int]:
        """Return the chats in hand; as they are left out now, each says to look again once it is let go."""
        with self._lock:
            self._passed = self._claimed | self._under_way
            return list(self._passed)

    def pass_by(self, chat_id: int) -> bool:
        """Note that something waits for this chat; return False where it is not in hand, so that nobody will look."""
        with self._lock:
            if chat_id in self:
                self._passed.add(chat_id)
                return True
            return False

    def turn(self) -> int:
        """Return a number for this moment."""
        return next(self._turns)

    def take(self, chat_id: int, since: int) -> bool:
        """Take a chat for a message; return False where it is in hand, or no place is free.

        So it is, too, where it was let go after the turn `since`, at which the transaction began: it may not see what
        was recorded then.
        """
        with self._lock:
            if self.free() <= 0 or chat_id in self or self._let_go.get(chat_id, 0) > since:
                return False
            self._claimed.add(chat_id)
            return True

    def set_off(self, chat_id: int) -> None:
        """Note that the message of a chat that was taken is on its way."""
        with self._lock:
            self._under_way.add(chat_id)
            self._claimed.discard(chat_id)

    def let_go(self, chat_id: int) -> bool:
        """Free a chat; return whether something may have waited for it meanwhile."""
        with self._lock:
            if chat_id in self._under_way:
                self._note(chat_id)
            self._claimed.discard(chat_id)
            self._under_way.discard(chat_id)
            look = self._crowded or chat_id in self._passed
            self._passed.discard(chat_id)
            self._crowded = False
            return look

    def _note(self, chat_id: int) -> None:
        self._let_go.pop(chat_id, None)
        self._let_go[chat_id] = next(self._turns)
        if len(self._let_go) > _REMEMBERED:
            del self._let_go[next(iter(self._let_go))]
