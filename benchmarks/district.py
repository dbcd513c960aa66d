"""The sample district, its groups, and where its riders stand: what every benchmark of reports works with."""

from collections.abc import Mapping
from dataclasses import replace

from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.district.problems import Problem
from domain.district.routing import Router

CENTRE = (37.431, 116.271)
"""The south-west corner of where reports come from."""

CAPTION = "井盖不见了"
_COLUMNS = 60
_STEP = 0.0013  # degrees between two reports: farther than the caption's category looks for duplicates


def sample_district() -> District:
    """The shipped sample district."""
    problems: list[Problem] = []
    district = read_district(SAMPLE, problems)
    if district is None:
        raise RuntimeError(f"the sample district is broken: {problems}")
    return district


def with_groups(district: District, groups: Mapping[str, int]) -> District:
    """The district as if its file named the group of each queue."""
    queues = [replace(queue, chat_id=groups[queue.id]) for queue in district.queues.values()]
    router = district.router
    rules = {rule.number: rule for some in (router.rules_anywhere, *router.rules_of.values()) for rule in some}
    return replace(district, router=Router.of(queues, [rules[number] for number in sorted(rules)], district.calendar))


def place(number: int) -> tuple[float, float]:
    """Where report `number` is; no two are the same problem."""
    row, column = divmod(number, _COLUMNS)
    return CENTRE[0] + row * _STEP, CENTRE[1] + column * _STEP
