"""A rider takes somebody's wish on; both talk through the bot, it is fulfilled and thanked for, or let go."""

from dataclasses import replace

from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.programme.wish_errors import AdoptedMany, OwnWish, WishMoved, WishSaidLong, WishWordsMissing
from domain.programme.wish_messages import WishAsk, WishContact, WishNews, WishSaid, WishShown
from domain.programme.wish_staff_messages import WishSaidToStaff
from domain.programme.wishes import ADOPTED_AT_ONCE, SAID_LONGEST, Adopter, Step, Wish, WishStage
from domain.reporting.photos import Photo
from services.deps import Deps
from services.outgoing import answer, to_group, to_rider
from services.people import pacing, sanctions
from services.ports.transaction import Transaction
from services.programme import wish_news, wish_times, wishes
from services.programme.service_counts import note_wish
from services.programme.wishes import Side, side_of
from services.tickets import boards
from services.wish_keys import said_to_staff_key, wish_said_key

_ALL = 1000


async def adopt(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int | None = None) -> None:
    """Take a wish on: whoever is first has it.

    Raises:
        WishGone, ConsentMissing, Barred: See `wishes.seen`; banned riders take none.
        OwnWish: It is the rider's own.
        WishTaken, WishMoved: Somebody else has it, or it is not listed any more.
        AdoptedMany: They have as many as one may have at once.
    """
    sanctions.refuse_banned(deps, rider)
    wish = await wishes.seen(tx, deps, rider, wish_id)
    if wish.rider_id == rider.id:
        raise OwnWish
    now = deps.clock.now()
    adopted = wish.after(Step.ADOPT, now, adopter=Adopter.RIDER, adopter_id=rider.id, adopted_at=now)
    have = [each for each in await tx.wishes.taken_by(rider.id, _ALL) if each.stage is WishStage.ADOPTED]
    if len(have) >= ADOPTED_AT_ONCE:
        raise AdoptedMany
    await begin(tx, deps, wish, adopted)
    await answer(tx, deps, rider, WishShown(wish.id, edits=edits))


async def begin(tx: Transaction, deps: Deps, wish: Wish, adopted: Wish) -> None:
    """Keep that somebody has taken a wish, tell its asker, and watch that they are heard of."""
    await tx.wishes.change(wish, adopted)
    await note_wish(tx, deps, wish, adopted)
    await wish_times.plan_silence(tx, adopted)
    await wish_news.tell_asker(tx, deps, adopted, WishNews.TAKEN)
    await wish_news.show_card(tx, deps, adopted)


async def release(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int) -> None:
    """Let go of a wish that a rider had taken. Raises WishGone, NotAdopter, WishMoved."""
    await wish_times.let_go(tx, deps, await wishes.taken(tx, deps, rider, wish_id), WishNews.RELEASED)
    await wishes.show_list(tx, deps, rider, edits=edits)


async def ask(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, what: WishAsk) -> None:
    """Ask a side of a wish for words. Raises WishGone, NotAdopter, and WishMoved where they lead nowhere now."""
    wish = await (wishes.own if what is WishAsk.THANKS else wishes.seen)(tx, deps, rider, wish_id)
    _check(wish, rider, what)
    await wishes.ask(tx, deps, rider, wish_id, what)


def _check(wish: Wish, rider: Rider, what: WishAsk) -> None:
    """Check that one side of a wish may say this now. Raises WishMoved."""
    side = side_of(wish, rider)
    if side is Side.OTHER or (what is WishAsk.DONE and side is not Side.ADOPTER):
        raise WishMoved
    if what is WishAsk.CONTACT and not wish.by_rider:
        raise WishMoved
    if wish.stage is not (WishStage.FULFILLED if what is WishAsk.THANKS else WishStage.ADOPTED):
        raise WishMoved


def said(words: str, *, needed: bool = True) -> str:
    """Return words as they are passed on. Raises WishWordsMissing, WishSaidLong."""
    words = words.strip()
    if needed and not words:
        raise WishWordsMissing
    if len(words) > SAID_LONGEST:
        raise WishSaidLong
    return words


async def say(tx: Transaction, deps: Deps, rider: Rider, wish: Wish, words: str) -> None:
    """Pass words of one side on to the other.

    Raises:
        WishMoved: Nobody has the wish now, or it is over.
        WishWordsMissing, WishSaidLong: There are no words, or too many.
        TooManyWishWords: They have written as often as an hour allows.
    """
    _check(wish, rider, WishAsk.SAID)
    words = said(words)
    await pacing.spend(tx, deps, Pace.WISH_WORDS, rider.id)
    if side_of(wish, rider) is Side.ADOPTER:
        await heard(tx, deps, wish)
        await say_to_asker(tx, deps, wish, words)
    elif wish.by_rider:
        await _say_to(tx, deps, await wish_news.rider_of(tx, wish.adopter_id), wish, words)
    else:
        await _say_to_staff(tx, deps, wish, words)


