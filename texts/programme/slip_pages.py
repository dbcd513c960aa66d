"""The page on which a platform verifies delay slips."""

from dataclasses import dataclass

from domain.programme.codes import in_halves
from domain.programme.slips import Standing
from services.programme.verifying import SlipView
from texts.base.locale import Locale
from texts.programme.slips import facts_of


@dataclass(frozen=True, slots=True)
class SlipPage:
    """A page in plain words, with a form; `holds` is None where it is about no slip.

    `facts` are labels with what stands there.
    """

    language: str
    district: str
    title: str
    text: str
    ask: str
    field: str
    send: str
    holds: bool | None = None
    code: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def form_page(locale: Locale) -> SlipPage:
    """Return the page that asks for a code."""
    return _page(locale, locale.plain("verify_page.title"), "")


def slip_page(view: SlipView, locale: Locale) -> SlipPage:
    """Return whether a slip holds, and what stands on it if it does."""
    holds = view.standing is Standing.HOLDS
    facts = facts_of(view, locale) if holds else ()
    return _page(
        locale,
        locale.plain(f"verify_page.{view.standing}"),
        locale.plain("verify_page.note") if holds else "",
        holds=holds,
        code=in_halves(view.slip.code),
        facts=tuple((locale.plain(f"slip_fact.{name}"), text) for name, text in facts),
    )


def unknown_page(locale: Locale) -> SlipPage:
    """Return that there is no such code, the same for whatever was asked."""
    return _page(locale, locale.plain("verify_page.unknown"), locale.plain("verify_page.unknown_text"), holds=False)


def slow_page(locale: Locale) -> SlipPage:
    """Return that there were too many wrong codes."""
    return _page(locale, locale.plain("verify_page.slow"), locale.plain("verify_page.slow_text"), holds=False)


def _page(
    locale: Locale,
    title: str,
    text: str,
    *,
    holds: bool | None = None,
    code: str = "",
    facts: tuple[tuple[str, str], ...] = (),
) -> SlipPage:
    return SlipPage(
        language=locale.language,
        district=locale.name(locale.district),
        title=title,
        text=text,
        ask=locale.plain("verify_page.ask") if holds is None else locale.plain("verify_page.again"),
        field=locale.plain("verify_page.field"),
        send=locale.plain("verify_page.send"),
        holds=holds,
        code=code,
        facts=facts,
    )
