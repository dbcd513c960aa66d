"""What time does to wishes: one that nobody takes ends, one whose adopter is silent is free again."""

from datetime import date, datetime, time, timedelta

from domain.programme.wish_messages import WishNews
from domain.programme.wishes import REMINDED_MS, SILENT_MS, WAITS_MS, Step, Wish, WishStage
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import wish_news
from services.programme.service_counts import note_wish

_END, _REMIND, _FREE = "end", "remind", "free"


def ends_at(deps: Deps, by_when: str) -> int:
    """Return when a wish that is sent now ends if nobody takes it, ms UTC: with its day, else after thirty days."""
    if not by_when:
        return deps.clock.now() + WAITS_MS
    next_day = date.fromisoformat(by_when) + timedelta(1)
    return int(datetime.combine(next_day, time(), deps.district.timezone).timestamp() * 1000)


async def plan_end(tx: Transaction, wish: Wish) -> None:
    """Let a wish that was sent end with its time."""
    await tx.timers.put(Timer(TimerKind.WISH, f"{wish.id}:{_END}:{wish.due_at}", wish.due_at))


async def plan_silence(tx: Transaction, wish: Wish) -> None:
    """Look whether who has taken a wish stays silent; what they say meanwhile is seen when the timer fires."""
    since = wish.heard_at or 0
    await tx.timers.put(Timer(TimerKind.WISH, f"{wish.id}:{_REMIND}:{since}", since + REMINDED_MS))
    await tx.timers.put(Timer(TimerKind.WISH, f"{wish.id}:{_FREE}:{since}", since + SILENT_MS))


async def fire(tx: Transaction, deps: Deps, key: str) -> None:
    """Do what a timer is for, if nothing has changed since it was set."""
    wish_id, what, since = key.split(":")
    wish = await tx.wishes.get(int(wish_id))
    if wish is None:
        return
    if what == _END:
        if wish.stage in {WishStage.ASKED, WishStage.LISTED}:
            await lapse(tx, deps, wish)
    elif wish.stage is WishStage.ADOPTED and wish.heard_at == int(since):
        await (wish_news.tell_adopter(tx, deps, wish, WishNews.REMINDED) if what == _REMIND else free(tx, deps, wish))


async def free(tx: Transaction, deps: Deps, wish: Wish) -> None:
    """Take a wish from who was silent for too long, and tell both."""
    await wish_news.tell_adopter(tx, deps, wish, WishNews.FREED)
    await let_go(tx, deps, wish, WishNews.SILENT)


async def let_go(tx: Transaction, deps: Deps, wish: Wish, news: WishNews) -> None:
    """List a wish anew that somebody had taken, or end it where its time is over; its asker hears the one or the other.

    Raises:
        WishMoved: Nobody has it any more.
    """
    now = deps.clock.now()
    released = wish.after(Step.RELEASE, now)
    await tx.wishes.change(wish, released)
    if now >= released.due_at:
        await lapse(tx, deps, released)
        return
    await wish_news.tell_asker(tx, deps, released, news)
    await wish_news.show_card(tx, deps, released)


async def lapse(tx: Transaction, deps: Deps, wish: Wish) -> None:
    """End a wish that nobody has taken in time, and tell its asker."""
    lapsed = wish.after(Step.LAPSE, deps.clock.now())
    await tx.wishes.change(wish, lapsed)
    await note_wish(tx, deps, wish, lapsed)
    await wish_news.tell_asker(tx, deps, lapsed, WishNews.LAPSED)
    await wish_news.show_card(tx, deps, lapsed)
