"""The keys of what supervisors do: against riders, about urgent tickets, to all riders at once."""

from domain.tickets.staff import QueueChat
from domain.week.messages import ExportPart


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


def unlink_key(queue: str, message_id: int) -> str:
    """Return the key of the question whether a queue is to leave its group, as somebody asked in this message."""
    return f"unlink:{message_id}:{queue}"


def queue_of_unlink(key: str) -> str | None:
    """Return the queue of such a key; None for any other key."""
    kind, _, rest = key.partition(":")
    return rest.partition(":")[2] if kind == "unlink" else None


def unlinked_key(group: QueueChat) -> str:
    """Return the key under which it is told that a queue has left its group, once for each time that it was linked."""
    return f"unlinked:{group.queue}:{group.linked_at}"


def announcement_key(announcement_id: int) -> str:
    """Return the key of an announcement before the supervisors."""
    return f"announcement:{announcement_id}"


def announced_key(announcement_id: int, rider_id: int) -> str:
    """Return the key under which a rider gets an announcement, once."""
    return f"announced:{announcement_id}:{rider_id}"


def captain_key(stay_id: int, now: int) -> str:
    """Return the key under which supervisors are asked whether a rider is to lead a team: once a minute."""
    return f"captain:{stay_id}:{now // 60_000}"


def captain_settled_key(chat_id: int, message_id: int) -> str:
    """Return the key under which such a question, where it stands, shows how it was answered."""
    return f"captain_settled:{chat_id}:{message_id}"


def export_key(part: ExportPart) -> str:
    """Return the key of a part of what supervisors asked for."""
    return f"export:{part.chat_id}:{part.asked}:{part.part}"


def honour_key(honour_id: int) -> str:
    """Return the key of the question who signs an honour letter, before the supervisors."""
    return f"honour:{honour_id}"
