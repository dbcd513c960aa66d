"""Erasing what is a rider's own, in SQL."""

from dataclasses import replace
from typing import Final

from domain.messages import Meaning
from domain.people.riders import Rider
from domain.tickets.messages import Nudge
from services.outgoing import asked_keys
from services.rider_keys import appeal_from_keys
from services.wish_keys import wishes_of_keys
from storage.repositories.meanings import read_meaning, write_meaning
from storage.session import Kind, Repository

_OF_RIDER: Final = (
    "find_photos_of_rider",
    "loosen_photos",
    "loosen_clips",
    "erase_photo_questions",
    "erase_drafts",
    "drop_words_of_rider",
    "index_again_of_rider",
    "erase_outcomes",
    "erase_notes",
    "erase_words",
    "erase_live_location",
    "erase_spot_checks",
    "loosen_roster",
    "revoke_invites_of",
    "drop_mentor_code",
    "drop_mentorings",
    "erase_announcements",
    "erase_check_in",
    "end_place_asked",
    "erase_trainings",
    "erase_lesson_attempts",
    "erase_badges",
    "erase_honour",
    "erase_called",
    "erase_whereabouts",
    "erase_missing_told",
    "erase_appeal_lines",
    "erase_appeal_drafts",
    "erase_appeals",
    "erase_sightings",
    "erase_slips",
    "erase_wishes",
    "unname_adopter",
)
"""By the rider's id, in this order: what finds something comes before what takes it away."""

_OF_CHAT: Final = (
    "erase_messages",
    "erase_live_messages",
    "erase_heard",
    "erase_prompts",
    "erase_hold",
    "erase_updates",
)
"""By the id of the private chat."""


class SqlErasure(Repository):
    """`services.ports.erasure.Erasure` in SQL."""

    async def forget(self, rider: Rider, now: int) -> None:
        for query in _OF_RIDER:
            await self._session.change(query, rider_id=rider.id)
        await self._session.change("erase_board_rider", rider_id=rider.id)
        await self._session.change("end_stays", rider_id=rider.id, now=now)
        await self._session.change("erase_waiting_updates", chat_id=rider.chat_id, now=now)
        for query in _OF_CHAT:
            await self._session.change(query, chat_id=rider.chat_id)
        self._session.wakes.add(Kind.INBOX)  # what came later is in line behind nothing now
        if not await self._session.change("delete_rider", rider_id=rider.id):
            await self._session.change("erase_rider", rider_id=rider.id, now=now)

    async def reports(self, rider_id: int, after_id: int, limit: int) -> list[int]:
        rows = await self._session.fetch("reports_with_rider", rider_id=rider_id, after_id=after_id, limit=limit)
        return [row["id"] for row in rows]

    async def reword(self, report_ids: list[int]) -> None:
        for row in await self._session.fetch("messages_with_words"):
            meaning = read_meaning(row["meaning"])
            if isinstance(meaning, Nudge) and meaning.report_id in report_ids:
                silent: Meaning = replace(meaning, words="")
                await self._session.change("reword_message", seq=row["seq"], meaning=write_meaning(silent))

    async def asked(self, rider_id: int) -> list[tuple[int, int]]:
        groups = [row["id"] for row in await self._session.fetch("groups_written_to")]
        found: list[tuple[int, int]] = []
        for keys in (asked_keys(rider_id), appeal_from_keys(rider_id), wishes_of_keys(rider_id)):
            await self._session.change("erase_asked", keys=f"{keys}%")
            for chat_id in groups:
                rows = await self._session.fetch("asked_messages", chat_id=chat_id, keys=f"{keys}%")
                found += [(row["chat_id"], row["message_id"]) for row in rows]
        return found
