"""The keys of what supervisors do: against riders, about urgent tickets, to all riders at once."""


def sanction_key(sanction_id: int) -> str:
    """Return the key under which a rider hears what supervisors did."""
    return f"sanction:{sanction_id}"


def rider_sheet_key(report_id: int, message_id: int) -> str:
    """Return the key of what supervisors see of a report's rider, as they asked in this message."""
    return f"rider_of:{report_id}:{message_id}"


def report_of_rider_sheet(key: str) -> int | None:
    """Return the report of such a key; None for any other key."""
    kind, _, rest = key.partition(":")
    return int(rest.partition(":")[0]) if kind == "rider_of" else None


def urgent_key(report_id: int) -> str:
    """The key under which the supervisors hear that an urgent ticket has come."""
    return f"urgent_told:{report_id}"


def urgent_changed_key(report_id: int, change: int) -> str:
    """The key of a change in what the supervisors see of an urgent ticket."""
    return f"urgent_changed:{report_id}:{change}"
