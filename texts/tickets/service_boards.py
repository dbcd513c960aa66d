"""What those have to do who look after riders, as it stands on their board: no words of riders, each with its card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.programme.activities import Attended
from domain.programme.appeals import Appeal, Stage
from domain.programme.wishes import Wish, WishStage
from domain.tickets.boards import Board
from services.ports.appeals import BoardAppeal
from services.ports.wishes import BoardWish
from services.tickets.service_boards import ServiceDay
from texts.base.activity_words import title_of, when
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.wording import Html
from texts.tickets.ticket_lines import card_link, linked

_HOLDER: Final = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing on a board: its heading, its lines, how many there are in all, and what says how many more."""

    heading: Html
    rows: tuple[Html, ...]
    in_all: int
    more: str


def parts(day: ServiceDay, board: Board, now: int, locale: Locale) -> Iterator[Part]:
    """Yield what there is to be done, the most pressing kind first; `now` is ms UTC."""
    if day.appeals:
        rows = tuple(_appeal(each, board, now, locale) for each in day.appeals)
        yield _part("appeals", rows, day.appeals[0].in_all, locale)
    if day.wishes:
        rows = tuple(_wish(each, day, board, now, locale) for each in day.wishes)
        yield _part("wishes", rows, day.wishes[0].in_all, locale)
    if day.activities:
        rows = tuple(_activity(each, locale) for each in day.activities)
        yield _part("activities", rows, day.activities_in_all, locale)


def _part(kind: str, rows: tuple[Html, ...], in_all: int, locale: Locale) -> Part:
    return Part(locale.say(f"board.{kind}", count=in_all), rows, in_all, f"board.more_{kind}")


def _appeal(it: BoardAppeal, board: Board, now: int, locale: Locale) -> Html:
    appeal = it.appeal
    due_at = appeal.due_at or now
    name = locale.plain("board.appeal_name", number=appeal.number, kind=locale.plain(f"appeal_kind.{appeal.kind}"))
    said = locale.say(
        f"board.appeal_{_state(appeal, now)}",
        what=linked(name, _link(it.card_message, board)),
        lasting=locale.lasting(now - due_at),
        by=locale.stamp(due_at),
        day=locale.day(due_at),
        who=_holder(appeal, locale),
    )
    return locale.say("board.appeal_raised", line=said) if appeal.raised else said


def _holder(appeal: Appeal, locale: Locale) -> str:
    if appeal.holder_id is None:
        return locale.plain("reminders.nobody")
    return cut(one_line(appeal.holder), _HOLDER) or locale.plain("prompt.nameless")


def _state(appeal: Appeal, now: int) -> str:
    if appeal.due_at is not None and appeal.due_at < now:
        return "late"
    if appeal.stage is Stage.PLANNED:
        return "planned"
    return "free" if appeal.holder_id is None else "taken"


def _wish(it: BoardWish, day: ServiceDay, board: Board, now: int, locale: Locale) -> Html:
    wish = it.wish
    return locale.say(
        f"board.wish_{_need(wish, day.silent)}",
        what=linked(wish.number, _link(it.card_message, board)),
        lasting=locale.lasting(now - (wish.asked_at or now)),
        quiet=locale.lasting(now - (wish.heard_at or now)),
        day=locale.short_day(wish.due_at),
    )


def _need(wish: Wish, silent: int) -> str:
    """Return what a wish on the board needs."""
    if wish.stage is WishStage.ASKED:
        return "asked"
    if wish.stage is WishStage.LISTED:
        return "listed"
    return "silent" if wish.heard_at is not None and wish.heard_at < silent else "due"


def _activity(it: Attended, locale: Locale) -> Html:
    seats = it.activity.seats
    return locale.say(
        "board.activity_seats" if seats is not None else "board.activity_open",
        title=title_of(it.activity, locale),
        when=when(it.activity, locale),
        taken=it.signed_up,
        seats=seats or 0,
    )


def _link(card_message: int | None, board: Board) -> str:
    return card_link(board.chat_id, card_message, board.thread_id) if card_message is not None else ""


def with_part(before: list[Html], part: Part, shown: list[Html], locale: Locale) -> list[Html]:
    """Return what stands on a board with as many lines of a part as are shown, and how many are left out."""
    left = part.in_all - len(shown)
    more = [locale.say(part.more, count=left)] if left > 0 else []
    return [*before, part.heading, *shown, *more]
