"""Screens of activities for the staff who hold them: the list, the card with its menus, and the questions for words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from domain.district.badges import Knight
from domain.programme.activities import (
    EDITABLE,
    Activity,
    ActivityState,
    CameBy,
    OffReason,
    SignUp,
    SignUpState,
    still_coming,
)
from domain.programme.activity_staff_messages import (
    IN_WORDS,
    ON_CARD,
    ActivitiesOfGroup,
    ActivityCard,
    ActivityFieldAsked,
    ActivityFieldUnclear,
    Field,
)
from domain.programme.corps import is_to_come
from services.gathering import NoticeView
from services.programme.holding import LANGUAGES, POINTS, SEATS, CardView, GroupView
from services.programme.holding_door import NUMBERS_A_PAGE
from services.programme.retiming import span_of
from texts.base.activity_words import languages_of, place_of, title_of, when, why_off
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines

_NAME: Final = 64
_STATIONS_A_PAGE: Final = 8


@screen.register(ActivitiesOfGroup)
def activities_of_group(view: GroupView, locale: Locale) -> Screen:
    """Return a page of what the group holds, each a key, the keys to the pages beside it, and that for a new one."""
    keys = [(choice(_label(each, locale), Verb.HOLD, each.id, "show"),) for each in view.activities]
    new = (key(locale, "holding.key_new", Verb.HOLD, 0, "new", style=Style.PRIMARY),) if view.begins else ()
    beside = (("‹", view.page - 1, view.page > 0), ("›", view.page + 1, view.has_more))
    turns = tuple(choice(sign, Verb.HOLD, 0, _does("list", page)) for sign, page, there in beside if there)
    rows = (*keys, *((turns,) if turns else ()), *((new,) if new else ()))
    return Screen(locale.say(_list_title(view)), rows)


def _list_title(view: GroupView) -> str:
    if view.begins:
        return "holding.list" if view.activities or view.page else "holding.none"
    return "holding.list_gone" if view.activities or view.page else "holding.none_gone"


def _label(it: Activity, locale: Locale) -> str:
    day = locale.short_day(it.starts_at) if it.starts_at else "—"
    return locale.plain(f"holding_row.{it.state}", title=_title(it, locale), day=day)


def _title(it: Activity, locale: Locale) -> str:
    return title_of(it, locale) if it.zh or it.en else locale.plain("holding.untitled")


@screen.register(ActivityCard)
def activity_card(view: CardView, locale: Locale) -> Screen:
    """Return one activity with what it has and lacks, what has come of it, and the keys or the menu that is open."""
    it, menu = view.activity, view.shown.menu
    if menu.startswith("door."):
        return _door(view, locale)
    text = lines(
        locale.say(f"holding_state.{it.state}", title=_title(it, locale)),
        why_off(it, locale),
        *(_line(each, it, locale) for each in _fields(locale)),
        locale.say("holding.unplaced") if it.place and it.lat is None else None,
        _missing(view, locale),
        _counts(view, locale) if it.state is not ActivityState.DRAFT else None,
        html(view.link) if view.link else None,
        locale.say("holding.door_page", url=view.door) if view.door else None,
        locale.say("holding.called", stamp=locale.stamp(it.called_at)) if it.called_at is not None else None,
        _warning(view, locale),
    )
    return Screen(text, _keys(view, locale))


def _fields(locale: Locale) -> list[Field]:
    """Return what staff say of an activity; riders are called by a badge only where the district gives some."""
    return [each for each in ON_CARD if each is not Field.CALLS or locale.district.badges.knights]


def _line(field: Field, it: Activity, locale: Locale) -> Html:
    return locale.say("holding.line", field=_field(field, locale), value=_value(field, it, locale))


def _field(field: Field, locale: Locale) -> str:
    return locale.plain(f"holding_field.{field}")


_VALUES: Final[Mapping[Field, Callable[[Activity, Locale], str]]] = {
    Field.KIND: lambda it, locale: _kind(it.kind, locale),
    Field.TITLE: lambda it, locale: title_of(it, locale, sign=False) if it.zh or it.en else "",
    Field.WHEN: lambda it, locale: when(it, locale) if it.starts_at else "",
    Field.WHERE: place_of,
    Field.SEATS: lambda it, locale: _seats(it.seats, locale),
    Field.LANGUAGES: languages_of,
    Field.BADGE: lambda it, locale: _knight(it.badge, locale),
    Field.CALLS: lambda it, locale: _knight(it.calls, locale),
    Field.POINTS: lambda it, _: str(it.points),
    Field.NOTE: lambda it, _: it.note,
}


def _value(field: Field, it: Activity, locale: Locale) -> str:
    return _VALUES[field](it, locale) or "—"


def _knight(knight: str, locale: Locale) -> str:
    return locale.plain(f"knight.{knight}") if knight else ""


def _kind(kind: str, locale: Locale) -> str:
    known = locale.district.activity_kinds.get(kind)
    return f"{known.sign} {locale.name(known)}".strip() if known else kind


def _seats(seats: int | None, locale: Locale) -> str:
    return locale.plain("holding.any_seats") if seats is None else str(seats)


def _missing(view: CardView, locale: Locale) -> Html | None:
    if view.activity.state is not ActivityState.DRAFT or not view.missing:
        return None
    fields = locale.plain("list.between").join(_field(each, locale) for each in view.missing)
    return locale.say("holding.missing", fields=fields)


def _counts(view: CardView, locale: Locale) -> Html:
    counts = {state.value: view.counts.get(state, 0) for state in SignUpState}
    return locale.say("holding.counts", **counts)


def _warning(view: CardView, locale: Locale) -> Html | None:
    """Return what a menu that is open asks to be thought of."""
    menu, it, told = view.shown.menu, view.activity, still_coming(view.counts)
    span = span_of(menu)
    if span is not None:
        moved = replace(it, starts_at=span.starts_at, ends_at=span.ends_at)
        return locale.say("holding.time_asked", when=when(moved, locale), riders=told)
    if menu == "cancel":
        is_draft = it.state is ActivityState.DRAFT
        return locale.say("holding.drop_asked") if is_draft else locale.say("holding.cancel_asked", riders=told)
    if it.state is ActivityState.OPEN and told and menu.split(".")[0] in {Field.WHEN, Field.WHERE}:
        return locale.say("holding.move_asked", riders=told)
    return None


def _keys(view: CardView, locale: Locale) -> tuple[KeyRow, ...]:
    it, menu = view.activity, view.shown.menu
    back = (key(locale, "holding.key_back", Verb.HOLD, it.id, "show"),)
    field = menu.partition(".")[0]
    if menu == "cancel" and it.state is ActivityState.DRAFT:
        return ((key(locale, "holding.key_drop", Verb.HOLD, it.id, "cancel", style=Style.DANGER), *back),)
    if menu == "cancel" and _is_on(view):
        return (*_reasons(it, locale), back)
    if span_of(menu) is not None and _is_on(view):
        yes = choice(
            locale.plain("holding.key_move", riders=still_coming(view.counts)),
            Verb.HOLD,
            it.id,
            menu,
            style=Style.DANGER,
        )
        return ((yes, key(locale, "holding.key_move_no", Verb.HOLD, it.id, "show")),)
    if field in ON_CARD and it.state in EDITABLE:
        return (*_menu(Field(field), view, locale), back)
    return _main(view, locale)


def _reasons(it: Activity, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys that call an activity off, each for its reason, and the one that asks for a reason in words."""
    prepared = [
        choice(locale.plain(f"off_reason.{each}"), Verb.HOLD, it.id, _does("cancel", each), style=Style.DANGER)
        for each in OffReason
    ]
    return (*in_rows(prepared), (key(locale, "holding.key_off_words", Verb.HOLD, it.id, _does("ask", Field.OFF)),))


