"""What a rider takes out: all that is theirs, nothing of others beyond what they saw."""

import json
from dataclasses import replace

import pytest

from domain.people.announcements import Announcement
from domain.people.riders import Rider
from domain.reporting.photos import Photo
from domain.tickets.lifecycle import Action
from services.ports.transaction import Transaction
from services.upkeep import my_data
from services.upkeep.plain_values import Record
from tests.sample_views import photo
from tests.tables import waiting
from tests.usecases import Case

MEGABYTE = 1_000_000


def photos(*sizes: int) -> tuple[list[Photo], dict[str, int]]:
    """Photos of so many megabytes."""
    made = [photo(number) for number, _ in enumerate(sizes, 1)]
    return made, {each.object_key: size * MEGABYTE for each, size in zip(made, sizes, strict=True)}


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [
        ((), [[]]),
        ((5, 5), [[1, 2]]),
        ((10, 10), [[1, 2]]),
        ((10, 10, 1), [[1, 2], [3]]),
        ((30, 1), [[1], [2]]),
        ((1, 30, 1), [[1], [2], [3]]),
    ],
)
async def test_photos_go_in_parts_of_twenty_megabytes(sizes: tuple[int, ...], parts: list[list[int]]) -> None:
    made, bytes_of = photos(*sizes)

    async def size(key: str) -> int:
        return bytes_of[key]

    assert await my_data.in_parts(made, size) == parts


async def record(case: Case, rider: Rider) -> Record:
    return await case.database.read(lambda tx: my_data.record_of(tx, rider))


async def test_the_record_holds_what_is_the_riders(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    await case.adds(rider, report, "还是不亮")
    await case.sends(rider, "另一处")
    told = await record(case, rider)
    assert told["rider"]["telegram_id"] == rider.chat_id
    assert [each["number"] for each in told["reports"]] == [str(report.number)]
    assert told["points"]["balance"] == await case.balance(rider)
    assert len(told["points"]["entries"]) == 2
    assert [each["note"] for each in told["drafts"]] == ["另一处"]
    assert "还是不亮" in json.dumps(told, ensure_ascii=False)


async def test_a_captain_s_words_and_a_mentor_s_link_are_theirs_alone(case: Case) -> None:
    captain, member = await case.rider(8), await case.rider(7)

    async def write(tx: Transaction) -> None:
        await tx.mentors.add_code("ABCD", captain.id)
        for number, words in ((1, "明早集合"), (2, "带上头盔")):
            await tx.announcements.save(
                Announcement(number, words, captain.chat_id, "", case.clock.at, team="east", captain=captain.id)
            )

    await case.database.write(write)
    told, other = await record(case, captain), await record(case, member)
    assert [each["words"] for each in told["written_to_team"]] == ["带上头盔", "明早集合"]
    assert (told["own_invite"], other["own_invite"], other["written_to_team"]) == ("ABCD", None, [])


async def test_nothing_of_others_is_in_it_beyond_what_the_rider_saw(case: Case) -> None:
    reporter, witness = await case.rider(8), await case.rider(7)
    report = await case.submitted(by=reporter)
    await case.witnessed(report, witness)
    await case.adds(reporter, report, "我家门口 13800000000")
    await case.accepted(report)
    await case.moved(report, Action.RESOLVE, "换好了")
    for rider, sees in ((witness, False), (reporter, True)):
        text = json.dumps(await record(case, rider), ensure_ascii=False)
        assert ("13800000000" in text) is sees
        assert ("换好了" in text) is sees
        assert "李主任" not in text


async def test_files_are_queued_once_a_day(case: Case) -> None:
    rider = await case.rider()
    for _ in range(2):
        await case.do(my_data.send, rider, [[1], [2]])
    names = [each.meaning.name for each in waiting(case, rider.chat_id)]
    assert names == ["my_data_coming", "my_data", "my_data", "my_data_today"]
    await case.passes(days=1)
    await case.do(my_data.send, rider, [[]])
    assert [each.meaning.name for each in waiting(case, rider.chat_id)][-1] == "my_data"


async def test_who_had_their_files_today_has_no_photos_counted(case: Case) -> None:
    rider = await case.rider()
    await case.submitted(by=rider)

    async def counted(tx: Transaction) -> int:
        return len(await my_data.files_to_send(tx, case.deps, rider.chat_id))

    assert await case.database.read(counted) == 1
    await case.do(my_data.send, rider, [[]])
    assert await case.database.read(counted) == 0
    stranger = replace(rider, id=99, chat_id=99)
    assert await case.database.read(lambda tx: my_data.files_to_send(tx, case.deps, stranger.chat_id)) == []
