"""Screens about which queue works in which group."""

from collections.abc import Iterator
from typing import Final

from domain.tickets.linking import CodeShown, GroupsShown, UnlinkAsked, Unlinked
from services.gathering import NoticeView
from services.tickets.groups import CODE_HOURS
from services.tickets.linking import GroupState, GroupsView, UnlinkedView
from texts.base.buttons import choice, key
from texts.base.callbacks import Verb
from texts.base.lengths import TEXT
from texts.base.locale import Locale
from texts.base.paging import in_pages
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines

_TITLE: Final = 120
_NAMES_IN_A_LINE: Final = 20


@screen.register(CodeShown)
def code_shown(view: NoticeView[CodeShown], locale: Locale) -> Screen:
    """Return the code, and where it is to be sent."""
    told = view.notice
    return Screen(locale.say("code_shown", queue=locale.queue(told.queue), code=told.code, hours=CODE_HOURS))


@screen.register(UnlinkAsked)
def unlink_asked(view: UnlinkedView, locale: Locale) -> Screen:
    """Return what happens to a queue's tickets, with the keys to do it and not to."""
    yes = key(locale, "unlink_asked.key", Verb.UNLINK, 0, "1", style=Style.DANGER)
    return Screen(
        _who("unlink_asked", view, locale), ((yes, key(locale, "unlink_asked.key_keep", Verb.UNLINK, 0, "0")),)
    )


@screen.register(Unlinked)
def unlinked(view: UnlinkedView, locale: Locale) -> Screen:
    """Return who has a queue's tickets now."""
    return Screen(_who("unlinked", view, locale))


def _who(wording: str, view: UnlinkedView, locale: Locale) -> Html:
    stands_in = locale.queue(view.stands_in) if view.stands_in is not None else locale.plain("groups.nobody")
    said = locale.say(wording, queue=locale.queue(view.notice.queue), stands_in=stands_in)
    return lines(said, locale.say("unlinked.in_file") if view.is_in_file else None)


@screen.register(GroupsShown)
def groups_shown(view: GroupsView, locale: Locale) -> Screen:
    """Return a line for each queue, those in trouble first; of pages that are gone the last one."""
    pages = in_pages(_lines(view, locale), TEXT - _TITLE)
    page = min(view.page, len(pages) - 1)
    troubled = sum(not each.is_well for each in view.groups)
    at = locale.plain("groups.page", page=page + 1, pages=len(pages)) if len(pages) > 1 else ""
    title = locale.say("groups.title", count=len(view.groups), troubled=troubled, page=at)
    around = {"‹": page - 1, "›": page + 1}
    turns = tuple(choice(sign, Verb.GROUPS_PAGE, 0, str(to)) for sign, to in around.items() if 0 <= to < len(pages))
    return Screen(lines(title, pages[page]), (turns,) if turns else ())


def _lines(view: GroupsView, locale: Locale) -> Iterator[Html]:
    """Yield a line for each queue in trouble, then the names of those that are well, many to a line."""
    for state in view.groups:
        if not state.is_well:
            yield locale.say("groups.troubled", queue=locale.queue(state.queue), how=_how(state, locale))
    well = [locale.queue(state.queue) for state in view.groups if state.is_well]
    for first in range(0, len(well), _NAMES_IN_A_LINE):
        names = " · ".join(well[first : first + _NAMES_IN_A_LINE])
        yield locale.say("groups.well", queues=names)


def _how(state: GroupState, locale: Locale) -> str:
    if state.group is None:
        stands_in = locale.queue(state.stands_in) if state.stands_in is not None else locale.plain("groups.nobody")
        return locale.plain("groups.lost" if state.is_lost else "groups.none", stands_in=stands_in)
    wrong = [locale.plain("groups.closed")] if state.is_closed else []
    wrong += [locale.plain(f"lack.{lack}") for lack in state.lacks]
    return locale.plain("list.between").join(wrong)
