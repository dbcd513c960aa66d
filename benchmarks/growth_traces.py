"""What a synthetic report leaves beside itself, as far as retention keeps it: events, timers, messages, updates."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.growth_life import DAY_MS, NOW, Life
from domain.reporting.reports import Status

TRACE_DAYS: Final = 91
"""For how long retention leaves traces, and one night more: what this night removes. So the others."""

_SENT_DAYS, _HEARD_DAYS, _TIMER_DAYS, _KEYS_DAYS = 15, 4, 181, 16
_JUST_MS: Final = 3_000
_RESPONSE_MS: Final = 4 * 3_600_000
_LIMIT_MS: Final = 3 * DAY_MS
_OF_RIDERS: Final = frozenset({"submit", "fixed", "not_fixed", "withdraw", "commented"})

Row = tuple[Any, ...]


def events_of(report_id: int, rider: int, life: Life) -> list[Row]:
    """Return what happened to a report."""
    rows: list[Row] = []
    for place, step in enumerate(life.steps):
        theirs = step.action in _OF_RIDERS
        actor = ("rider", rider, "") if theirs else ("staff", 9_000_000 + rider % 50, "王师傅")
        words = "已修好，请看照片" if step.target is Status.RESOLVED else ""
        moved = (step.at, step.action, step.source, step.target)
        lasted = step.at - life.at if step.target is Status.RESOLVED and step.source is not step.target else None
        in_time = None if step.waited is None else int(step.waited <= _RESPONSE_MS)
        in_time = in_time if lasted is None else int(lasted <= _LIMIT_MS)
        held = (step.queue_before, step.queue, step.waited, lasted, in_time)
        rows.append((report_id + 100 + place, report_id, *moved, *actor, words, "", *held))
    return rows


def timers_of(report_id: int, life: Life) -> list[Row]:
    """Return a report's timers."""
    due_at = life.at + 3 * DAY_MS
    timers = [
        ("draft_reminder", f"{report_id}", life.at + 30 * 60_000),
        ("draft_expiry", f"{report_id}", life.at + DAY_MS),
        ("withdrawal_over", f"{report_id}", life.at + 5 * 60_000),
        ("half_time", f"{report_id}:{due_at}", life.at + 36 * 3_600_000),
        ("overdue", f"{report_id}:{due_at}", due_at),
        ("long_overdue", f"{report_id}:{due_at}", due_at + 3 * DAY_MS),
    ]
    if life.resolved_at is not None:
        timers.append(("auto_close", f"{report_id}:{life.resolved_at}", life.resolved_at + 7 * DAY_MS))
    return [(kind, key, at, at if at <= NOW else None) for kind, key, at in timers if at > NOW - _TIMER_DAYS * DAY_MS]


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of a report to its rider and its group; `numbers` gives the ids of messages."""

    report_id: int
    rider: int
    group: int
    life: Life
    numbers: Iterator[int]

    def rows(self) -> dict[str, list[Row]]:
        """Return cards, notices, where they stand, what was heard, and the updates of the last two weeks."""
        rows: dict[str, list[Row]] = defaultdict(list)
        changed = self.life.steps[-1].at
        if changed > NOW - TRACE_DAYS * DAY_MS:
            self._cards(rows, changed)
        for place, step in enumerate(self.life.steps[2:]):
            if step.at > NOW - _SENT_DAYS * DAY_MS:
                told = f'{{"meaning":"status_told","report_id":{self.report_id},"status":"{step.target}","words":""}}'
                key = f"status:{self.report_id + 102 + place}:{self.rider}"
                rows["outbox"].append(_sent(key, 0, self.rider, told, step.at))
        if self.life.at > NOW - _HEARD_DAYS * DAY_MS:
            rows["heard"].append((self.rider, next(self.numbers), self.report_id, None, self.life.at))
        if self.life.at > NOW - _KEYS_DAYS * DAY_MS:
            rows["inbox"] += self._updates()
        return rows

    def _cards(self, rows: dict[str, list[Row]], changed: int) -> None:
        receipt, ticket = f"draft:{self.report_id}", f"ticket:{self.report_id}:{self.life.queue}"
        rows["outbox"] += [
            _sent(receipt, 1, self.rider, f'{{"meaning":"draft_card","draft_id":{self.report_id}}}', changed),
            _sent(ticket, 1, self.group, f'{{"meaning":"ticket_card","report_id":{self.report_id}}}', changed),
        ]
        at, known = self.life.at, "0" * 32
        rows["live_message"] += [
            (self.rider, next(self.numbers), receipt, None, self.report_id, "text", known, 1, at),
            (self.group, next(self.numbers), ticket, self.report_id, None, "photo", known, 1, at),
        ]

    def _updates(self) -> list[Row]:
        at, rider = self.life.at, self.rider
        payload = "{}" * 200 if at > NOW - 2 * DAY_MS else ""
        ids = range(self.report_id, self.report_id + 6)
        return [(1, each, f"{each}", rider, payload, "done", at, 0, "", at, "words", rider) for each in ids]


def _sent(key: str, card: int, chat_id: int, meaning: str, at: int) -> Row:
    """Return the row of a message that was sent, or has just been queued."""
    state, done_at = ("waiting", None) if at > NOW - _JUST_MS else ("sent", at)
    return (key, card, chat_id, 3, 3, meaning, 0, 0, "zh", 1, state, 0, 0, "", done_at)
