"""Links that open the private chat with the bot and say what for: `https://t.me/BOT?start=s-EAST1`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_PAYLOAD: Final = re.compile(r"([a-z])-([A-Za-z0-9_-]{1,60})", re.ASCII)


class LinkKind(StrEnum):
    """What a link opens; the value begins its payload, which stands on printed codes and so stays."""

    STATION = "s"
    VOUCHER = "v"
    INVITE = "i"
    MENTOR = "m"
    CLAIM = "c"
    DOOR = "d"
    ACTIVITY = "a"
    LESSON = "l"


@dataclass(frozen=True, slots=True)
class StartLink:
    """A link's kind and its code: of the letters, digits, `_` and `-` that Telegram allows, 60 at most."""

    kind: LinkKind
    code: str

    @property
    def payload(self) -> str:
        """What the bot gets behind `/start`; see https://core.telegram.org/bots/features#deep-linking."""
        return f"{self.kind}-{self.code}"

    def app_url(self, bot: str) -> str:
        """Return the address of the same for a phone that has Telegram, which needs no network to be followed."""
        return f"tg://resolve?domain={bot}&start={self.payload}"

    def url(self, bot: str) -> str:
        """Return the address that opens the chat with the bot of this username."""
        return f"https://t.me/{bot}?start={self.payload}"

    def address(self, bot: str, public_url: str) -> str:
        """Return the address of its page behind the web door, if that has an address, else Telegram's."""
        return f"{public_url}/go/{self.payload}" if public_url else self.url(bot)


def parse_link(payload: str) -> StartLink | None:
    """Return what a payload opens; None for one that is none of ours."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None or found[1] not in frozenset(LinkKind):
        return None
    return StartLink(LinkKind(found[1]), found[2])
