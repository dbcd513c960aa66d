"""What staff look up in a group: lists of tickets, and one ticket with all that happened to it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import FixedNotice, Manner, Meaning, Notice
from domain.tickets.staff import NAMELESS


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp(Notice, manner=Manner.LOOKED_UP):
    """What somebody looked up in a group; of each kind the newest of a person stands there, for a day.

    Its kind is the first word of its name: `ticket`, `tickets` or `help`.

    Attributes:
        chat_id, thread_id: The group, and the forum topic, that asks.
        by: The Telegram id of who asked; NAMELESS for an administrator who writes as the group.
    """

    chat_id: int
    thread_id: int | None = None
    by: int = NAMELESS


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketShown(LookedUp, name="ticket_shown"):
    """A ticket with its whole note and its whole history; pages are counted from 0, supervisors may open a `menu`."""

    report_id: int
    page: int = 0
    menu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditShown(LookedUp, name="audit_shown"):
    """All that happened to a ticket, to the second, with points and what riders were told, for supervisors."""

    report_id: int
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketsFound(LookedUp, name="tickets_found", reads_much=True):
    """The tickets that have these words, the newest first; pages are counted from 0."""

    words: str
    page: int = 0


class FindTooShort(FixedNotice, name="find_too_short", manner=Manner.FLEETING):
    """Nothing that could be looked for: no word, a single character, or signs."""

    __slots__ = ()


class FindTooLong(FixedNotice, name="find_too_long", manner=Manner.FLEETING):
    """More words than are looked for."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketsList(LookedUp, name="tickets_list", reads_much=True):
    """A page, counted from 0, of a list of tickets.

    Attributes:
        which: A value of `domain.tickets.lists.Which`.
        holder: Whose tickets these are, by their Telegram id, for those of one person.
        called: That person's name if it is known.
        category, community: Only those of this slug or id; "" for all.
    """

    which: str
    holder: int = NAMELESS
    called: str = ""
    category: str = ""
    community: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketsUnclear(LookedUp, name="tickets_unclear"):
    """Words behind the command for a list that name nothing, or several things: pairs of category and community."""

    which: str
    words: str
    options: tuple[tuple[str, str], ...] = ()


class Unseen(StrEnum):
    """Why a ticket is not shown."""

    NO_NUMBER = "no_number"
    UNKNOWN = "unknown"
    OTHERS = "others"
    OTHER_DISTRICT = "other_district"


@dataclass(frozen=True, slots=True)
class TicketUnseen(Notice, name="ticket_unseen", manner=Manner.FLEETING):
    """A ticket that was asked for is not shown: a value of `Unseen`; `queue` has it."""

    why: str
    number: str = ""
    queue: str = ""


@dataclass(frozen=True, slots=True)
class GroupMenu(Meaning, name="group_menu", manner=Manner.MENU):
    """The commands that are offered in a group, by what it is now."""

    chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHelp(LookedUp, name="help_group"):
    """What this very group, or topic of it, can do."""


class NoQueueHere(FixedNotice, name="no_queue_here", manner=Manner.FLEETING):
    """A command of staff's in a group in which no queue works: how it becomes one's."""

    __slots__ = ()
