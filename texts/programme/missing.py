"""Screens of missing persons for the staff who call riders: the list, the card, what is asked, and the end."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from domain.programme.missing_messages import (
    IN_WORDS,
    MissingCallAsked,
    MissingCard,
    MissingEnded,
    MissingField,
    MissingFieldAsked,
    MissingFieldRefused,
    MissingOfGroup,
)
from domain.programme.missing_persons import ALONE_M, HOURS, RADII, MissingPerson, MissingState, wider
from services.gathering import NoticeView
from services.programme.missing_calling import MissingCallView
from services.programme.missing_persons import MissingList, MissingView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.programme.missing_news import who_is_missing
from texts.reporting.origins import distance

_NAME: Final = 64
_LABEL: Final = 20
_HOUR_MS: Final = 3_600_000
_MENUS: Final = frozenset(each.value for each in MissingField)
_ENDS: Final = (MissingState.FOUND, MissingState.CALLED_OFF)


@screen.register(MissingOfGroup)
def missing_of_group(view: MissingList, locale: Locale) -> Screen:
    """Return whom the group calls riders about, each a key, and the key for a new one."""
    keys = [(choice(_label(each, locale), Verb.MISSING, each.id, "show"),) for each in view.missing]
    new = (key(locale, "missing.key_new", Verb.MISSING, 0, "new", style=Style.PRIMARY),)
    return Screen(locale.say("missing.list" if keys else "missing.none"), (*keys, new))


def _label(it: MissingPerson, locale: Locale) -> str:
    what = cut(one_line(it.description), _LABEL) or locale.plain("missing.undescribed")
    return locale.plain(f"missing_row.{it.state}", what=what)


@screen.register(MissingCard)
def missing_card(view: MissingView, locale: Locale) -> Screen:
    """Return one call with what it says and lacks, whom it reached, and the keys or the menu that is open."""
    it = view.missing
    is_over = it.closed_at is not None
    text = lines(
        locale.say(f"missing_state.{it.state}", until=locale.stamp(it.until)),
        locale.say("missing.of_queue", queue=locale.queue(it.queue)),
        *(() if is_over else (_line(each, it, locale) for each in _fields(locale))),
        locale.say("missing.note", note=html(view.note)) if view.note else None,
        None if view.inside else locale.say("missing.outside"),
        _lacks(view, locale),
        None if it.opened_at is None else locale.say("missing.told", riders=view.told),
        locale.say("missing.sightings", count=view.sightings) if view.sightings else None,
        locale.say("missing.end_asked", riders=view.told) if view.shown.menu in _ENDS and not is_over else None,
    )
    return Screen(text, _keys(view, locale))


def _fields(locale: Locale) -> list[MissingField]:
    """Return what staff say; riders are chosen by a badge only where the district gives some."""
    return [each for each in MissingField if each is not MissingField.WHO or locale.district.badges.knights]


def _line(field: MissingField, it: MissingPerson, locale: Locale) -> Html:
    value = _VALUES[field](it, locale) or "—"
    return locale.say("missing.line", field=locale.plain(f"missing_field.{field}"), value=value)


_VALUES: Final[Mapping[MissingField, Callable[[MissingPerson, Locale], str]]] = {
    MissingField.DESCRIPTION: lambda it, _: it.description,
    MissingField.PHOTO: lambda it, locale: locale.plain("missing.has_photo" if it.photo_id else "missing.no_photo"),
    MissingField.WHERE: lambda it, _: it.seen_where if it.position is not None else "",
    MissingField.WHEN: lambda it, locale: locale.stamp(it.seen_at) if it.seen_at else "",
    MissingField.RADIUS: lambda it, locale: distance(it.radius_m, locale),
    MissingField.HOURS: lambda it, locale: locale.lasting(it.hours * _HOUR_MS),
    MissingField.WHO: lambda it, locale: _who(it.knight, locale),
}


def _who(knight: str, locale: Locale) -> str:
    return locale.plain(f"knight.{knight}") if knight else locale.plain("missing.all")


def _lacks(view: MissingView, locale: Locale) -> Html | None:
    if view.missing.state is not MissingState.DRAFT or not view.lacks:
        return None
    fields = locale.plain("list.between").join(locale.plain(f"missing_field.{each}") for each in view.lacks)
    return locale.say("missing.lacks", fields=fields)


def _keys(view: MissingView, locale: Locale) -> tuple[KeyRow, ...]:
    it, menu = view.missing, view.shown.menu
    to_list = (key(locale, "missing.key_list", Verb.MISSING, 0, "list"),)
    if it.closed_at is not None:
        return (to_list,)
    back = (key(locale, "missing.key_back", Verb.MISSING, it.id, "show"),)
    if menu in _ENDS:
        yes = key(locale, f"missing.key_yes_{menu}", Verb.MISSING, it.id, _does("end", menu), style=Style.DANGER)
        return ((yes, *back),)
    if it.state is MissingState.DRAFT:
        return (*_menu(menu, locale, it), back) if menu in _MENUS else (*_of_draft(view, locale), to_list)
    return (*_lengths(it, locale), back) if menu == MissingField.HOURS else (*_of_open(it, locale), to_list)


def _of_draft(view: MissingView, locale: Locale) -> tuple[KeyRow, ...]:
    it = view.missing
    fields = [
        choice(locale.plain(f"missing_field.{each}"), Verb.MISSING, it.id, _opens(each, it)) for each in _fields(locale)
    ]
    call = choice(
        locale.plain("missing.key_call"), Verb.MISSING, it.id, _does("call", it.radius_m), style=Style.PRIMARY
    )
    drop = key(locale, "missing.key_drop", Verb.MISSING, it.id, "show.called_off", style=Style.DANGER)
    return (*in_rows(fields, width=3), *(() if view.lacks else ((call,),)), (drop,))


def _does(*parts: object) -> str:
    """Return the argument of a key, as `handlers.staff.missing` reads it."""
    return ".".join(map(str, parts))


def _opens(field: MissingField, it: MissingPerson) -> str:
    """Return what a field's key does: ask at once, or open a menu, of a photo where there is one to take out."""
    asks = field in IN_WORDS and not (field is MissingField.PHOTO and it.photo_id is not None)
    return _does("ask" if asks else "show", field)


