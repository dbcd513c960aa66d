"""A rider is on the lookout: whatever tells where they are is kept then, over HTTP in both languages."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.programme.lookout import Whereabouts
from playground.people import Person, labels, words
from services.ports.transaction import Transaction
from tests.talking_town import Talk, talking
from tests.town import CENTRE, picture
from tests.watching import stands_still, tap

AWAY = (CENTRE[0] + 0.011, CENTRE[1])
SAID = {
    "zh": {"page": "两小时", "on": "打开，我帮忙找", "off": "关掉", "is_on": "开着"},
    "en": {"page": "two hours", "on": "Turn on", "off": "Turn off", "is_on": "Now: on"},
}


async def kept(talk: Talk, person: Person) -> Whereabouts | None:
    await stands_still(talk.town)

    async def look(tx: Transaction) -> Whereabouts | None:
        rider = await tx.riders.by_chat(person.id)
        assert rider
        return await tx.whereabouts.of_rider(rider.id)

    assert talk.town.app
    return await talk.town.app.database.read(look)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_places_of_who_is_on_the_lookout_are_kept(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language) as talk:
        rider = await talk.town.rider("小望", language)
        await rider.location(*CENTRE, horizontal_accuracy=12)
        assert await kept(talk, rider) is None
        await rider.text("/missing")
        page = await rider.wait_for(lambda m: said["page"] in words(m))
        await tap(rider, page, said["on"])
        page = await rider.wait_for(lambda m: said["is_on"] in words(m))
        live = await rider.location(*AWAY, live_period=3600, horizontal_accuracy=12)
        found = await kept(talk, rider)
        assert found
        assert (found.lat, found.lng) == pytest.approx(AWAY)
        await rider.move(live, *CENTRE, horizontal_accuracy=12)
        found = await kept(talk, rider)
        assert found
        assert (found.lat, found.lng) == pytest.approx(CENTRE)
        await tap(rider, page, said["off"])
        assert await kept(talk, rider) is None
        assert labels(await rider.wait_for(lambda m: said["page"] in words(m)))


async def test_a_new_photo_s_own_place_and_a_plain_location_count(tmp_path: Path) -> None:
    async with talking(tmp_path, "zh") as talk:
        rider = await talk.town.rider("小望")
        await rider.text("/missing")
        await tap(rider, await rider.wait_for(lambda m: "两小时" in words(m)), "打开，我帮忙找")
        await rider.wait_for(lambda m: "开着" in words(m))
        await rider.photo(picture(3, AWAY, datetime.now(UTC) - timedelta(hours=3)), as_document=True)
        assert await kept(talk, rider) is None, "an old picture"
        await rider.photo(picture(2, AWAY), as_document=True)
        found = await kept(talk, rider)
        assert found
        assert (found.lat, found.lng) == pytest.approx(AWAY, abs=1e-4)
        talk.town.skip(minutes=2)
        await rider.location(*CENTRE)
        found = await kept(talk, rider)
        assert found
        assert (found.lat, found.lng) == pytest.approx(CENTRE)
