"""Which of the district's files the open reports follow, in SQL."""

import json
from dataclasses import asdict

from domain.district.past import Name, Names, Past
from storage.session import Repository


class SqlDistricts(Repository):
    """`services.ports.districts.Districts` in SQL."""

    async def taken(self) -> str:
        row = await self._one("district_taken")
        return row["fingerprint"] if row is not None else ""

    async def past(self) -> Past:
        row = await self._one("district_past")
        if row is None or not row["past"]:
            return Past()
        kept = json.loads(row["past"])
        names = {kind: _names(kept[kind]) for kind in ("queues", "categories", "communities")}
        return Past(kept["prefix"], kept["timezone"], **names)

    async def take(self, fingerprint: str, past: Past, at: int) -> None:
        text = json.dumps(asdict(past), ensure_ascii=False)
        await self._session.change("take_district", fingerprint=fingerprint, past=text, at=at)


def _names(kept: dict[str, dict[str, str]]) -> Names:
    return {key: Name(**name) for key, name in kept.items()}
