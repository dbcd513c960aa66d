import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest

import bot.outgoing.rendering  # noqa: F401  knows every meaning
import handlers.table  # noqa: F401  knows every command
from domain import errors
from domain.district.district import LANGUAGES
from domain.messages import MEANINGS, Manner
from domain.reporting.reports import Status
from domain.tickets.lifecycle import TRANSITIONS, Need, Role
from handlers.command import COMMANDS
from media.errors import RefusalReason
from playground.entities import parse_html
from services.gathering import gather
from services.tickets.choosing_queues import FIND_QUEUE
from tests.sources import PRODUCT, ROOT, dotted, nodes, trees
from texts.base.telling import screen
from texts.base.wording import read_texts
from texts.reporting.refusals import wording_of

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
ENGLISH = re.compile(r"[A-Za-z']+ [a-z']+ [a-z']+")
CHOSEN_ON_THE_CARD = {Need.NOTHING, Need.REASON, Need.QUEUE, Need.COLLEAGUE, Need.CATEGORY}
SPOKEN = ("say", "plain")
PRINTED = ("problem.", "remedy.")
"""What is printed in a terminal, where nothing is markup."""
PLAYS_PEOPLE = ("demo/", "cli/demo.py")
"""What riders and staff of the sample district say, and the operator's first lines in both languages at once."""
READS_WHAT_PEOPLE_TYPE = {
    "handlers/riders/unknown_commands.py",
    "services/tickets/prompting.py",
    "files/csv_columns.py",
    "files/csv_times.py",
    "lab/evaluation/spellings.py",
    "lab/history/reading.py",
    "lab/training/landmarks.py",
    "media/written_degrees.py",
}
"""These look for Chinese in what people wrote; they write none."""


def calls(name: str, *folders: str) -> Iterator[ast.Call]:
    for tree in trees(*folders).values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name in {getattr(node.func, "id", ""), getattr(node.func, "attr", "")}:
                yield node


def patterns() -> set[str]:
    """Every f-string of texts as a regular expression: `status.{status}` names all statuses."""
    return {
        "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
        for tree in trees("texts").values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and re.fullmatch(r"\w+\.", str(node.values[0].value))
    }


def constants(*folders: str) -> set[str]:
    return {
        node.value
        for tree in trees(*folders).values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_both_languages_word_the_same_keys_with_the_same_fields() -> None:
    fields = {
        language: {
            key: {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            for key, text in read_texts(language).items()
        }
        for language in LANGUAGES
    }
    assert fields["zh"] == fields["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_is_empty_or_written_twice(language: str) -> None:
    source = (ROOT / "texts" / "locales" / f"{language}.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', source, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(read_texts(language))
    assert all(text.strip() for text in read_texts(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_markup_is_telegrams(language: str) -> None:
    for text in (text for key, text in read_texts(language).items() if not key.startswith(PRINTED)):
        parse_html(text.replace("{user_id}", "1"))


def test_chinese_wording_quotes_as_offices_write() -> None:
    """Marks of quotation are those of GB/T 15834."""
    assert not {key for key, text in read_texts("zh").items() if re.search("[「」『』]", text)}


def test_english_wording_holds_no_chinese_but_the_name_of_the_language() -> None:
    chinese = {key for key, text in read_texts("en").items() if CHINESE.search(text)}
    assert chinese == {"command.language"}


def test_every_command_is_described() -> None:
    assert {f"command.{name}" for _, name in COMMANDS} <= set(read_texts("zh"))


def test_every_key_that_is_said_exists() -> None:
    first = [call.args[0] for name in SPOKEN for call in calls(name, "texts") if call.args]
    said = {arg.value for arg in first if isinstance(arg, ast.Constant)}
    assert len(said) > 50
    assert said <= set(read_texts("zh"))
    for pattern in patterns():
        assert any(re.fullmatch(pattern, key) for key in read_texts("zh")), pattern


def test_every_key_is_said() -> None:
    """Notices and refusals are worded under their names, the toast of a press as its row says."""
    named = constants("texts", "handlers") | set(MEANINGS) | {wording_of(kind.__name__) for kind in refusals()}
    named |= {f"command.{name}" for _, name in COMMANDS}
    shapes = patterns()
    unsaid = {key for key in read_texts("zh") if key not in named and not any(re.fullmatch(p, key) for p in shapes)}
    assert not unsaid


def test_every_status_and_every_button_of_a_ticket_has_its_wording() -> None:
    actions = {row.action for row in TRANSITIONS if row.roles & {Role.QUEUE, Role.TRIAGE}}
    told = (f"{whose}.{status}" for whose in ("status", "ticket_status") for status in Status)
    for key in (*told, *(f"action.{action}" for action in actions)):
        assert key in read_texts("zh")


def refusals(kind: type[errors.Refused] = errors.Refused) -> set[type[errors.Refused]]:
    return {kind}.union(*(refusals(subclass) for subclass in kind.__subclasses__()))


def test_every_refusal_has_its_wording() -> None:
    named = {key for key in read_texts("zh") if key.startswith("refusal.")}
    assert named == {
        wording_of(kind.__name__) for kind in refusals() if kind not in {errors.PhotoRefused, errors.ClipRefused}
    }


def test_every_reason_to_refuse_a_photo_or_a_clip_has_its_wording() -> None:
    assert {f"photo.{reason}" for reason in RefusalReason if reason is not RefusalReason.TOO_LONG} <= set(
        read_texts("zh")
    )
    assert {f"clip.{reason}" for reason in RefusalReason} <= set(read_texts("zh"))


def test_every_meaning_is_gathered_shown_and_queued() -> None:
    made = {name for _, node in nodes(*PRODUCT) if isinstance(node, ast.Call) for name in [dotted(node.func)]}
    for kind in MEANINGS.values():
        if kind.manner is not Manner.REMOVAL:
            assert gather.dispatch(kind) is not gather.dispatch(object), kind
            assert screen.dispatch(kind) is not screen.dispatch(object), kind
        assert kind.__name__ in made, kind


def test_every_question_that_is_put_has_its_wording() -> None:
    needing = {row.action.value for row in TRANSITIONS if row.need not in CHOSEN_ON_THE_CARD} | {FIND_QUEUE}
    texts = read_texts("zh")
    assert {key.removeprefix("asks.") for key in texts if key.startswith("asks.")} == needing
    assert all(f"prompt.{action}" in texts for action in needing)


@pytest.mark.parametrize("room", ["handlers", "services", "storage", "media", "bot", "web"])
def test_no_wording_stands_outside_texts(room: str) -> None:
    worded = {
        (name, node.value)
        for name, tree in trees(room).items()
        if name not in READS_WHAT_PEOPLE_TYPE and not name.startswith(PLAYS_PEOPLE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value)
        if not _is_docstring(tree, node)
    }
    assert not worded


@pytest.mark.parametrize("room", ["handlers", "services"])
def test_no_english_sentence_stands_in_a_use_case_or_a_handler(room: str) -> None:
    """An error that only a programmer sees may say what it is."""
    worded = set()
    for name, tree in trees(room).items():
        raised = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
        worded |= {
            (name, node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ENGLISH.search(node.value)
            if id(node) not in raised and not _is_docstring(tree, node)
        }
    assert not worded


def _is_docstring(tree: ast.Module, constant: ast.Constant) -> bool:
    return any(isinstance(node, ast.Expr) and node.value is constant for node in ast.walk(tree))
