"""The repository of queues' groups, link codes and questions to staff."""

from collections.abc import Collection
from typing import Protocol

from domain.tickets.fitness import Lack
from domain.tickets.staff import Prompt, QueueChat


class Queues(Protocol):
    """The repository of queues' groups, one-time link codes and questions to staff."""

    async def chat(self, queue: str) -> QueueChat | None:
        """Return the group linked to the queue, or None if there is none or it was lost."""

    async def chats(self) -> list[QueueChat]:
        """Return the groups of all queues that have one."""

    async def of_chat(self, chat_id: int) -> list[QueueChat]:
        """Return the queues linked to this group, lost or not."""

    async def lose(self, chat_id: int, now: int) -> None:
        """Mark the group as lost: its queues have none until one of them is linked again."""

    async def link(self, chat: QueueChat) -> None:
        """Link the queue to this group in place of a previous one."""

    async def unlink(self, queue: str) -> None:
        """Let the queue have no group any more, also none that is lost."""

    async def lost(self) -> list[str]:
        """Return the queues whose group is lost."""

    async def move_chat(self, old_chat: int, new_chat: int) -> None:
        """Move the queues of a group that became a supergroup to the new chat id; old messages keep the old id."""

    async def present_chat(self, chat_id: int) -> int:
        """Return the id that this group has now; it is another one once it became a supergroup."""

    async def lacks(self, chat_id: int) -> tuple[Lack, ...]:
        """Return what this group lacked when it was last looked at; () for a group that is well or unknown."""

    async def keep_lacks(self, chat_id: int, lacks: Collection[Lack]) -> None:
        """Keep what this group lacks in place of what was kept before."""

    async def put_code(self, code: str, queue: str, expires_at: int) -> None:
        """Store a one-time code for linking a queue."""

    async def use_code(self, code: str, now: int) -> str | None:
        """Use up a code and return its queue; return None if it is unknown, used or expired."""

    async def add_prompt(self, prompt: Prompt) -> None:
        """Insert a question."""

    async def prompt(self, prompt_id: int) -> Prompt | None:
        """Return the question with this id, or None."""

    async def open_prompts(self, chat_id: int, user_id: int) -> list[Prompt]:
        """Return the open questions to this person in this group, newest first."""

    async def save_prompt(self, prompt: Prompt) -> None:
        """Update a question by its id."""
