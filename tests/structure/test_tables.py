"""Every member of a table's vocabulary has its row, and every row's word is used."""

import ast
from dataclasses import is_dataclass
from enum import Enum

import pytest

from bot.outgoing.dispatch import _BY_MANNER
from bot.outgoing.outcomes import Outcome
from bot.outgoing.remedies import _REMEDIES
from domain.messages import MEANINGS, Manner
from domain.people.points import Merit
from domain.tickets.lifecycle import TRANSITIONS, Action, Effect, Need, Role
from domain.timers import TimerKind
from handlers.presses import RIDER_PRESSES, STAFF_PRESSES
from services.tickets import limits
from services.tickets.changing import _SUPPLIED
from services.tickets.effects import EFFECTS
from services.upkeep.timers import _BY_KIND
from tests.sources import PRODUCT, dotted, nodes
from texts.base.callbacks import Verb


def test_every_effect_and_every_need_is_implemented_and_used() -> None:
    assert set(EFFECTS) == set(Effect) == {effect for row in TRANSITIONS for effect in (*row.effects, *row.later)}
    assert set(_SUPPLIED) == set(Need) == {row.need for row in TRANSITIONS}


def test_every_action_and_every_role_has_a_transition() -> None:
    assert {row.action for row in TRANSITIONS} == set(Action)
    assert {role for row in TRANSITIONS for role in row.roles} == set(Role)


def test_every_timer_is_handled() -> None:
    assert set(_BY_KIND) | limits.KINDS == set(TimerKind)


def test_every_manner_is_dispatched() -> None:
    assert set(_BY_MANNER) == set(Manner)


def test_every_meaning_has_slots_and_is_made_like_a_dataclass() -> None:
    for meaning in MEANINGS.values():
        assert all("__slots__" in vars(kind) for kind in meaning.__mro__[:-1])
        assert is_dataclass(meaning)
        assert "__init__" in vars(meaning) or not vars(meaning).get("__annotations__")


def test_every_press_is_handled_by_riders_or_staff() -> None:
    assert set(RIDER_PRESSES) | set(STAFF_PRESSES) == set(Verb)
    assert not set(RIDER_PRESSES) & set(STAFF_PRESSES)


def test_every_outcome_of_a_sending_has_its_remedy() -> None:
    assert set(_REMEDIES) == set(Outcome)


@pytest.mark.parametrize("vocabulary", [TimerKind, Merit, Verb])
def test_every_word_is_used_beside_its_table(vocabulary: type[Enum]) -> None:
    """A timer that nobody sets, a merit that nobody earns, a button that nobody shows would be left over."""
    tables = {"services/upkeep/timers.py", "handlers/riders/presses.py", "handlers/staff/presses.py"}
    used = {dotted(node) for name, node in nodes(*PRODUCT) if name not in tables and isinstance(node, ast.Attribute)}
    assert not [word for word in vocabulary if f"{vocabulary.__name__}.{word.name}" not in used]
