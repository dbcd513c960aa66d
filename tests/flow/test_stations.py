"""A rider finds a station, checks in, leaves, says that it is closed, and scans codes at doors."""

import pytest

from playground.people import labels, words
from tests.staff_work import card_of
from tests.town import Town
from tests.watching import parked, rows, stands_still, tap

RAILWAY = (37.4496, 116.2894)
"""德州站骑手驿站 is here, and open round the clock."""

SAID = {
    "zh": {
        "where": "在哪儿附近", "name": "德州站骑手驿站", "here": "我到了", "checked_in": "你在这儿", "leave": "我走了",
        "closed": "没开门", "submit": "提交", "no_such": "没有这个驿站", "toilet": "厕所", "pin": "发位置点",
        "open": "24 小时开",
    },
    "en": {
        "where": "Near where", "name": "Railway station", "here": "I'm here", "checked_in": "You are here",
        "leave": "I'm leaving", "closed": "It is closed", "submit": "Submit", "no_such": "no such station",
        "toilet": "toilet", "pin": "Send pin", "open": "open 24 hours",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_rider_and_a_station(town: Town, language: str) -> None:
    said = SAID[language]
    rider = await town.rider(language=language)
    await rider.text("/stations")
    await rider.wait_for(lambda m: said["where"] in words(m))
    await rider.location(*RAILWAY)
    found = await rider.wait_for(lambda m: said["name"] in labels(m))
    assert said["open"] in words(found)
    assert not rows(town, "select id from draft")

    await tap(rider, found, said["toilet"])
    narrowed = await rider.wait_for(lambda m: "✅" in labels(m))
    assert narrowed["message_id"] == found["message_id"]
    await tap(rider, narrowed, said["toilet"])
    await stands_still(town)
    found = await rider.wait_for(lambda m: said["name"] in labels(m))

    await tap(rider, found, said["name"])
    station = await rider.wait_for(lambda m: said["here"] in labels(m))
    await tap(rider, station, said["pin"])
    pin = await rider.wait_for(lambda m: "location" in m and m.get("from", {}).get("is_bot"))
    assert pin["location"]["latitude"] == pytest.approx(37.4495)
    await tap(rider, station, said["here"])  # the place is known from a moment ago
    station = await rider.wait_for(lambda m: said["checked_in"] in words(m))
    await tap(rider, station, said["leave"])
    station = await rider.wait_for(lambda m: said["here"] in labels(m))

    await tap(rider, station, said["closed"])
    card = await town.card(rider, has=said["name"], button=said["submit"])
    await tap(rider, card, said["submit"])
    ticket = await card_of(town, "rider-service")
    assert "骑手说的是德州站骑手驿站" in words(ticket)
    assert said["name"] in words(ticket)

    await rider.text("/start s-XH2")
    await rider.wait_for(lambda m: said["checked_in"] in words(m))
    await rider.text("/start s-ELSEWHERE")
    await rider.wait_for(lambda m: said["no_such"] in words(m))
    assert rows(town, "select station from check_in") == [("XH2",)]
    assert rows(town, "select count(*) from ledger where points > 1") == [(0,)]
    await stands_still(town)
    assert not parked(town)
