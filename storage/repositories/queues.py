"""Queues' groups, one-time codes and questions in SQL."""

from collections.abc import Collection

from domain.tickets.fitness import Lack
from domain.tickets.staff import Prompt, QueueChat
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlQueues(Repository):
    """`services.ports.queues.Queues` in SQL."""

    async def chat(self, queue: str) -> QueueChat | None:
        known = self._session.known["queue_chat"]
        if queue not in known:
            row = await self._one("chat_of_queue", queue=queue)
            known[queue] = None if row is None else from_row(QueueChat, row)
        chat: QueueChat | None = known[queue]
        return chat

    async def chats(self) -> list[QueueChat]:
        return [from_row(QueueChat, row) for row in await self._session.fetch("chats_of_queues")]

    async def lose(self, chat_id: int, now: int) -> None:
        await self._session.change("lose_chat", chat_id=chat_id, now=now)

    async def of_chat(self, chat_id: int) -> list[QueueChat]:
        return [from_row(QueueChat, row) for row in await self._session.fetch("queues_of_chat", chat_id=chat_id)]

    async def link(self, chat: QueueChat) -> None:
        await self._session.change("link_queue", **to_row(chat))

    async def unlink(self, queue: str) -> None:
        await self._session.change("unlink_queue", queue=queue)

    async def lost(self) -> list[str]:
        return [row["queue"] for row in await self._session.fetch("lost_queues")]

    async def move_chat(self, old_chat: int, new_chat: int) -> None:
        if await self._session.change("move_queues", old_chat=old_chat, new_chat=new_chat):
            await self._session.change("note_move", old_chat=old_chat, new_chat=new_chat)

    async def present_chat(self, chat_id: int) -> int:
        row = await self._one("present_chat", chat_id=chat_id)
        return chat_id if row is None else int(row["new_chat"])

    async def lacks(self, chat_id: int) -> tuple[Lack, ...]:
        row = await self._one("lacks_of_chat", chat_id=chat_id)
        return () if row is None else tuple(Lack(each) for each in row["lacks"].split())

    async def keep_lacks(self, chat_id: int, lacks: Collection[Lack]) -> None:
        await self._session.change("forget_lacks", chat_id=chat_id)
        if lacks:
            await self._session.change("keep_lacks", chat_id=chat_id, lacks=" ".join(sorted(lacks)))

    async def put_code(self, code: str, queue: str, expires_at: int) -> None:
        await self._session.change("put_code", code=code, queue=queue, expires_at=expires_at)

    async def use_code(self, code: str, now: int) -> str | None:
        rows = await self._session.fetch("use_code", code=code, now=now)
        return rows[0]["queue"] if rows else None

    async def add_prompt(self, prompt: Prompt) -> None:
        await self._session.change("add_prompt", **to_row(prompt))

    async def prompt(self, prompt_id: int) -> Prompt | None:
        row = await self._one("prompt_by_id", id=prompt_id)
        return None if row is None else from_row(Prompt, row)

    async def open_prompts(self, chat_id: int, user_id: int) -> list[Prompt]:
        rows = await self._session.fetch("open_prompts", chat_id=chat_id, user_id=user_id)
        return [from_row(Prompt, row) for row in rows]

    async def save_prompt(self, prompt: Prompt) -> None:
        await self._session.change("save_prompt", **to_row(prompt))
