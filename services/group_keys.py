"""The keys of what groups are told beside tickets."""

from domain.tickets.staff import QueueChat


def stray_key(chat_id: int, now: int) -> str:
    """Return the key under which a group hears of a command that does not belong there, once a minute."""
    return f"stray:{chat_id}:{now // 60_000}"


def refused_command_key(chat_id: int, error: str, now: int) -> str:
    """Return the key under which a group hears why its commands are refused, once a minute for each reason."""
    return f"refused_command:{chat_id}:{error}:{now // 60_000}"


def group_lost_key(group: QueueChat) -> str:
    """The key under which the supervisors are told of a lost group, once for each time that it was linked."""
    return f"lost:{group.queue}:{group.linked_at}"


def group_state_key(what: str, group: QueueChat, at: int) -> str:
    """The key under which the supervisors are told of a change in what a group allows, at this time in ms UTC."""
    return f"{what}:{group.queue}:{at}"


def undelivered_key(day: int) -> str:
    """The key of the supervisors' list of what was set aside since this time, ms UTC."""
    return f"undelivered:{day}"


def holidays_key(year: int, month: str) -> str:
    """Return the key under which supervisors hear in a month that a year's holidays are missing."""
    return f"holidays:{year}:{month}"


def menu_key(chat_id: int) -> str:
    """Return the key of a group's menu of commands, which it keeps for life."""
    return f"menu:{chat_id}"


def activity_ended_key(activity_id: int) -> str:
    """Return the key under which a group hears once what became of an activity that it held."""
    return f"activity_ended:{activity_id}"
