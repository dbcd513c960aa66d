"""The store of the photos does not answer for a while: what needs it waits, what does not goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from playground.people import words
from storage.photos import PhotoObjects, PhotosUnreachable
from tests.staff_work import QUEUE, card_of
from tests.town import Town, picture
from tests.watching import bot_messages, bytes_are_gone, parked, rows, stands_still


async def fail(*_: object) -> None:
    raise PhotosUnreachable("no route to the bucket")


async def test_a_card_waits_for_its_picture(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(PhotoObjects, "get", fail)
        rider = await town.rider()
        _, number = await town.submitted(rider)
        await rider.text("/points")
        await rider.wait_for(lambda m: "积分" in words(m))
        assert not [m for m in await bot_messages(town, town.groups[QUEUE]) if number in words(m)]
    town.skip(seconds=10)
    await town.ticket(QUEUE, number)
    assert "photo" in await card_of(town)
    assert not parked(town)


def files(town: Town) -> Iterator[Path]:
    """The photos' files."""
    return Path(town.config.storage.photos.removeprefix("file://")).glob("*/*")


async def test_the_night_goes_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    (key,) = rows(town, "select object_key from photo")[0]
    with monkeypatch.context() as broken, capture_logs() as log:
        broken.setattr(PhotoObjects, "delete", fail)
        for _ in range(3):
            town.skip(days=1)
            await stands_still(town)
    assert rows(town, "select (select count(*) from draft), (select count(*) from photo)") == [(0, 0)]
    assert {line["photo"] for line in log if line["event"] == "photo_not_deleted"} == {key}
    assert list(files(town))
    await rider.text("/points")
    await rider.wait_for(lambda m: "积分" in words(m))
    town.skip(days=1)
    await bytes_are_gone(town)
    assert not list(files(town))
