"""A rider asks for something: words, a photo, a day; then it is sent to the staff who look after wishes, or dropped."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from domain.language.day_reading import Reading
from domain.language.written_days import days_in
from domain.people.riders import Rider
from domain.programme.wish_errors import (
    NoWishes,
    WishDayOver,
    WishDayUnclear,
    WishesMany,
    WishLong,
    WishMoved,
    WishWordsMissing,
)
from domain.programme.wish_messages import WishAsk, WishNews, WishShown
from domain.programme.wishes import LONGEST, Step, Wish, WishStage
from domain.reporting.numbers import month_at
from domain.reporting.photos import Photo
from services.deps import Deps
from services.outgoing import answer
from services.people import sanctions
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.programme import wish_news, wish_times, wishes
from services.programme.service_counts import note_wish
from services.tickets.standing_in import group_of

FARTHEST: Final = timedelta(days=60)
"""How far away the day may be by which something is wanted."""


async def begin(tx: Transaction, deps: Deps, rider: Rider, words: str = "", reply_to: int = 0) -> None:
    """Begin a wish, or go on with the one that was begun; without words they are asked for.

    Raises:
        NoWishes: Nobody in the district looks after wishes.
        WishesMany: The rider has sent as many this month as they may.
        WishLong: The words are too many.
        Barred: They are banned.
    """
    queue = wishes.service_queue(deps)
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    if await _is_kept_quiet(tx, deps, rider, reply_to):
        return
    await _count(tx, deps, rider)
    draft = await _draft_of(tx, rider)
    if draft is None:
        draft = Wish(deps.ids.new(), rider.id, queue, deps.clock.now())
        await tx.wishes.add(draft)
    if words:
        draft = await _change(tx, deps, draft, words=_said(words))
    if draft.words:
        await answer(tx, deps, rider, WishShown(draft.id))
    else:
        await wishes.ask(tx, deps, rider, draft.id, WishAsk.WORDS)


async def _draft_of(tx: Transaction, rider: Rider) -> Wish | None:
    """Return the wish that a rider has begun; there is one at most, and nothing newer."""
    newest = await tx.wishes.of_rider(rider.id, 1)
    return newest[0] if newest and newest[0].stage is WishStage.DRAFT else None


async def _is_kept_quiet(tx: Transaction, deps: Deps, rider: Rider, reply_to: int) -> bool:
    """Return whether nothing of a rider's is passed on, and tell them. Raises Barred where they are banned."""
    sanctions.refuse_banned(deps, rider)
    if sanctions.is_silenced(deps, rider):
        await sanctions.tell_barred(tx, deps, rider, reply_to)
        return True
    return False


async def _count(tx: Transaction, deps: Deps, rider: Rider) -> None:
    first = datetime.combine(deps.today.replace(day=1), time(), deps.district.timezone)
    sent = await tx.wishes.sent_since(rider.id, int(first.timestamp() * 1000))
    if sent >= deps.limits.wishes_a_month:
        raise WishesMany


