"""What a group can do: the help that it asks for, and the commands that Telegram offers there."""

from dataclasses import dataclass

from domain.tickets.group_commands import GroupKind
from domain.tickets.lookups import GroupHelp, GroupMenu
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.tickets import groups
from services.tickets.asking import kinds_of, working_in
from services.tickets.lookups import Asker


@dataclass(frozen=True, slots=True)
class GroupView:
    """What a group is, and the queues that work in it, or in the topic that asks."""

    kinds: frozenset[GroupKind]
    queues: tuple[str, ...]


async def help_group(tx: Transaction, deps: Deps, asker: Asker) -> None:
    """Answer what the group that asks can do, also one in which no queue works."""
    meaning = GroupHelp(chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id)
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, meaning, silent=True)


@gather.register
async def help_view(meaning: GroupHelp, reading: Reading) -> GroupView:
    """Return what the group, or its topic, is now."""
    here = await working_in(reading.tx, meaning.chat_id, meaning.thread_id)
    return GroupView(kinds_of(reading.deps, here), tuple(chat.queue for chat in here))


@gather.register
async def menu_view(meaning: GroupMenu, reading: Reading) -> GroupView:
    """Return what the whole group is now, as menus know no topics."""
    linked = [chat for chat in await reading.tx.queues.chats() if chat.chat_id == meaning.chat_id]
    return GroupView(kinds_of(reading.deps, linked), tuple(chat.queue for chat in linked))
