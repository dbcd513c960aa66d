"""What docs/adding.md says holds: its files are there, and a new thing registers itself by standing in a module."""

import gc
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from bot.clock import SystemClock, TimeOrderedIds
from bot.outgoing.rendering import render
from domain.district.district import LANGUAGES
from domain.language.danger import DangerReader
from domain.language.suggestion import Suggester
from domain.messages import MEANINGS, Meaning, Outgoing, Precedence
from domain.people.points import Awards
from handlers.command import COMMANDS
from playground.people import words
from services.deps import Deps, Limits
from services.gathering import gather
from storage.database import open_database
from storage.repositories.meanings import read_meaning, write_meaning
from tests.sample_views import district
from tests.sources import ROOT
from tests.staff_work import QUEUE
from tests.town import Town
from tests.watching import bot_messages, stands_still
from texts.base.telling import screen
from texts.base.wording import words_of

GUIDE = ROOT / "docs" / "adding.md"
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w.-]+\.(?:toml|md))`( \*\(new\)\*)?")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
SHELF = "tests.toy_shelf"


def test_every_file_that_the_guide_names_is_there_but_for_new_ones() -> None:
    named = set(_PATH.findall(GUIDE.read_text(encoding="utf-8")))
    assert sum(bool(mark) for _, mark in named) > 10
    assert not {path for path, mark in named if not (ROOT / path).exists() and not mark}
    assert not {path for path, mark in named if mark and not (ROOT / path).parent.is_dir()}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/adding.md"])
def test_every_link_of_a_page_for_builders_leads_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    links = _LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert links
    assert not [link for link in links if not (folder / link).exists()]


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The shelf of toys, worded in both languages; gone again afterwards from wherever it registered itself."""
    meanings, commands = dict(MEANINGS), dict(COMMANDS)
    shelf = import_module(SHELF)
    for spoken in map(words_of, LANGUAGES):
        monkeypatch.setattr(spoken, "_texts", {**spoken._texts, **shelf.WORDING})
    yield shelf
    for register, before in ((MEANINGS, meanings), (COMMANDS, commands)):
        register.clear()
        register.update(before)  # type: ignore[arg-type]
    _forget(gather)
    _forget(screen)
    del sys.modules[SHELF]


def _forget(function: Any) -> None:
    """`singledispatch` has no way back but through the view of its registry."""
    (registry,) = gc.get_referents(function.registry)
    for kind in [kind for kind in registry if kind.__module__ == SHELF]:
        del registry[kind]
    function._clear_cache()


def test_toys_are_stored_and_read_back(toys: Any) -> None:
    for meaning in (toys.ToyCard(7), toys.ToyNotice(), toys.ToyNudge(20, "gas", "再看看")):
        assert read_meaning(write_meaning(meaning)) == meaning


@pytest.mark.parametrize("language", LANGUAGES)
async def test_toys_are_rendered(toys: Any, language: str, sqlite_address: str) -> None:
    deps = Deps(district(), Suggester(()), DangerReader(()), SystemClock(), TimeOrderedIds(), Awards(), Limits())

    async def text_of(meaning: Meaning) -> str:
        outgoing = Outgoing("toy", 7, None, Precedence.ANSWER, meaning, language=language)
        told = await database.read(lambda tx: render(tx, deps, outgoing))
        return told.text if told else ""

    async with open_database(sqlite_address) as database:
        assert await text_of(toys.ToyCard(7)) == "toy card 7"
        assert await text_of(toys.ToyNotice()) == "toy notice"
        assert await text_of(toys.ToyNudge(20, "gas")) == "", "there is no such report"


@pytest.mark.usefixtures("toys")
async def test_toys_are_offered_asked_for_and_sent(town: Town) -> None:
    rider = await town.rider()
    offered = (await town.people.call("GET", f"/chats/{rider.id}/messages"))["commands"]
    assert {"command": "toy", "description": "toys"} in offered
    _, number = await town.submitted(rider)
    for _ in range(2):
        await rider.text("/toy")
        await stands_still(town)
    said = [words(message) for message in await bot_messages(town, rider.id)]
    assert (said.count("toy notice"), said.count("toy card 7")) == (2, 1)
    *_, card, nudge = await bot_messages(town, town.groups[QUEUE])
    assert words(nudge) == f"toy nudge {number}"
    assert nudge["reply_to_message"]["message_id"] == card["message_id"]


def test_no_toy_is_left_lying() -> None:
    assert not [kind for kind in (*gather.registry, *screen.registry, *MEANINGS.values()) if kind.__module__ == SHELF]
    assert not [row for row in COMMANDS.values() if row.callback.__module__ == SHELF]
