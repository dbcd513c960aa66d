"""Groups of queues, link codes, and questions to staff."""

from typing import Protocol

from domain.tickets.staff import Prompt, QueueChat


class Queues(Protocol):
    """Groups of queues, one-time codes, and questions waiting for words."""

    async def chat(self, queue: str) -> QueueChat | None:
        """The group linked to the queue."""

    async def of_chat(self, chat_id: int) -> list[QueueChat]:
        """The queues that work in this group."""

    async def link(self, chat: QueueChat) -> None:
        """Put the queue into this group, in place of an earlier one."""

    async def move_chat(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup: its queues work there now; old messages keep their own chat id."""

    async def put_code(self, code: str, queue: str, expires_at: int) -> None:
        """Keep a one-time code."""

    async def use_code(self, code: str, now: int) -> str | None:
        """The queue of an unused, unexpired code, which is used up by this; else None."""

    async def add_prompt(self, prompt: Prompt) -> None:
        """Insert."""

    async def prompt(self, prompt_id: int) -> Prompt | None:
        """By id."""

    async def open_prompt(self, chat_id: int, user_id: int) -> Prompt | None:
        """The newest open question to this person in this group."""

    async def save_prompt(self, prompt: Prompt) -> None:
        """Update by id."""
