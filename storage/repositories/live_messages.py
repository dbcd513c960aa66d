"""Our messages in chats, in SQL."""

from services.ports.live_messages import LiveMessage
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlLiveMessages(Repository):
    """`services.ports.live_messages.LiveMessages` in SQL."""

    async def of_key(self, key: str) -> LiveMessage | None:
        return _message(await self._one("live_message_of_key", key=key))

    async def at(self, chat_id: int, message_id: int) -> LiveMessage | None:
        return _message(await self._one("message_at", chat_id=chat_id, message_id=message_id))

    async def receipt(self, chat_id: int, report_id: int) -> LiveMessage | None:
        found = await self._one("receipt_in_chat", chat_id=chat_id, report_id=report_id)
        if found is None:
            for merged in await self._session.fetch("merged_into", report_id=report_id):
                found = found or await self._one("receipt_in_chat", chat_id=chat_id, report_id=merged["id"])
        return _message(found)

    async def pictures_of(self, report_id: int) -> list[LiveMessage]:
        rows = await self._session.fetch("pictures_of_report", report_id=report_id)
        return [from_row(LiveMessage, row) for row in rows]

    async def looked_up(self, report_id: int) -> list[LiveMessage]:
        rows = await self._session.fetch("looked_up_of_report", report_id=report_id)
        return [from_row(LiveMessage, row) for row in rows]

    async def missing_looked_up(self, chat_id: int) -> list[LiveMessage]:
        rows = await self._session.fetch("missing_looked_up", chat_id=chat_id)
        return [from_row(LiveMessage, row) for row in rows]

    async def lingering(self, chat_id: int) -> list[LiveMessage]:
        rows = await self._session.fetch("lingering_messages", chat_id=chat_id)
        return [from_row(LiveMessage, row) for row in rows]

    async def put(self, message: LiveMessage, now: int, *, alone: bool = False) -> None:
        if message.live and not alone:
            await self._session.change(
                "retire_messages", key=message.key, chat_id=message.chat_id, message_id=message.message_id
            )
        await self._session.change("put_live_message", now=now, **to_row(message))
        if message.report_id is not None and message.draft_id is None:  # a night that went over it has to look again
            await self._session.change("look_for_traces_again", report_id=message.report_id)

    async def forget(self, chat_id: int, message_id: int) -> None:
        await self._session.change("forget_message", chat_id=chat_id, message_id=message_id)


def _message(row: Row | None) -> LiveMessage | None:
    return None if row is None else from_row(LiveMessage, row)
