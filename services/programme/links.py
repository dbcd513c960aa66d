"""What happens when somebody comes by a link: each kind has one use case, which registers itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from domain.errors import Stale
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.programme.desks import Desk
from domain.programme.errors import UnknownLink
from domain.programme.links import LinkKind, parse_link
from domain.reporting.messages import RefusalTold
from services.deps import Deps
from services.outgoing import answer
from services.people import pacing
from services.people.riders import welcome
from services.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that a rider has opened; `desk` is who they are to a queue, once a use case has asked for that."""

    tx: Transaction
    deps: Deps
    rider: Rider
    code: str
    desk: Desk | None = None


UseCase = Callable[[Opened], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Followed:
    use_case: UseCase
    needs_consent: bool


_FOLLOWED: dict[LinkKind, _Followed] = {}


def follows(kind: LinkKind, *, needs_consent: bool = True) -> Callable[[UseCase], UseCase]:
    """Register the use case of a kind of link; one for staff, too, does not need their consent to the riders' terms."""

    def register(use_case: UseCase) -> UseCase:
        _FOLLOWED[kind] = _Followed(use_case, needs_consent)
        return use_case

    return register


async def follow(tx: Transaction, deps: Deps, rider: Rider, payload: str, desk: Desk | None = None) -> None:
    """Do what a link is for; for who has not agreed to the terms keep it until then, and show the first screen.

    Whoever has agreed comes by this link now, and by none that was kept before. A code that there is not is told and
    counted, as a refusal would undo the count.

    Raises:
        UnknownLink: It is none of ours.
        TooManyCodes: They have tried too many codes that there are not.
        Refused: The use case refuses it.
    """
    link = parse_link(payload)
    followed = _FOLLOWED.get(link.kind) if link is not None else None
    if link is None or followed is None:
        if rider.agreed(deps.terms):
            raise UnknownLink
        await welcome(tx, deps, rider)
        return
    if followed.needs_consent and not rider.agreed(deps.terms):
        rider = replace(rider, start_link=payload)
        await tx.riders.save(rider)
        await welcome(tx, deps, rider)
        return
    if rider.start_link and rider.agreed(deps.terms):
        rider = replace(rider, start_link="")
        await tx.riders.save(rider)
    try:
        await followed.use_case(Opened(tx, deps, rider, link.code, desk))
    except UnknownLink as unknown:
        await pacing.spend(tx, deps, Pace.CODES, rider.chat_id)
        await answer(tx, deps, rider, RefusalTold(type(unknown).__name__))


async def follow_kept(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Do what the link is for by which the rider came before they agreed, once.

    Raises:
        Stale: It was followed before.
        UnknownLink, TooManyCodes, Refused: See `follow`; it is kept then.
    """
    if not rider.start_link:
        raise Stale
    await follow(tx, deps, rider, rider.start_link)
