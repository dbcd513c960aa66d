"""Activities in SQL."""

from collections.abc import Mapping, Sequence

from domain.programme.activities import Activity, Attended, SignUp, SignUpState
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository, Row, Value


class SqlActivities(Repository):
    """`services.ports.activities.Activities` in SQL."""

    async def get(self, activity_id: int) -> Activity | None:
        return _activity(await self._one("activity_by_id", id=activity_id))

    async def save(self, activity: Activity) -> None:
        await self._session.change("save_activity", **to_row(activity))

    async def remove_draft(self, activity_id: int) -> None:
        await self._session.change("remove_draft_activity", id=activity_id)

    async def meet(self, activity_id: int) -> None:
        await self._session.change("meet_at_activity", id=activity_id)

    async def to_come(self, now: int, after_id: int, limit: int) -> list[Activity]:
        return await self._activities("activities_to_come", now=now, after_id=after_id, limit=limit)

    async def of_queues(self, queues: Sequence[str], since: int, offset: int, limit: int) -> list[Activity]:
        page = {"offset": offset, "limit": limit}
        return await self._activities("activities_of_queues", queues=names_of(queues), since=since, **page)

    async def queues(self, since: int) -> list[str]:
        return [row["queue"] for row in await self._session.fetch("queues_of_activities", since=since)]

    async def ending(self, queue: str, since: int, until: int) -> list[Attended]:
        rows = await self._session.fetch("activities_ending", queue=queue, since=since, until=until)
        return [Attended(from_row(Activity, row), row["signed_up"], row["came"]) for row in rows]

    async def behind(self, activity_id: int, limit: int) -> list[Activity]:
        return await self._activities("activities_behind", id=activity_id, limit=limit)

    async def sign_up_of(self, activity_id: int, rider_id: int) -> SignUp | None:
        return _sign_up(await self._one("sign_up_of", activity_id=activity_id, rider_id=rider_id))

    async def numbered(self, activity_id: int, number: int) -> SignUp | None:
        return _sign_up(await self._one("sign_up_numbered", activity_id=activity_id, number=number))

    async def of_rider(self, rider_id: int, since: int) -> list[tuple[Activity, SignUp]]:
        rows = await self._session.fetch("activities_of_rider", rider_id=rider_id, since=since)
        return [(from_row(Activity, row), _own(row)) for row in rows]

    async def save_sign_up(self, sign_up: SignUp) -> None:
        await self._session.change("save_sign_up", **to_row(sign_up))

    async def next_number(self, activity_id: int) -> int:
        return (await self._number("last_number_of_activity", activity_id=activity_id) or 0) + 1

    async def counts(self, activity_id: int) -> Mapping[SignUpState, int]:
        rows = await self._session.fetch("count_sign_ups", activity_id=activity_id)
        return {SignUpState(row["state"]): row["riders"] for row in rows}

    async def came_again(self, activity_id: int) -> int:
        return await self._number("count_came_again", activity_id=activity_id) or 0

    async def sign_ups(self, activity_id: int, states: Sequence[SignUpState], after: int, limit: int) -> list[SignUp]:
        return await self._sign_ups(
            "sign_ups_after", activity_id=activity_id, states=names_of(states), after=after, limit=limit
        )

    async def waiting_before(self, sign_up: SignUp) -> int:
        about = {"activity_id": sign_up.activity_id, "at": sign_up.at, "id": sign_up.id}
        return await self._number("count_waiting_before", **about) or 0

    async def note_no_shows(self, activity_id: int) -> None:
        await self._session.change("note_no_shows", activity_id=activity_id)

    async def first_waiting(self, activity_id: int) -> SignUp | None:
        return _sign_up(await self._one("first_waiting", activity_id=activity_id))

    async def _activities(self, query: str, **values: Value) -> list[Activity]:
        return [from_row(Activity, row) for row in await self._session.fetch(query, **values)]

    async def _sign_ups(self, query: str, **values: Value) -> list[SignUp]:
        return [from_row(SignUp, row) for row in await self._session.fetch(query, **values)]


def _activity(row: Row | None) -> Activity | None:
    return None if row is None else from_row(Activity, row)


def _sign_up(row: Row | None) -> SignUp | None:
    return None if row is None else from_row(SignUp, row)


def _own(row: Row) -> SignUp:
    """Return the sign-up of a row that has its activity's columns, too."""
    return from_row(SignUp, row, id=row["own_id"], state=SignUpState(row["own_state"]), at=row["own_at"])
