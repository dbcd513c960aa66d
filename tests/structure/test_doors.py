"""What only one module may do: ask for the time, make ids, send to Telegram."""

import ast
import re
from collections.abc import Iterator

import pytest
from telegram import Bot, CallbackQuery, Message

from tests.sources import PRODUCT, dotted, nodes

CHANCE = {
    "bot/clock.py": "the one place",
    "storage/engines/postgres.py": "processes whose transactions met wait for different times; nothing of it is kept",
}
TIME = {
    "bot/clock.py": "the one place",
}
SENDING = {"bot/outgoing/sending.py": "the one place", "bot/outgoing/albums.py": "its part for albums"}
CALLING = {
    **SENDING,
    "handlers/presses.py": "the answer to a press, which is no message",
    "handlers/downloads.py": "what people sent",
}
"""Who calls the Bot API by a method's name, past the methods of the library's bot."""

POSTING = {
    "handlers/bot_api.py": "the one place",
    "bot/answers.py": "the library's HTTP client calls its own",
}
INTRODUCING = {"bot/bot_commands.py"}
"""It tells Telegram about the bot, not people about anything."""

_TIME = re.compile(r"(?:.*\.)?(?:time\.(?:time|time_ns|localtime|gmtime)|(?:datetime|date)\.(?:now|utcnow|today))")
_SENDS = re.compile(r"(?:send|edit|delete|pin|unpin|copy|forward|reply)_\w+|(?:set|delete)_message\w+")
_METHOD = re.compile(r"(?:send|edit|delete|pin|unpin|unpinAll|copy|forward|stop)[A-Z]\w+|(?:set|delete)Message\w+")
_SHORTCUTS = {"delete", "pin", "unpin", "copy", "forward", "stop_live_location", "set_reaction"}


def imported(folders: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each module that is imported, by the path of the module that imports it."""
    found = []
    for name, node in nodes(*folders):
        if isinstance(node, ast.Import):
            found += [(name, alias.name) for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(name, node.module), *((name, f"{node.module}.{alias.name}") for alias in node.names)]
    return found


def calls(*folders: str) -> Iterator[tuple[str, str]]:
    """The method that is called, by the path of the module that calls it."""
    for name, node in nodes(*folders):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield name, node.func.attr


def test_chance_and_ids_come_from_the_clocks_module() -> None:
    drawn = {name for name, module in imported(PRODUCT) if module in {"random", "secrets", "uuid", "os.urandom"}}
    drawn |= {name for name, node in nodes(*PRODUCT) if dotted(node) in {"os.urandom", "os.getrandom"}}
    assert drawn == set(CHANCE)


def test_the_time_comes_from_the_clocks_module() -> None:
    asked = {name for name, node in nodes(*PRODUCT) if _TIME.fullmatch(dotted(node))}
    assert asked == set(TIME)
    by_name = {name for name, module in imported(PRODUCT) if module in {"time.time", "time.time_ns"}}
    assert not by_name


def test_nobody_sends_by_the_methods_of_the_library() -> None:
    offered = {name for kind in (Bot, Message, CallbackQuery) for name in dir(kind) if _SENDS.fullmatch(name)}
    assert {"send_message", "edit_message_media", "delete_message", "copy_message", "reply_text"} <= offered
    assert not {name for name, called in calls(*PRODUCT) if called in offered - {"delete_webhook"}}


def test_only_the_messenger_names_a_method_that_sends() -> None:
    offered = {name for name in dir(Bot) if _METHOD.fullmatch(name)} - {"deleteWebhook", "deleteMyCommands"}
    assert {"sendMessage", "editMessageMedia", "deleteMessage", "copyMessage", "setMessageReaction"} <= offered
    named = {name for name, node in nodes(*PRODUCT) if isinstance(node, ast.Constant) and node.value in offered}
    assert named == set(SENDING)


def test_whoever_calls_a_method_by_its_name_is_known() -> None:
    assert {name for name, module in imported(PRODUCT) if module == "handlers.bot_api.call"} == set(CALLING)
    posts = {"post", "do_api_request", "do_request"}
    assert {name for name, called in calls("bot", "handlers") if called in posts} == set(POSTING)


def test_handlers_use_no_shortcut_of_a_message_either() -> None:
    assert not {called for _, called in calls("handlers")} & _SHORTCUTS


def test_what_is_told_to_telegram_itself_stands_in_one_module() -> None:
    setters = re.compile(r"(?:set|delete)_(?:my|chat)_\w+")
    offered = {name for name in dir(Bot) if setters.fullmatch(name)}
    assert {name for name, called in calls(*PRODUCT) if called in offered} == INTRODUCING


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("datetime.now(UTC)", True),
        ("datetime.datetime.utcnow()", True),
        ("date.today()", True),
        ("time.time()", True),
        ("self.clock.now()", False),
        ("monotonic()", False),
    ],
)
def test_the_search_for_the_time_finds_it(source: str, *, is_found: bool) -> None:
    assert any(_TIME.fullmatch(dotted(node)) for node in ast.walk(ast.parse(source))) is is_found