def _said(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise WishWordsMissing
    if len(words) > LONGEST:
        raise WishLong
    return words


def _draft(wish: Wish) -> Wish:
    """Return a wish that was not sent. Raises WishMoved for one that was: what others read does not change."""
    if wish.stage is not WishStage.DRAFT:
        raise WishMoved
    return wish


async def _change(tx: Transaction, deps: Deps, wish: Wish, **changes: Any) -> Wish:
    changed = replace(_draft(wish), at=deps.clock.now(), **changes)
    await tx.wishes.change(wish, changed)
    return changed


async def write(tx: Transaction, deps: Deps, rider: Rider, wish: Wish, words: str, photo: Photo | None) -> None:
    """Take a wish's words, with a photo that came along. Raises WishMoved, WishWordsMissing, WishLong."""
    changes: Mapping[str, Any] = {"words": _said(words)}
    if photo is not None:
        changes = {**changes, "photo_id": await _keep(tx, rider, photo)}
    await _change(tx, deps, wish, **changes)
    await answer(tx, deps, rider, WishShown(wish.id))


async def picture(tx: Transaction, deps: Deps, rider: Rider, wish: Wish, photo: Photo | None) -> None:
    """Take a wish's photo, in place of one before. Raises WishMoved, WishWordsMissing where there is none."""
    if photo is None:
        raise WishWordsMissing
    await _change(tx, deps, wish, photo_id=await _keep(tx, rider, photo))
    await answer(tx, deps, rider, WishShown(wish.id))


async def _keep(tx: Transaction, rider: Rider, photo: Photo) -> int:
    await tx.photos.add(replace(photo, rider_id=rider.id))
    return photo.id


async def want_by(tx: Transaction, deps: Deps, rider: Rider, wish: Wish, words: str) -> None:
    """Take the day by which a wish is wanted. Raises WishMoved, WishDayUnclear, WishDayOver."""
    days = days_in(words, Reading(deps.today, lambda _: True))
    if len(days) != 1:
        raise WishDayUnclear
    (day,) = days
    _check_day(deps, day)
    await _change(tx, deps, wish, by_when=day.isoformat())
    await answer(tx, deps, rider, WishShown(wish.id))


def _check_day(deps: Deps, day: date) -> None:
    if not deps.today <= day <= deps.today + FARTHEST:
        raise WishDayOver


async def clear(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int, what: WishAsk) -> None:
    """Take the day or the photo out of a draft. Raises WishMoved, WishGone."""
    await _change(tx, deps, await wishes.own(tx, deps, rider, wish_id), **_NOTHING[what])
    await answer(tx, deps, rider, WishShown(wish_id, edits=edits))


_NOTHING: Final[Mapping[WishAsk, Mapping[str, Any]]] = {
    WishAsk.WHEN: {"by_when": ""},
    WishAsk.PHOTO: {"photo_id": None},
}


async def ask(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, what: WishAsk) -> None:
    """Ask for a part of a draft. Raises WishMoved, WishGone."""
    _draft(await wishes.own(tx, deps, rider, wish_id))
    await wishes.ask(tx, deps, rider, wish_id, what)


async def drop(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int) -> None:
    """Drop a draft, and show the wall in its place. Raises WishMoved, WishGone."""
    draft = _draft(await wishes.own(tx, deps, rider, wish_id))
    await tx.wishes.drop_draft(draft.id)
    await wishes.show_list(tx, deps, rider, edits=edits)


async def send(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int | None = None) -> None:
    """Send a wish to the staff who look after wishes; it has a number from now on.

    Raises:
        WishGone, WishMoved: It is not the rider's, or was sent before.
        WishWordsMissing: It has no words.
        WishDayOver: Its day has passed since.
        WishesMany: The rider has sent as many this month as they may.
        NoWishes: No group could look at it.
        Barred: They are banned.
    """
    draft = _draft(await wishes.own(tx, deps, rider, wish_id))
    if await _is_kept_quiet(tx, deps, rider, edits or 0):
        return
    await _count(tx, deps, rider)
    if not draft.words:
        raise WishWordsMissing
    if draft.by_when:
        _check_day(deps, date.fromisoformat(draft.by_when))
    queue, now = wishes.service_queue(deps), deps.clock.now()
    if await group_of(tx, deps, queue) is None:
        raise NoWishes
    month = month_at(now, deps.district.timezone)
    sent = draft.after(
        Step.ASK, now, queue=queue, month=month, serial=await tx.wishes.next_serial(month), asked_at=now,
        due_at=wish_times.ends_at(deps, draft.by_when),
    )  # fmt: skip
    await tx.wishes.change(draft, sent)
    await note_wish(tx, deps, draft, sent)
    await wish_times.plan_end(tx, sent)
    await wish_news.show_card(tx, deps, sent)
    await answer(tx, deps, rider, WishShown(sent.id, edits=edits))


async def withdraw(tx: Transaction, deps: Deps, rider: Rider, wish_id: int, edits: int) -> None:
    """Withdraw a wish that was sent; who has taken it is told. Raises WishGone, WishMoved."""
    wish = await wishes.own(tx, deps, rider, wish_id)
    await end(tx, deps, wish)
    await answer(tx, deps, rider, WishShown(wish.id, edits=edits))


async def end(tx: Transaction, deps: Deps, wish: Wish) -> None:
    """End a wish as its asker wants, or as they are banned or leave. Raises WishMoved."""
    withdrawn = wish.after(Step.WITHDRAW, deps.clock.now())
    await tx.wishes.change(wish, withdrawn)
    await wish_news.tell_adopter(tx, deps, wish, WishNews.WITHDRAWN)
    await wish_news.show_card(tx, deps, withdrawn)
