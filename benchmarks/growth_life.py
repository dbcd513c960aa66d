"""The life of a synthetic report: along which statuses it goes, when, and in whose hands."""

import random
from dataclasses import dataclass
from typing import Final, NamedTuple

from domain.reporting.reports import Status
from domain.tickets.lifecycle import OPEN

S = Status
NOW: Final = 1_795_999_500_000
"""The Monday on which the digests of the last week are told: 2026-11-30, 08:45 in the sample district."""

WEEK: Final = "2026-W48"
DAY_MS: Final = 86_400_000
_ZONE_MS, _UP_MS, _DOWN_MS = 8 * 3_600_000, 7 * 3_600_000, 22 * 3_600_000


class Step(NamedTuple):
    """One event: `share` is how much of the life has passed by then."""

    share: float
    action: str
    target: Status


class Moved(NamedTuple):
    """One event as it happened, ms UTC; `waited` as `add_event` keeps it."""

    at: int
    action: str
    source: Status
    target: Status
    queue_before: str
    queue: str
    waited: int | None


_BEGUN: Final = (Step(0, "submit", S.SUBMITTED), Step(0, "route", S.ROUTED))
_TAKEN: Final = (Step(0.1, "accept", S.ACCEPTED), Step(0.3, "start", S.IN_PROGRESS), Step(0.6, "resolve", S.RESOLVED))
_SENT_ON: Final = (Step(0.05, "bounce", S.BOUNCED), Step(0.08, "assign", S.ROUTED))
_AGAIN: Final = (
    Step(0.7, "not_fixed", S.REOPENED),
    Step(0.75, "accept", S.ACCEPTED),
    Step(0.9, "resolve", S.RESOLVED),
)
_FIXED, _CLOSED = Step(1, "fixed", S.CONFIRMED), Step(1, "close", S.CLOSED_UNCONFIRMED)

_LIVES: Final = (
    (36, (*_BEGUN, *_TAKEN, _FIXED)),
    (36, (*_BEGUN, *_TAKEN, _CLOSED)),
    (6, (*_BEGUN, *_SENT_ON, *_TAKEN, _CLOSED)),
    (6, (*_BEGUN, *_TAKEN, *_AGAIN, _FIXED)),
    (4, (*_BEGUN, *_TAKEN[:1], Step(0.2, "commented", S.ACCEPTED), *_TAKEN[2:], _FIXED)),
    (5, (*_BEGUN, Step(1, "reject", S.REJECTED))),
    (4, (*_BEGUN, Step(1, "duplicate", S.DUPLICATE))),
    (3, (*_BEGUN, Step(1, "withdraw", S.WITHDRAWN))),
)
_WEIGHTS: Final = [weight for weight, _ in _LIVES]
_WAYS: Final = [way for _, way in _LIVES]


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to a report submitted at `at` until now; its first step is its submission."""

    at: int
    steps: tuple[Moved, ...]

    @property
    def status(self) -> Status:
        """How it stands now."""
        return self.steps[-1].target

    @property
    def queue(self) -> str:
        """Where it stands now."""
        return self.steps[-1].queue

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen to it."""
        return self.status in OPEN

    @property
    def closed_at(self) -> int | None:
        """When it came to its end."""
        return None if self.is_open else self.steps[-1].at

    @property
    def accepted_at(self) -> int | None:
        """When it was accepted first."""
        return self._first(S.ACCEPTED)

    @property
    def resolved_at(self) -> int | None:
        """When it was resolved first."""
        return self._first(S.RESOLVED)

    @property
    def reopenings(self) -> int:
        """How often it was not fixed."""
        return sum(step.target is S.REOPENED for step in self.steps)

    def _first(self, status: Status) -> int | None:
        return next((step.at for step in self.steps if step.target is status), None)


def awake(at: int) -> int:
    """Return the time of the same day between seven and ten, before which and after which people sleep."""
    day, since = divmod(at + _ZONE_MS, DAY_MS)
    return day * DAY_MS + _UP_MS + since * (_DOWN_MS - _UP_MS) // DAY_MS - _ZONE_MS


def live(chance: random.Random, at: int, queues: tuple[str, str, str], lasts_ms: float, now: int) -> Life:
    """Return a life of this length as far as it has come.

    It is spent in the first of the queues, or bounced there by the second and assigned by the third.
    """
    queue, other, triage = queues
    way = chance.choices(_WAYS, _WEIGHTS)[0]
    holder = other if _SENT_ON[0] in way else queue
    steps: list[Moved] = []
    before, source, arrived_at = "", S.SUBMITTED, at
    for step in way:
        moment = awake(at + int(step.share * lasts_ms))
        if moment > now:
            break
        holder = {"bounce": triage, "assign": queue}.get(step.action, holder)
        if holder != before:
            arrived_at = moment
        accepts = step.target is S.ACCEPTED and source not in (S.ACCEPTED, S.REOPENED)
        waited = moment - arrived_at if accepts else None
        steps.append(Moved(moment, step.action, source, step.target, before, holder, waited))
        before, source = holder, step.target
    return Life(steps[0].at, tuple(steps))
