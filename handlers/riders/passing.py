"""Messages that tell where their rider is: beside what they are for, they may bring a question about a repair there.

It is also kept for who is on the lookout for missing persons.
"""

from telegram.error import TelegramError

from domain.geo.positions import Position
from handlers.context import Context
from services.ports.transaction import Transaction, Work
from services.programme import lookout
from services.tickets import spot_checks


async def transact(
    context: Context, chat_id: int, work: Work[None], place: Position | None, *, moves: bool = False
) -> None:
    """Run the work of a message from this place, and ask its rider about a repair there; `moves` as in `pass_by`.

    Only where there is something to ask is it asked first whether the rider is staff of it, outside the transaction,
    which is run again then.

    Raises ClaimLost, as `handlers.context.Context.transact`.
    """
    members: dict[int, bool] = {}

    async def and_pass(tx: Transaction) -> None:
        await work(tx)
        if place is not None:
            await lookout.note(tx, context.deps, chat_id, place)
            await spot_checks.pass_by(tx, context.deps, chat_id, place, members, moves=moves)

    while True:
        try:
            await context.transact(and_pass)
        except spot_checks.MemberUnknown as unknown:
            members[unknown.group] = await _is_member(context, unknown.group, chat_id)
        else:
            return


async def _is_member(context: Context, group: int, user_id: int) -> bool:
    """Return whether the rider is in the group, or may be, as Telegram doesn't answer."""
    try:
        return await context.tools.members.is_member(group, user_id)
    except (TelegramError, TimeoutError):
        return True
