"""The inbox in SQL: raw updates from arrival until their effects are stored."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from domain.errors import ClaimLost
from domain.people.riders import Terms
from services.ports.inbox import HOLD_MS, Claimant, InboxItem, Lane, ParkedUpdate, Stored
from storage.repositories.outbox import LONGEST_HOLD_MS
from storage.repositories.rows import from_row
from storage.session import Kind, Repository, Row, Value

_KEYS_STAY_MS = 14 * 24 * 3600 * 1000
_SUSPECT_MS = 2_000
"""How long an update waits that was in hand at a second crash."""

_LOOKS = 32
"""How many of the newest updates are looked at for lines that may go on."""

_APART, _LATE = 2**60, 2**61
"""Beyond Telegram's ids: lines of a chat's updates that keep no order with its others, and of those that come late."""


class SqlInbox(Repository):
    """`services.ports.inbox.Inbox` in SQL."""

    async def store(
        self, bot_id: int, updates: Sequence[InboxItem], now: int, claimant: Claimant | None = None
    ) -> Stored:
        """Include a hash of the payload in the key, as Telegram reuses update ids."""
        free = Counter(claimant.places if claimant else {})
        owner = claimant.owner if claimant else None
        new, claimed, behind, waiting = [], [], set(), set()
        for update in updates:
            values = _values(bot_id, update, now)
            takes = int(free[update.lane] > 0)
            for row in await self._session.fetch("store_update", **values, owner=owner, takes=takes):
                new.append(update)
                if row["state"] == "claimed":
                    free[update.lane] -= 1
                    claimed.append(replace(update, seq=row["seq"]))
                elif row["behind"] is not None:
                    behind.add(row["behind"])
                else:
                    waiting.add(update.lane)
        if waiting:
            self._session.wakes.add(Kind.INBOX)
        return Stored(new, claimed, behind, waiting)

    async def claim(self, claimant: Claimant, now: int, after: int = 0) -> list[InboxItem]:
        return await self._claim("claim_oldest", claimant, now, after=after)

    async def claim_newest(self, claimant: Claimant, now: int) -> list[InboxItem]:
        return await self._claim("claim_newest", claimant, now, looks=_LOOKS)

    async def _claim(self, query: str, claimant: Claimant, now: int, **values: Value) -> list[InboxItem]:
        """Claim lane by lane; the schema refuses a second claimed update of a line."""
        claimed: list[InboxItem] = []
        for lane, limit in claimant.places.items():
            rows = await self._session.fetch(query, owner=claimant.owner, now=now, lane=lane, limit=limit, **values)
            claimed += sorted(map(_item, rows), key=attrgetter("seq"))
        return claimed

    async def claim_next(self, claimant: Claimant, now: int, seq: int) -> InboxItem | None:
        lanes = [*(lane for lane, places in claimant.places.items() if places > 0), "", "", ""]
        first, second, third, *_ = lanes
        row = await self._one(
            "claim_next", owner=claimant.owner, now=now, seq=seq, first=first, second=second, third=third
        )
        if row is None and await self._exists("line_waits", seq=seq):
            self._session.wakes.add(Kind.INBOX)
        return None if row is None else _item(row)

    async def consume(self, seq: int, owner: int, now: int) -> None:
        await self._end_claim("consume_update", seq, owner, now=now)

    async def forget(self, seq: int) -> None:
        await self._session.change("forget_payload", seq=seq)

    async def held(self, owner: int) -> list[InboxItem]:
        return [_item(row) for row in await self._session.fetch("hold_updates", owner=owner)]

    async def holds(self, seq: int, owner: int) -> bool:
        return bool(await self._session.change("hold_update", seq=seq, owner=owner))

    async def retry(self, item: InboxItem, owner: int, error: str, now: int, at: int, *, counts: bool = True) -> None:
        since = item.failing_since or now
        await self._end_claim("retry_update", item.seq, owner, error=error, at=at, since=since, counts=int(counts))
        if at <= since + HOLD_MS:
            await self._hold_line(item.seq, at)
        else:
            await self._session.change("leave_line", seq=item.seq, beyond=_LATE // 2, late=_LATE)

    async def park(self, seq: int, owner: int, error: str, now: int) -> None:
        await self._end_claim("park_update", seq, owner, error=error, now=now)

    async def parked(self, limit: int) -> list[ParkedUpdate]:
        rows = await self._session.fetch("parked_updates", limit=limit)
        return [ParkedUpdate(from_row(InboxItem, row), row["error"], row["done_at"]) for row in rows]

    async def retry_parked(self, seq: int, now: int) -> bool:
        retried = await self._session.change("retry_parked_update", seq=seq, now=now)
        if retried:
            self._session.wakes.add(Kind.INBOX)
        return bool(retried)

    async def drop_parked(self, seq: int, now: int) -> bool:
        return bool(await self._session.change("drop_parked_update", seq=seq, now=now))

    async def release(self, owner: int, now: int, *, crashed: bool = True) -> int:
        later = now + _SUSPECT_MS
        released = await self._session.fetch("release_updates", owner=owner, crashed=int(crashed), now=now, later=later)
        for row in released:
            if row["due_at"] == later:
                await self._hold_line(row["seq"], later)
        if released:
            self._session.wakes.add(Kind.INBOX)
        return len(released)

    async def awaited(self, chat_id: int) -> int:
        return await self._number("awaited_files", line=chat_id, late=chat_id + _LATE, lane=Lane.FILES) or 0

    async def bring_forward(self, now: int) -> None:
        if await self._session.change("bring_forward_updates", now=now, farthest=now + LONGEST_HOLD_MS):
            self._session.wakes.add(Kind.INBOX)

    async def owners(self) -> list[int]:
        return [row["owner"] for row in await self._session.fetch("update_owners")]

    async def next_due(self, after: int = -1) -> int | None:
        return await self._number("next_due_update", after=after)

    async def purge(self, before: int) -> int:
        purged = await self._session.change("purge_payloads", before=before)
        await self._session.change("purge_update_keys", before=before - _KEYS_STAY_MS)
        return purged

    async def purge_unagreed(self, before: int, version: int, terms: Terms) -> int:
        hosts = {"photos_to": terms.photos_to, "voices_to": terms.voices_to}
        return await self._session.change("purge_unagreed_payloads", before=before, version=version, **hosts)

    async def _hold_line(self, seq: int, at: int) -> None:
        """Let what came later in the chat's line wait until then; what is apart waits for none that is tried again."""
        await self._session.change("hold_line", seq=seq, at=at, beyond=_APART // 2)

    async def _end_claim(self, query: str, seq: int, owner: int, **values: Value) -> None:
        if not await self._session.change(query, seq=seq, owner=owner, **values):
            raise ClaimLost(f"update {seq} is not held by {owner}")


def _item(row: Row) -> InboxItem:
    return from_row(InboxItem, row)


def _values(bot_id: int, update: InboxItem, now: int) -> dict[str, Value]:
    return {
        "bot_id": bot_id,
        "update_id": update.update_id,
        "fingerprint": hashlib.blake2b(update.payload.encode(), digest_size=16).hexdigest(),
        "chat_id": update.chat_id,
        "line": update.chat_id + _APART if update.apart and update.chat_id else update.chat_id,
        "lane": update.lane,
        "payload": update.payload,
        "now": now,
        "hold": 0 if update.apart else HOLD_MS,
    }
