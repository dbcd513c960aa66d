"""Delay slips of a city's riders, their screens, and how long one takes to be drawn."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from benchmarks.growth_life import NOW
from benchmarks.growth_year import Rows
from domain.messages import Meaning
from domain.programme.slip_messages import SlipAsked, SlipMade, SlipsShown, SlipVerified
from domain.programme.slips import HOLDS_MS
from domain.week.posters import Fact, Facts, Poster, Qr, Tile, Tiles
from media.charts.poster import poster_file

SLIPS: Final = 4_000
_MINUTE: Final = 60_000
_PICTURE_MS: Final = 100


def slip_rows(reported: Sequence[tuple[int, int]]) -> Rows:
    """Return a slip for each of these reports, ids with their riders'; the first one is still looked at."""
    return {"slip": list(_slips(reported))}


def _slips(reported: Sequence[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for each, (report, rider) in enumerate(reported, 1):
        at = NOW - each * _MINUTE
        made = None if each == 1 else at + _MINUTE
        yield each, f"S{each:07d}", rider, report, "report", at, at + _MINUTE, NOW + HOLDS_MS, 5, "", made


def slip_screens(busiest: int) -> dict[str, tuple[int, Meaning]]:
    """Return what is shown to a rider, and to who verifies a slip."""
    return {
        "/slip of the busiest rider": (busiest, SlipsShown()),
        "what would stand on a slip": (busiest, SlipAsked(1)),
        "a slip": (busiest, SlipMade(2)),
        "/verify": (busiest, SlipVerified(2)),
    }


def slip_picture(scope: Scope) -> Figure:
    """Return what drawing a slip takes."""
    facts = Facts(tuple(Fact(f"系统记录 {each}", "新湖街道，解放中大道旁") for each in range(7)))
    code = Tiles((Tile("核验码", "ABCD-EFGH"),))
    poster = Poster("延误证明", "11月24日", (facts, code, Qr("https://example.org/verify/ABCDEFGH", "")), "前哨")
    poster_file(poster)  # the font is loaded once
    taken = percentile(time_each(lambda _: poster_file(poster), range(scope.count(20, 5))), 50) / 1000
    return Figure("a slip's picture, p50", "ms", taken, aim=Aim(Bound.AT_MOST, _PICTURE_MS))
