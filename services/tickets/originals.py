"""Which report staff's words call the original of a duplicate."""

import re
import unicodedata
from typing import Final

from domain.errors import NoSuchOriginal
from domain.reporting.numbers import month_at, parse_number, serials_in
from domain.reporting.reports import Report
from domain.tickets.lifecycle import FINAL
from services.deps import Deps
from services.ports.transaction import Transaction

_NUMBER_LIKE: Final = re.compile(r"[0-9A-Za-z_-]+")


async def named(tx: Transaction, deps: Deps, report: Report, words: str) -> Report:
    """Return the open report whose number the words contain, whole or as the serial alone.

    The number need not be separated by spaces, as Chinese text has none.
    """
    written = unicodedata.normalize("NFKC", words)
    whole = [parse_number(word, deps.district.prefix) for word in _NUMBER_LIKE.findall(written)]
    named = [(number.month, number.serial) for number in whole if number]
    months = (report.number.month, month_at(deps.clock.now(), deps.district.timezone))
    named += [(month, serial) for serial in serials_in(written) for month in dict.fromkeys(months)]
    for month, serial in named:
        original = await tx.reports.by_number(month, serial)
        if original is not None and original.id != report.id and original.status not in FINAL:
            return original
    raise NoSuchOriginal
