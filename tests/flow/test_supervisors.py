"""Over HTTP, in both languages: what only supervisors may, done by one of them where the card stands."""

import sqlite3
from contextlib import closing

import pytest

from domain.tickets.lifecycle import Action
from playground.people import words
from tests.staff_work import QUEUE, card_of, key_of, member
from tests.town import Town
from tests.watching import rows, stands_still, tap
from texts.base.callbacks import Verb

NEEDED = {"zh": "督办组", "en": "a supervisor has to press this"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("caption", ["井盖不见了", "单车乱停放"], ids=["urgent", "held twice"])
async def test_a_hold_that_is_a_supervisors_is_refused_and_then_theirs(town: Town, language: str, caption: str) -> None:
    colleague = await member(town, "周科员", language, QUEUE)
    head = await member(town, "督办员", language, QUEUE, "supervisors")
    await town.submitted(await town.rider(), caption=caption)
    await stands_still(town)
    ((queue, urgent),) = rows(town, "select queue, urgent from report")
    assert queue == QUEUE
    await tap(colleague, await card_of(town), key_of(await card_of(town), Verb.ACT, Action.ACCEPT))
    if not urgent:
        write(town, "update report set holds = 2")
    hold = key_of(await card_of(town), Verb.ACT, Action.HOLD)
    refused = await tap(colleague, await card_of(town), hold)
    assert refused.show_alert
    assert NEEDED[language] in refused.text
    assert not (await tap(head, await card_of(town), hold)).show_alert
    asked = await head.wait_for(lambda m: head.first_name in words(m), chat=town.groups[QUEUE], after=0)
    await head.text("等配件，3天", chat=town.groups[QUEUE], reply_to=asked["message_id"])
    await stands_still(town)
    assert rows(town, "select status from report") == [("on_hold",)]


def write(town: Town, change: str) -> None:
    """Change what the bot has kept, as earlier days would have."""
    with closing(sqlite3.connect(town.config.storage.database.removeprefix("sqlite:///"))) as connection:
        connection.execute(change)
        connection.commit()
