"""The outbox in SQL: messages from the commit that queued them until Telegram has them."""

from collections.abc import Collection, Container, Sequence
from dataclasses import replace
from typing import Final

from domain.messages import LIFELONG, Outgoing, Precedence
from domain.tickets.messages import TicketMessage
from services.ports.outbox import Departures, Hold, Parked, Sending, Why
from storage.repositories.meanings import read_meaning, write_meaning
from storage.session import Kind, Repository, Row, Session, Value

LONGEST_HOLD_MS: Final = 60 * 60 * 1000
"""No message and no line is made to wait for longer."""

_REMOVAL_PATIENCE_MS: Final = 2 * 60 * 1000
_BOARD_PATIENCE_MS: Final = 15 * 60 * 1000

_KEPT_BESIDE: Final = "#"
"""Between the key of a message that was set aside and its id, where something else took its key."""
_PURGED_AT_ONCE: Final = 1000


class SqlOutbox(Repository):
    """`services.ports.outbox.Outbox` in SQL."""

    _departures: Departures | None = None

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._redrawn: dict[tuple[str, str], int] = {}

    def depart_with(self, departures: Departures) -> None:
        self._departures = departures

    async def put(self, outgoing: Outgoing) -> None:
        departures = self._departures
        if departures is None:
            if await self._put(outgoing) is not None:
                self._session.wakes.add(Kind.OUTBOX)
            return
        await self._make_way(departures, outgoing)
        if not departures.admits(outgoing):
            await self._put(outgoing)
            return
        row = await self._put(outgoing, now=departures.now, rides=1)
        if row is not None and row["rides"]:
            departures.board(Sending(row["seq"], outgoing, row["revision"], row["attempts"]))
            return
        departures.leave(outgoing.chat_id)
        if row is not None:
            self._session.wakes.add(Kind.OUTBOX)

    async def _put(self, outgoing: Outgoing, now: int = 0, rides: int = 0) -> Row | None:
        """Queue a message, in flight already if it `rides`; None if it was sent once and is not to be sent again."""
        values = _values(outgoing)
        row = await self._one("put_message", **values, now=now, rides=rides, revision=1, in_flight=0)
        if row is None and values["card"] and (earlier := await self._one("take_out_card", key=outgoing.key)):
            again = {"revision": earlier["revision"] + 1, "in_flight": earlier["in_flight"]}
            row = await self._one("put_message", **values, now=now, rides=0, **again)
        return row

    async def _make_way(self, departures: Departures, outgoing: Outgoing) -> None:
        """Let what was to go to this chat wait, where it is put again or a better class comes after it."""
        aboard = departures.aboard(outgoing.chat_id)
        if aboard is None or outgoing.not_before > departures.now:
            return
        if aboard.outgoing.key == outgoing.key or _rank(outgoing) < _rank(aboard.outgoing):
            await self._land(departures, aboard)

    async def _land(self, departures: Departures, aboard: Sending) -> None:
        await self._session.change("land_message", seq=aboard.id)
        departures.leave(aboard.outgoing.chat_id)
        self._session.wakes.add(Kind.OUTBOX)

    async def _land_all_of(self, chat_id: int) -> None:
        """Take back what was to go to a chat with this transaction, as the chat is lost or has moved."""
        aboard = self._departures and self._departures.aboard(chat_id)
        if aboard and self._departures:
            await self._land(self._departures, aboard)

    async def put_new(self, many: Sequence[Outgoing]) -> None:
        if many:
            await self._session.change_many("queue_message", [_values(each) for each in many])
            self._session.wakes.add(Kind.OUTBOX)

    async def knows(self, key: str) -> bool:
        return await self._exists("message_exists", key=key)

    async def redraw(self, key: str, queue: str, at: int) -> None:
        if self._redrawn.get((key, queue), at + 1) <= at:
            return
        self._redrawn[key, queue] = at
        if not await self._exists("redraw_boards", key=key, queue=queue, at=at):
            return
        if self._departures is None:
            self._session.wakes.add(Kind.OUTBOX)
        else:
            self._departures.wait(at)

    async def claim(
        self, now: int, busy: Sequence[int], limit: int, crowded: Collection[int] = frozenset()
    ) -> list[Sending]:
        """Fetch one more row for each chat that is busy or crowded, as each hides one at most."""
        farthest, hidden = now + LONGEST_HOLD_MS, set(busy)
        most = limit + len(busy) + len(crowded)
        rows = await self._session.fetch("due_messages", now=now, farthest=farthest, limit=most)
        free = (row for row in rows if row["chat_id"] not in hidden)
        claimed = [row for row in free if row["rank"] != _BOARD or row["chat_id"] not in crowded][:limit]
        if claimed:
            await self._session.change_many("mark_in_flight", [{"seq": row["seq"]} for row in claimed])
        return [_sending(row, closed=bool(row["closed"])) for row in claimed]

    async def promote(self, now: int) -> None:
        await self._session.change("promote_removals", late=now - _REMOVAL_PATIENCE_MS)
        await self._session.change("promote_boards", late=now - _BOARD_PATIENCE_MS)

    async def sent(self, sending: Sending, now: int) -> bool | None:
        return await self._finish(sending, "sent", "", now)

    async def discard(self, key: str) -> None:
        await self._session.change("discard_message", key=key)

    async def hold(self, sending: Sending, error: str, hold: Hold) -> bool:
        if not await self._failed(sending, error, counts=hold.why is not Why.TOLD):
            return False  # its recipient has asked to be forgotten
        thread_id = (sending.outgoing.thread_id or 0) if hold.in_topic else 0
        line = {"chat_id": sending.outgoing.chat_id, "thread_id": thread_id}
        held = await self._one("hold_of_chat", **line)
        until = min(hold.until, hold.at + LONGEST_HOLD_MS)
        await self._session.change("hold_chat", **line, at=hold.at, until=until, why=hold.why.value)
        return held is None or held["why"] not in {Why.CLOSED, hold.why}

    async def requeue(self, sending: Sending) -> None:
        await self._failed(sending, "", counts=False)

    async def _failed(self, sending: Sending, error: str, *, counts: bool) -> bool:
        key = sending.outgoing.key
        failed = await self._session.change("message_failed", key=key, error=error, counts=int(counts))
        self._session.wakes.add(Kind.OUTBOX)
        return bool(failed)

    async def reopen(self, outgoing: Outgoing) -> None:
        await self._session.change("end_hold", chat_id=outgoing.chat_id, thread_id=outgoing.thread_id or 0)
        self._session.wakes.add(Kind.OUTBOX)

    async def is_closed(self, chat_id: int, thread_id: int | None) -> bool:
        lines = {0, thread_id or 0}
        holds = [await self._one("hold_of_chat", chat_id=chat_id, thread_id=line) for line in lines]
        return any(hold is not None and hold["why"] == Why.CLOSED for hold in holds)

    async def look_again(self, chat_id: int, why: Why) -> None:
        if await self._session.change("shorten_hold", chat_id=chat_id, why=why.value):
            self._session.wakes.add(Kind.OUTBOX)

    async def park(self, sending: Sending, error: str, now: int, instead: Outgoing | None = None) -> None:
        if await self._finish(sending, "parked", error, now):
            self._session.wakes.add(Kind.OUTBOX)
        key = sending.outgoing.key
        if instead is None:
            return
        if await self._session.change("free_key", key=key, kept=f"{key}{_KEPT_BESIDE}{sending.id}"):
            await self.put(instead)

    async def drop(self, chat_id: int) -> int:
        await self._land_all_of(chat_id)
        removals = await self._session.change("forget_removals", chat_id=chat_id)
        return removals + await self._session.change("drop_messages", chat_id=chat_id)

    async def in_flight(self, besides: Container[int] = ()) -> list[Sending]:
        rows = [row for row in await self._session.fetch("messages_in_flight") if row["chat_id"] not in besides]
        for row in rows:
            await self._session.change("land_message", seq=row["seq"])
        return [_sending(row) for row in rows]

    async def move(self, old_chat: int, new_chat: int) -> None:
        await self._land_all_of(old_chat)
        await self._session.change("forget_messages_about_messages", chat_id=old_chat)
        await self._session.change("move_messages", old_chat=old_chat, new_chat=new_chat)
        self._session.wakes.add(Kind.OUTBOX)

    async def next_due(self, now: int) -> int | None:
        return await self._number("next_due_message", now=now, farthest=now + LONGEST_HOLD_MS)

    async def unsent(self, now: int) -> int:
        return await self._number("count_unsent", now=now) or 0

    async def parked(self, limit: int) -> list[Parked]:
        rows = await self._session.fetch("parked_messages", limit=limit)
        return [Parked(_sending(row), row["error"], row["done_at"]) for row in rows]

    async def retry_parked(self, seq: int) -> bool:
        row = await self._one("take_out_parked", seq=seq)
        if row is None:
            return False
        outgoing = _sending(row).outgoing
        await self.put(replace(outgoing, key=outgoing.key.partition(_KEPT_BESIDE)[0], not_before=0))
        return True

    async def drop_parked(self, seq: int, now: int) -> bool:
        return bool(await self._session.change("drop_parked", seq=seq, now=now))

    async def purge(self, before: int) -> int:
        await self._session.change("purge_holds", before=before)
        return await self._session.change("purge_messages", before=before, limit=_PURGED_AT_ONCE)

    async def _finish(self, sending: Sending, state: str, error: str, now: int) -> bool | None:
        """Return whether anything waits in its chat; None if the row is gone."""
        row = await self._one(
            "message_done",
            key=sending.outgoing.key,
            revision=sending.revision,
            state=state,
            error=error,
            now=now,
        )
        return None if row is None else bool(row["more"])