def _main(view: CardView, locale: Locale) -> tuple[KeyRow, ...]:
    it = view.activity
    to_list = (key(locale, "holding.key_list", Verb.HOLD, 0, "list"),)
    if it.state is not ActivityState.DRAFT and not _is_on(view):
        return ((key(locale, "holding.key_door", Verb.HOLD, it.id, "show.door.0"), *to_list),)
    fields = [choice(_field(each, locale), Verb.HOLD, it.id, _opens(each, it)) for each in _fields(locale)]
    cancel = key(locale, "holding.key_cancel", Verb.HOLD, it.id, "show.cancel", style=Style.DANGER)
    if it.state is ActivityState.OPEN:
        door = (
            key(locale, "holding.key_door", Verb.HOLD, it.id, "show.door.0", style=Style.PRIMARY),
            key(locale, "holding.key_page", Verb.HOLD, it.id, "page"),
            key(locale, "holding.key_poster", Verb.HOLD, it.id, "poster"),
        )
        return (door, *_call(view, locale), *in_rows(fields, width=3), (cancel, *to_list))
    publish = (
        ()
        if view.missing
        else ((key(locale, "holding.key_publish", Verb.HOLD, it.id, "publish", style=Style.SUCCESS),),)
    )
    return (*in_rows(fields, width=3), *publish, (cancel, *to_list))


