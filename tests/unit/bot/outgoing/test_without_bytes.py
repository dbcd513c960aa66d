"""What can't be drawn or made ready is sent as words, or waits; nothing is tried without end."""

import pytest

from bot.outgoing.pictures import NothingToShow
from domain.messages import Outgoing, Precedence
from domain.people.messages import MyData
from domain.week.messages import Digest
from services.outgoing import digest_key
from tests.usecases import Case, Pictures


async def test_a_digest_that_cannot_be_drawn_is_told_in_words(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*_: object) -> bytes:
        raise NothingToShow("no font")

    monkeypatch.setattr(Pictures, "poster", refused)
    await case.submitted()
    await case.told()
    digest = Digest("rider:7", "2026-W48")
    await case.database.write(
        lambda tx: tx.outbox.put(Outgoing(digest_key(digest), 700, None, Precedence.DIGEST, digest))
    )
    (told,) = await case.told(700)
    assert told.method == "sendMessage"
    assert "你报了 1 件" in told.text


async def test_a_file_that_cannot_be_made_waits_and_is_not_tried_without_end(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    async def full(*_: object) -> bytes:
        tries.append(1)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Pictures, "archive", full)
    await case.rider()
    mine = Outgoing("mine", 700, None, Precedence.ANSWER, MyData(part=1, parts=1))
    await case.database.write(lambda tx: tx.outbox.put(mine))
    for hour in range(1, 12):
        await case.deliverer.look()
        await case.deliverer.idle()
        case.clock.at += 3_600_000
        assert len(tries) <= hour
    assert tries
