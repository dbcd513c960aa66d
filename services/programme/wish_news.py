"""What asker, adopter and staff hear of a wish, and the card of it in the group that looks after it."""

from collections.abc import Mapping
from typing import Final

from domain.messages import Precedence
from domain.people.riders import Rider
from domain.programme.wish_messages import WishNews, WishTold
from domain.programme.wish_staff_messages import WishCard
from domain.programme.wishes import Wish
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.outgoing import to_group, to_rider
from services.ports.transaction import Transaction
from services.tickets import boards
from services.tickets.standing_in import group_of
from services.wish_keys import wish_card_key, wish_told_key

_WAITS: Final[Mapping[WishNews, Precedence]] = {WishNews.REMINDED: Precedence.REMINDER}


async def rider_of(tx: Transaction, rider_id: int | None) -> Rider | None:
    """Return a rider who can still be told something, or None."""
    rider = await tx.riders.get(rider_id) if rider_id is not None else None
    return rider if rider is not None and rider.reachable and not rider.has_left else None


async def group_for(tx: Transaction, deps: Deps, wish: Wish) -> QueueChat | None:
    """Return the group that looks after a wish now, or None."""
    return await group_of(tx, deps, wish.queue)


async def tell_asker(tx: Transaction, deps: Deps, wish: Wish, news: WishNews) -> None:
    """Tell who asked what became of their wish."""
    await _tell(tx, deps, await rider_of(tx, wish.rider_id), wish, news)


async def tell_adopter(tx: Transaction, deps: Deps, wish: Wish, news: WishNews) -> None:
    """Tell the rider who has taken a wish, or the group that has; `wish` still names them."""
    if wish.by_rider:
        await _tell(tx, deps, await rider_of(tx, wish.adopter_id), wish, news)
        return
    group = await group_for(tx, deps, wish)
    if wish.adopter is not None and group is not None:
        key = wish_told_key(wish.id, news, group.chat_id, deps.clock.now())
        await tx.outbox.put(to_group(deps, group, WishTold(wish.id, news), key, Precedence.STATUS, silent=True))


async def _tell(tx: Transaction, deps: Deps, rider: Rider | None, wish: Wish, news: WishNews) -> None:
    if rider is not None:
        key = wish_told_key(wish.id, news, rider.chat_id, deps.clock.now())
        told = WishTold(wish.id, news)
        await tx.outbox.put(to_rider(deps, rider, told, key, _WAITS.get(news, Precedence.STATUS)))


async def show_card(tx: Transaction, deps: Deps, wish: Wish, menu: str = "") -> None:
    """Show a wish to the staff who look after it, or its card anew as things are now."""
    group = await group_for(tx, deps, wish)
    if group is not None:
        key = wish_card_key(wish.rider_id, wish.id, group.chat_id)
        await tx.outbox.put(to_group(deps, group, WishCard(wish.id, menu), key, Precedence.STATUS))
        await boards.redraw_service(tx, deps, wish.queue)
