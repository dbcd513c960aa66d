"""Riders, known by their Telegram chat only."""

from dataclasses import dataclass

from domain.geo.positions import Position
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.week.slots import USUAL

CONSENT_VERSION = 3
"""The version of the terms on the first screen; raising it asks every rider again, and the wording says what is new."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the terms of this day name: the hosts that photos and recordings go to; "" for none."""

    photos_to: str = ""
    voices_to: str = ""


@dataclass(frozen=True, slots=True)
class Rider:
    """One rider.

    Attributes:
        id: The id used by ledger and events.
        chat_id: The private chat, equal to the Telegram user id.
        language: `zh` or `en`; None if Telegram gave none of them and the rider has not chosen.
        consent: The version of the terms that the rider agreed to; 0 for none.
        photos_to: The host that these terms name as looking at photos; "" for none.
        voices_to: The host that these terms name as writing recordings down; "" for none.
        muted: Whether the weekly digest is off.
        digest_slot: When it comes, one of `domain.week.slots.SLOTS`.
        reachable: False from the time Telegram says that the bot is blocked until the rider writes again.
        last_place: The last position given for a draft.
        last_place_at: When it was given, ms UTC.
        created_at: The first message, ms UTC.
        asked_about: The report that they called not fixed last, about which they are asked what is wrong.
        asked_until: Until when what they send without a reply answers that, ms UTC.
        checks: Whether they are asked about repairs near by.
        calls: Whether they are called where a badge that they hold is needed.
        barred, barred_for, barred_until: What supervisors did against them last, why, and until when (ms UTC), None
            for until it is lifted; `barred_now` says whether it is over.
        lookout: Whether they hear of missing persons near by.
        appeals: Whether they ever began an appeal, so that what they send may be of one.
        seen_of: The call about a missing person of whom they said last that they see them.
        seen_until: Until when what they send belongs to that, ms UTC.
        start_link: The payload of the link by which they came, until they agree to the terms; "" for none.
    """

    id: int
    chat_id: int
    language: str | None
    consent: int
    muted: bool
    reachable: bool
    last_place: Position | None
    last_place_at: int | None
    created_at: int
    photos_to: str = ""
    voices_to: str = ""
    asked_about: int | None = None
    asked_until: int | None = None
    checks: bool = False
    digest_slot: int = USUAL
    barred: SanctionKind | None = None
    barred_for: SanctionReason | None = None
    barred_until: int | None = None
    start_link: str = ""
    calls: bool = True
    lookout: bool = False
    appeals: bool = False
    seen_of: int | None = None
    seen_until: int | None = None

    @property
    def has_left(self) -> bool:
        """Whether they have asked to be forgotten: the id stays for the ledger, and no chat is theirs any more."""
        return self.chat_id < 0

    def barred_now(self, now: int) -> SanctionKind | None:
        """Return whether they are muted or banned now (ms UTC); None for neither."""
        return self.barred if self.barred_until is None or now < self.barred_until else None

    def agreed(self, terms: Terms) -> bool:
        """Return whether the rider has agreed to the current version, and to each host that the terms name."""
        return not self.news(terms)

    def news(self, terms: Terms) -> tuple[str, ...]:
        """Return what the rider has not agreed to: `terms`, the version, and the hosts of `photos` and `voices`."""
        is_new = {
            "terms": self.consent != CONSENT_VERSION,
            "photos": terms.photos_to not in {"", self.photos_to},
            "voices": terms.voices_to not in {"", self.voices_to},
        }
        return tuple(name for name, new in is_new.items() if new)