def _menu(menu: str, locale: Locale, it: MissingPerson) -> tuple[KeyRow, ...]:
    choices = _CHOICES[MissingField(menu)](locale) if MissingField(menu) in _CHOICES else ()
    keys = [choice(label, Verb.MISSING, it.id, _does("set", menu, value)) for value, label in choices]
    asks = menu in IN_WORDS
    ask = ((key(locale, "missing.key_another", Verb.MISSING, it.id, _does("ask", menu)),),) if asks else ()
    return (*ask, *in_rows(keys, width=3))


_CHOICES: Final[Mapping[MissingField, Callable[[Locale], Iterable[tuple[str, str]]]]] = {
    MissingField.PHOTO: lambda locale: [("none", locale.plain("missing.key_no_photo"))],
    MissingField.RADIUS: lambda locale: [(str(each), distance(each, locale)) for each in RADII],
    MissingField.HOURS: lambda locale: [(str(each), locale.lasting(each * _HOUR_MS)) for each in HOURS],
    MissingField.WHO: lambda locale: [
        ("all", locale.plain("missing.all")),
        *((each.value, _who(each, locale)) for each in locale.district.badges.knights),
    ],
}


def _of_open(it: MissingPerson, locale: Locale) -> tuple[KeyRow, ...]:
    again = key(locale, "missing.key_again", Verb.MISSING, it.id, _does("call", it.radius_m))
    found = key(locale, "missing.key_found", Verb.MISSING, it.id, "show.found", style=Style.SUCCESS)
    off = key(locale, "missing.key_off", Verb.MISSING, it.id, "show.called_off", style=Style.DANGER)
    longer = key(locale, "missing.key_longer", Verb.MISSING, it.id, _does("show", MissingField.HOURS))
    return ((again, *_wider(it, locale)), (longer,), (found, off))


def _wider(it: MissingPerson, locale: Locale) -> tuple[Button, ...]:
    metres = wider(it.radius_m)
    if metres is None:
        return ()
    label = locale.plain("missing.key_wider", distance=distance(metres, locale))
    return (choice(label, Verb.MISSING, it.id, _does("call", metres)),)


def _lengths(it: MissingPerson, locale: Locale) -> tuple[KeyRow, ...]:
    keys = [choice(locale.lasting(each * _HOUR_MS), Verb.MISSING, it.id, _does("longer", each)) for each in HOURS]
    return in_rows(keys, width=3)


@screen.register(MissingCallAsked)
def call_asked(view: MissingCallView, locale: Locale) -> Screen:
    """Return how many riders would be called, who has to agree, and what they will read, with the key that does it."""
    it = view.missing
    near = distance(it.radius_m, locale)
    text = lines(
        locale.say("missing_call.title" if view.reaches else "missing_call.nobody", distance=near, riders=view.reaches),
        locale.say("missing_call.second", distance=distance(ALONE_M, locale)) if view.needs_second else None,
        locale.say("missing_call.reads"),
        Html(f"<blockquote>{who_is_missing(it, locale)}</blockquote>"),
    )
    go = key(locale, "missing_call.key_go", Verb.MISSING, it.id, _does("go", it.radius_m), style=Style.DANGER)
    back = key(locale, "missing.key_back", Verb.MISSING, it.id, "show")
    return Screen(text, ((go, back),), photos=(view.photo,) if view.photo is not None else ())


@screen.register(MissingFieldAsked)
def field_asked(view: NoticeView[MissingFieldAsked], locale: Locale) -> Screen:
    """Return the question, which mentions who pressed."""
    asked = view.notice
    name = cut(one_line(asked.who), _NAME) or locale.plain("prompt.nameless")
    who = locale.say("prompt.mention", user_id=asked.user_id, name=name)
    text = locale.say(f"missing_asks.{asked.field}", who=who, minutes=locale.limits.prompt_minutes)
    return Screen(text, asks=locale.plain(f"missing_field.{asked.field}"), replies_to=asked.reply_to or 0)


@screen.register(MissingFieldRefused)
def field_refused(view: NoticeView[MissingFieldRefused], locale: Locale) -> Screen:
    """Return why an answer was not taken."""
    return Screen(locale.say(f"missing_unclear.{view.notice.unclear}"))


@screen.register(MissingEnded)
def missing_ended(view: tuple[MissingPerson, int], locale: Locale) -> Screen:
    """Return what became of a call, and that what riders were sent is taken back."""
    it, told = view
    text = lines(
        locale.say(f"missing_state.{it.state}", until=locale.stamp(it.until)),
        locale.say("missing.of_queue", queue=locale.queue(it.queue)),
        locale.say("missing_ended.back", riders=told),
    )
    return Screen(text)
