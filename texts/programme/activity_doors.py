"""The page at the door of an activity."""

from dataclasses import dataclass

from services.programme.door_codes import DoorStage, DoorView
from texts.base.locale import Locale


@dataclass(frozen=True, slots=True)
class ActivityDoorPage:
    """What stands at the door, in plain words; `address` is what its code leads to, "" for no code."""

    language: str
    district: str
    title: str
    facts: tuple[str, ...]
    text: str
    address: str
    count: str
    scan: str
    lost: str


def activity_door_page(view: DoorView, locale: Locale) -> ActivityDoorPage:
    """Return the page of an activity as it stands now."""
    activity = view.activity
    opens = locale.stamp(view.opens_at)
    is_open = view.stage is DoorStage.OPEN
    return ActivityDoorPage(
        language=locale.language,
        district=locale.name(locale.district),
        title=(activity.zh or activity.en) if locale.language == "zh" else (activity.en or activity.zh),
        facts=tuple(filter(None, (locale.stamp(activity.starts_at), activity.place))),
        text=locale.plain(f"activity_door.{view.stage}", opens=opens)
        if not is_open
        else locale.plain("activity_door.how"),
        address=view.address,
        count=locale.plain("activity_door.count", came=view.came, expected=view.expected) if is_open else "",
        scan=locale.plain("activity_door.scan"),
        lost=locale.plain("activity_door.lost"),
    )
