"""Wishes as riders see them: the wall with its pages, and one of them, as much of it as its reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.district.routing import SERVICE
from domain.errors import ConsentMissing
from domain.people.riders import Rider
from domain.programme.teams import Company
from domain.programme.wish_errors import NotAdopter, NoWishes, WishGone
from domain.programme.wish_messages import WishAsk, WishAsked, WishesShown, WishShown, WishTold
from domain.programme.wishes import HAS_ADOPTER, Adopter, Wish, WishStage
from domain.reporting.photos import Photo
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.wish_keys import wish_asks_key

ON_A_PAGE: Final = 6
OWN_AT_MOST: Final = 5
_LOOKED_AT: Final = 20
"""How many of a rider's newest are looked at for those that matter now."""

_MATTERS: Final = frozenset(
    {WishStage.DRAFT, WishStage.ASKED, WishStage.LISTED, WishStage.ADOPTED, WishStage.FULFILLED}
)
"""What stands first on the wall, of whoever asked for it or has taken it."""


class Side(StrEnum):
    """Who a rider is to a wish."""

    ASKER = "asker"
    ADOPTER = "adopter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WishesView:
    """A page of the wall: the reader's own and what they have taken, on the first page, then others' wishes.

    `next_after` is the id behind which the next page begins, 0 on the last one.
    """

    mine: tuple[Wish, ...]
    taken: tuple[Wish, ...]
    others: tuple[Wish, ...]
    next_after: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish, whom the reader is to it, its photo or the one of how it was fulfilled, and the company that has it."""

    wish: Wish
    side: Side
    menu: str = ""
    photo: Photo | None = None
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class WishToldView:
    """A piece of news of a wish; in a group `side` is that of staff who have it."""

    told: WishTold
    wish: Wish
    side: Side
    in_group: bool
    photo: Photo | None
    company: Company | None = None


def service_queue(deps: Deps) -> str:
    """Return the queue whose staff look after wishes. Raises NoWishes where the district has none of kind service."""
    found = next((each.id for each in deps.district.queues.values() if each.kind == SERVICE), "")
    if not found:
        raise NoWishes
    return found


async def show_list(tx: Transaction, deps: Deps, rider: Rider, after_id: int = 0, edits: int | None = None) -> None:
    """Show a page of the wall. Raises NoWishes."""
    service_queue(deps)
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    await answer(tx, deps, rider, WishesShown(after_id, edits=edits))


async def show(
    tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int | None = None, menu: str = ""
) -> None:
    """Show one wish. Raises WishGone, ConsentMissing."""
    await seen(tx, deps, rider, wish_id)
    await answer(tx, deps, rider, WishShown(wish_id, menu, edits=edits))


async def ask(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, what: WishAsk) -> None:
    """Ask a rider for words or a photo; the reply to this message counts."""
    key = wish_asks_key(wish_id, what, deps.ids.new())
    await tx.outbox.put(to_rider(deps, rider, WishAsked(wish_id, what), key))


async def seen(tx: Transaction, deps: Deps, rider: Rider, wish_id: int) -> Wish:
    """Return a wish that a rider may see: their own, one that they have taken, and what is listed.

    Raises:
        WishGone: There is none such.
        ConsentMissing: The rider has not agreed to the terms, or not to the current ones.
    """
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    wish = await tx.wishes.get(wish_id)
    if wish is None or (side_of(wish, rider) is Side.OTHER and wish.stage not in {WishStage.LISTED, *HAS_ADOPTER}):
        raise WishGone
    return wish


async def own(tx: Transaction, deps: Deps, rider: Rider, wish_id: int) -> Wish:
    """Return a rider's own wish. Raises WishGone, ConsentMissing."""
    wish = await seen(tx, deps, rider, wish_id)
    if wish.rider_id != rider.id:
        raise WishGone
    return wish


async def taken(tx: Transaction, deps: Deps, rider: Rider, wish_id: int) -> Wish:
    """Return a wish that a rider has taken. Raises WishGone, ConsentMissing, NotAdopter."""
    wish = await seen(tx, deps, rider, wish_id)
    if side_of(wish, rider) is not Side.ADOPTER:
        raise NotAdopter
    return wish


def side_of(wish: Wish, rider: Rider) -> Side:
    """Return whom a rider is to a wish."""
    if wish.rider_id == rider.id:
        return Side.ASKER
    is_adopter = wish.adopter_id == rider.id and wish.stage in HAS_ADOPTER
    return Side.ADOPTER if is_adopter else Side.OTHER


@gather.register
async def wishes_view(meaning: WishesShown, reading: Reading) -> WishesView | None:
    """Return a page of the wall; None in a group."""
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    after = await tx.wishes.get(meaning.after_id) if meaning.after_id else None
    found = await tx.wishes.listed(rider.id, after, ON_A_PAGE + 1)
    others, more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
    is_first = after is None
    mine = await tx.wishes.of_rider(rider.id, _LOOKED_AT) if is_first else []
    taken_on = await tx.wishes.taken_by(rider.id, _LOOKED_AT) if is_first else []
    return WishesView(_matters(mine), _matters(taken_on), tuple(others), others[-1].id if more else 0, is_first)


def _matters(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    return tuple([each for each in wishes if each.stage in _MATTERS][:OWN_AT_MOST])


@gather.register
async def wish_view(meaning: WishShown, reading: Reading) -> WishView | None:
    """Return one wish as its reader may see it; None in a group, and where it is gone."""
    tx, rider = reading.tx, reading.rider
    wish = await tx.wishes.get(meaning.wish_id)
    if wish is None or rider is None:
        return None
    side = side_of(wish, rider)
    return WishView(wish, side, meaning.menu, await photo_of(tx, wish), await company_of(tx, wish))


@gather.register
async def wish_told_view(meaning: WishTold, reading: Reading) -> WishToldView | None:
    """Return a piece of news with the wish as it is now; None where it is gone."""
    tx, rider = reading.tx, reading.rider
    wish = await tx.wishes.get(meaning.wish_id)
    if wish is None:
        return None
    side = side_of(wish, rider) if rider is not None else Side.ADOPTER
    done = await _photo(tx, wish.done_photo_id) if side is Side.ASKER else None
    return WishToldView(meaning, wish, side, rider is None, done, await company_of(tx, wish))


@gather.register
async def wish_asked_view(meaning: WishAsked, reading: Reading) -> WishView | None:
    """Return the wish that a question is about; None in a group, and where it is gone."""
    wish = await reading.tx.wishes.get(meaning.wish_id)
    if wish is None or reading.rider is None:
        return None
    return WishView(wish, side_of(wish, reading.rider), meaning.ask)


async def photo_of(tx: Transaction, wish: Wish) -> Photo | None:
    """Return the wish's photo, if it has one that is still kept."""
    return await _photo(tx, wish.photo_id)


async def _photo(tx: Transaction, photo_id: int | None) -> Photo | None:
    found = await tx.photos.by_ids([photo_id]) if photo_id is not None else []
    return found[0] if found else None


async def company_of(tx: Transaction, wish: Wish) -> Company | None:
    """Return the company that has a wish, or None."""
    return await tx.teams.company(wish.adopter_ref) if wish.adopter is Adopter.COMPANY else None
