"""What a transaction has read is read again only after a write, and then as the write left it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage, NotePart
from domain.reporting.evidence import Trace
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Event, Report, Status
from domain.tickets.staff import QueueChat
from services.ports.geocodes import Geocode
from services.ports.transaction import Transaction
from storage.database import Database
from storage.session import Session
from tests.contract.conftest import PLACE
from tests.contract.test_same_photos import look as picture

CHAT = QueueChat("property", -1001, None, 500)
ENTRY = Entry("routed:20:1", 1, 20, Merit.ROUTED, 1, "2026-11-24", 2_000)

Write = Callable[[Transaction], Awaitable[object]]


@pytest.fixture
async def full(stocked: Database, draft: Draft, rider: Rider, event: Event, photo: Photo) -> Database:
    """A rider with an open draft and a report, both with photos, and what hangs on the report."""

    async def fill(tx: Transaction) -> None:
        await tx.drafts.add(draft)
        await tx.photos.add(replace(photo, id=31, draft_id=10, object_key="b"))
        await tx.photos.add(replace(photo, report_id=20))
        await tx.reports.add_events([event])
        await tx.queues.link(CHAT)
        await tx.riders.save(replace(rider, id=2, chat_id=8_000_000_002))

    await stocked.write(fill)
    return stocked


async def look(tx: Transaction) -> list[Any]:
    """Everything that a transaction keeps, read in every way."""
    draft, report = await tx.drafts.get(10), await tx.reports.get(20)
    photos = (*(draft.photos if draft else ()), *(report.photos if report else ()))
    return [
        await tx.riders.get(1),
        await tx.riders.by_chat(8_000_000_001),
        draft,
        await tx.drafts.open_of(1),
        report,
        await tx.reports.by_number("2611", 1),
        await tx.reports.events(20),
        await tx.reports.count_also_seen(20),
        await tx.ledger.of_report(20),
        await tx.queues.chat("property"),
        await tx.geocodes.get("cell:1:1"),
        [each.shared for each in photos],
    ]


async def _draft(tx: Transaction) -> Draft:
    draft = await tx.drafts.get(10)
    assert draft is not None
    return draft


async def _save_rider(tx: Transaction) -> None:
    rider = await tx.riders.get(1)
    assert rider is not None
    await tx.riders.save(replace(rider, language="en", last_place=replace(PLACE, lat=37.5, accuracy_m=None)))


async def _fill_draft(tx: Transaction) -> None:
    given = {"position": PLACE, "note_parts": (NotePart(5, "井盖"),), "guesses": ("manhole",), "near_shown": (20,)}
    draft = replace(await _draft(tx), category="manhole", traces=(Trace(5, (PLACE,)),), **given)  # type: ignore[arg-type]
    await tx.drafts.save(replace(draft, category_chosen=True, other_position=PLACE, last_message_id=7))


async def _end_draft(tx: Transaction) -> None:
    await tx.drafts.save(replace(await _draft(tx), stage=DraftStage.CANCELLED))


async def _save_report(tx: Transaction) -> None:
    report = await tx.reports.get(20)
    assert report is not None
    await tx.reports.save(replace(report, status=Status.RESOLVED, witnesses=2, resolved_at=9, position=PLACE))


async def _add_event(tx: Transaction) -> None:
    (event,) = await tx.reports.events(20)
    await tx.reports.add_events([replace(event, id=41, words="在路南"), replace(event, id=42, at=1_000)])


async def _add_photo(tx: Transaction) -> None:
    await tx.photos.add(replace((await _draft(tx)).photos[0], id=29, object_key="c"))


async def _add_a_new_picture(tx: Transaction) -> None:
    photo = (await _draft(tx)).photos[0]
    added = await tx.photos.add(replace(photo, id=33, object_key="f", photo_hash=picture(1)))
    assert not added.shared


async def _add_the_same_bytes(tx: Transaction) -> None:
    await tx.photos.add(replace((await _draft(tx)).photos[0], id=32))


WRITES: dict[str, Write] = {
    "save_rider": _save_rider,
    "fill_draft": _fill_draft,
    "end_draft": _end_draft,
    "save_report": _save_report,
    "add_event": _add_event,
    "add_photo": _add_photo,
    "add_a_new_picture": _add_a_new_picture,
    "add_the_same_bytes": _add_the_same_bytes,
    "attach": lambda tx: tx.photos.attach(10, 20),
    "detach": lambda tx: tx.photos.detach(31),
    "give": lambda tx: tx.photos.give(31, 20, PhotoRole.AFTER),
    "remember_shown": lambda tx: tx.photos.remember_shown(30, "dd"),
    "remove": lambda tx: tx.photos.remove([30, 31]),
    "add_entry": lambda tx: tx.ledger.add(ENTRY),
    "also_seen": lambda tx: tx.reports.add_witness(20, 2, 2_100, proven=False),
    "link": lambda tx: tx.queues.link(replace(CHAT, chat_id=-1002)),
    "put_geocode": lambda tx: tx.geocodes.put(Geocode("cell:1:1", "三八路", None, 3_000)),
    "lose": lambda tx: tx.queues.lose(-1001, 3_000),
    "move": lambda tx: tx.queues.move_chat(-1001, -1003),
}


@pytest.mark.parametrize("name", [*WRITES, "forget"])
async def test_a_write_is_seen_by_what_its_transaction_reads_after_it(full: Database, rider: Rider, name: str) -> None:
    async def work(tx: Transaction) -> tuple[list[Any], list[Any]]:
        before = await look(tx)
        await (tx.erasure.forget(rider, 9_000) if name == "forget" else WRITES[name](tx))
        return before, await look(tx)

    before, after = await full.write(work)
    assert after != before
    assert await full.read(look) == after


async def test_a_draft_and_a_report_made_in_a_transaction_read_as_stored(
    full: Database, draft: Draft, report: Report, photo: Photo
) -> None:
    async def read(tx: Transaction) -> list[Any]:
        entries, also_seen = await tx.ledger.of_report(11), await tx.reports.count_also_seen(11)
        return [await tx.reports.get(11), await tx.drafts.get(11), await tx.reports.events(11), entries, also_seen]

    async def make(tx: Transaction) -> list[Any]:
        await tx.drafts.save(replace(await _draft(tx), stage=DraftStage.CANCELLED))
        await tx.drafts.add(replace(draft, id=11, position=PLACE))
        await tx.photos.add(replace(photo, id=50, draft_id=11, object_key="e"))
        await tx.reports.add(replace(report, id=11, number=replace(report.number, serial=2)))
        await tx.photos.attach(11, 11)
        return await read(tx)

    assert await full.write(make) == await full.read(read)


async def test_each_record_is_read_once_in_a_transaction(full: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def work(tx: Transaction) -> None:
        session: Session = tx.riders._session  # type: ignore[attr-defined]
        fetch = session.fetch

        async def counted(name: str, /, **values: Any) -> Any:
            asked.append(name)
            return await fetch(name, **values)

        monkeypatch.setattr(session, "fetch", counted)
        for _ in range(2):
            await look(tx)

    await full.write(work)
    twice = [name for name in set(asked) if asked.count(name) > 1]
    assert twice == ["report_by_number"]
