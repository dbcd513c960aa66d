"""Files that can't be fetched at first: nothing overtakes them soon, later they join what they belonged to."""

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from handlers import downloads
from handlers.bot_api import call, fetch
from playground.people import JSON, Person, labels, words
from storage.photos import PhotoObjects, PhotosUnreachable
from tests.staff_work import QUEUE
from tests.town import Town, picture, plain_picture
from tests.watching import rows, stands_still

AWAITED = "⏳ 1 张在路上"
LATE_PHOTOS = "select count(*) from photo where report_id is not null"


def failing(monkeypatch: pytest.MonkeyPatch, *errors: Exception) -> None:
    """Let the next downloads fail like this, each in turn."""
    left = list(errors)

    async def failing_call(*args: Any, **more: Any) -> Any:
        if left:
            raise left.pop(0)
        return await call(*args, **more)

    monkeypatch.setattr(downloads, "call", failing_call)


@pytest.mark.parametrize(
    "errors",
    [
        [BadRequest("Bad Request: wrong file_id or the file is temporarily unavailable")],
        [RetryAfter(0)] * 4,
        [InvalidToken("Not Found")],
        [NetworkError("Internal Server Error"), NetworkError("Bad Gateway")],
    ],
)
async def test_a_refusal_that_may_pass_is_not_told_as_final(
    town: Town, monkeypatch: pytest.MonkeyPatch, errors: list[Exception]
) -> None:
    rider = await town.rider()
    failing(monkeypatch, *errors)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider, has="📍")
    assert "📷 1 张" in words(card)
    assert not [m for m in await rider.messages() if "打不开" in words(m) or "损坏" in words(m)]


@pytest.mark.parametrize(
    ("error", "says"),
    [(BadRequest("Bad Request: file is too big"), "20"), (BadRequest("Bad Request: invalid file_id"), "打不开")],
)
async def test_a_final_refusal_is_told_at_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    rider = await town.rider()
    failing(monkeypatch, error)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    assert await rider.wait_for(lambda m: says in words(m))


async def test_a_file_that_came_in_part_is_fetched_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    cut = [True]

    async def once_cut(*args: Any, **more: Any) -> bytes:
        data = await fetch(*args, **more)
        return data[:-100] if cut and cut.pop() else data

    monkeypatch.setattr(downloads, "fetch", once_cut)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    assert not cut


async def test_an_album_whose_second_photo_fails_once_stays_together(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await town.rider()
    seen: list[str] = []

    async def failing_once(bot: Any, method: str, parameters: JSON, **more: Any) -> Any:
        seen.append(parameters["file_id"])
        if len(seen) == 2:
            raise NetworkError("reset")
        return await call(bot, method, parameters, **more)

    monkeypatch.setattr(downloads, "call", failing_once)
    await rider.album([picture(), plain_picture("blue"), plain_picture("green")], "井盖不见了", as_document=True)
    card = await town.card(rider, has="📷 3 张")
    assert len(set(seen)) == 3
    assert seen[1] == seen[2]
    assert AWAITED not in words(card)


async def late(town: Town, rider: Person) -> None:
    """Send a report's photo, then one whose file does not come for a while."""
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    await stands_still(town)
    await town.people.fault("file", "502", times=3)
    await rider.photo(plain_picture("blue"), as_document=True)


async def test_the_card_says_that_a_photo_is_on_its_way(town: Town) -> None:
    rider = await town.rider()
    await late(town, rider)
    await town.card(rider, has=AWAITED)
    card = await town.card(rider, has="📷 2 张")
    assert AWAITED not in words(card)


async def test_what_comes_late_joins_the_report_that_was_submitted(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    await stands_still(town)
    failing(monkeypatch, *[RetryAfter(11)])
    await rider.photo(plain_picture("blue"), as_document=True)
    card = await town.card(rider, has=AWAITED)
    await rider.press(card, "提交")
    await rider.wait_for(lambda m: "撤回" in labels(m))
    town.skip(seconds=12)
    await rider.wait_for(lambda m: "👌 补充到" in words(m))
    await stands_still(town)
    assert rows(town, LATE_PHOTOS) == [(2,)]
    assert rows(town, "select count(*) from draft where stage = 'open'") == [(0,)]


async def test_a_reply_to_a_receipt_that_comes_late_belongs_to_its_report(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await rider.text("路灯不亮")
    await stands_still(town)
    failing(monkeypatch, *[RetryAfter(11)])
    await rider.photo(plain_picture("blue"), as_document=True, reply_to=receipt["message_id"])
    await rider.press(await rider.wait_for(lambda m: AWAITED in words(m), after=0), "取消")
    await rider.wait_for(lambda m: "已取消" in words(m))
    town.skip(seconds=12)
    await rider.wait_for(lambda m: "👌 补充到" in words(m), after=0)


async def test_what_was_cancelled_takes_its_late_files_along(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    await stands_still(town)
    failing(monkeypatch, *[RetryAfter(11)])
    await rider.photo(plain_picture("blue"), as_document=True)
    await town.card(rider, has=AWAITED)
    await rider.press(card, "取消")
    await rider.wait_for(lambda m: "已取消" in words(m))
    town.skip(seconds=12)
    await rider.wait_for(lambda m: "那一件你已经取消了" in words(m), after=0)
    assert rows(town, "select count(*) from draft where stage = 'open'") == [(0,)]


async def test_a_command_that_looks_waits_for_no_file(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("file", "slow", seconds=20)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await rider.text("/points")
    await rider.wait_for(lambda m: "积分" in words(m))


async def test_a_store_that_fails_for_minutes_loses_no_photo(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise PhotosUnreachable("read-only file system")

    rider = await town.rider()
    with monkeypatch.context() as patch:
        patch.setattr(PhotoObjects, "put", fail)
        await rider.photo(picture(), "井盖不见了", as_document=True)
        for attempts in range(1, 9):
            await tried(town, attempts)
            town.skip(seconds=60)
        await rider.wait_for(lambda m: "正在重试" in words(m))
    town.skip(seconds=60)
    await town.card(rider, has="📷 1 张")


async def tried(town: Town, attempts: int) -> None:
    async with asyncio.timeout(30):
        while not rows(town, "select 1 from inbox where attempts >= ? and state = 'waiting'", attempts):  # noqa: ASYNC110  the database tells nobody
            await asyncio.sleep(0.01)


async def test_an_album_of_staff_stays_together(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    ticket = await town.ticket(QUEUE, number)
    failing(monkeypatch, NetworkError("reset"))
    await town.staff.album(
        [plain_picture("blue"), plain_picture("green")],
        "换好了",
        chat=town.groups[QUEUE],
        reply_to=ticket["message_id"],
    )
    await stands_still(town)
    assert not rows(town, "select * from inbox where state = 'parked'")
    assert rows(town, "select count(*) from photo") == [(3,)]
