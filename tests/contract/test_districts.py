"""Which of the district's files the open reports follow."""

from storage.database import Database


async def test_the_files_taken_up_last_are_known(database: Database) -> None:
    assert await database.read(lambda tx: tx.districts.taken()) == ""
    for number, mark in enumerate(("first", "second", "second")):
        await database.write(lambda tx, mark=mark, number=number: tx.districts.take(mark, number))  # type: ignore[misc]
        assert await database.read(lambda tx: tx.districts.taken()) == mark
