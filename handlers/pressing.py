"""A press as its use case takes it, and the rows of the tables that say what each does."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.errors import Stale
from domain.people.riders import Rider
from handlers.context import WrittenPlace
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import ticket_actions
from services.tickets.ticket_actions import Staff, Ticket
from texts.base.callbacks import Press, Verb, meant


@dataclass(frozen=True, slots=True)
class RiderPress:
    """A press in a private chat; `replied` is what the words say that the pressed message answers, where it is read."""

    tx: Transaction
    deps: Deps
    rider: Rider
    press: Press
    message_id: int
    replied: WrittenPlace | None


@dataclass(frozen=True, slots=True)
class StaffPress:
    """A press in a group; whoever pressed is a member of it."""

    tx: Transaction
    deps: Deps
    staff: Staff
    press: Press
    chat_id: int
    message_id: int

    async def ticket(self) -> Ticket:
        """The ticket of the pressed card. Raises: see `services.tickets.ticket_actions.ticket_at`."""
        return await ticket_actions.ticket_at(
            self.tx, self.deps, self.staff, self.chat_id, self.message_id, self.press.id
        )


P = TypeVar("P", RiderPress, StaffPress)
UseCase = Callable[[P], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class PressRow(Generic[P]):
    """What a verb does, and the wording of the toast that says so; "" where the screen says it all.

    The toast may depend on what the button carries.
    """

    use_case: UseCase[P]
    toast: str | Callable[[Press], str] = ""

    def toast_of(self, press: Press) -> str:
        """The wording for this press."""
        return self.toast if isinstance(self.toast, str) else self.toast(press)


Presses = Mapping[Verb, PressRow[P]]


def of_rider(use_case: Callable[..., Awaitable[object]]) -> UseCase[RiderPress]:
    """A use case that takes the rider and the id on the button."""
    return lambda it: use_case(it.tx, it.deps, it.rider, it.press.id)


def of_rider_with(use_case: Callable[..., Awaitable[object]], read: Callable[[RiderPress], Any]) -> UseCase[RiderPress]:
    """A use case that takes the rider, the id on the button, and what `read` makes of its argument."""
    return lambda it: use_case(it.tx, it.deps, it.rider, it.press.id, read(it))


def on_ticket(use_case: Callable[..., Awaitable[object]], read: Callable[[StaffPress], Any]) -> UseCase[StaffPress]:
    """A use case that takes who pressed, the ticket of the pressed card, and what `read` makes of the argument."""

    async def press(it: StaffPress) -> object:
        argument = read(it)
        return await use_case(it.tx, it.deps, it.staff, await it.ticket(), argument)

    return press


def known(argument: str, allowed: Iterable[str]) -> str:
    """What a button of ours means by its argument, as things are now. Raises Stale for what none could carry."""
    name = meant(argument, allowed)
    if name is None:
        raise Stale
    return name
