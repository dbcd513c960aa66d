"""Keys of what is said of missing persons; others are in `services.outgoing`."""


def missing_key(missing_id: int, rider_id: int) -> str:
    """Return the key under which a rider is told once of a missing person."""
    return f"missing:{missing_id}:{rider_id}"


def rider_of_missing_key(key: str) -> tuple[int, int] | None:
    """Return the call and the rider of such a key; None for any other key."""
    kind, *ids = key.split(":")
    return (int(ids[0]), int(ids[1])) if kind == "missing" else None


def missing_over_key(missing_id: int, rider_id: int) -> str:
    """Return the key under which a rider hears once that a call is over."""
    return f"missing_over:{missing_id}:{rider_id}"


def missing_ended_key(missing_id: int, chat_id: int) -> str:
    """Return the key under which a group hears once that a call is over."""
    return f"missing_ended:{missing_id}:{chat_id}"
