"""Staff of the service group look at wishes: approve, decline, take one for a station or their team, take one down."""

from dataclasses import dataclass
from typing import Final

from domain.district.routing import SERVICE
from domain.errors import OthersQuestion, QuestionOver, Stale
from domain.messages import Precedence, Reaction
from domain.programme.teams import Company
from domain.programme.wish_errors import NoWishes, OwnWish, WishMoved
from domain.programme.wish_marks import Mark, marks_in
from domain.programme.wish_messages import WishNews
from domain.programme.wish_staff_messages import (
    StaffAsk,
    WishCard,
    WishesOfGroup,
    WishSheet,
    WishStaffAsked,
)
from domain.programme.wishes import Adopter, DeclineReason, Step, Wish, WishStage
from domain.reporting.photos import Photo
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_group
from services.ports.transaction import Transaction
from services.programme import wish_adopting, wish_news, wish_times, wishes
from services.programme.service_counts import note_wish
from services.tickets import groups
from services.tickets.lookups import Asker
from services.tickets.standing_in import acts_in
from services.tickets.ticket_actions import Staff
from services.wish_keys import StaffQuestion

LISTED: Final = 10
_MINUTE: Final = 60_000


@dataclass(frozen=True, slots=True)
class WishCardView:
    """A wish before staff: what is open below it, what stands out in its words, its photos, and who could take it."""

    wish: Wish
    menu: str
    marks: tuple[Mark, ...]
    photos: tuple[Photo, ...]
    company: Company | None
    companies: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class GroupWishesView:
    """A page, from 0, of the wishes that run, and whether there are more."""

    wishes: tuple[Wish, ...]
    page: int
    has_more: bool


async def show_list(tx: Transaction, deps: Deps, asker: Asker) -> None:
    """Show the wishes that a group looks after. Raises NoWishes where it looks after none."""
    if not await _queues_here(tx, deps, asker.chat_id):
        raise NoWishes
    shown = WishesOfGroup(chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id)
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, shown, silent=True)


async def _queues_here(tx: Transaction, deps: Deps, chat_id: int) -> tuple[str, ...]:
    """Return the service queues whose wishes are looked after in a group: its own, or those that it stands in for."""
    serving = [each.id for each in deps.district.queues.values() if each.kind == SERVICE]
    return tuple([each for each in serving if await acts_in(tx, deps, each, chat_id)])


async def looked_after(tx: Transaction, deps: Deps, staff: Staff, chat_id: int, wish_id: int) -> Wish:
    """Return a wish as somebody of the group that looks after it acts on it.

    Raises:
        Stale: There is none such any more, or another group looks after it.
        OwnWish: Who acts is who asked.
    """
    wish = await tx.wishes.get(wish_id)
    if wish is None or wish.stage is WishStage.DRAFT or not await acts_in(tx, deps, wish.queue, chat_id):
        raise Stale
    asker = await tx.riders.get(wish.rider_id)
    if asker is not None and asker.chat_id == staff.user_id:
        raise OwnWish
    return wish


async def approve(tx: Transaction, deps: Deps, wish: Wish) -> None:
    """Show a wish to riders. Raises WishMoved."""
    await _move(tx, deps, wish, wish.after(Step.APPROVE, deps.clock.now()), WishNews.APPROVED)


async def decline(tx: Transaction, deps: Deps, wish: Wish, reason: DeclineReason) -> None:
    """Do not show a wish to riders, and tell its asker why. Raises WishMoved."""
    declined = wish.after(Step.DECLINE, deps.clock.now(), declined_for=reason)
    await _move(tx, deps, wish, declined, WishNews.DECLINED)


async def take_down(tx: Transaction, deps: Deps, wish: Wish, reason: DeclineReason) -> None:
    """Take a wish from the wall; its asker and whoever has taken it are told. Raises WishMoved."""
    down = wish.after(Step.TAKE_DOWN, deps.clock.now(), declined_for=reason)
    await _move(tx, deps, wish, down, WishNews.TAKEN_DOWN)
    if wish.by_rider:
        await wish_news.tell_adopter(tx, deps, wish, WishNews.TAKEN_DOWN)


async def _move(tx: Transaction, deps: Deps, before: Wish, after: Wish, news: WishNews) -> None:
    await tx.wishes.change(before, after)
    await note_wish(tx, deps, before, after)
    await wish_news.tell_asker(tx, deps, after, news)
    await wish_news.show_card(tx, deps, after)


