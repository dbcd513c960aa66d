"""Whose week a digest tells: a rider's, a queue's, or the district's, written as one word."""

from typing import Final

DISTRICT: Final = "district"
_RIDER, _QUEUE = "rider:", "queue:"


def rider_scope(rider_id: int) -> str:
    """The scope of a rider's digest."""
    return f"{_RIDER}{rider_id}"


def queue_scope(queue: str) -> str:
    """The scope of a queue's digest."""
    return f"{_QUEUE}{queue}"


def parse_rider_scope(scope: str) -> int | None:
    """The rider's id; None for another scope."""
    return int(scope.removeprefix(_RIDER)) if scope.startswith(_RIDER) else None


def parse_queue_scope(scope: str) -> str:
    """The queue's id; a scope of anything else as it is."""
    return scope.removeprefix(_QUEUE)
