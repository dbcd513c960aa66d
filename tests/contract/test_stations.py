"""Who asks for stations and who is at which, on SQLite and PostgreSQL."""

from domain.programme.check_ins import CheckIn
from domain.programme.place_asked import PlaceAsked
from storage.database import Database
from tests.sample_views import rider

ASKED = PlaceAsked(7, 12, 1_000, "XH1", 5)
HELD = CheckIn(7, "XH1", 1_000, 4_000)


async def test_one_question_a_rider_stands_until_it_is_answered(database: Database) -> None:
    await database.write(lambda tx: tx.riders.save(rider(id=7)))
    await database.write(lambda tx: tx.stations.ask(PlaceAsked(7, 3, 500)))
    await database.write(lambda tx: tx.stations.ask(ASKED))
    assert await database.read(lambda tx: tx.stations.asked(7)) == ASKED
    assert await database.read(lambda tx: tx.stations.asked(8)) is None
    await database.write(lambda tx: tx.stations.answered(7))
    assert await database.read(lambda tx: tx.stations.asked(7)) is None


async def test_one_check_in_a_rider_is_counted_while_it_holds(database: Database) -> None:
    for number in (7, 8, 9):
        await database.write(lambda tx, number=number: tx.riders.save(rider(id=number, chat_id=number)))  # type: ignore[misc]
    others = [CheckIn(8, "XH1", 1_000, 4_001), CheckIn(9, "XH2", 1_000, 9_000)]
    for each in (CheckIn(7, "XH2", 1, 9_999), HELD, *others):
        await database.write(lambda tx, each=each: tx.stations.check_in(each))  # type: ignore[misc]
    assert await database.read(lambda tx: tx.stations.check_in_of(7)) == HELD
    assert [await database.read(lambda tx, at=at: tx.stations.held("XH1", at)) for at in (3_999, 4_000, 4_001)] == [  # type: ignore[misc]
        2, 1, 0,
    ]  # fmt: skip
    assert await database.read(lambda tx: tx.stations.held("XH2", 2_000)) == 1


async def test_what_is_over_goes(database: Database) -> None:
    await database.write(lambda tx: tx.riders.save(rider(id=7)))
    await database.write(lambda tx: tx.stations.ask(ASKED))
    await database.write(lambda tx: tx.stations.check_in(HELD))
    await database.write(lambda tx: tx.stations.purge(1_000, 4_000))
    assert await database.read(lambda tx: tx.stations.asked(7)) == ASKED
    assert await database.read(lambda tx: tx.stations.check_in_of(7)) == HELD
    await database.write(lambda tx: tx.stations.purge(1_001, 4_001))
    assert await database.read(lambda tx: tx.stations.asked(7)) is None
    assert await database.read(lambda tx: tx.stations.check_in_of(7)) is None


async def test_they_go_with_their_rider(database: Database) -> None:
    leaving = rider(id=7)
    await database.write(lambda tx: tx.riders.save(leaving))
    await database.write(lambda tx: tx.stations.ask(ASKED))
    await database.write(lambda tx: tx.stations.check_in(HELD))
    await database.write(lambda tx: tx.erasure.forget(leaving, 5_000))
    assert await database.read(lambda tx: tx.stations.asked(7)) is None
    assert await database.read(lambda tx: tx.stations.check_in_of(7)) is None
