"""Who reports: a rider, known by a Telegram chat and nothing else."""

from dataclasses import dataclass

from domain.geo.positions import Position

CONSENT_VERSION = 2
"""Version of the terms on the first screen; raising it asks every rider again."""


@dataclass(frozen=True, slots=True)
class Rider:
    """One rider.

    Attributes:
        id: made by the application; what ledger and events refer to.
        chat_id: the private chat, equal to the Telegram user id.
        language: `zh` or `en`; None until told by Telegram or chosen.
        consent: version of the terms agreed to, 0 for none.
        muted: no weekly digest.
        reachable: False after Telegram said that the bot is blocked, until the rider writes again.
        last_place: the last position given for a draft.
        last_place_at: when, ms UTC.
        created_at: first meeting, ms UTC.
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

    @property
    def agreed(self) -> bool:
        """Whether the current terms are agreed to."""
        return self.consent == CONSENT_VERSION
