"""Questions about photos, one for each draft, on both engines."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.reporting.drafts import Draft
from domain.reporting.photo_questions import PhotoQuestion
from storage.database import Database

NOW = 1_000_000


def about(draft: int, photo: int, due_at: int | None = NOW) -> PhotoQuestion:
    return PhotoQuestion(draft, photo, NOW, due_at)


async def ask(database: Database, question: PhotoQuestion) -> None:
    await database.write(lambda tx: tx.photo_questions.ask(question))


async def save(database: Database, question: PhotoQuestion) -> None:
    await database.write(lambda tx: tx.photo_questions.save(question))


async def due(database: Database, now: int = NOW) -> PhotoQuestion | None:
    return await database.read(lambda tx: tx.photo_questions.due(now))


async def test_the_newest_draft_comes_first_of_those_that_are_due(database: Database) -> None:
    for draft in (1, 3, 2):
        await ask(database, about(draft, 10 * draft))
    await ask(database, about(4, 40, NOW + 1))
    assert await due(database) == about(3, 30)
    await save(database, about(3, 30, None))
    assert await due(database) == about(2, 20)
    assert await due(database, NOW + 1) == about(4, 40, NOW + 1)
    assert await due(database, NOW - 1) is None


async def test_a_photo_is_asked_about_once_and_a_newer_one_takes_its_place(database: Database) -> None:
    await ask(database, about(1, 10))
    tried = replace(about(1, 10), due_at=NOW + 9, tries=1)
    await save(database, tried)
    await ask(database, about(1, 10))
    assert await due(database, NOW + 9) == tried
    await save(database, replace(tried, due_at=None))
    await ask(database, about(1, 10))
    assert await due(database, NOW + 9) is None
    await ask(database, about(1, 11))
    await save(database, tried)  # the former's answer comes late
    assert await due(database) == about(1, 11)


async def test_one_that_was_dropped_may_be_put_again(database: Database) -> None:
    await ask(database, about(1, 10))
    await save(database, replace(about(1, 10), tries=2))
    await database.write(lambda tx: tx.photo_questions.drop(1))
    assert await due(database) is None
    await ask(database, about(1, 10))
    assert await due(database) == about(1, 10)


async def test_the_time_of_the_next_one_is_known(database: Database) -> None:
    assert await database.read(lambda tx: tx.photo_questions.next_due()) is None
    for draft, at in ((1, NOW + 5), (2, NOW + 3), (3, NOW + 9)):
        await ask(database, about(draft, draft, at))
    await save(database, about(2, 2, None))
    assert await database.read(lambda tx: tx.photo_questions.next_due()) == NOW + 5


async def test_old_ones_are_purged(database: Database) -> None:
    await ask(database, about(1, 10))
    await ask(database, replace(about(2, 20), put_at=NOW + 1))
    assert await database.write(lambda tx: tx.photo_questions.purge(NOW + 1)) == 1
    assert await due(database) == replace(about(2, 20), put_at=NOW + 1)


async def test_what_a_model_saw_is_kept_on_the_draft_and_the_hosts_on_the_rider(
    database: Database, rider: Rider, draft: Draft
) -> None:
    rider = replace(rider, photos_to="models.example.cn", voices_to="speech.example.cn")
    await database.write(lambda tx: tx.riders.save(rider))
    await database.write(lambda tx: tx.drafts.add(draft))
    saved = await database.write(lambda tx: tx.drafts.save(replace(draft, seen="pothole")))
    assert await database.read(lambda tx: tx.drafts.get(draft.id)) == saved
    assert saved.seen == "pothole"
    assert await database.read(lambda tx: tx.riders.get(rider.id)) == rider
    await database.write(lambda tx: tx.riders.save(replace(rider, photos_to="")))
    assert await database.read(lambda tx: tx.riders.get(rider.id)) == replace(rider, photos_to="")


async def test_whoever_leaves_takes_the_questions_about_their_photos_along(
    database: Database, rider: Rider, draft: Draft
) -> None:
    await database.write(lambda tx: tx.riders.save(rider))
    await database.write(lambda tx: tx.drafts.add(draft))
    await ask(database, about(draft.id, 10))
    await ask(database, about(draft.id - 1, 20))
    await database.write(lambda tx: tx.erasure.forget(rider, NOW))
    assert await due(database) == about(draft.id - 1, 20)
