"""Who plays in the demo: riders with their phones, and the staff of each group."""

from dataclasses import dataclass

from domain.district.routing import SUPERVISORS, TRIAGE, Queue


@dataclass(frozen=True, slots=True)
class Role:
    """A person of the demo: a name, and the language of their phone."""

    name: str
    language: str = "zh"


RIDERS = (Role("王小虎"), Role("李娜"), Role("Tom", "en"), Role("张师傅"), Role("陈晨"))
"""They have reported before; the first is the phone that a visitor holds at first."""

NEWCOMER = Role("新骑手小赵")
"""Has not written to the bot yet."""

ENGLISH = frozenset({"lighting"})
"""Queues whose groups are spoken to in English; the others in the district's language."""

_DUTY = Role("李主任")
_ENGLISH_DUTY = Role("Emma", "en")
_COLLEAGUES = (Role("赵网格员"), Role("孙队长"), Role("周工"))

STAFF = (_DUTY, _ENGLISH_DUTY, *_COLLEAGUES)


def staff_of(queue: Queue, number: int) -> tuple[Role, ...]:
    """Who is in a queue's group, whoever acts first in front; `number` counts the groups."""
    colleague = _COLLEAGUES[number % len(_COLLEAGUES)]
    if queue.id in ENGLISH:
        return _ENGLISH_DUTY, colleague
    return _DUTY, colleague


def language_of(queue: Queue) -> str | None:
    """The language that a queue's group is spoken to in; None is the district's."""
    return "en" if queue.id in ENGLISH else queue.language


def title_of(queue: Queue) -> str:
    """The title of a queue's group."""
    return queue.en if queue.id in ENGLISH else queue.zh


def in_order(queues: list[Queue]) -> list[Queue]:
    """The groups as they are listed: those that reports go to straight, then triage and the supervisors."""
    return sorted(queues, key=lambda queue: queue.kind in {TRIAGE, SUPERVISORS})
