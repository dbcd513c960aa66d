"""The page at the door of an activity, and what who checked in is told."""

from dataclasses import dataclass

from domain.programme.door_messages import CameTold
from services.programme.door_codes import CameView, DoorStage, DoorView
from texts.base.activity_words import place_of, title_of, when
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import lines


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
        title=title_of(activity, locale),
        facts=tuple(filter(None, (when(activity, locale), place_of(activity, locale)))),
        text=locale.plain(f"activity_door.{view.stage}", opens=opens)
        if not is_open
        else locale.plain("activity_door.how"),
        address=view.address,
        count=locale.plain("activity_door.count", came=view.came, expected=view.expected) if is_open else "",
        scan=locale.plain("activity_door.scan"),
        lost=locale.plain("activity_door.lost"),
    )


@screen.register(CameTold)
def came_told(view: CameView, locale: Locale) -> Screen:
    """Return that a rider is checked in, with their number and the points that it gave."""
    told, title = view.told, title_of(view.activity, locale)
    text = lines(
        locale.say("came_told.again" if told.again else "came_told", title=title, number=view.sign_up.number),
        locale.say("came_told.points", points=told.points) if told.points else None,
    )
    return Screen(text)
