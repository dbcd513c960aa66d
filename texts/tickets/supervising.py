"""The keys of supervisors: below a ticket that they look up, and below what they hear of late and urgent ones."""

from typing import Final

from domain.tickets.card_menus import parse_menu
from domain.tickets.lifecycle import Action, RejectReason, Role, open_actions
from services.tickets.candidates import candidates
from services.tickets.lateness import may_be_chased
from services.tickets.lookups import HistoryView
from services.tickets.supervising import CHASE
from services.tickets.views import LateView
from texts.base.buttons import KeyRow, choice, in_rows, key, offered_key
from texts.base.callbacks import Press, Verb, encode, short
from texts.base.locale import Locale
from texts.base.screen import Button, Style
from texts.tickets.queue_keys import QueueKeys, queue_menu
from texts.tickets.ticket_lines import card_link


def supervisor_keys(view: HistoryView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return what supervisors may do about a ticket, or the menu that is open."""
    name, part = parse_menu(view.menu)
    report = view.ticket.report
    actions = open_actions(report, (Role.SUPERVISOR,), view.ticket.now)
    if name in _MENUS and name in actions:
        menu = _reasons(view, locale) if name == Action.REJECT else _queues(view, part, locale)
        return (*menu, (_menu(view, "ticket.key_back", "", locale),))
    keys = [_act(view, "supervise.chase", CHASE, locale)] if may_be_chased(report, view.ticket.now) else []
    keys += [_menu(view, f"supervise.{each}", _MENUS[each], locale) for each in _MENUS if each in actions]
    if Action.UNDO in actions:
        keys.append(_act(view, "action.undo", Action.UNDO, locale))
    keys.append(key(locale, "supervise.audit", Verb.AUDIT, report.id))
    return in_rows(keys)


_MENUS: Final = {Action.ASSIGN.value: "assign.0", Action.REJECT.value: "reject"}
"""The actions that open a menu, and which."""


def late_keys(view: LateView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key to a late ticket's card, and that by which supervisors chase its queue."""
    link = card_link(view.card.chat_id, view.card.message_id) if view.card is not None else ""
    opens = [Button(locale.plain("late.key_open"), url=link)] if link else []
    press = Press(Verb.SUPERVISE, view.report.id, CHASE)
    chases = [offered_key(locale, "supervise.chase", press, view.report.status)] if view.may_chase else []
    return in_rows([*opens, *chases])


def _reasons(view: HistoryView, locale: Locale) -> tuple[KeyRow, ...]:
    return tuple(
        (_act(view, f"reject.{reason}", f"{Action.REJECT}.{reason}", locale, Style.DANGER),) for reason in RejectReason
    )


def _queues(view: HistoryView, part: str, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the queues to which a ticket may be assigned."""
    ticket = view.ticket
    about = ticket.report.id
    keys = QueueKeys(
        lambda queue: _named(locale.queue(queue), Press(Verb.REASSIGN, about, short(queue.id)), view),
        lambda label, to: choice(label, Verb.SUPERVISE, about, f"{Action.ASSIGN}.{to}"),
    )
    return queue_menu(candidates(locale.district, ticket.report, ticket.events, ticket.now), part, keys, locale)


def _named(label: str, press: Press, view: HistoryView) -> Button:
    """Return a key with a ready label whose data includes the status in which it is offered."""
    return Button(label, encode(Press(press.verb, press.id, press.argument, view.ticket.report.status)))


def _act(view: HistoryView, label: str, chosen: str, locale: Locale, style: Style = Style.PLAIN) -> Button:
    report = view.ticket.report
    return offered_key(locale, label, Press(Verb.SUPERVISE, report.id, chosen), report.status, style=style)


def _menu(view: HistoryView, label: str, menu: str, locale: Locale) -> Button:
    return key(locale, label, Verb.SUPERVISE, view.ticket.report.id, menu)
