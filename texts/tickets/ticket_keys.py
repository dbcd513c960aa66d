"""The keyboard of a ticket card: transitions, menus, map and photos."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.district.routing import Queue
from domain.geo.map_links import one_link
from domain.tickets.card_menus import CORRECT_CATEGORY, MORE, parse_menu
from domain.tickets.lifecycle import Action, BounceReason, RejectReason
from services.tickets.candidates import candidates
from services.tickets.colleagues import Colleague
from services.tickets.merging import Mergeable
from services.tickets.views import TicketView
from texts.base.buttons import KeyRow, choice, in_rows, key, offered_key
from texts.base.callbacks import Press, Verb, short
from texts.base.inert import one_line
from texts.base.locale import Locale
from texts.base.screen import Button, Style
from texts.reporting.origins import distance
from texts.tickets.queue_keys import QueueKeys, queue_menu

_LIKELY = 8
"""How many units whose a ticket may be are offered to whoever sends it back."""


def ticket_keys(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the open menu of the card, or else the keys that are needed often: three rows at most."""
    name, _ = parse_menu(view.report.card_menu)
    menu = _MENUS.get(name)
    if menu is not None and _open_to(view, name):
        back = key(locale, "ticket.key_back", Verb.CHOICE, view.report.id)
        return (*menu(view, locale), (back,))
    return (*_with_more(view, locale, in_rows(_often(view, locale))), *_looks(view, locale))