async def adopt(tx: Transaction, deps: Deps, wish: Wish, adopter: Adopter, ref: str) -> None:
    """Take a wish for the group's own queue, a station, or a company. Raises WishTaken, WishMoved, Stale."""
    known = {
        Adopter.QUEUE: ref == wish.queue,
        Adopter.STATION: ref in deps.district.stations,
        Adopter.COMPANY: await tx.teams.company(ref) is not None,
    }
    if not known.get(adopter, False):
        raise Stale
    now = deps.clock.now()
    await wish_adopting.begin(
        tx, deps, wish, wish.after(Step.ADOPT, now, adopter=adopter, adopter_ref=ref, adopted_at=now)
    )


async def release(tx: Transaction, deps: Deps, wish: Wish) -> None:
    """Let go of a wish that staff had taken. Raises WishMoved."""
    await wish_times.let_go(tx, deps, _theirs(wish), WishNews.RELEASED)


def _theirs(wish: Wish) -> Wish:
    """Return a wish that staff have taken. Raises WishMoved where a rider has, or nobody."""
    if wish.stage is not WishStage.ADOPTED or wish.by_rider:
        raise WishMoved
    return wish


async def ask(
    tx: Transaction, deps: Deps, wish: Wish, what: StaffAsk, where: QueueChat, card: int, staff: Staff
) -> None:
    """Ask one of the staff for words, below a card; only their reply counts. Raises WishMoved."""
    _theirs(wish)
    until = deps.clock.now() + deps.limits.prompt_minutes * _MINUTE
    question = StaffQuestion(wish.id, what, staff.user_id, card, until)
    asked = WishStaffAsked(wish_id=wish.id, ask=what, user_id=staff.user_id, who=staff.name, reply_to=card)
    await tx.outbox.put(to_group(deps, where, asked, question.key))
    await tx.timers.put(Timer(TimerKind.ACTIVITY_ASKED, question.key, until))


def check_answer(deps: Deps, question: StaffQuestion, user_id: int) -> None:
    """Raise OthersQuestion where somebody else was asked, QuestionOver where its time is over."""
    if question.user_id != user_id:
        raise OthersQuestion
    if deps.clock.now() >= question.until:
        raise QuestionOver


async def say(tx: Transaction, deps: Deps, wish: Wish, words: str) -> None:
    """Pass staff's words on to who asked. Raises WishMoved, WishWordsMissing, WishSaidLong."""
    words = wish_adopting.said(words)
    spoken = await wish_adopting.heard(tx, deps, _theirs(wish))
    await wish_adopting.say_to_asker(tx, deps, spoken, words)


async def acknowledge(tx: Transaction, deps: Deps, wish: Wish, chat_id: int, message_id: int) -> None:
    """Show below a message of staff's that it was passed on, once for it."""
    group = QueueChat(wish.queue, chat_id, None, linked_at=0)
    reacted = to_group(deps, group, Reaction(message_id), f"reaction:{chat_id}:{message_id}", Precedence.STATUS)
    await tx.outbox.put(reacted)


async def fulfil(tx: Transaction, deps: Deps, wish: Wish, words: str, photo: Photo | None) -> None:
    """Note that staff have fulfilled a wish. Raises WishMoved, WishWordsMissing, WishSaidLong."""
    await wish_adopting.fulfil(tx, deps, _theirs(wish), words, photo)


@gather.register
async def group_wishes_view(meaning: WishesOfGroup, reading: Reading) -> GroupWishesView | None:
    """Return what a group looks after; None where it looks after nothing any more."""
    queues = await _queues_here(reading.tx, reading.deps, meaning.chat_id)
    if not queues:
        return None
    found = await reading.tx.wishes.running(queues, meaning.page * LISTED, LISTED + 1)
    return GroupWishesView(tuple(found[:LISTED]), meaning.page, len(found) > LISTED)


@gather.register
async def wish_card_view(meaning: WishCard, reading: Reading) -> WishCardView | None:
    """Return a wish as staff see it; None where it is gone."""
    return await _card(reading, meaning.wish_id, meaning.menu)


@gather.register
async def wish_sheet_view(meaning: WishSheet, reading: Reading) -> WishCardView | None:
    """Return a wish as staff look it up; None where it is gone, or another group's."""
    wish = await reading.tx.wishes.get(meaning.wish_id)
    if wish is None or not await acts_in(reading.tx, reading.deps, wish.queue, meaning.chat_id):
        return None
    return await _card(reading, meaning.wish_id, meaning.menu)


async def _card(reading: Reading, wish_id: int, menu: str) -> WishCardView | None:
    tx, wish = reading.tx, await reading.tx.wishes.get(wish_id)
    if wish is None:
        return None
    photo = await wishes.photo_of(tx, wish)
    companies = await tx.teams.companies() if menu == "adopt" else []
    return WishCardView(
        wish, menu, marks_in(wish.words), (photo,) if photo is not None else (), await wishes.company_of(tx, wish),
        tuple(companies),
    )  # fmt: skip
