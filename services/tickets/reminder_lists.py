"""Lists of reminders in groups: several tickets in one message, which loses a line once that is moot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.messages import Precedence
from domain.tickets.messages import ReminderList
from domain.tickets.reminders import GATHERED, Place, Reminder, stands
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import group_of_batch, reminder_list_key, removal, to_group
from services.ports.reminders import Line, Page
from services.ports.transaction import Transaction

ON_A_PAGE = 20
"""The most lines of a message: with their links they stay within Telegram's 4096 characters and 100 entities."""

_READ = 2 * ON_A_PAGE
"""How many lines are read for a message: a few of them may be moot."""

_PAGES: Final[Mapping[Place, int]] = {Place.QUEUE: 3, Place.SUPERVISORS: 1}
"""The most messages of a list; the last one shows the most pressing of all that is left, and counts the others."""

AT_ONCE = ON_A_PAGE * max(_PAGES.values())
"""The most lines that are shown of what was gathered."""


@dataclass(frozen=True, slots=True)
class ReminderListView:
    """The lines of a page that still stand, the most pressing first; `more` are left out."""

    lines: tuple[Line, ...]
    more: int
    chat_id: int
    thread_id: int | None
    now: int


async def show(tx: Transaction, deps: Deps, batch: str, pages: Iterable[int], *, silent: bool = True) -> None:
    """Queue pages as they are now; do nothing where their group is gone."""
    seat = await _seat(tx, batch)
    if seat is None:
        return
    for page in pages:
        meaning, key = ReminderList(batch, page), reminder_list_key(batch, page)
        await tx.outbox.put(to_group(deps, seat, meaning, key, Precedence.REMINDER, silent=silent))


async def _seat(tx: Transaction, batch: str) -> QueueChat | None:
    """Return where a batch is told: its group may have become a supergroup meanwhile, and its topic be deleted."""
    chat_id, thread_id = group_of_batch(batch)
    chat_id = await tx.queues.present_chat(chat_id)
    seats = {chat.thread_id: chat for chat in await tx.queues.chats() if chat.chat_id == chat_id}
    return seats.get(thread_id) or seats.get(None)


async def draw(tx: Transaction, deps: Deps, page: Page) -> None:
    """Queue a page as it is now, or take it away if no line is left."""
    if await tx.reminders.lines_left(page.batch, page.page):
        await show(tx, deps, page.batch, [page.page])
    else:
        await take_away(tx, reminder_list_key(page.batch, page.page))


async def take_away(tx: Transaction, key: str) -> None:
    """Remove a list's message, or of one that is too old to be deleted all but a line."""
    message = await tx.messages.of_key(key)
    if message is not None:
        await tx.outbox.put(removal(message.chat_id, message.message_id, erases=True, over=""))


async def withdraw(tx: Transaction, deps: Deps, reminders: Iterable[Reminder]) -> None:
    """Forget reminders, and draw the lists anew in which they stood."""
    over = list(reminders)
    if over:
        await tx.reminders.drop(over)
        await redraw(tx, deps, over)


async def redraw(tx: Transaction, deps: Deps, reminders: Iterable[Reminder]) -> None:
    """Draw the lists anew in which these reminders stand or stood."""
    written = (each for each in reminders if each.batch and each.page != GATHERED)
    for page in dict.fromkeys(Page(each.batch, each.page) for each in written):
        await draw(tx, deps, page)


def promised(line: Line) -> int:
    """Return the time that a line is about, ms UTC: the limit, or the first answer if that alone has passed."""
    is_answer = line.respond_by is not None and line.name == "nudge_unanswered"
    return (line.respond_by if is_answer else line.due_at) or line.at


def standing(lines: Iterable[Line]) -> list[Line]:
    """Return the lines whose cause still stands."""
    return [line for line in lines if line.queue == line.told_queue and stands(line.name, line.status)]


@gather.register
async def reminder_list_view(meaning: ReminderList, reading: Reading) -> ReminderListView | None:
    """Return the lines of a page; None if none is left."""
    reminders = reading.tx.reminders
    found = await reminders.lines(meaning.batch, meaning.page, _READ)
    lines: Sequence[Line] = standing(found)
    if not lines:
        return None
    left = await reminders.lines_left(meaning.batch, meaning.page) if len(found) == _READ else len(found)
    shown, (chat_id, thread_id) = tuple(lines[:ON_A_PAGE]), group_of_batch(meaning.batch)
    here = await reading.tx.queues.present_chat(chat_id)
    more = left - (len(found) - len(lines)) - len(shown)
    return ReminderListView(shown, more, here, thread_id, reading.deps.clock.now())


def full_pages(lines: Sequence[Line], place: Place) -> list[Sequence[Line]]:
    """Return the lines of all pages but the last, which takes what is left."""
    most = min(-(-len(lines) // ON_A_PAGE), _PAGES[place]) - 1
    return [lines[page * ON_A_PAGE : (page + 1) * ON_A_PAGE] for page in range(most)]
