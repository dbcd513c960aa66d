"""What is to be told to whom: meanings, not words; `texts` gives them words when they are sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Precedence(IntEnum):
    """Who is served first when Telegram's limits make messages wait."""

    ANSWER = 0
    URGENT = 1
    TICKET = 2
    STATUS = 3
    REMINDER = 4
    DIGEST = 5
    DELETE = 6


@dataclass(frozen=True, slots=True)
class DraftCard:
    """The one card of a rider's draft; after submitting, the receipt."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class LocationKey:
    """The reply key that asks a rider's phone for its location; goes away once the place is known."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class TicketCard:
    """The live card of a ticket in a queue's group; a queue that lost the ticket sees where it went."""

    report_id: int
    queue: str


@dataclass(frozen=True, slots=True)
class Album:
    """All photos of a report, as a reply to its card in a queue's group."""

    report_id: int
    queue: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A report's location, as a reply to its card."""

    report_id: int
    queue: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """A short reply to the ticket card that staff must notice; it replaces its predecessor."""

    report_id: int
    queue: str
    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A selective question for words, naming who pressed; deleted once answered or expired."""

    prompt_id: int


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to a person or group.

    Attributes:
        kind: names its wording.
        report_id: what it is about.
        fields: what its wording needs besides.
        reply_to: the message that it answers.
        edits: the message of ours that it takes the place of.
    """

    kind: str
    report_id: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    reply_to: int | None = None
    edits: int | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """The week of one scope: `rider:ID`, `queue:ID` or `district`; week as `2026-W46`."""

    scope: str
    week: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A message of ours that is to disappear."""

    message_id: int


Meaning = DraftCard | LocationKey | TicketCard | Album | Pin | Nudge | Prompt | Notice | Digest | Removal


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
