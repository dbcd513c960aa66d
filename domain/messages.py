"""What is to be told to whom: meanings, not words; `texts` gives them words when they are sent.

Each meaning is a class of its own that names itself. The classes stand on the shelves of what they are about, as
`domain.tickets.messages`; storage, delivery and wording find them by their name, manner and type.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import ClassVar


class Precedence(IntEnum):
    """Who is served first when Telegram's limits make messages wait."""

    ANSWER = 0
    URGENT = 1
    TICKET = 2
    STATUS = 3
    REMINDER = 4
    DIGEST = 5
    DELETE = 6


class Manner(Enum):
    """How a message reaches its chat."""

    CARD = "card"
    """Keeps one key for life; each change edits it in place, or sends it anew below and deletes the old one."""

    REPLY_KEY = "reply_key"
    """A key in place of the keyboard, with a key for life as well; told again, it is taken away."""

    SAID = "said"
    """A message of its own, once."""

    NUDGE = "nudge"
    """A reply to the ticket's card that takes the place of the nudge before it."""

    BESIDE_CARD = "beside_card"
    """A reply to the ticket's card."""

    REMOVAL = "removal"
    """A message of ours is deleted."""


MEANINGS: dict[str, type["Meaning"]] = {}
"""Every class of meaning by its name, as it lies in the outbox."""


class Meaning:
    """What one message is about; each subclass with a name is a meaning of its own, the others are their bases.

    Attributes:
        name: in the outbox; it outlives that of the class.
        manner: how it reaches its chat.
    """

    __slots__ = ()
    name: ClassVar[str]
    manner: ClassVar[Manner] = Manner.SAID

    def __init_subclass__(cls, *, name: str = "", manner: Manner | None = None) -> None:
        """Make the class known. Raises TypeError for a name that another class has."""
        super().__init_subclass__()
        if manner is not None:
            cls.manner = manner
        if name:
            cls.name = name
        if "name" in vars(cls):  # a dataclass with slots is made twice, the second time without these arguments
            known = MEANINGS.setdefault(cls.name, cls)
            if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
                raise TypeError(f"{cls.__qualname__} has the name of {known.__qualname__}: {cls.name}")
            MEANINGS[cls.name] = cls


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Meaning):
    """One message to a person or group.

    Attributes:
        reply_to: the message that it answers.
        edits: the message of ours that it takes the place of.
    """

    reply_to: int | None = None
    edits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedNotice(Notice):
    """A notice that always says the same: the wording of its name."""


@dataclass(frozen=True, slots=True)
class ReportNotice(Notice):
    """A notice about a report; not sent where there is no such report any more."""

    report_id: int


@dataclass(frozen=True, slots=True)
class Removal(Meaning, name="removal", manner=Manner.REMOVAL):
    """A message of ours that is to disappear."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A meaning on its way.

    Attributes:
        key: unique; a card keeps one key for life and is armed again by each change, anything else is sent once.
        chat_id, thread_id: where to; thread_id None outside forum topics.
        precedence: whom it makes wait.
        meaning: what to tell.
        not_before: ms UTC; a burst of album parts becomes one redraw.
        silent: arrives without a sound.
        language: `zh` or `en`, for a chat whose language is known when the message is queued, else "".
    """

    key: str
    chat_id: int
    thread_id: int | None
    precedence: Precedence
    meaning: Meaning
    not_before: int = 0
    silent: bool = False
    language: str = ""