_URGENT_TICKET: Final = -1
_BOARD: Final = 7

_RANKS: Final = {  # the rank of removals and that of boards are named in the SQL and its indexes
    Precedence.ANSWER: 0,
    Precedence.URGENT: 1,
    Precedence.TICKET: 2,
    Precedence.STATUS: 3,
    Precedence.REMINDER: 4,
    Precedence.DELETE: 5,
    Precedence.DIGEST: 6,
    Precedence.BOARD: _BOARD,
}


def _values(outgoing: Outgoing) -> dict[str, Value]:
    """Return what a queued message has in its columns."""
    return {
        "key": outgoing.key,
        "card": int(outgoing.meaning.manner in LIFELONG),
        "chat_id": outgoing.chat_id,
        "thread_id": outgoing.thread_id,
        "precedence": int(outgoing.precedence),
        "rank": _rank(outgoing),
        "meaning": write_meaning(outgoing.meaning),
        "not_before": outgoing.not_before,
        "silent": int(outgoing.silent),
        "language": outgoing.language,
    }


def _rank(outgoing: Outgoing) -> int:
    """Return the class in which a message waits; lower ones go first."""
    if outgoing.precedence is Precedence.URGENT and isinstance(outgoing.meaning, TicketMessage):
        return _URGENT_TICKET
    return _RANKS[outgoing.precedence]


def _sending(row: Row, *, closed: bool = False) -> Sending:
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
    return Sending(row["seq"], outgoing, row["revision"], row["attempts"], closed)
