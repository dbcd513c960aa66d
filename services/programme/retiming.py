"""Another time for an activity that riders signed up for: staff read what was understood before anybody is told."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.errors import Stale
from domain.programme.activities import Activity, ActivityState, still_coming
from domain.programme.activity_errors import FieldUnclear
from domain.programme.activity_times import FARTHEST, Span, Unclear
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import holding

MENU: Final = "move"
_MENU: Final = re.compile(rf"{MENU}\.(\d{{1,9}})\.([1-9]\d{{0,4}})", re.ASCII)
"""The minute since 1970 in which it starts, and how many minutes it takes."""

_MINUTE: Final = 60_000
_FARTHEST_MS: Final = (FARTHEST + timedelta(1)) // timedelta(milliseconds=1)


def menu_of(span: Span) -> str:
    """Return the menu of a card that asks about a time of whole minutes; `span_of` reads it."""
    return f"{MENU}.{span.starts_at // _MINUTE}.{(span.ends_at - span.starts_at) // _MINUTE}"


def span_of(menu: str) -> Span | None:
    """Return the time that a card's menu asks about, None for another menu."""
    found = _MENU.fullmatch(menu)
    if found is None:
        return None
    starts, minutes = map(int, found.groups())
    return Span(starts * _MINUTE, (starts + minutes) * _MINUTE)


async def take(tx: Transaction, deps: Deps, before: Activity, after: Activity) -> str:
    """Keep what staff answered, and return the menu of the card: "", or that which asks about another time.

    It is asked about where riders would be told of it; nothing is kept then. Raises FieldUnclear.
    """
    new = Span(after.starts_at, after.ends_at)
    is_moved = new != Span(before.starts_at, before.ends_at)
    is_told = is_moved and before.state is ActivityState.OPEN and still_coming(await tx.activities.counts(before.id))
    if is_told:
        return menu_of(new)
    await holding.change(tx, deps, before, after)
    return ""


async def move(tx: Transaction, deps: Deps, activity: Activity, menu: str) -> None:
    """Move an activity to the time that its card asked about, and let all who signed up be told.

    Raises:
        Stale: The key carries no time that can be.
        FieldUnclear: It has passed meanwhile.
    """
    span, now = span_of(menu), deps.clock.now()
    if span is None or span.starts_at > now + _FARTHEST_MS:
        raise Stale
    if span.starts_at <= now:
        raise FieldUnclear(Unclear.PAST)
    await holding.change(tx, deps, activity, replace(activity, starts_at=span.starts_at, ends_at=span.ends_at))
