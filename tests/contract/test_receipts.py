"""The message in a rider's chat that notices about a report reply to."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.reporting.drafts import Draft
from domain.reporting.reports import Report
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from storage.database import Database

CHAT = 8_000_000_001


def card(message_id: int, draft_id: int | None, report_id: int | None, chat: int = CHAT) -> LiveMessage:
    return LiveMessage(f"draft:{draft_id}:{message_id}", chat, message_id, report_id, draft_id, "text", "")


async def test_the_newest_card_of_the_report_comes_before_that_of_its_duplicate(
    database: Database, rider: Rider, draft: Draft, report: Report
) -> None:
    del draft
    duplicate = replace(report, id=21, number=replace(report.number, serial=2), original=report.id)

    async def put(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.reports.add(report)
        await tx.reports.add(duplicate)
        for message in (
            card(30, 21, duplicate.id),
            card(31, None, report.id),  # a notice
            card(32, 20, report.id, chat=CHAT + 1),
            card(33, 22, None),  # an open draft
        ):
            await tx.messages.put(message, 1)

    await database.write(put)
    found = await database.read(lambda tx: tx.messages.receipt(CHAT, report.id))
    assert found is not None
    assert found.message_id == 30
    assert await database.read(lambda tx: tx.messages.receipt(CHAT + 2, report.id)) is None
    await database.write(lambda tx: tx.messages.put(card(10, 20, report.id), 2))
    found = await database.read(lambda tx: tx.messages.receipt(CHAT, report.id))
    assert found is not None
    assert found.message_id == 10
