"""What became of people's messages, in SQL."""

from typing import Final

from services.ports.heard import Heard
from storage.repositories.rows import from_row, to_row
from storage.session import Repository

_DAY: Final = 86_400_000
_EDITED_MS: Final = 3 * _DAY
"""Telegram lets people edit for two days."""

_AGAIN_MS: Final = 7 * _DAY
"""How long what is kept for its report is not looked at again."""


class SqlHeardMessages(Repository):
    """`services.ports.heard.HeardMessages` in SQL."""

    async def note(self, heard: Heard) -> None:
        await self._session.change("note_heard", **to_row(heard), look_at=heard.at + _EDITED_MS)

    async def of(self, chat_id: int, message_id: int) -> Heard | None:
        row = await self._one("heard_message", chat_id=chat_id, message_id=message_id)
        return None if row is None else from_row(Heard, row)

    async def of_album(self, chat_id: int, album: str) -> list[Heard]:
        if not album:
            return []
        return [
            from_row(Heard, row) for row in await self._session.fetch("heard_of_album", chat_id=chat_id, album=album)
        ]

    async def move(self, chat_id: int, message_id: int, draft_id: int) -> None:
        await self._session.change("move_heard", chat_id=chat_id, message_id=message_id, draft_id=draft_id)

    async def forget_draft(self, chat_id: int, draft_id: int) -> None:
        await self._session.change("forget_heard", chat_id=chat_id, draft_id=draft_id)

    async def purge(self, now: int, closed_since: int, limit: int) -> bool:
        due = {"now": now, "before": now - _EDITED_MS, "closed_since": closed_since, "limit": limit}
        kept = await self._session.change("keep_heard", later=now + _AGAIN_MS, **due)
        return max(kept, await self._session.change("purge_heard", **due)) == limit
