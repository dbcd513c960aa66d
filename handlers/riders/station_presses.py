"""The presses on the screens of stations."""

import re
from typing import Final

from domain.errors import Stale
from domain.programme.stations import of_mark
from handlers.pressing import Presses, PressRow, RiderPress
from services.outgoing import language_of_rider
from services.programme import check_ins, station_reports, stations
from texts.base.callbacks import Verb
from texts.base.locale import Locale

_MASK: Final = re.compile(r"[0-9]{1,4}")


async def _find(it: RiderPress) -> None:
    """Show other stations in place of a list, or ask for another place."""
    if _MASK.fullmatch(it.press.argument) is None:
        raise Stale
    mask, place = int(it.press.argument), of_mark(it.press.id)
    if place is None:
        await stations.elsewhere(it.tx, it.deps, it.rider, mask)
    else:
        await stations.show_again(it.tx, it.deps, it.rider, place, mask, it.message_id)


async def _show(it: RiderPress) -> None:
    await stations.show(it.tx, it.deps, it.rider, it.press.argument, it.press.id)


async def _show_pin(it: RiderPress) -> None:
    await stations.show_pin(it.tx, it.deps, it.rider, it.press.argument)


async def _check_in(it: RiderPress) -> None:
    await check_ins.press(it.tx, it.deps, it.rider, it.press.argument, it.press.id, it.message_id)


async def _leave(it: RiderPress) -> None:
    await check_ins.leave(it.tx, it.deps, it.rider, it.press.argument, it.press.id, it.message_id)


async def _report(it: RiderPress) -> None:
    """Open a draft that says, in the rider's language, what is wrong with a station."""
    wrong = _WRONG.get(it.press.id)
    if wrong is None:
        raise Stale
    locale = Locale.of(it.deps, language_of_rider(it.deps, it.rider))
    words = locale.plain(wrong, station=locale.station(it.press.argument))
    await station_reports.report(it.tx, it.deps, it.rider, it.press.argument, words, it.message_id)


_WRONG: Final = {1: "station.note_closed", 2: "station.note_broken"}


STATION_PRESSES: Final[Presses[RiderPress]] = {
    Verb.STATIONS: PressRow(_find),
    Verb.STATION: PressRow(_show),
    Verb.STATION_PIN: PressRow(_show_pin),
    Verb.CHECK_IN: PressRow(_check_in),
    Verb.LEAVE: PressRow(_leave, "toast.left_station"),
    Verb.STATION_WRONG: PressRow(_report, "toast.opened"),
}
