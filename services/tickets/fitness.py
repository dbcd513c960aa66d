"""Groups that lack what the bot needs of them: supervisors hear of it once, and again when it is well."""

from collections.abc import Collection

import structlog

from domain.tickets.fitness import Lack
from domain.tickets.messages import GroupFit, GroupUnfitTold
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.groups import tell_supervisors

log = structlog.get_logger()


async def judge(tx: Transaction, deps: Deps, chat_id: int, lacks: Collection[Lack]) -> None:
    """Keep what a group lacks; tell the supervisors if that makes it unfit, or fit again. Other groups are ignored."""
    queues = tuple(chat.queue for chat in await tx.queues.chats() if chat.chat_id == chat_id)
    if not queues:
        return
    before = await tx.queues.lacks(chat_id)
    await tx.queues.keep_lacks(chat_id, tuple(lacks))
    if bool(before) == bool(lacks):
        return
    log.warning("group_unfit" if lacks else "group_fit_again", chat=chat_id, queues=queues, lacks=tuple(lacks))
    notice = GroupUnfitTold(queues, tuple(lack.value for lack in lacks)) if lacks else GroupFit(queues)
    await tell_supervisors(tx, deps, notice, f"{notice.name}:{chat_id}:{deps.ids.new()}")


async def seen_public(tx: Transaction, deps: Deps, chat_id: int) -> None:
    """Note that a group shows a public name, which Telegram does not tell when it is given."""
    await judge(tx, deps, chat_id, {Lack.PRIVACY, *await tx.queues.lacks(chat_id)})
