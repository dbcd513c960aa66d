"""The people of the demo: riders with their phones, and the staff of each group."""

from dataclasses import dataclass

from domain.district.routing import SUPERVISORS, TRIAGE, Queue


@dataclass(frozen=True, slots=True)
class Role:
    """A person: name and language of the phone."""

    name: str
    language: str = "zh"


RIDERS = (Role("王小虎"), Role("李娜"), Role("Tom", "en"), Role("张师傅"), Role("陈晨"))
"""Riders who have reported before."""

NEWCOMERS = (Role("新骑手小赵"), Role("Max (new)", "en"))
"""Riders who have not written to the bot yet; a visitor starts with the phone of the one who speaks their language."""

ENGLISH = frozenset({"lighting"})
"""Queues whose groups use English; others use the district's language."""

_DUTY = Role("李主任")
_ENGLISH_DUTY = Role("Emma", "en")
_COLLEAGUES = (Role("赵网格员"), Role("孙队长"), Role("周工"))

STAFF = (_DUTY, _ENGLISH_DUTY, *_COLLEAGUES)


def staff_of(queue: Queue, number: int) -> tuple[Role, ...]:
    """Return the people in a queue's group, the one who acts first at the front; `number` counts the groups."""
    colleague = _COLLEAGUES[number % len(_COLLEAGUES)]
    if queue.id in ENGLISH:
        return _ENGLISH_DUTY, colleague
    return _DUTY, colleague


def language_of(queue: Queue) -> str | None:
    """Return the language of a queue's group; None for the district's."""
    return "en" if queue.id in ENGLISH else queue.language


def title_of(queue: Queue) -> str:
    """Return the title of a queue's group."""
    return queue.en if queue.id in ENGLISH else queue.zh


def in_order(queues: list[Queue]) -> list[Queue]:
    """Sort the groups for the page: those that receive reports directly, then triage and supervisors."""
    return sorted(queues, key=lambda queue: queue.kind in {TRIAGE, SUPERVISORS})
