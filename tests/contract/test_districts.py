"""Which of the district's files the open reports follow."""

from domain.district.past import Name, Past
from storage.database import Database

PAST = Past("DC", "Asia/Shanghai", {"lighting": Name("照明所", "Lighting")}, {"lamp": Name("路灯", "Lamp")})


async def test_the_files_taken_up_last_are_known(database: Database) -> None:
    assert await database.read(lambda tx: tx.districts.taken()) == ""
    for number, mark in enumerate(("first", "second", "second")):
        await database.write(lambda tx, mark=mark, number=number: tx.districts.take(mark, PAST, number))  # type: ignore[misc]
        assert await database.read(lambda tx: tx.districts.taken()) == mark


async def test_what_they_have_said_is_known(database: Database) -> None:
    assert await database.read(lambda tx: tx.districts.past()) == Past()
    await database.write(lambda tx: tx.districts.take("first", PAST, 1))
    assert await database.read(lambda tx: tx.districts.past()) == PAST
