"""Screens of activities for riders: what is to come, and one of them."""

from collections.abc import Sequence
from typing import Final

from domain.geo.china import in_china
from domain.geo.datums import WGS84
from domain.geo.map_links import map_link
from domain.geo.positions import Position
from domain.programme.activities import HAS_PLACE, STILL_COMES, Activity, ActivityState, SignUpState
from domain.programme.activity_messages import ActivitiesShown, ActivityEntry, ActivityPin, ActivityShown
from domain.programme.calendar_entries import CalendarEntry
from domain.week.posters import Fact, Facts, Poster, Tile, Tiles
from services.programme.activities import ActivitiesView, ActivityView, EntryView, Listed
from texts.base.activity_words import languages_of, place_of, title_of, when, why_off
from texts.base.badge_words import earns
from texts.base.buttons import KeyRow, choice, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines, paragraphs

_IN_CHINA: Final = ("amap", "baidu", "tencent")
_ELSEWHERE: Final = ("google", "osm", "apple")


@screen.register(ActivitiesShown)
def activities(view: ActivitiesView, locale: Locale) -> Screen:
    """Return a page of what is to come, the reader's own first, with a key for each."""
    if not view.mine and not view.others and view.is_first:
        return Screen(locale.say("activities.none"))
    text = paragraphs(
        _part("activities.mine", view.mine, locale),
        _part("activities.others", view.others, locale),
        locale.say("activities.no_more") if not view.mine and not view.others else None,
    )
    keys = [
        (choice(title_of(each.activity, locale), Verb.ACTIVITY, each.activity.id, ""),)
        for each in (*view.mine, *view.others)
    ]
    first = () if view.is_first else (choice("‹", Verb.ACTIVITIES_PAGE, 0, ""),)
    more = (choice("›", Verb.ACTIVITIES_PAGE, view.next_after, ""),) if view.next_after else ()
    return Screen(text, (*keys, *((row,) if (row := (*first, *more)) else ())))


def _part(heading: str, listed: Sequence[Listed], locale: Locale) -> Html | None:
    return lines(locale.say(heading), *(_line(each, locale) for each in listed)) if listed else None


def _line(it: Listed, locale: Locale) -> Html:
    return locale.say(
        "activities.line",
        title=title_of(it.activity, locale),
        when=when(it.activity, locale),
        place=place_of(it.activity, locale),
        seats=_mine(it, locale) or seats_left(it, locale),
    )


def _mine(it: Listed, locale: Locale) -> str:
    """Return the reader's number or that they wait, "" where it is not theirs."""
    if it.own is None or it.own.state not in HAS_PLACE:
        return ""
    return locale.plain(f"activities_own.{it.own.state}", number=it.own.number)


def seats_left(it: Listed, locale: Locale) -> str:
    """Return how many seats are left, or that there is no limit."""
    if it.free is None:
        return locale.plain("activities.open_to_all")
    return locale.plain("activities.left" if it.free else "activities.full", count=it.free)


@screen.register(ActivityShown)
def activity(view: ActivityView, locale: Locale) -> Screen:
    """Return one activity; whoever has a seat gets their number as a picture, to be shown at the door."""
    it = view.listed.activity
    text = lines(
        locale.say("activity.title", title=title_of(it, locale)),
        _state(view, locale),
        locale.say("activity.time", when=when(it, locale)),
        locale.say("activity.place", place=place_of(it, locale)),
        locale.say("activity.note", note=it.note) if it.note else None,
        locale.say("activity.languages", languages=languages_of(it, locale)) if it.languages else None,
        _earns(it, locale),
        locale.say("activity.seats", seats=seats_left(view.listed, locale)) if _is_on(view) else None,
        _overlaps(view, locale),
        locale.say("activity.ask") if view.asks and _can_cancel(view) else None,
    )
    return Screen(text, _keys(view, locale), poster=_number(view, locale))


def _is_on(view: ActivityView) -> bool:
    it = view.listed.activity
    return it.state is ActivityState.OPEN and view.now < it.ends_at


def _state(view: ActivityView, locale: Locale) -> Html | None:
    """Return what has become of the activity, or what the reader has to do with it."""
    it, own = view.listed.activity, view.listed.own
    if it.state is ActivityState.CANCELLED:
        return lines(locale.say("activity.is_cancelled"), why_off(it, locale))
    mine = own is not None and own.state is not SignUpState.CANCELLED
    if own is not None and mine and (_is_on(view) or own.state is SignUpState.CAME):
        return locale.say(f"activity_own.{own.state}", number=own.number, before=view.before)
    return None if _is_on(view) else locale.say("activity.is_over")


