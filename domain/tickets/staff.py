"""Queues' groups, and questions to staff."""

from dataclasses import dataclass
from enum import StrEnum

from domain.tickets.proof import Doubt


@dataclass(frozen=True, slots=True)
class QueueChat:
    """The group (and forum topic) of a queue, at most one per queue; `linked_at` is ms UTC."""

    queue: str
    chat_id: int
    thread_id: int | None
    linked_at: int


NAMELESS = 0
"""In place of a person's id: somebody wrote in the name of the group, and is known once they press a key."""


class PromptStage(StrEnum):
    """The stage of a question."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question for words or a choice to one member of a queue's group.

    Attributes:
        id: Its id.
        report_id, queue: The ticket that it is about.
        action: A value of `domain.tickets.lifecycle.Action`, `reply` for the question after a reply to the card, or
            `proof` for the one whether the ticket is to be resolved with what makes doubtful.
        chat_id, thread_id: The group.
        user_id: The staff member who pressed or replied; only their answer counts. NAMELESS until
            somebody of the group has pressed what a reply in the group's name is for.
        user_name: The name by which the question addresses them.
        reply_to: The message that the question replies to (the card, or the staff member's own message).
        words, photo_ids, clip_ids: The content of a reply to the card, or what an answer still lacks something to.
        stage: Its stage.
        asked_at, expires_at: ms UTC.
        late_for: The action that it answers, for an answer that came after its question was over; else "".
        away_m: How far from the report's place the nearest of the photos was taken, in metres; None if none says so.
        doubts: What makes words and photos doubtful as a proof.
        in_words: Whether they chose to write the answer themselves, so that no prepared ones are offered.
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
    clip_ids: tuple[int, ...] = ()
    late_for: str = ""
    away_m: int | None = None
    doubts: tuple[Doubt, ...] = ()
    in_words: bool = False
