"""Removing what is past its time, in SQL."""

from collections.abc import Iterable, Mapping
from typing import Final

from services.ports.retention import Kept
from storage.session import Repository

_IN_BATCHES: Final[Mapping[Kept, str]] = {
    Kept.SENT_MESSAGES: "purge_messages",
    Kept.FIRED_TIMERS: "purge_timers",
    Kept.PROMPTS: "purge_prompts",
    Kept.CODES: "purge_codes",
    Kept.VOUCHER_CODES: "purge_voucher_codes",
    Kept.SLIPS: "purge_slips",
    Kept.ACTIVITY_DRAFTS: "purge_activity_drafts",
    Kept.SIGN_UPS: "purge_sign_ups",
    Kept.ACTIVITIES: "purge_activities",
    Kept.SIGHTINGS: "purge_sightings",
    Kept.MISSING_TOLD: "purge_missing_told",
    Kept.MISSING: "purge_missing",
    Kept.WISH_DRAFTS: "purge_wish_drafts",
    Kept.WISHES: "purge_wishes",
    Kept.HAND_OVERS: "purge_hand_overs",
    Kept.TOLD_WEEKS: "purge_told_weeks",
    Kept.PARKED_MESSAGES: "purge_parked_messages",
    Kept.CARDS: "purge_cards",
    Kept.ENDED_DRAFTS: "purge_ended_drafts",
    Kept.RETIRED_MESSAGES: "purge_retired_messages",
    Kept.OTHER_MESSAGES: "purge_other_messages",
}

_BY_ONE: Final[Mapping[Kept, tuple[str, tuple[str, ...]]]] = {
    Kept.CLOSED_WORDS: (
        "reports_with_words",
        ("drop_words", "blank_closed_notes", "blank_closed_words", "note_words_gone"),
    ),
    Kept.APPEALS: ("appeals_with_words", ("purge_appeal_lines", "blank_appeal")),
    Kept.OLD_TRACES: (
        "reports_with_old_traces",
        (
            "loosen_closed_photos",
            "loosen_closed_clips",
            "purge_closed_drafts",
            "purge_texts_of_report",
            "purge_pictures_of_report",
        ),
    ),
    Kept.CLOSED_TRACES: (
        "reports_with_traces",
        (
            "loosen_closed_photos",
            "loosen_closed_clips",
            "purge_closed_drafts",
            "purge_texts_of_report",
            "purge_pictures_of_report",
            "note_traces_gone",
        ),
    ),
}
"""How reports and appeals are found of which something goes, and what is done to each."""

_OF_CHATS: Final[Mapping[Kept, tuple[str, str]]] = {
    Kept.STRANGERS_MESSAGES: ("strangers_with_messages", "purge_strangers_messages"),
    Kept.STRANGERS_RECORDS: ("strangers_with_records", "purge_strangers_records"),
}


class SqlRetention(Repository):
    """`services.ports.retention.Retention` in SQL."""

    async def purge(self, what: Kept, before: int, limit: int) -> bool:
        if what in _IN_BATCHES:
            return await self._session.change(_IN_BATCHES[what], before=before, limit=limit) == limit
        if what in _OF_CHATS:
            find, purge = _OF_CHATS[what]
            for row in await self._session.fetch(find):
                await self._session.change(purge, chat_id=row["id"], before=before)
            return False
        find, steps = _BY_ONE[what]
        found = await self._session.fetch(find, before=before, limit=limit)
        for row in found:
            for step in steps:
                await self._session.change(step, report_id=row["id"], before=before)
        return len(found) == limit

    async def look_again(self, report_ids: Iterable[int]) -> None:
        for report_id in report_ids:
            await self._session.change("look_for_traces_again", report_id=report_id)
