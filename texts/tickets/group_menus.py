"""What a group can do, as its help and Telegram's menu say it."""

from collections.abc import Iterable

from domain.tickets.group_commands import GroupKind, offered
from domain.tickets.lookups import GroupHelp, GroupMenu
from services.tickets.group_menus import GroupView
from texts.base.locale import Locale
from texts.base.screen import Menu, Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines


@screen.register(GroupHelp)
def group_help(view: GroupView, locale: Locale) -> Screen:
    """Return what the group is, how its cards work, and its commands; each is told of once."""
    queues = locale.plain("list.between").join(locale.queue(queue) for queue in view.queues)
    kind = next(each for each in _FOREMOST if each in view.kinds)
    how = _how(view, kind, locale)
    commands = (
        locale.say("group_help.command", command=html(name), what=locale.plain(f"command.{name}"))
        for name in offered(view.kinds, to_administrators=True)
        if name != "help" and f"/{name} " not in how
    )
    what = locale.say(f"group_help.{kind}", queues=queues)
    return Screen(lines(what, how or None, *commands))


def _how(view: GroupView, kind: GroupKind, locale: Locale) -> Html:
    """Return how cards work there, and of supervisors that they have the activities whose unit is gone."""
    how = locale.say(_HOW[kind], prefix=locale.district.prefix) if kind in _HOW else html("")
    has_gone = kind is GroupKind.SUPERVISORS and GroupKind.SERVICE in view.kinds
    return Html(how + locale.say("group_help.gone_activities")) if has_gone else how


_FOREMOST = (GroupKind.SUPERVISORS, GroupKind.TRIAGE, GroupKind.QUEUE, GroupKind.UNLINKED)

_HOW = {
    GroupKind.QUEUE: "group_help.how",
    GroupKind.TRIAGE: "group_help.how",
    GroupKind.SUPERVISORS: "group_help.how_supervisors",
}


@screen.register(GroupMenu)
def group_menu(view: GroupView, locale: Locale) -> Screen:
    """Return the commands for all members and for administrators; none of its own where no queue works."""
    is_linked = GroupKind.UNLINKED not in view.kinds
    named = {
        "chat": offered(view.kinds) if is_linked else (),
        "chat_administrators": offered(view.kinds, to_administrators=True) if is_linked else (),
    }
    return Screen("", menus=tuple(_menu(scope, names, locale) for scope, names in named.items()))


def _menu(scope: str, names: Iterable[str], locale: Locale) -> Menu:
    return Menu(scope, tuple((name, locale.plain(f"command.{name}")) for name in names))
