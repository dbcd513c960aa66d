"""Messages about a report that came twice, as the process ended before the first was recorded: known by their words."""

import re

from domain.reporting.reports import Report
from services.deps import Deps
from services.outgoing import ticket_key
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction


async def message_of(tx: Transaction, deps: Deps, chat_id: int, message_id: int, words: str) -> LiveMessage | None:
    """Return our message at this place; one that is unknown counts as the report's whose number alone its words name.

    `words` are "" for what may not be ours.
    """
    known = await tx.messages.at(chat_id, message_id)
    if known is not None:
        return known
    report = await _named(tx, deps, words)
    if report is None:
        return None
    key = ticket_key(report.id, report.queue)
    return LiveMessage(key, chat_id, message_id, report.id, None, shape="text", content_hash="")


async def _named(tx: Transaction, deps: Deps, words: str) -> Report | None:
    found = {*re.findall(rf"{re.escape(deps.district.prefix)}-(\d{{4}})-(\d{{4,12}})(?!\d)", words, re.ASCII)}
    if len(found) != 1:
        return None
    ((month, serial),) = found
    return await tx.reports.by_number(month, int(serial))
