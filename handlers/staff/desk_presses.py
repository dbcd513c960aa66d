"""The button presses of vouchers in the group of a queue that hands them out."""

from typing import Final

from domain.programme.desks import Desk
from domain.programme.reward_messages import VoucherLooked
from handlers.pressing import Presses, PressRow, StaffPress
from services.programme import handing_out
from services.tickets import groups
from texts.base.callbacks import Verb


async def _hand_out(it: StaffPress) -> str:
    queue, _ = await handing_out.desk_at(it.tx, it.deps, it.press.id, it.chat_id, it.message_id)
    desk = Desk(it.staff.user_id, it.staff.name, queue)
    was_open = await handing_out.hand_out(it.tx, it.deps, desk, it.press.id, it.press.argument)
    await _show_in_group(it)
    return "toast.handed_out" if was_open else "toast.handed_out_before"


async def _undo(it: StaffPress) -> None:
    await handing_out.desk_at(it.tx, it.deps, it.press.id, it.chat_id, it.message_id)
    await handing_out.undo(it.tx, it.deps, it.staff.user_id, it.press.id)
    await _show_in_group(it)


async def _show_in_group(it: StaffPress) -> None:
    _, thread_id = await handing_out.desk_at(it.tx, it.deps, it.press.id, it.chat_id, it.message_id)
    shown = VoucherLooked(
        voucher_id=it.press.id,
        code=it.press.argument,
        chat_id=it.chat_id,
        thread_id=thread_id,
        by=it.staff.user_id,
        edits=it.message_id,
    )
    await groups.tell(it.tx, it.deps, it.chat_id, thread_id, shown, silent=True)


DESK_PRESSES: Final[Presses[StaffPress]] = {
    Verb.HAND_OUT: PressRow(_hand_out),
    Verb.HAND_OUT_UNDONE: PressRow(_undo, "toast.undone"),
}
