"""What stands before anything else on an urgent report: whom to call, and how to stay safe."""

from domain.district.catalogue import Category
from texts.base.locale import Locale
from texts.base.wording import Html, lines

_CALLS = {
    "110": "call.police",
    "119": "call.fire",
    "120": "call.ambulance",
    "122": "call.traffic",
    "gas": "call.gas",
    "water": "call.water",
    "heating": "call.heating",
    "power": "call.power",
}
_FOR_PEOPLE = ("110", "120")
"""Whom to call where a category names nobody: police and ambulance, should somebody be hurt."""


def urgent_lines(category: Category | None, locale: Locale) -> Html | None:
    """Whom to call and what to do until help comes; None for what is not urgent."""
    if category is None or not category.urgent:
        return None
    if category.call is None:
        call = locale.say("urgent.hurt", calls=callees(_FOR_PEOPLE, locale))
    else:
        call = locale.say("urgent.call", calls=callees((category.call,), locale))
    return lines(call, advice(category, locale))


def advice(category: Category, locale: Locale) -> Html | None:
    """What whoever stands there should do; None where the district gives no advice."""
    text = category.advice_zh if locale.language == "zh" else category.advice_en
    return locale.say("urgent.advice", advice=text) if text else None


def callees(calls: tuple[str, ...], locale: Locale) -> str:
    """Who answers under which number, for calls as the catalogue names them."""
    named = [
        locale.plain(_CALLS.get(call, "call.other"), number=locale.district.number_to_call(call)) for call in calls
    ]
    return locale.plain("list.between").join(named)