def closed_keys(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys below a closed ticket: that by which its end can be undone, while it can."""
    return ((_key(view, locale, Action.UNDO),),) if Action.UNDO in view.actions else ()


def _with_more(view: TicketView, locale: Locale, rows: tuple[KeyRow, ...]) -> tuple[KeyRow, ...]:
    """Return the rows with the key to those that are needed seldom at their end, if there are any."""
    if not _seldom(view):
        return rows
    more = key(locale, "ticket.key_seldom", Verb.CHOICE, view.report.id, MORE)
    return (*rows[:-1], *in_rows([*(rows[-1] if rows else ()), more], 3))


def _open_to(view: TicketView, menu: str) -> bool:
    """Return whether a menu still leads to a transition."""
    if menu == MORE:
        return bool(_seldom(view))
    needed = Action.CORRECT if menu == CORRECT_CATEGORY else Action(menu)
    return needed in view.actions


def _often(view: TicketView, locale: Locale) -> list[Button]:
    """Return the keys that stand on the card itself."""
    return [_key(view, locale, action) for action in view.actions if action not in _seldom(view)]


def _seldom(view: TicketView) -> list[Action]:
    """Return the transitions behind *more*; those that refuse a ticket are among them once work on it may begin."""
    seldom = _SELDOM | _REFUSING if {Action.START, Action.RESOLVE} & {*view.actions} else _SELDOM
    return [action for action in view.actions if action in seldom]


_SELDOM: Final = frozenset(
    {Action.HAND_OVER, Action.DUPLICATE, Action.SPLIT, Action.CORRECT, Action.RELOCATE, Action.EXTEND}
)
_REFUSING: Final = frozenset({Action.BOUNCE, Action.REJECT})


def _key(view: TicketView, locale: Locale, action: Action) -> Button:
    report = view.report
    likeliest = next((each for each in _FORWARD if each in view.actions), None)
    style = Style.PRIMARY if action is likeliest else _STYLES.get(action, Style.PLAIN)
    pressed = Press(Verb.ACT, report.id, action.value)
    return offered_key(locale, f"action.{action}", pressed, report.status, style=style)


def _more(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys that are needed seldom; the location is among them where photos take its place on the card."""
    keys = [_key(view, locale, action) for action in _seldom(view)]
    if len(view.report.photos) + view.joined_photos > 1:
        keys.append(key(locale, "ticket.key_pin", Verb.PIN, view.report.id))
    return in_rows(keys)


_FORWARD: Final = (Action.ACCEPT, Action.START, Action.RESOLVE)
"""What moves a ticket on; the first that is open is the likeliest next step."""

_STYLES: Final[Mapping[Action, Style]] = {Action.REJECT: Style.DANGER}


def _looks(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    report = view.report
    map_key = Button(locale.plain("ticket.key_map"), url=one_link(report.position))
    row: KeyRow = (map_key, key(locale, "ticket.key_pin", Verb.PIN, report.id))
    photos = len(report.photos) + view.joined_photos
    if photos > 1:
        label = locale.plain("ticket.key_photos", count=photos)
        album = choice(label, Verb.PHOTOS, report.id, "")
        row = (album, map_key) if _seldom(view) else (album, *row)
    category = locale.district.catalogue.get(report.category)
    if category is not None and category.seeks_person:
        return ((*row[:2], key(locale, "ticket.key_call_riders", Verb.CALL_RIDERS, report.id)),)
    return (row,)


def _colleagues(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    return in_rows(
        [choice(_called(each, locale), Verb.HAND_OVER, view.report.id, str(each.user_id)) for each in view.colleagues]
    )


def _originals(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the tickets near by into which this one may be merged, and the key that asks for a number."""
    about = view.report.id
    near = [choice(_named(each, locale), Verb.MERGE, about, str(each.report.id)) for each in view.mergeable]
    return (*in_rows(near), (key(locale, "merge.in_words", Verb.MERGE, about),))


def _named(near: Mergeable, locale: Locale) -> str:
    report = near.report
    return locale.plain(
        "merge.near",
        category=locale.category_short(report.category),
        distance=distance(near.distance_m, locale),
        serial=str(report.number).rpartition("-")[2],
    )


def _called(colleague: Colleague, locale: Locale) -> str:
    return one_line(colleague.name) or locale.plain("ticket.a_colleague")


def _reasons(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    report_id = view.report.id
    return tuple(
        (key(locale, f"reject.{reason}", Verb.REASON, report_id, reason.value, style=Style.DANGER),)
        for reason in RejectReason
    )


def _bounces(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the reasons to send a ticket back; once one is chosen, the units whose it may be."""
    about = view.report.id
    if not parse_menu(view.report.card_menu)[1]:
        reasons = [key(locale, f"bounce.{each}", Verb.BOUNCE_REASON, about, each.value) for each in BounceReason]
        return (*in_rows(reasons), (key(locale, "bounce.in_words", Verb.BOUNCE_REASON, about),))
    likely = _candidates(view, locale)[:_LIKELY]
    units = [choice(locale.queue(queue), Verb.BOUNCE_TO, about, short(queue.id)) for queue in likely]
    return (*in_rows(units), (key(locale, "bounce.to_whom_unknown", Verb.BOUNCE_TO, about),))


def _queues(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    about = view.report.id
    keys = QueueKeys(
        lambda queue: choice(locale.queue(queue), Verb.QUEUE, about, short(queue.id)),
        lambda label, to: choice(label, Verb.QUEUES_PAGE, about, to),
    )
    return queue_menu(_candidates(view, locale), parse_menu(view.report.card_menu)[1], keys, locale)


def _candidates(view: TicketView, locale: Locale) -> list[Queue]:
    return candidates(locale.district, view.report, view.events, view.now)


def _categories(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    return _of_catalogue(view, locale, Verb.CORRECT)


def _splits(view: TicketView, locale: Locale) -> tuple[KeyRow, ...]:
    return _of_catalogue(view, locale, Verb.SPLIT_OFF)


def _of_catalogue(view: TicketView, locale: Locale, verb: Verb) -> tuple[KeyRow, ...]:
    slugs = [slug for slug in locale.district.catalogue if slug != view.report.category]
    chosen = [choice(locale.category_short(slug), verb, view.report.id, short(slug)) for slug in slugs]
    return in_rows(chosen)


_MENUS: Mapping[str, Callable[[TicketView, Locale], tuple[KeyRow, ...]]] = {
    Action.REJECT: _reasons,
    Action.BOUNCE: _bounces,
    Action.ASSIGN: _queues,
    Action.DUPLICATE: _originals,
    Action.HAND_OVER: _colleagues,
    Action.CORRECT: _categories,
    Action.SPLIT: _splits,
    CORRECT_CATEGORY: _categories,
    MORE: _more,
}
