"""Presses as use cases receive them, and the rows of the press tables."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.desks import Desk
from handlers.context import WrittenPlace
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import ticket_actions
from services.tickets.ticket_actions import Staff, Ticket
from texts.base.callbacks import Press, Verb, meant


@dataclass(frozen=True, slots=True)
class RiderPress:
    """A press in a private chat; `replied` is the place in the words of the message `replied_to`, if it was read.

    `desk` is who presses to a queue, where a use case has asked for that by `DeskNeeded`.
    """

    tx: Transaction
    deps: Deps
    rider: Rider
    press: Press
    message_id: int
    replied: WrittenPlace | None
    replied_to: int | None = None
    desk: Desk | None = None


@dataclass(frozen=True, slots=True)
class StaffPress:
    """A press in a group by one of its members; `words` are those of the pressed message, if it is surely ours.

    `colleague_inside` is whether the colleague to whom it hands a ticket over is in the group now, `administrates`
    whether they are one of its administrators; this is asked for the verbs that need it.
    """

    tx: Transaction
    deps: Deps
    staff: Staff
    press: Press
    chat_id: int
    message_id: int
    words: str = ""
    colleague_inside: bool = False
    administrates: bool = False

    async def ticket(self) -> Ticket:
        """Return the ticket of the pressed card.

        Raises:
            Stale, NoLongerPossible, OwnTicket: See `services.tickets.ticket_actions.ticket_at`.
        """
        return await ticket_actions.ticket_at(
            self.tx, self.deps, self.staff, self.chat_id, self.message_id, self.press.id, self.words
        )


P = TypeVar("P", RiderPress, StaffPress)
UseCase = Callable[[P], Awaitable[object]]
"""A press's use case; where it returns a text, that is the wording of the toast in place of its row's."""


@dataclass(frozen=True, slots=True)
class PressRow(Generic[P]):
    """The use case of a verb, and the wording of its toast; "" for none.

    The toast may depend on the button's data.
    """

    use_case: UseCase[P]
    toast: str | Callable[[Press], str] = ""

    def toast_of(self, press: Press) -> str:
        """Return the name of the toast's wording for this press."""
        return self.toast if isinstance(self.toast, str) else self.toast(press)


Presses = Mapping[Verb, PressRow[P]]


def of_rider(use_case: Callable[..., Awaitable[object]]) -> UseCase[RiderPress]:
    """Adapt a use case that takes the rider and the id on the button."""
    return lambda it: use_case(it.tx, it.deps, it.rider, it.press.id)


def of_rider_with(use_case: Callable[..., Awaitable[object]], read: Callable[[RiderPress], Any]) -> UseCase[RiderPress]:
    """Adapt a use case that takes the rider, the id on the button, and its argument as parsed by `read`."""
    return lambda it: use_case(it.tx, it.deps, it.rider, it.press.id, read(it))


def on_ticket(use_case: Callable[..., Awaitable[object]], read: Callable[[StaffPress], Any]) -> UseCase[StaffPress]:
    """Adapt a use case that takes the staff member, the pressed card's ticket, and the argument from `read`."""

    async def press(it: StaffPress) -> object:
        argument = read(it)
        return await use_case(it.tx, it.deps, it.staff, await it.ticket(), argument)

    return press


def known(argument: str, allowed: Iterable[str]) -> str:
    """Return the current name for a button's argument.

    Raises:
        Stale: No allowed name matches it.
    """
    name = meant(argument, allowed)
    if name is None:
        raise Stale
    return name
