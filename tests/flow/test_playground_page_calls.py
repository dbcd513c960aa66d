"""What the chat page asks of the playground: events, samples, the map, buttons, and what it is told in vain."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from playground.world import Action, Sample
from tests.live import live


async def test_events_are_streamed_to_the_page() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        after = await here.people.seq()
        async with here.http.stream("GET", "/play/events", params={"after": after}) as stream:
            lines = stream.aiter_lines()
            assert await anext(lines) == ": here"
            message = await rider.text("hello")
            await rider.edit(message, text="hallo")
            told = [line async for line in _some(lines, 9)]
        assert [line for line in told if line.startswith("event")] == [
            "event: message",
            "event: edited_message",
        ]
        assert f"id: {after + 1}" in told


async def _some(lines: AsyncIterator[str], count: int) -> AsyncIterator[str]:
    for _ in range(count):
        yield await anext(lines)


async def test_what_the_host_hands_in_is_offered_to_the_page() -> None:
    ran = []

    async def act() -> None:
        ran.append("week")

    sample = Sample("hole", "井盖", "Manhole", "井盖坏了", "Broken cover", b"jpeg")
    area = {"type": "FeatureCollection", "features": [{"type": "Feature"}]}
    async with live(
        samples=[sample], actions=[Action("week", "过一周", "A week", "过了一周", "A week passed", act)], map=area
    ) as here:
        state = await here.people.call("GET", "/state")
        assert state["bots"][0]["id"] == here.world.bot.id
        assert state["actions"] == [
            {"id": "week", "zh": "过一周", "en": "A week", "past_zh": "过了一周", "past_en": "A week passed"}
        ]
        (offered,) = await here.people.call("GET", "/samples")
        assert offered["caption_zh"] == "井盖坏了"
        assert (await here.people.request("GET", "/samples/hole")).content == b"jpeg"
        assert await here.people.call("GET", "/map") == area
        await here.people.call("POST", "/actions/week")
        assert ran == ["week"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/chats/5/messages", None, 404),
        ("POST", "/chats/5/text", {"from": 1, "text": "x"}, 404),
        ("POST", "/people", {}, 400),
        ("POST", "/people", [], 400),
        ("POST", "/groups", [], 400),
        ("POST", "/groups", {"title": "x", "members": [5]}, 404),
        ("GET", "/callbacks/5", None, 404),
        ("GET", "/files/5", None, 404),
        ("GET", "/samples/5", None, 404),
        ("POST", "/actions/5", None, 404),
    ],
)
async def test_people_are_told_what_cannot_be(method: str, path: str, body: Any, status: int) -> None:
    async with live() as here:
        answer = await here.http.request(method, f"/play{path}", json=body)
        assert answer.status_code == status
        assert answer.json()["error"]
