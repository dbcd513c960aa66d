"""Meanings: what a message says, without its wording, which `texts` adds when it is sent.

Each meaning is a class with a name of its own. The classes are in the modules of their subjects, such as
`domain.tickets.messages`; storage, delivery and wording find them by name, manner and type. One that adds no field to
its base takes the base's methods, too, and says so by empty slots.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import ClassVar


class Precedence(IntEnum):
    """The order in which messages are sent when Telegram's limits make them wait; lower values go first."""

    ANSWER = 0
    URGENT = 1
    TICKET = 2
    STATUS = 3
    REMINDER = 4
    DIGEST = 5
    DELETE = 6
    BOARD = 7


class Manner(Enum):
    """How a message is delivered to its chat."""

    CARD = "card"
    """Has one key for life; each change edits it in place, or sends it again below and deletes the old one."""

    BOARD = "board"
    """A card that is pinned, and pinned again where it is not any more."""

    PIN = "pin"
    """One of our messages is pinned, or is pinned no more."""

    REPLY_KEY = "reply_key"
    """A reply keyboard, also with one key for life; queueing it again removes it once it is not needed."""

    SAID = "said"
    """A new message, sent once."""

    NUDGE = "nudge"
    """A reply to the ticket's card that replaces the previous nudge."""

    NUDGE_GROWN = "nudge_grown"
    """An edit of the nudge that stands; where none does, a new one."""

    BESIDE_CARD = "beside_card"
    """A reply to the ticket's card."""

    REDRAWN = "redrawn"
    """The last edit of one message of ours that is no card any more; if it is gone, nothing is sent."""

    REMOVAL = "removal"
    """The deletion of one of our messages."""

    FLEETING = "fleeting"
    """A new message, sent once and deleted `FLEETING_MS` later, so that a group is not filled with answers."""

    LOOKED_UP = "looked_up"
    """An answer in a group to somebody who looked something up: it replaces the one before it, and goes after a day."""

    MENU = "menu"
    """The commands that Telegram offers in a chat; with one key for life, set anew by each change."""

    REACTION = "reaction"
    """An emoji on a person's message, in place of a message."""


LIFELONG = frozenset({Manner.CARD, Manner.BOARD, Manner.REPLY_KEY, Manner.MENU})
"""Manners whose key is kept for life and queued again by each change."""

DISPENSABLE = frozenset({Manner.REMOVAL, Manner.FLEETING, Manner.MENU, Manner.REACTION, Manner.PIN})
"""Manners of which nobody misses one that Telegram refuses: it is logged, and neither tried again nor set aside."""

FLEETING_MS = 60_000
"""How long a fleeting message stands."""

LOOKED_UP_MS = 24 * 60 * 60_000
"""How long what was looked up stands."""

MEANINGS: dict[str, type["Meaning"]] = {}
"""Every meaning class by the name that the outbox stores."""


class Meaning:
    """The subject of one message; subclasses with a name are meanings, the others are base classes.

    Attributes:
        name: The name stored in the outbox; it stays the same if the class is renamed.
        manner: How the message is delivered.
        reads_much: Whether it lists or sums up much, so that it is read on a snapshot, beside all writes.
        protected: Whether Telegram lets nobody forward or save it.
    """

    __slots__ = ()
    name: ClassVar[str]
    manner: ClassVar[Manner] = Manner.SAID
    reads_much: ClassVar[bool] = False
    protected: ClassVar[bool] = False

    def __init_subclass__(
        cls, *, name: str = "", manner: Manner | None = None, reads_much: bool = False, protected: bool = False
    ) -> None:
        """Register the class under its name.

        Raises:
            TypeError: Another class has this name.
        """
        super().__init_subclass__()
        if manner is not None:
            cls.manner = manner
        if reads_much:
            cls.reads_much = True
        if protected:
            cls.protected = True
        if name:
            cls.name = name
        if "name" in vars(cls):  # a dataclass with slots is created twice, the second time without these arguments
            known = MEANINGS.setdefault(cls.name, cls)
            if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
                raise TypeError(f"{cls.__qualname__} has the name of {known.__qualname__}: {cls.name}")
            MEANINGS[cls.name] = cls


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Meaning):
    """One message to a person or group.

    Attributes:
        reply_to: The id of the message that it answers.
        edits: The id of our message that it replaces.
    """

    reply_to: int | None = None
    edits: int | None = None


class FixedNotice(Notice):
    """A notice with a fixed wording, found by its name."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReportNotice(Notice):
    """A notice about a report; it is not sent if the report does not exist."""

    report_id: int


@dataclass(frozen=True, slots=True)
class Removal(Meaning, name="removal", manner=Manner.REMOVAL):
    """The deletion of one of our messages; one that is too old to be deleted is emptied where it `erases` content.

    `over` is the number of the report of which a message reminds no more, "" if of several; else None. It is
    `replaced` where it was a card of which there is a newer one.
    """

    message_id: int
    erases: bool = False
    over: str | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Reaction(Meaning, name="reaction", manner=Manner.REACTION):
    """An emoji on a person's message that says that it was read, and that nothing more is to be said."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent.

    Attributes:
        key: Unique. A card keeps one key for life and is queued again by each change; any other key is sent once.
        chat_id, thread_id: The recipient; thread_id is None outside forum topics.
        precedence: The order relative to other messages.
        meaning: What the message says.
        not_before: The earliest time, ms UTC; it lets a burst of album parts become one redraw.
        silent: Whether it arrives without a sound.
        language: `zh` or `en` if the chat's language is known when the message is queued, else "".
    """

    key: str
    chat_id: int
    thread_id: int | None
    precedence: Precedence
    meaning: Meaning
    not_before: int = 0
    silent: bool = False
    language: str = ""
