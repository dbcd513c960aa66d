"""What staff's side keeps beside reports: the groups of queues, and questions waiting for words."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class QueueChat:
    """The group (and forum topic) in which a queue works; at most one a queue."""

    queue: str
    chat_id: int
    thread_id: int | None
    linked_at: int


class PromptStage(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question for words or for a choice, put to one member of a queue's group.

    Attributes:
        id: made by the application.
        report_id, queue: the ticket it is about.
        action: what the words are for: a name of `domain.tickets.lifecycle.Action`, or `reply` for the question that
            follows a reply to the card.
        chat_id, thread_id: the group.
        user_id: who pressed or wrote; only their answer counts. user_name: how the question addresses them.
        reply_to: the message to which the question is a reply (the card, or the staff member's own words).
        words, photo_ids: what a reply to the card already brought.
        stage, asked_at, expires_at: ms UTC.
    """

    id: int
    report_id: int
    queue: str
    action: str
    chat_id: int
    thread_id: int | None
    user_id: int
    user_name: str
    reply_to: int
    words: str
    photo_ids: tuple[int, ...]
    stage: PromptStage
    asked_at: int
    expires_at: int
