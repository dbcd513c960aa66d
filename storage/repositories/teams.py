"""Companies, teams, stays, invites and the district's list of riders, in SQL."""

from collections.abc import Sequence

from domain.people.riders import CONSENT_VERSION, Rider
from domain.programme.teams import Company, Invite, RosterRow, Stay, Team, TeamFigures
from domain.week.weeks import Span
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlTeams(Repository):
    """`services.ports.teams.Teams` in SQL."""

    async def companies(self) -> list[Company]:
        return [from_row(Company, row) for row in await self._session.fetch("all_companies")]

    async def company(self, company_id: str) -> Company | None:
        row = await self._one("company_by_id", id=company_id)
        return from_row(Company, row) if row is not None else None

    async def save_companies(self, companies: Sequence[Company]) -> None:
        await self._session.change_many("save_company", [to_row(each) for each in companies])

    async def teams(self) -> list[Team]:
        return [from_row(Team, row) for row in await self._session.fetch("all_teams")]

    async def team(self, team_id: str) -> Team | None:
        row = await self._one("team_by_id", id=team_id)
        return from_row(Team, row) if row is not None else None

    async def save_teams(self, teams: Sequence[Team]) -> None:
        await self._session.change_many("save_team", [to_row(each) for each in teams])

    async def sizes(self) -> dict[str, int]:
        rows = await self._session.fetch("team_sizes")
        return {row["team"]: row["riders"] for row in rows if row["riders"]}

    async def stay_of(self, rider_id: int) -> Stay | None:
        return await self._stay("open_stay", rider_id=rider_id)

    async def stays_of(self, rider_id: int) -> list[Stay]:
        return [from_row(Stay, row) for row in await self._session.fetch("stays_of_rider", rider_id=rider_id)]

    async def stay(self, stay_id: int) -> Stay | None:
        return await self._stay("stay_by_id", id=stay_id)

    async def captain(self, team_id: str) -> Stay | None:
        return await self._stay("captain_of_team", team=team_id)

    async def _stay(self, query: str, /, **values: int | str) -> Stay | None:
        row = await self._one(query, **values)
        return from_row(Stay, row) if row is not None else None

    async def members(self, team_id: str, after: int, limit: int) -> list[Stay]:
        rows = await self._session.fetch("members_of_team", team=team_id, after=after, limit=limit)
        return [from_row(Stay, row) for row in rows]

    async def size(self, team_id: str) -> int:
        return await self._number("team_size", team=team_id) or 0

    async def next_number(self, team_id: str) -> int:
        return (await self._number("last_number", team=team_id) or 0) + 1

    async def save_stay(self, stay: Stay) -> None:
        await self._session.change("save_stay", **to_row(stay))

    async def figures(self, team_id: str, span: Span) -> TeamFigures:
        reported = await self._session.fetch("team_reports", team=team_id, start=span.start, end=span.end)
        checks = await self._number("team_checks", team=team_id, start=span.start, end=span.end)
        return TeamFigures(reported[0]["reports"], reported[0]["fixed"], checks or 0)

    async def to_tell(self, team_id: str, after: int, limit: int, *, by_captain: bool) -> list[Rider]:
        rows = await self._session.fetch(
            "team_to_tell",
            team=team_id,
            after_id=after,
            limit=limit,
            consent=CONSENT_VERSION,
            by_captain=int(by_captain),
        )
        return [from_row(Rider, row) for row in rows]

    async def reaches(self, team_id: str, *, by_captain: bool) -> int:
        values = {"consent": CONSENT_VERSION, "by_captain": int(by_captain)}
        return await self._number("count_team_to_tell", team=team_id, **values) or 0

    async def invite(self, code: str) -> Invite | None:
        row = await self._one("invite_by_code", code=code)
        return from_row(Invite, row) if row is not None else None

    async def invites(self, team_id: str, now: int) -> list[Invite]:
        rows = await self._session.fetch("open_invites", team=team_id, now=now)
        return [from_row(Invite, row) for row in rows]

    async def save_invite(self, invite: Invite) -> None:
        await self._session.change("save_invite", **to_row(invite))

    async def purge_invites(self, before: int) -> None:
        await self._session.change("purge_invites", before=before)


class SqlRosters(Repository):
    """`services.ports.teams.Rosters` in SQL."""

    async def rows(self, after: str, limit: int) -> list[RosterRow]:
        rows = await self._session.fetch("roster_rows", after=after, limit=limit)
        return [from_row(RosterRow, row) for row in rows]

    async def save(self, rows: Sequence[RosterRow]) -> None:
        await self._session.change_many("save_roster_row", [to_row(each) for each in rows])

    async def row(self, code: str) -> RosterRow | None:
        return await self._row("roster_row", code=code)

    async def claimed_by(self, code: str) -> RosterRow | None:
        return await self._row("roster_row_of_claim", claim=code)

    async def _row(self, query: str, /, **values: str) -> RosterRow | None:
        row = await self._one(query, **values)
        return from_row(RosterRow, row) if row is not None else None

    async def of_rider(self, rider_id: int) -> list[RosterRow]:
        return [from_row(RosterRow, row) for row in await self._session.fetch("roster_of_rider", rider_id=rider_id)]

    async def claim(self, code: str, rider_id: int) -> bool:
        return bool(await self._session.change("claim_roster_row", code=code, rider_id=rider_id))

    async def renew(self, code: str, claim: str) -> None:
        await self._session.change("renew_roster_row", code=code, claim=claim)
