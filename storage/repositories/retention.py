"""Removing what is past its time, in SQL."""

from collections.abc import Mapping
from typing import Final

from services.ports.retention import Kept
from storage.session import Repository

_QUERIES: Final[Mapping[Kept, tuple[str, ...]]] = {
    Kept.FIRED_TIMERS: ("purge_timers",),
    Kept.PROMPTS: ("purge_prompts",),
    Kept.CODES: ("purge_codes",),
    Kept.TOLD_WEEKS: ("purge_told_weeks",),
    Kept.PARKED_MESSAGES: ("purge_parked_messages",),
    Kept.CARDS: ("purge_cards",),
    Kept.ENDED_DRAFTS: ("purge_ended_drafts",),
    Kept.CLOSED_DRAFTS: ("loosen_closed_photos", "purge_closed_drafts"),
    Kept.CLOSED_NOTES: ("blank_closed_notes",),
    Kept.CLOSED_WORDS: ("blank_closed_words",),
    Kept.MESSAGES: ("purge_live_messages",),
    Kept.PICTURES: ("purge_live_pictures",),
    Kept.STRANGERS_MESSAGES: ("purge_strangers_messages",),
    Kept.STRANGERS_RECORDS: ("purge_strangers_records",),
}


class SqlRetention(Repository):
    """`services.ports.retention.Retention` in SQL."""

    async def purge(self, what: Kept, before: int) -> int:
        return sum([await self._session.change(query, before=before) for query in _QUERIES[what]])
