"""What follows from a transition only once it can't be undone any more."""

import json
from dataclasses import replace
from typing import Final

from domain.reporting.reports import Event
from domain.tickets.lifecycle import UNDO_MS, Action, Transition, transition
from domain.timers import Timer, TimerKind, parse_round_key, round_key
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.cards import show_card
from services.tickets.effects import EFFECTS, Change

_NO_ALBUM: Final = 0


async def keep_for_undo(tx: Transaction, row: Transition, event: Event) -> None:
    """Let what follows later from a change happen when the time for an undo is over."""
    if row.later:
        key = round_key(event.report_id, event.id)
        await tx.timers.put(Timer(TimerKind.UNDO_OVER, key, event.at + UNDO_MS))


async def settle(tx: Transaction, deps: Deps, key: str) -> None:
    """Carry out what follows from a change that nobody has undone; `key` is the timer's."""
    report_id, event_id = parse_round_key(key)
    report = await tx.reports.get(report_id)
    event = _standing(await tx.reports.events(report_id), event_id)
    if report is None or event is None:
        return
    row = transition(Action(event.action), event.source)
    if row is None:
        return
    detail = json.loads(event.detail) if event.detail else {}
    before, after = replace(report, status=event.source), replace(report, former=None)
    change = Change(before, after, row, event.actor, event.words, detail, event.id, _NO_ALBUM)
    for effect in row.later:
        change = await EFFECTS[effect](tx, deps, change)
    await show_card(tx, deps, await tx.reports.save(change.after))


def _standing(events: tuple[Event, ...], event_id: int) -> Event | None:
    """Return this event, if the report has not moved since."""
    moved = [event for event in events if event.source is not event.target]
    return moved[-1] if moved and moved[-1].id == event_id else None
