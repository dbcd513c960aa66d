"""What was set aside, as the operator reads it in a terminal."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from services.ports.inbox import ParkedUpdate
from services.upkeep.parked import Shelf
from services.upkeep.undelivered import SetAside
from texts.base.times import stamp
from texts.base.wording import visible, words_of

_WIDTH = 160


def shelf_text(shelf: Shelf, limit: int, zone: ZoneInfo, language: str) -> str:
    """Return a line for each message and update, at most `limit` of either, then how many there are."""
    words = words_of(language)
    if not (shelf.messages or shelf.updates):
        return words.plain("parked.none")
    lines = [
        *(_message_line(name, each, zone, language) for name, each in list(shelf.messages.items())[:limit]),
        *(_update_line(name, each, zone, language) for name, each in list(shelf.updates.items())[:limit]),
    ]
    total = words.plain("parked.total", messages=len(shelf.messages), updates=len(shelf.updates), shown=len(lines))
    return "\n".join([*lines, "", total])


def one_text(name: str, shelf: Shelf, zone: ZoneInfo, language: str) -> str | None:
    """Return all that is known of one message or update; None if there is none of this name."""
    message, update = shelf.messages.get(name), shelf.updates.get(name)
    if message is not None:
        return "\n".join([_message_line(name, message, zone, language), *_facts(message)])
    if update is not None:
        payload = update.item.payload or words_of(language).plain("parked.no_payload")
        return "\n".join([_update_line(name, update, zone, language), update.error, payload])
    return None


def unknown_text(names: list[str], language: str) -> str:
    """Return the sentence for names that nothing has, or that can't be tried again."""
    return words_of(language).plain("parked.unknown", names=" ".join(names))


def done_text(action: str, count: int, language: str) -> str:
    """Return how many were queued again (`retried`) or given up (`dropped`)."""
    return words_of(language).plain(f"parked.{action}", count=count)


def _message_line(name: str, each: SetAside, zone: ZoneInfo, language: str) -> str:
    outgoing = each.parked.sending.outgoing
    what = f"{getattr(outgoing.meaning, 'name', '?')} → {outgoing.chat_id}"
    return _line(name, stamp(each.parked.at, zone, language), each.number or "—", what, each.parked.error)


def _update_line(name: str, each: ParkedUpdate, zone: ZoneInfo, language: str) -> str:
    return _line(name, stamp(each.at, zone, language), "—", f"← {each.item.chat_id}", each.error)


def _line(*parts: str) -> str:
    line = visible("  ".join(parts))
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _facts(each: SetAside) -> Iterator[str]:
    sending = each.parked.sending
    yield f"key {sending.outgoing.key}"
    yield f"attempts {sending.attempts}"
    yield visible(each.parked.error)
    yield visible(repr(sending.outgoing.meaning))
