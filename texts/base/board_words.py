"""A rider's places on their team's board, in a line."""

from domain.programme.rankings import Measure, Standings
from texts.base.locale import Locale
from texts.base.wording import Html


def standings_line(known: Standings, locale: Locale) -> Html | None:
    """Return the line of a rider's places in their team; None where they have none."""
    parts = [
        locale.plain(f"board_place.{measure}", place=known[measure].place, of=known[measure].of)
        for measure in Measure
        if measure in known
    ]
    return locale.say("boards.standings", parts=locale.plain("list.between").join(parts)) if parts else None
