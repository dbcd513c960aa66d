"""The outbox in SQL: messages from the commit that queued them until Telegram has them."""

from collections.abc import Sequence

from domain.messages import Manner, Outgoing, Precedence
from domain.tickets.messages import TicketMessage
from services.ports.outbox import Sending
from storage.repositories.meanings import read_meaning, write_meaning
from storage.session import Kind, Repository, Row

_KEPT = frozenset({Manner.CARD, Manner.REPLY_KEY})
"""Manners whose key is kept for life and queued again by each change."""


class SqlOutbox(Repository):
    """`services.ports.outbox.Outbox` in SQL."""

    async def put(self, outgoing: Outgoing) -> None:
        earlier = await self._one("take_out_card", key=outgoing.key)
        revision, in_flight = (earlier["revision"] + 1, earlier["in_flight"]) if earlier else (1, 0)
        put = await self._session.change(
            "put_message",
            key=outgoing.key,
            card=int(outgoing.meaning.manner in _KEPT),
            chat_id=outgoing.chat_id,
            thread_id=outgoing.thread_id,
            precedence=int(outgoing.precedence),
            last=_rank(outgoing),
            meaning=write_meaning(outgoing.meaning),
            not_before=outgoing.not_before,
            silent=int(outgoing.silent),
            language=outgoing.language,
            revision=revision,
            in_flight=in_flight,
        )
        if put:
            self._session.wakes.add(Kind.OUTBOX)

    async def knows(self, key: str) -> bool:
        return await self._exists("message_exists", key=key)

    async def claim(self, now: int, busy: Sequence[int], limit: int) -> list[Sending]:
        """Fetch one more row for each busy chat, as each hides one at most."""
        rows = await self._session.fetch("due_messages", now=now, limit=limit + len(busy))
        hidden = set(busy)
        claimed = [row for row in rows if row["chat_id"] not in hidden][:limit]
        for row in claimed:
            await self._session.change("mark_in_flight", seq=row["seq"])
        return [_sending(row) for row in claimed]

    async def sent(self, sending: Sending, now: int) -> None:
        await self._finish(sending, "sent", "", now)

    async def hold(self, sending: Sending, error: str, at: int) -> None:
        await self._session.change("message_failed", key=sending.outgoing.key, error=error)
        await self._session.change("hold_chat", chat_id=sending.outgoing.chat_id, until=at)
        self._session.wakes.add(Kind.OUTBOX)

    async def park(self, sending: Sending, error: str, now: int) -> None:
        await self._finish(sending, "parked", error, now)

    async def drop(self, chat_id: int) -> int:
        return await self._session.change("drop_messages", chat_id=chat_id)

    async def in_flight(self) -> list[Sending]:
        rows = await self._session.fetch("messages_in_flight")
        await self._session.change("land_messages")
        return [_sending(row) for row in rows]

    async def move(self, old_chat: int, new_chat: int) -> None:
        await self._session.change("move_messages", old_chat=old_chat, new_chat=new_chat)
        self._session.wakes.add(Kind.OUTBOX)

    async def next_due(self) -> int | None:
        return await self._number("next_due_message")

    async def unsent(self, now: int) -> int:
        return await self._number("count_unsent", now=now) or 0

    async def parked(self, limit: int) -> list[tuple[Sending, str]]:
        return [(_sending(row), row["error"]) for row in await self._session.fetch("parked_messages", limit=limit)]

    async def purge(self, before: int) -> int:
        await self._session.change("purge_holds", before=before)
        return await self._session.change("purge_messages", before=before)

    async def _finish(self, sending: Sending, state: str, error: str, now: int) -> None:
        await self._session.change(
            "message_done",
            key=sending.outgoing.key,
            revision=sending.revision,
            state=state,
            error=error,
            now=now,
        )
        self._session.wakes.add(Kind.OUTBOX)


def _rank(outgoing: Outgoing) -> int:
    """Return the order within a chat: urgent tickets first, removals last, the rest as queued."""
    if outgoing.precedence is Precedence.URGENT and isinstance(outgoing.meaning, TicketMessage):
        return -1
    return int(outgoing.precedence is Precedence.DELETE)


def _sending(row: Row) -> Sending:
    outgoing = Outgoing(
        key=row["key"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        precedence=Precedence(row["precedence"]),
        meaning=read_meaning(row["meaning"]),
        not_before=row["not_before"],
        silent=bool(row["silent"]),
        language=row["language"],
    )
    return Sending(row["seq"], outgoing, row["revision"], row["attempts"])
