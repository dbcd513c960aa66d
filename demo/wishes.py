"""The wishes of the demo: two that wait for somebody, one that somebody has taken, one that staff are to look at."""

from typing import Final, NamedTuple

from bot.app import App
from demo.case import Crowd
from domain.people.riders import Rider
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import wish_adopting, wish_drafts, wish_staff


class _Wished(NamedTuple):
    """A wish of a rider; whether staff have approved it, and who has taken it."""

    asker: str
    words: str
    is_approved: bool
    adopter: str = ""


_WISHES: Final = (
    _Wished("李娜", "一副防风手套，晚上送单手冷", is_approved=True),
    _Wished("张师傅", "A thermos for the night shift", is_approved=True),
    _Wished("陈晨", "一本旧的小学三年级数学书", is_approved=True, adopter="张师傅"),
    _Wished("李娜", "给电动车换个挡风被", is_approved=False),
)


async def make_wishes(app: App, crowd: Crowd) -> None:
    """Let riders ask, staff approve, and somebody take one."""
    chats = {name: person.id for name, person in crowd.riders.items()}
    await app.database.write(lambda tx: _make(tx, app.deps, chats))


async def _make(tx: Transaction, deps: Deps, chats: dict[str, int]) -> None:
    for each in _WISHES:
        asker = await _rider(tx, chats[each.asker])
        await wish_drafts.begin(tx, deps, asker, each.words)
        (draft,) = await tx.wishes.of_rider(asker.id, 1)
        await wish_drafts.send(tx, deps, asker, draft.id)
        asked = await tx.wishes.get(draft.id)
        if asked is not None and each.is_approved:
            await wish_staff.approve(tx, deps, asked)
        if each.adopter:
            await wish_adopting.adopt(tx, deps, await _rider(tx, chats[each.adopter]), draft.id)


async def _rider(tx: Transaction, chat_id: int) -> Rider:
    rider = await tx.riders.by_chat(chat_id)
    if rider is None:
        raise LookupError(chat_id)
    return rider
