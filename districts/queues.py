"""Reading ``queues.toml``: the queues, each checked alone and against the others."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable
from pathlib import Path

from domain.district.district import LANGUAGES
from domain.district.problems import BadValue, Problem
from domain.district.routing import SERVICE, SUPERVISORS, TRIAGE, Queue
from files.toml_tables import Table, read_toml
from files.values import Reader, choice, choices, list_of, opening_hours, text, whole_number

FILE = "queues.toml"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
Listed = tuple[Queue, Table]
"""A queue and its table, so that later checks can report its line."""


def read_queues(folder: Path, kinds: Collection[str] | None, problems: list[Problem]) -> list[Listed] | None:
    """Read every queue; None if the file cannot be read or parsed.

    ``kinds`` are the responsible kinds of the catalogue (None: unknown, not checked).
    """
    file = read_toml(folder / FILE, problems)
    if file is None:
        return None
    kind = text if kinds is None else choice(*sorted({*kinds, TRIAGE, SUPERVISORS, SERVICE} - {""}))
    queues = [(_read_queue(table, kind), table) for table in file.tables("queue")]
    top = file.top()
    top.known.append("queue")
    top.finish()
    if not queues:
        top.report("no_queues")
    elif not any(queue.kind == TRIAGE for queue, _ in queues):
        top.report("no_triage")
    _check_repeats(queues)
    return queues


def check_owned_communities(queues: Iterable[Listed], communities: Iterable[str]) -> None:
    """Report communities without a polygon, and communities of two queues of one kind."""
    known = list(communities)
    owners: dict[tuple[str, str], str] = {}
    for queue, table in queues:
        for community in queue.communities:
            if community not in known:
                table.report("unknown_community", "communities", value=community, close=choices(community, known))
            first = owners.setdefault((queue.kind, community), queue.id)
            if first != queue.id:
                table.report("community_owned_twice", "communities", value=community, other=first, kind=queue.kind)


def _read_queue(table: Table, read_kind: Reader[str]) -> Queue:
    queue = Queue(
        id=table.need("id", _identifier, ""),
        zh=table.need("zh", text, ""),
        en=table.need("en", text, ""),
        kind=table.need("kind", read_kind, ""),
        chat_id=table.take("chat_id", _group, None),
        thread_id=table.take("thread_id", whole_number(1), None),
        language=table.take("language", choice(*LANGUAGES), None),
        communities=table.take("communities", list_of(text), ()),
        hours=table.take("hours", opening_hours, None),
        on_call=table.take("on_call", list_of(whole_number(1)), ()),
    )
    table.finish()
    table.report_repeats("on_call", queue.on_call)
    if queue.thread_id is not None and "chat_id" not in table.values:
        table.report("thread_without_chat", "thread_id")
    return queue


def _check_repeats(queues: list[Listed]) -> None:
    _report_repeats(queues, "id", "queue_twice", lambda queue: queue.id or None)
    _report_repeats(queues, "chat_id", "chat_twice", lambda queue: queue.chat_id and (queue.chat_id, queue.thread_id))
    for kind in (TRIAGE, SUPERVISORS):
        alike = [(queue, table) for queue, table in queues if queue.kind == kind]
        _report_repeats(alike, "kind", "kind_twice", lambda queue: queue.kind)


def _report_repeats(queues: list[Listed], key: str, code: str, mark: Callable[[Queue], Hashable | None]) -> None:
    """Report each queue whose mark an earlier queue has; a mark of None is ignored."""
    first: dict[Hashable, Listed] = {}
    for queue, table in queues:
        value = mark(queue)
        if value is None:
            continue
        earlier, place = first.setdefault(value, (queue, table))
        if place is not table:
            table.report(code, key, value=str(getattr(queue, key)), other=earlier.id, first_line=str(place.line(key)))


def _identifier(value: object) -> str:
    identifier = text(value)
    if not _ID.fullmatch(identifier):
        raise BadValue("bad_identifier", value=identifier)
    return identifier


def _group(value: object) -> int:
    number = whole_number()(value)
    if number >= 0:
        raise BadValue("not_a_group", value=str(number))
    return number
