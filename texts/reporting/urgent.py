"""The first lines of an urgent report: whom to call, and safety advice."""

from domain.district.catalogue import Category
from domain.language.dangers import DangerKind
from texts.base.locale import Locale
from texts.base.wording import Html, html, lines

_CALLS = {
    "110": "call.police",
    "119": "call.fire",
    "120": "call.ambulance",
    "122": "call.traffic",
    "12345": "call.hotline",
    "12356": "call.lifeline",
    "gas": "call.gas",
    "water": "call.water",
    "heating": "call.heating",
    "power": "call.power",
}
_FOR_PEOPLE = ("110", "120")
"""Numbers to call if the category names none: police and ambulance, in case somebody is hurt."""


def urgent_lines(category: Category | None, danger: DangerKind | None, locale: Locale) -> Html | None:
    """Return whom to call and what to do until help comes; None for what is neither urgent nor of a danger to life."""
    call = call_line(category, danger, locale)
    return lines(call, advice_line(category, danger, locale)) if call else None


def danger_lines(kind: DangerKind, category: Category | None, locale: Locale) -> Html:
    """Return whom to call in this danger, and what saves a life until they come."""
    return lines(call_line(category, kind, locale), advice_line(category, kind, locale))


def call_line(category: Category | None, danger: DangerKind | None, locale: Locale) -> Html | None:
    """Return whom to call first; None for what is neither urgent nor of a danger to life."""
    if danger is not None:
        calls = locale.district.danger(danger).call or _FOR_PEOPLE
        return locale.say("urgent.call", calls=callees(calls, locale))
    if category is None or not category.urgent:
        return None
    if category.call is None:
        return locale.say("urgent.hurt", calls=callees(_FOR_PEOPLE, locale))
    return locale.say("urgent.call", calls=callees((category.call,), locale))


def advice_line(category: Category | None, danger: DangerKind | None, locale: Locale) -> Html | None:
    """Return what to do at the place, in a danger to people what saves a life; None if the district says nothing."""
    if danger is not None and locale.district.danger(danger).to_person:
        return locale.say(f"danger_advice.{danger}")
    if category is None:
        return None
    text = category.advice_zh if locale.language == "zh" else category.advice_en
    return locale.say("urgent.advice", advice=html(text)) if text else None


def callees(calls: tuple[str, ...], locale: Locale) -> str:
    """Return who answers at which number, for `call` values of the catalogue."""
    named = [
        locale.plain(_CALLS.get(call, "call.other"), number=locale.district.number_to_call(call)) for call in calls
    ]
    return locale.plain("list.between").join(named)
