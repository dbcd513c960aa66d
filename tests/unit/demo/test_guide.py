"""The demo's guide knows the bot's keys, and calls them what they are called."""

import re
from typing import Final

import pytest

from demo.guide import STEPS
from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from texts.base.callbacks import Press, Verb, encode
from texts.base.wording import read_texts

PARTS: Final = [part for step in STEPS for part in step.parts]
ID: Final = 1_764_500_000_123


@pytest.mark.parametrize(
    ("number", "press", "case"),
    [
        (0, Press(Verb.AGREE, argument="1.2"), None),
        (1, Press(Verb.SUBMIT, ID), ID),
        (1, Press(Verb.CATEGORY, ID, "pothole"), ID),
        (2, Press(Verb.ACT, ID, Action.ACCEPT, Status.ROUTED), ID),
        (3, Press(Verb.ACT, ID, Action.RESOLVE, Status.ACCEPTED), ID),
        (4, Press(Verb.ANSWER, ID, Action.FIXED), ID),
        (5, Press(Verb.ANSWER, ID, Action.FIXED), ID),
    ],
)
def test_a_key_that_the_bot_writes_is_the_sign_of_its_step(number: int, press: Press, case: int | None) -> None:
    found = re.search(PARTS[number].done.key, encode(press))
    assert found
    assert (int(found[1], 36) if found.re.groups else None) == case


def test_no_other_key_of_a_ticket_is_taken_for_accepting_it() -> None:
    others = [Press(Verb.ACT, ID, action, Status.ROUTED) for action in Action if action is not Action.ACCEPT]
    assert not any(re.search(PARTS[2].done.key, encode(press)) for press in others)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_keys_are_called_as_the_bot_calls_them(language: str) -> None:
    texts = read_texts(language)
    keys = ("welcome.key_agree", "draft.key_submit", "action.accept", "action.resolve", "resolved.key_fixed")
    parts = (PARTS[0], PARTS[2], PARTS[3], PARTS[4], PARTS[5])
    for key, part in zip(keys, parts, strict=True):
        label = texts[key].partition(" ")[2]
        wide, narrow = (part.zh, part.narrow_zh) if language == "zh" else (part.en, part.narrow_en)
        assert label in wide
        assert label in narrow
