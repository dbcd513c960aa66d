"""Scopes of a digest: a rider, a queue or the district, written as one word."""

from typing import Final

DISTRICT: Final = "district"
_RIDER, _QUEUE = "rider:", "queue:"


def rider_scope(rider_id: int) -> str:
    """Return the scope of a rider's digest."""
    return f"{_RIDER}{rider_id}"


def queue_scope(queue: str) -> str:
    """Return the scope of a queue's digest."""
    return f"{_QUEUE}{queue}"


def parse_rider_scope(scope: str) -> int | None:
    """Return the rider's id; None for any other scope."""
    return int(scope.removeprefix(_RIDER)) if scope.startswith(_RIDER) else None


def parse_queue_scope(scope: str) -> str:
    """Return the queue's id; any other scope is returned unchanged."""
    return scope.removeprefix(_QUEUE)
