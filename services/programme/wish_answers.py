"""What a rider replies to a question about a wish, or to what its other side said."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.people.riders import Rider
from domain.programme.wish_messages import WishAsk, WishShown
from domain.programme.wishes import Wish
from domain.reporting.photos import Photo
from services.deps import Deps
from services.outgoing import answer, reaction, removal
from services.people import sanctions
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.programme import wish_adopting, wish_drafts, wishes
from services.wish_keys import asked_of_wish


@dataclass(frozen=True, slots=True)
class Said:
    """A rider's reply: its message, its words, a photo that was stored, the album it is of, and what it replies to."""

    message_id: int
    text: str = ""
    photo: Photo | None = None
    album: str = ""
    replied_to: int | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer about a wish, and who gave it."""

    tx: Transaction
    deps: Deps
    rider: Rider
    wish: Wish
    message: Said


async def asked(tx: Transaction, chat_id: int, message_id: int) -> tuple[int, WishAsk] | None:
    """Return the wish that a reply to this message of ours is about, and what it is for; None where it is of none."""
    ours = await tx.messages.at(chat_id, message_id)
    return asked_of_wish(ours.key) if ours is not None else None


async def take(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, what: WishAsk, message: Said) -> None:
    """Take an answer once, of an album its first part; the question goes. Of muted riders nothing is taken.

    Raises:
        WishGone, ConsentMissing: The rider may not know of the wish, or has not agreed to the terms.
        WishMoved, WishWordsMissing, WishLong, WishSaidLong, WishDayUnclear, WishDayOver, TooManyWishWords, Barred:
            It can't be taken so, see what each is for.
    """
    if await _is_known(tx, rider, message):
        return
    sanctions.refuse_banned(deps, rider)
    if sanctions.is_silenced(deps, rider):
        await sanctions.tell_barred(tx, deps, rider, message.message_id)
        return
    wish = await wishes.seen(tx, deps, rider, wish_id)
    await _TAKES[what](_Answer(tx, deps, rider, wish, message))
    await tx.heard.note(
        Heard(rider.chat_id, message.message_id, deps.clock.now(), wish_id=wish_id, album=message.album)
    )
    if what is not WishAsk.SAID and message.replied_to is not None:
        await tx.outbox.put(removal(rider.chat_id, message.replied_to))


async def is_edited(tx: Transaction, rider: Rider, message_id: int) -> bool:
    """Return whether an edited message answered about a wish."""
    heard = await tx.heard.of(rider.chat_id, message_id)
    return heard is not None and heard.wish_id is not None


WITH_PHOTO: Final = frozenset({WishAsk.WORDS, WishAsk.PHOTO, WishAsk.DONE})
"""What a photo answers, too."""


async def _is_known(tx: Transaction, rider: Rider, message: Said) -> bool:
    """Return whether a message, or a part of its album, was taken before."""
    if await tx.heard.of(rider.chat_id, message.message_id) is not None:
        return True
    return bool(message.album and await tx.heard.of_album(rider.chat_id, message.album))


async def _words(it: _Answer) -> None:
    draft = await wishes.own(it.tx, it.deps, it.rider, it.wish.id)
    if not it.message.text:
        await wish_drafts.picture(it.tx, it.deps, it.rider, draft, it.message.photo)
    else:
        await wish_drafts.write(it.tx, it.deps, it.rider, draft, it.message.text, it.message.photo)


async def _photo(it: _Answer) -> None:
    draft = await wishes.own(it.tx, it.deps, it.rider, it.wish.id)
    await wish_drafts.picture(it.tx, it.deps, it.rider, draft, it.message.photo)


async def _when(it: _Answer) -> None:
    draft = await wishes.own(it.tx, it.deps, it.rider, it.wish.id)
    await wish_drafts.want_by(it.tx, it.deps, it.rider, draft, it.message.text)


async def _said(it: _Answer) -> None:
    await wish_adopting.say(it.tx, it.deps, it.rider, it.wish, it.message.text)
    await it.tx.outbox.put(reaction(it.deps, it.rider, it.message.message_id))


async def _done(it: _Answer) -> None:
    wish = await wishes.taken(it.tx, it.deps, it.rider, it.wish.id)
    await wish_adopting.fulfil(it.tx, it.deps, wish, it.message.text, it.message.photo)
    await answer(it.tx, it.deps, it.rider, WishShown(wish.id))


async def _thanks(it: _Answer) -> None:
    wish = await wishes.own(it.tx, it.deps, it.rider, it.wish.id)
    await wish_adopting.thank(it.tx, it.deps, wish, it.message.text)
    await answer(it.tx, it.deps, it.rider, WishShown(wish.id))


async def _contact(it: _Answer) -> None:
    await wish_adopting.show_contact(it.tx, it.deps, it.rider, it.wish, it.message.text)
    await it.tx.outbox.put(reaction(it.deps, it.rider, it.message.message_id))


_TAKES: Final[Mapping[WishAsk, Callable[[_Answer], Awaitable[None]]]] = {
    WishAsk.WORDS: _words,
    WishAsk.PHOTO: _photo,
    WishAsk.WHEN: _when,
    WishAsk.SAID: _said,
    WishAsk.DONE: _done,
    WishAsk.THANKS: _thanks,
    WishAsk.CONTACT: _contact,
}
