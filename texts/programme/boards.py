"""Screens of boards: of teams, of companies, and of a team's riders."""

from collections.abc import Iterator

from domain.programme.board_messages import BoardsShown
from domain.programme.rankings import FEWEST_REPORTS, FEWEST_RIDERS, HIGHEST, LOWEST, WEEKS, Board, Measure, Place
from domain.week.weeks import Week
from services.programme.boards import BoardView, MatesView
from texts.base.buttons import KeyRow, choice, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines, paragraphs
from texts.programme.teams import rider_named
from texts.week.titles import span


@screen.register(BoardsShown)
def boards(view: BoardView | MatesView, locale: Locale) -> Screen:
    """Return a board, and keys that turn to the others."""
    return _mates(view, locale) if isinstance(view, MatesView) else _groups(view, locale)


def _groups(view: BoardView, locale: Locale) -> Screen:
    rows = [_row(each.place, locale.name(each), _figure(each, locale), locale) for each in view.rows]
    own = view.own
    text = lines(
        *_head(view.board, view.measure, view.week, locale),
        *rows,
        None if rows or view.week is None else locale.say("boards.too_few", riders=FEWEST_RIDERS),
        locale.say("boards.own_place", place=own.place, figure=_figure(own, locale)) if own is not None else None,
    )
    return Screen(text, _keys(view.board, view.measure, locale, in_team=view.team is not None))


def _mates(view: MatesView, locale: Locale) -> Screen:
    text = paragraphs(
        lines(
            *_head(Board.MATES, view.measure, view.week, locale),
            *(_row(place, rider_named(stay, locale), "", locale) for place, stay in view.rows),
            None if view.rows or view.week is None else locale.say("boards.too_few_mates", riders=FEWEST_RIDERS),
        ),
        lines(*_own(view, locale)),
    )
    on = "off" if view.stay.on_board else "on"
    turns = key(locale, f"board_key.{on}", Verb.BOARD, 0, f"{Board.MATES}.{view.measure}.{on}")
    return Screen(text, (*_keys(Board.MATES, view.measure, locale, in_team=True), (turns,)))


def _head(board: Board, measure: Measure, week: Week | None, locale: Locale) -> Iterator[Html]:
    yield locale.say(f"board_title.{board}", by=locale.plain(f"board_by.{measure}"))
    if week is None:
        yield locale.say("boards.not_yet")
    else:
        yield locale.say("boards.until", weeks=WEEKS, span=span(week, locale))


def _own(view: MatesView, locale: Locale) -> Iterator[Html]:
    """Yield what only the rider sees: their place, their own figures, and whether others see them."""
    if not view.stay.on_board:
        yield locale.say("boards.off", you=rider_named(view.stay, locale))
        return
    if view.own is None:
        yield locale.say("boards.from_next")
        return
    if view.place is not None:
        yield locale.say("boards.you", place=view.place, of=view.of)
    yield locale.say("boards.yours", reports=view.own.reports, fixed=view.own.fixed, checks=view.own.checks)
    if view.measure is Measure.SHARE and view.own.reports < FEWEST_REPORTS:
        yield locale.say("boards.few_reports", reports=FEWEST_REPORTS)


def _row(place: int, name: str, figure: str, locale: Locale) -> Html:
    return locale.say("boards.row" if figure else "boards.row_rider", place=place, name=name, figure=figure)


def _figure(place: Place, locale: Locale) -> str:
    if place.measure is Measure.CHECKS:
        return locale.plain("boards.checks", count=place.figure)
    ends = {HIGHEST: "boards.or_more", LOWEST: "boards.or_less"}
    return locale.plain(ends.get(place.figure, "boards.share"), share=place.figure)


def _keys(board: Board, measure: Measure, locale: Locale, *, in_team: bool) -> tuple[KeyRow, ...]:
    """Return keys to the boards that the rider may see, and by the other measure."""
    shown = [each for each in Board if in_team or each is not Board.MATES]
    return (
        tuple(_key(f"board_key.{each}", each, measure, locale, chosen=each is board) for each in shown),
        tuple(_key(f"board_by.{each}", board, each, locale, chosen=each is measure) for each in Measure),
    )


def _key(label: str, board: Board, measure: Measure, locale: Locale, *, chosen: bool) -> Button:
    said = locale.plain(label)
    return choice(f"• {said}" if chosen else said, Verb.BOARD, 0, f"{board}.{measure}")
