"""What follows from a transition only once it can't be undone any more."""

import json
from dataclasses import replace
from typing import Final

from domain.reporting.reports import SYSTEM, Event, Status
from domain.tickets.lifecycle import Action, Role, transition
from domain.timers import parse_round_key
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.cards import show_card
from services.tickets.changing import Request, change_status
from services.tickets.effects import EFFECTS, Change, goes_on_as

_NO_ALBUM: Final = 0


async def settle(tx: Transaction, deps: Deps, key: str) -> None:
    """Carry out what follows from a change that nobody has undone; `key` is the timer's.

    A ticket whose original has meanwhile ended without anything done is not merged, but stands for itself again.
    """
    report_id, event_id = parse_round_key(key)
    report = await tx.reports.get(report_id)
    event = _standing(await tx.reports.events(report_id), event_id)
    if report is None or event is None:
        return
    row = transition(Action(event.action), event.source)
    if row is None:
        return
    detail = json.loads(event.detail) if event.detail else {}
    if row.target is Status.DUPLICATE and await _is_lost(tx, int(detail["original"]), report_id):
        await change_status(tx, deps, report, Request(Action.UNMERGE, SYSTEM, Role.SYSTEM))
        return
    before, after = replace(report, status=event.source), replace(report, former=None)
    change = Change(before, after, row, event.actor, event.words, detail, event.id, _NO_ALBUM)
    for effect in row.later:
        change = await EFFECTS[effect](tx, deps, change)
    await show_card(tx, deps, await tx.reports.save(change.after))


async def _is_lost(tx: Transaction, original_id: int, duplicate_id: int) -> bool:
    original = await goes_on_as(tx, original_id, duplicate_id)
    return original is None or original.status in _DONE_NOTHING


_DONE_NOTHING: Final = frozenset({Status.WITHDRAWN, Status.REJECTED})
"""Ends that say of a problem neither that it is solved nor where it goes on."""


def _standing(events: tuple[Event, ...], event_id: int) -> Event | None:
    """Return this event, if the report has not moved since."""
    moved = [event for event in events if event.source is not event.target]
    return moved[-1] if moved and moved[-1].id == event_id else None
