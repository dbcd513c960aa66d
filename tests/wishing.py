"""Wishes in a test: written, sent, listed, taken by somebody; and who presses what of them."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.programme.wish_messages import WishAsk
from domain.programme.wishes import Wish
from domain.reporting.photos import Photo
from handlers.pressing import StaffPress
from handlers.programme.presses import STAFF_PRESSES
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import wish_adopting, wish_answers, wish_drafts, wish_staff
from services.programme.wish_answers import Said
from services.tickets.ticket_actions import Staff
from services.wish_keys import wish_card_key
from tests.usecases import GROUPS, Case
from texts.base.callbacks import Press, Verb

GROUP, BOSS, CARD = GROUPS["rider-service"], 9, 4711
GLOVES = "想要一副防风手套"


async def now(case: Case, wish: Wish) -> Wish:
    """The wish as it is kept now."""
    found = await case.database.read(lambda tx: tx.wishes.get(wish.id))
    assert found is not None
    return found


async def newest(case: Case, rider: Rider) -> Wish:
    (found, *_) = await case.database.read(lambda tx: tx.wishes.of_rider(rider.id, 5))
    return found


async def drafted(case: Case, rider: Rider, words: str = GLOVES, **changes: object) -> Wish:
    await case.do(wish_drafts.begin, rider, words)
    draft = await newest(case, rider)
    if changes:
        changed = replace(draft, **changes)  # type: ignore[arg-type]
        await case.database.write(lambda tx: tx.wishes.change(draft, changed))
    return await newest(case, rider)


async def sent(case: Case, rider: Rider, words: str = GLOVES, **changes: object) -> Wish:
    draft = await drafted(case, rider, words, **changes)
    await case.do(wish_drafts.send, rider, draft.id, CARD)
    return await now(case, draft)


async def listed(case: Case, rider: Rider, words: str = GLOVES, **changes: object) -> Wish:
    asked = await sent(case, rider, words, **changes)
    await case.do(wish_staff.approve, asked)
    return await now(case, asked)


async def taken(case: Case, asker: Rider, adopter: Rider, words: str = GLOVES, **changes: object) -> Wish:
    wish = await listed(case, asker, words, **changes)
    await case.do(wish_adopting.adopt, adopter, wish.id, CARD)
    return await now(case, wish)


async def replies(
    case: Case, rider: Rider, wish: Wish, what: WishAsk, words: str = "", photo: Photo | None = None, album: str = ""
) -> None:
    """A rider answers a question about a wish."""
    said = Said(case.numbers.new(), words, photo, album)
    await case.do(wish_answers.take, rider, wish.id, what, said)


async def card_of(case: Case, wish: Wish) -> int:
    """The message of the wish's card in its group."""
    found = await case.database.read(lambda tx: tx.messages.of_key(wish_card_key(wish.rider_id, wish.id, GROUP)))
    assert found is not None
    return found.message_id


async def press(case: Case, wish: Wish, argument: str, *, by: int = BOSS, chat: int = GROUP, at: int = CARD) -> object:
    """One of the staff presses a key below a wish."""

    async def work(tx: Transaction, deps: Deps) -> object:
        pressed = Press(Verb.WISH_STAFF, wish.id, argument)
        return await STAFF_PRESSES[Verb.WISH_STAFF].use_case(
            StaffPress(tx, deps, Staff(by, "李主任"), pressed, chat, at)
        )

    return await case.do(work)