def _earns(it: Activity, locale: Locale) -> Html | None:
    earned = earns(it.points, it.badge, locale)
    return locale.say("activity.earns", earned=earned) if earned else None


def _overlaps(view: ActivityView, locale: Locale) -> Html | None:
    if view.overlaps is None or not _is_on(view):
        return None
    other = view.overlaps
    return locale.say("activity.overlaps", title=title_of(other, locale), when=when(other, locale))


def _can_cancel(view: ActivityView) -> bool:
    own = view.listed.own
    return _is_on(view) and own is not None and own.state in STILL_COMES


def _keys(view: ActivityView, locale: Locale) -> tuple[KeyRow, ...]:
    it = view.listed.activity
    if view.asks and _can_cancel(view):
        yes = key(locale, "activity.key_cancel_yes", Verb.ACTIVITY_DOES, it.id, "cancel", style=Style.DANGER)
        return ((yes, key(locale, "activity.key_keep", Verb.ACTIVITY_DOES, it.id, "keep")),)
    rows = (
        _act(view, locale),
        _calendar(view, locale),
        *_where(it, locale),
        (key(locale, "activity.key_list", Verb.ACTIVITIES_PAGE),),
    )
    return tuple(row for row in rows if row)


def _act(view: ActivityView, locale: Locale) -> KeyRow:
    """Return the key that signs up, or cancels; none for who came, or where it is over, or full and begun."""
    it, own = view.listed.activity, view.listed.own
    if not _is_on(view) or (own is not None and own.state is SignUpState.CAME):
        return ()
    if _can_cancel(view):
        return (key(locale, "activity.key_cancel", Verb.ACTIVITY_DOES, it.id, "ask"),)
    is_full = view.listed.free == 0
    if is_full and view.now >= it.starts_at:
        return ()
    label = "activity.key_wait" if is_full else "activity.key_sign_up"
    return (key(locale, label, Verb.ACTIVITY_DOES, it.id, "sign_up", style=Style.PRIMARY),)


def _calendar(view: ActivityView, locale: Locale) -> KeyRow:
    """Return the key of the calendar file for who has a place, of a cancelled one, too; none once it is over."""
    it, own = view.listed.activity, view.listed.own
    offers = _is_on(view) or it.state is ActivityState.CANCELLED
    if own is None or own.state not in HAS_PLACE or not offers:
        return ()
    return (key(locale, "activity.key_calendar", Verb.ACTIVITY_DOES, it.id, "calendar"),)


def _where(it: Activity, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys that lead there; none where nobody gave a position."""
    place = _place(it)
    if place is None:
        return ()
    names = _IN_CHINA if in_china(place.lat, place.lng) else _ELSEWHERE
    maps = tuple(Button(locale.plain(f"map.{name}"), url=map_link(name, place)) for name in names)
    return ((key(locale, "activity.key_pin", Verb.ACTIVITY_DOES, it.id, "pin"),), maps)


def _place(it: Activity) -> Position | None:
    return Position(it.lat, it.lng, WGS84, "place") if it.lat is not None and it.lng is not None else None


@screen.register(ActivityPin)
def activity_pin(view: Activity, locale: Locale) -> Screen:
    """Return where an activity is."""
    del locale
    return Screen("", pin=_place(view))


@screen.register(ActivityEntry)
def activity_entry(view: EntryView, locale: Locale) -> Screen:
    """Return an activity as a calendar file."""
    it = view.activity
    cancelled = it.state is ActivityState.CANCELLED
    entry = CalendarEntry(
        uid=f"activity-{it.id}@qianshao",
        sequence=it.revision + cancelled,
        cancelled=cancelled,
        title=title_of(it, locale, sign=False),
        note=it.note,
        place=place_of(it, locale),
        lat=it.lat,
        lng=it.lng,
        url=view.url,
        starts_at=it.starts_at,
        ends_at=it.ends_at,
        written_at=view.now,
    )
    said = "activity_entry.cancelled" if cancelled else "activity_entry"
    return Screen(locale.say(said, title=title_of(it, locale)), archive=entry)


def _number(view: ActivityView, locale: Locale) -> Poster | None:
    """Return the reader's number as a picture while it is of use at the door."""
    it, own = view.listed.activity, view.listed.own
    if own is None or not _is_on(view) or own.state is not SignUpState.SIGNED_UP:
        return None
    facts = Facts((Fact(locale.plain("poster.activity_when"), when(it, locale)),
                   Fact(locale.plain("poster.activity_where"), place_of(it, locale))))  # fmt: skip
    tile = Tile(locale.plain("poster.activity_number"), str(own.number))
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    return Poster(title_of(it, locale, sign=False), "", (Tiles((tile,)), facts), footer)
