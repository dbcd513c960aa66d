"""What was heard of people in groups, in SQL."""

from domain.tickets.membership import Membership
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlMemberships(Repository):
    """`services.ports.memberships.Memberships` in SQL."""

    async def note(self, heard: Membership) -> None:
        await self._session.change("note_membership", **to_row(heard))

    async def heard(self, chat_id: int, user_id: int) -> Membership | None:
        row = await self._one("membership_heard", chat_id=chat_id, user_id=user_id)
        return None if row is None else from_row(Membership, row)

    async def purge(self, before: int) -> None:
        await self._session.change("purge_memberships", before=before)
