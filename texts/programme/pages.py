"""The pages behind the web door: what a link is for, and how to follow it."""

from dataclasses import dataclass

from domain.programme.links import LinkKind, StartLink
from texts.base.locale import Locale
from texts.programme.stations import facts_of


@dataclass(frozen=True, slots=True)
class DoorPage:
    """A page in plain words; `app_url` opens the phone's Telegram, `web_url` Telegram's own page, "" for no link."""

    language: str
    district: str
    title: str
    text: str
    facts: tuple[str, ...] = ()
    key: str = ""
    app_url: str = ""
    hint: str = ""
    web_url: str = ""
    scan: str = ""


def link_page(link: StartLink, bot: str, locale: Locale) -> DoorPage:
    """Return the page of a link: of a station's what stands at its door.

    Of what is a secret it tells no more than the link: nobody learns from it whether a code is good.
    """
    station = locale.district.stations.get(link.code) if link.kind is LinkKind.STATION else None
    return DoorPage(
        language=locale.language,
        district=locale.name(locale.district),
        title=locale.name(station) if station else locale.plain(f"door_title.{link.kind.name.lower()}"),
        facts=facts_of(station, locale) if station else (),
        text=locale.plain(f"door_text.{link.kind.name.lower()}"),
        key=locale.plain("door.key_open"),
        app_url=link.app_url(bot),
        hint=locale.plain("door.hint"),
        web_url=link.url(bot),
        scan=locale.plain("door.scan"),
    )


def no_page(locale: Locale) -> DoorPage:
    """Return the page of an address at which there is none."""
    return DoorPage(
        locale.language, locale.name(locale.district), locale.plain("door.none"), locale.plain("door.none_text")
    )
