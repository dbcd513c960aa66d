"""Vouchers in SQL."""

from collections.abc import Mapping
from dataclasses import replace

from domain.district.rewards import Taken
from domain.programme.vouchers import Voucher
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Value


class SqlVouchers(Repository):
    """`services.ports.vouchers.Vouchers` in SQL."""

    async def get(self, voucher_id: int) -> Voucher | None:
        row = await self._one("voucher_by_id", id=voucher_id)
        return from_row(Voucher, row) if row is not None else None

    async def of_code(self, code: str) -> Voucher | None:
        row = await self._one("voucher_of_code", code=code)
        return from_row(Voucher, row) if row is not None else None

    async def save(self, voucher: Voucher) -> None:
        await self._session.change("save_voucher", **to_row(voucher))
        await self._session.change("keep_code", code=voucher.code, voucher_id=voucher.id, ends_at=voucher.ends_at)

    async def open_of(self, rider_id: int) -> list[Voucher]:
        return await self._listed("open_vouchers_of_rider", rider_id=rider_id)

    async def of_rider(self, rider_id: int) -> list[Voucher]:
        return await self._listed("vouchers_of_rider", rider_id=rider_id)

    async def open_after(self, reward: str, after_id: int, limit: int) -> list[Voucher]:
        return await self._listed("open_vouchers", reward=reward, after_id=after_id, limit=limit)

    async def count_open(self) -> Mapping[str, int]:
        return {row["reward"]: row["vouchers"] for row in await self._session.fetch("count_open_vouchers")}

    async def _listed(self, query: str, **values: Value) -> list[Voucher]:
        return [from_row(Voucher, row) for row in await self._session.fetch(query, **values)]

    async def count(self, voucher: Voucher, pieces: int) -> None:
        await self._session.change(
            "count_taken",
            rider_id=voucher.rider_id,
            month=voucher.month,
            reward=voucher.reward,
            pieces=pieces,
            points=pieces * voucher.points,
        )

    async def taken(self, rider_id: int, month: str) -> Mapping[str, Taken]:
        found: dict[str, Taken] = {}
        for row in await self._session.fetch("taken", rider_id=rider_id, month=month):
            taken = found.get(row["reward"], Taken())
            if row["rider_id"]:
                taken = replace(taken, own=row["pieces"])
            elif row["month"]:
                taken = replace(taken, points=row["points"])
            else:
                taken = replace(taken, pieces=row["pieces"])
            found[row["reward"]] = taken
        return found

    async def purge_taken(self, month: str) -> None:
        await self._session.change("purge_taken", month=month)

    async def forget_codes(self, rider_id: int) -> None:
        await self._session.change("forget_codes", rider_id=rider_id)