def _call(view: CardView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that calls riders, once for each time of the activity."""
    it = view.activity
    if it.called_at is not None or it.calls not in locale.district.badges.knights or not is_to_come(it, view.now):
        return ()
    label = locale.plain("holding.key_call", knight=_knight(it.calls, locale))
    return ((choice(label, Verb.HOLD, it.id, "call"),),)


def _is_on(view: CardView) -> bool:
    return view.activity.state is ActivityState.OPEN and view.now < view.activity.ends_at


def _does(*parts: object) -> str:
    """Return the argument of a key, as `handlers.staff.holding` reads it."""
    return ".".join(map(str, parts))


def _opens(field: Field, it: Activity) -> str:
    """Return what a field's key does: ask for words at once, or open a menu, also before riders are told of a move."""
    asks = field in {Field.TITLE, Field.NOTE} or (field is Field.WHEN and it.state is ActivityState.DRAFT)
    return _does("ask" if asks else "show", field)


def _menu(field: Field, view: CardView, locale: Locale) -> tuple[KeyRow, ...]:
    it = view.activity
    words = ((key(locale, "holding.key_words", Verb.HOLD, it.id, _does("ask", field)),),) if field in IN_WORDS else ()
    keys = [
        choice(label, Verb.HOLD, it.id, short(_does("set", field, value)))
        for value, label in _choices(field, view, locale)
    ]
    return (*in_rows(keys), *_turns(field, view, locale), *words)


def _choices(field: Field, view: CardView, locale: Locale) -> Iterable[tuple[str, str]]:
    """Yield what a menu offers: the value and its label."""
    if field is Field.KIND:
        yield from ((kind, _kind(kind, locale)) for kind in locale.district.activity_kinds)
    elif field is Field.WHERE:
        start = _page(view) * _STATIONS_A_PAGE
        stations = list(locale.district.stations.values())[start : start + _STATIONS_A_PAGE]
        yield from ((each.id, locale.name(each)) for each in stations)
    else:
        yield from _PLAIN[field](locale) if field in _PLAIN else ()


_PLAIN: Final[Mapping[Field, Callable[[Locale], Iterable[tuple[str, str]]]]] = {
    Field.SEATS: lambda locale: [*((str(each), str(each)) for each in SEATS), ("any", _seats(None, locale))],
    Field.LANGUAGES: lambda locale: [
        (name, locale.plain("list.between").join(locale.plain(f"spoken.{each}") for each in spoken))
        for name, spoken in LANGUAGES.items()
    ],
    Field.BADGE: lambda locale: [
        ("none", locale.plain("holding.no_badge")),
        *((each.value, _knight(each, locale)) for each in Knight),
    ],
    Field.CALLS: lambda locale: [
        ("none", locale.plain("holding.no_calls")),
        *((each.value, _knight(each, locale)) for each in locale.district.badges.knights),
    ],
    Field.POINTS: lambda _: [(str(each), str(each)) for each in POINTS],
}


def _page(view: CardView) -> int:
    page = view.shown.menu.partition(".")[2]
    return int(page) if page.isdigit() else 0


def _turns(field: Field, view: CardView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys to other pages of stations."""
    pages = -(-len(locale.district.stations) // _STATIONS_A_PAGE) if field is Field.WHERE else 0
    at = _page(view)
    beside = [(sign, at + by) for sign, by in (("‹", -1), ("›", 1)) if 0 <= at + by < pages]
    keys = tuple(choice(sign, Verb.HOLD, view.activity.id, _does("show", field, page)) for sign, page in beside)
    return (keys,) if keys else ()


def _door(view: CardView, locale: Locale) -> Screen:
    """Return a page of the numbers: a press checks in, or takes that back; once it is over they are read alone."""
    it, shown, is_on = view.activity, view.numbers[:NUMBERS_A_PAGE], _is_on(view)
    after = view.shown.menu.partition(".")[2]
    keys = [_number_key(each, it, after) for each in shown] if is_on else []
    more = len(view.numbers) > len(shown)
    turns = [
        *((choice("‹", Verb.HOLD, it.id, "show.door.0"),) if after != "0" else ()),
        *((choice("›", Verb.HOLD, it.id, _does("show.door", shown[-1].number)),) if more else ()),
    ]
    came = [_came(each, locale) for each in shown if each.state is SignUpState.CAME]
    text = lines(
        locale.say("holding.door" if is_on else "holding.door_over", title=_title(it, locale)),
        _counts(view, locale),
        *came,
        *(() if is_on else _read(shown, locale)),
        None if shown else locale.say("holding.nobody"),
    )
    back = (key(locale, "holding.key_back", Verb.HOLD, it.id, "show"),)
    return Screen(text, (*in_rows(keys, width=4), *((tuple(turns),) if turns else ()), back))


def _read(shown: Iterable[SignUp], locale: Locale) -> Iterator[Html]:
    """Yield the numbers of who did not come, and of who is expected no more or waited, for each in a line."""
    for state in (SignUpState.SIGNED_UP, SignUpState.WAITING, SignUpState.NO_SHOW):
        numbers = [str(each.number) for each in shown if each.state is state]
        if numbers:
            yield locale.say(f"holding_read.{state}", numbers=locale.plain("list.between").join(numbers))


def _number_key(each: SignUp, it: Activity, after: str) -> Button:
    has_come = each.state is SignUpState.CAME
    sign = "✅" if has_come else "⏳" if each.state is SignUpState.WAITING else ""
    return choice(f"{sign}{each.number}", Verb.HOLD, it.id, _does("undo" if has_come else "came", each.number, after))


def _came(each: SignUp, locale: Locale) -> Html:
    by = locale.plain(f"holding_by.{each.came_by or CameBy.STAFF}")
    again = locale.plain("holding.came_again", times=each.again) if each.again else ""
    clock = locale.stamp(each.came_at or 0)[-5:]
    return locale.say("holding.came", number=each.number, clock=clock, by=by, again=again)


@screen.register(ActivityFieldAsked)
def field_asked(view: NoticeView[ActivityFieldAsked], locale: Locale) -> Screen:
    """Return the question, which mentions who pressed."""
    asked = view.notice
    name = cut(one_line(asked.who), _NAME) or locale.plain("prompt.nameless")
    who = locale.say("prompt.mention", user_id=asked.user_id, name=name)
    text = locale.say(f"holding_asks.{asked.field}", who=who, minutes=locale.limits.prompt_minutes)
    return Screen(text, asks=locale.plain(f"holding_field.{asked.field}"), replies_to=asked.reply_to or 0)


@screen.register(ActivityFieldUnclear)
def field_unclear(view: NoticeView[ActivityFieldUnclear], locale: Locale) -> Screen:
    """Return why an answer was not taken."""
    return Screen(locale.say(f"activity_unclear.{view.notice.unclear}"))