async def heard(tx: Transaction, deps: Deps, wish: Wish) -> Wish:
    """Note that who has taken a wish was heard of, and return it so."""
    spoken = replace(wish, heard_at=deps.clock.now())
    await tx.wishes.change(wish, spoken)
    await wish_times.plan_silence(tx, spoken)
    await boards.redraw_service(tx, deps, wish.queue)
    return spoken


async def say_to_asker(tx: Transaction, deps: Deps, wish: Wish, words: str) -> None:
    """Pass words on to who asked."""
    await _say_to(tx, deps, await wish_news.rider_of(tx, wish.rider_id), wish, words)


async def _say_to(tx: Transaction, deps: Deps, rider: Rider | None, wish: Wish, words: str) -> None:
    if rider is not None:
        key = wish_said_key(wish.id, deps.ids.new())
        await tx.outbox.put(to_rider(deps, rider, WishSaid(wish.id, words), key))


async def _say_to_staff(tx: Transaction, deps: Deps, wish: Wish, words: str) -> None:
    group = await wish_news.group_for(tx, deps, wish)
    if group is not None:
        key = said_to_staff_key(wish.rider_id, wish.id, deps.ids.new())
        await tx.outbox.put(to_group(deps, group, WishSaidToStaff(wish_id=wish.id, words=words), key))


async def show_contact(tx: Transaction, deps: Deps, rider: Rider, wish: Wish, words: str) -> None:
    """Take how to find one side; once both have said so, each is shown the other's, and neither is kept.

    Raises:
        WishMoved: It is not between two riders, or over.
        WishWordsMissing, WishSaidLong: There are no words, or too many.
    """
    _check(wish, rider, WishAsk.CONTACT)
    words, is_asker = said(words), side_of(wish, rider) is Side.ASKER
    given = replace(wish, asker_contact=words) if is_asker else replace(wish, adopter_contact=words)
    if not is_asker:
        wish = await heard(tx, deps, wish)
        given = replace(given, heard_at=wish.heard_at)
    if given.asker_contact and given.adopter_contact:
        for reader_id, theirs in (
            (given.rider_id, given.adopter_contact),
            (given.adopter_id, given.asker_contact),
        ):
            reader = await wish_news.rider_of(tx, reader_id)
            if reader is not None:
                await answer(tx, deps, reader, WishContact(wish.id, theirs))
        given = replace(given, asker_contact="", adopter_contact="")
    else:
        tell = wish_news.tell_adopter if is_asker else wish_news.tell_asker
        await tell(tx, deps, given, WishNews.CONTACT_OFFERED)
    await tx.wishes.change(wish, given)


async def fulfil(tx: Transaction, deps: Deps, wish: Wish, words: str, photo: Photo | None) -> None:
    """Note that a wish is fulfilled, with words or a photo, and tell its asker, who may thank.

    Raises:
        WishMoved: Nobody has it any more.
        WishWordsMissing, WishSaidLong: There is neither a word nor a photo, or too many words.
    """
    words = said(words, needed=photo is None)
    photo_id = None
    if photo is not None:
        photo_id = (await tx.photos.add(replace(photo, rider_id=wish.adopter_id))).id
    done = wish.after(Step.FULFIL, deps.clock.now(), done_words=words, done_photo_id=photo_id)
    await tx.wishes.change(wish, done)
    await note_wish(tx, deps, wish, done)
    await wish_news.tell_asker(tx, deps, done, WishNews.FULFILLED)
    await wish_news.show_card(tx, deps, done)


async def thank(tx: Transaction, deps: Deps, wish: Wish, words: str) -> None:
    """Pass thanks on, with words or without. Raises WishMoved, WishSaidLong."""
    thanked = wish.after(Step.THANK, deps.clock.now(), thanks=said(words, needed=False), closed_at=wish.closed_at)
    await tx.wishes.change(wish, thanked)
    await wish_news.tell_adopter(tx, deps, thanked, WishNews.THANKED)
    await wish_news.show_card(tx, deps, thanked)


async def thank_by_key(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int) -> None:
    """Thank without words, and show the wish. Raises WishGone, WishMoved."""
    await thank(tx, deps, await wishes.own(tx, deps, rider, wish_id), "")
    await answer(tx, deps, rider, WishShown(wish_id, edits=edits))


async def not_yet(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int) -> None:
    """Say that a wish is not fulfilled: it is that adopter's again. Raises WishGone, WishMoved."""
    wish = await wishes.own(tx, deps, rider, wish_id)
    again = wish.after(Step.NOT_YET, deps.clock.now(), done_words="", done_photo_id=None)
    await tx.wishes.change(wish, again)
    await wish_times.plan_silence(tx, again)
    await wish_news.tell_adopter(tx, deps, again, WishNews.NOT_YET)
    await wish_news.show_card(tx, deps, again)
    await answer(tx, deps, rider, WishShown(wish_id, edits=edits))
