"""Messages that leave with the transaction that claims them, be it the one that put them or the deliver loop's own."""

from collections.abc import Iterator
from threading import Lock

from bot.outgoing.budgets import Budgets
from bot.outgoing.hands import Hands
from bot.outgoing.preparation import Prepared, prepared
from domain.messages import Outgoing
from services.deps import Deps
from services.ports.outbox import Sending
from services.ports.transaction import Transaction


class Departures:
    """What one transaction claims; its chats are in hand from then on.

    The transaction may run in the database's thread, and may be run again. `look` says whether something was left for
    the deliver loop to look at, `later` when what waits for its time is due (ms UTC); something waits for the chats
    `behind`, which are in hand or have no place, and for those `resting`, which have no budget.
    """

    def __init__(self, deps: Deps, hands: Hands, budgets: Budgets) -> None:
        self.hands = hands
        self.now = 0
        self.look = False
        self.later: int | None = None
        self.behind: set[int] = set()
        self.resting: set[int] = set()
        self._deps = deps
        self._budgets = budgets
        self._kept: set[int] = set()
        self._aboard: dict[int, tuple[Sending, Prepared]] = {}
        self._given_up = False
        self._began = 0
        self._lock = Lock()

    def begin(self) -> None:
        """Begin an attempt of the transaction: let go what one before it has claimed."""
        self._let_all_go()
        self._aboard.clear()
        self._began = self.hands.turn()
        self.now = self._deps.clock.now()

    def give_up(self) -> None:
        """The transaction has failed, or nobody knows: nothing leaves, even where it still runs."""
        with self._lock:
            self._given_up = True
        self._let_all_go()

    def admits(self, outgoing: Outgoing) -> bool:
        """See `services.ports.outbox.Departures`."""
        if outgoing.not_before > self.now:
            self.wait(outgoing.not_before)
            return False
        if not self._budgets.fits(outgoing.chat_id, besides=self.hands.claimed()):
            self.resting.add(outgoing.chat_id)
            return False
        if self.take(outgoing.chat_id):
            return True
        self.behind.add(outgoing.chat_id)
        return False

    def take(self, chat_id: int) -> bool:
        """Take a chat in hand; return False where it was, or no place is free."""
        with self._lock:
            if self._given_up or not self.hands.take(chat_id, self._began):
                return False
            self._kept.add(chat_id)
            return True

    def aboard(self, chat_id: int) -> Sending | None:
        """See `services.ports.outbox.Departures`."""
        claimed = self._aboard.get(chat_id)
        return claimed and claimed[0]

    def board(self, sending: Sending) -> None:
        """See `services.ports.outbox.Departures`."""
        self._aboard[sending.outgoing.chat_id] = sending, None

    def wait(self, until: int) -> None:
        """See `services.ports.outbox.Departures`."""
        self.later = min(until, self.later or until)

    def leave(self, chat_id: int) -> None:
        """See `services.ports.outbox.Departures`."""
        self._aboard.pop(chat_id, None)
        self._kept.discard(chat_id)
        self.look |= self.hands.let_go(chat_id)

    async def prepare(self, tx: Transaction) -> None:
        """Prepare in the same transaction what reads little, and mark what has nothing to say any more as sent."""
        for chat_id, (sending, _) in list(self._aboard.items()):
            if sending.outgoing.meaning.reads_much:
                continue
            ready = await prepared(tx, self._deps, sending.outgoing)
            if ready is not None:
                self._aboard[chat_id] = sending, ready
                continue
            self.look |= bool(await tx.outbox.sent(sending, self.now))
            self.leave(chat_id)

    def leaving(self) -> Iterator[tuple[Sending, Prepared]]:
        """Yield, after the commit, what leaves: prepared, or None where it reads much."""
        yield from sorted(self._aboard.values(), key=_urgency)

    def _let_all_go(self) -> None:
        with self._lock:
            kept, self._kept = self._kept, set()
        for chat_id in kept:
            self.look |= self.hands.let_go(chat_id)


def _urgency(claimed: tuple[Sending, Prepared]) -> int:
    return claimed[0].outgoing.precedence
