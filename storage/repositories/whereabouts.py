"""Where riders on the lookout were, in SQL."""

from domain.geo.positions import box_within, distance_m
from domain.people.riders import CONSENT_VERSION, Terms
from domain.programme.lookout import Near, Search, Whereabouts
from storage.repositories.near import Spot
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlWhereabouts(Repository):
    """`services.ports.whereabouts.WhereaboutsKept` in SQL."""

    async def note(self, place: Whereabouts) -> None:
        await self._session.change("note_whereabouts", **to_row(place))

    async def of_rider(self, rider_id: int) -> Whereabouts | None:
        row = await self._one("whereabouts_of", rider_id=rider_id)
        return None if row is None else from_row(Whereabouts, row)

    async def forget(self, rider_id: int) -> None:
        await self._session.change("erase_whereabouts", rider_id=rider_id)

    async def within(self, search: Search, terms: Terms) -> list[Near]:
        """Take a box by the index, then measure."""
        south, north, west, east = box_within(search.lat, search.lng, search.radius_m)
        rows = await self._session.fetch(
            "riders_on_lookout",
            **to_row(search), since=search.since, south=south, north=north, west=west, east=east,
            consent=CONSENT_VERSION, **to_row(terms),
        )  # fmt: skip
        near = [row for row in rows if distance_m(search, Spot(row["lat"], row["lng"])) <= search.radius_m]
        return [Near(row["rider_id"], row["chat_id"], row["language"]) for row in near]

    async def count_within(self, search: Search, terms: Terms) -> int:
        return len(await self.within(search, terms))

    async def purge(self, before: int) -> None:
        await self._session.change("purge_whereabouts", before=before)
