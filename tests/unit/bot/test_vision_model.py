"""What is asked of a model that sees pictures, and what of its answers counts."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot import vision_model
from bot.vision_model import NoAnswer, VisionModel, read_answer
from districts.shipped import shipped_catalogue
from tests.town import plain_picture
from tests.vision_stub import KEY, VisionStub, said, seen, vision_stub

CATALOGUE = shipped_catalogue()


@pytest.fixture
async def stub() -> AsyncIterator[VisionStub]:
    async with vision_stub() as listening:
        yield listening


async def asked(stub: VisionStub, url: str | None = None) -> str | None:
    return await VisionModel(url or stub.url, "see-7b", KEY, CATALOGUE).category_of(plain_picture())


async def refused(stub: VisionStub, url: str | None = None) -> NoAnswer:
    with pytest.raises(NoAnswer) as raised:
        await asked(stub, url)
    assert KEY not in str(raised.value)
    return raised.value


async def test_the_picture_and_the_catalogue_are_sent_with_the_key_and_nothing_else(stub: VisionStub) -> None:
    assert await asked(stub) == "pothole"
    ((head, document),) = stub.asked
    lines = head.split("\r\n")
    assert lines[0] == "POST /v1/chat/completions HTTP/1.1"
    assert f"Authorization: Bearer {KEY}" in lines
    assert set(document) == {"model", "messages"}
    assert document["model"] == "see-7b"
    assert stub.picture.size == (320, 240)
    assert all(f"{each.slug}: {each.zh} / {each.en}" in stub.order for each in CATALOGUE.values())


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{"category": "pothole"}', "pothole"),
        ('{"category": null}', None),
        ('```json\n{"category": "pothole"}\n```', "pothole"),
        ('<think>Is it {"category": "gas_leak"}? No.</think>\n\n{ "category" : "pothole" }', "pothole"),
        ('{"category": "pothole", "why": "a hole"}', "pothole"),
        ('The format was {"category": slug}. {"category": "pothole"} {done}', "pothole"),
    ],
)
def test_an_answer_is_read_however_a_model_wraps_it(content: str, found: str | None) -> None:
    assert read_answer(json.dumps(said(content)).encode(), CATALOGUE) == found


CONTENTS: tuple[object, ...] = (
    "pothole", "", None, [], 7, '{"category": "Pothole"}', '{"category": "potholes"}', '{"category": ["pothole"]}',
    '{"category": 7}', '{"category": true}', '{"slug": "pothole"}', '{"category": "pothole"', "{}", "{" * 10_000,
    '{"category": {"category": "nowhere"}}', '{"category": "<b>pothole</b>"}', '{"category": "\\ud83d"}',
)  # fmt: skip
DOCUMENTS: tuple[object, ...] = ({}, [], None, {"choices": []}, {"choices": {}}, {"choices": [{"message": None}]})
BODIES = ("", "<html>", "[" * 100_000, '{"choices": ' + "9" * 5_000 + "}")


@pytest.mark.parametrize("body", [*map(json.dumps, map(said, CONTENTS)), *map(json.dumps, DOCUMENTS), *BODIES])
def test_nothing_counts_but_a_slug_of_the_catalogue(body: str) -> None:
    with pytest.raises(NoAnswer) as raised:
        read_answer(body.encode(), CATALOGUE)
    assert not raised.value.may_pass


@pytest.mark.parametrize(
    ("mood", "may_pass"),
    [
        ("401 Unauthorized", False), ("404 Not Found", False), ("400 Bad Request", False), ("302 Found", False),
        ("429 Too Many Requests", True), ("500 Internal Server Error", True), ("503 Service Unavailable", True),
        ("closes", True), ("endless", True), ("page", False),
    ],
)  # fmt: skip
async def test_an_endpoint_that_fails_is_asked_again_where_that_may_pass(
    stub: VisionStub, mood: str, *, may_pass: bool
) -> None:
    stub.mood = mood
    assert (await refused(stub)).may_pass is may_pass


async def test_an_endpoint_that_hangs_is_waited_for_no_longer_than_the_limit(
    stub: VisionStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vision_model, "SECONDS", 0.05)
    stub.mood = "waits"
    assert (await refused(stub)).may_pass


async def test_an_endpoint_that_is_not_there_may_come_back(stub: VisionStub) -> None:
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    assert (await refused(stub, f"http://127.0.0.1:{port}/v1")).may_pass


async def test_an_answer_without_end_is_left_before_it_fills_the_memory(stub: VisionStub) -> None:
    stub.mood = "endless"
    assert str(await refused(stub)) == "BrokenAnswer"


async def test_null_is_an_answer(stub: VisionStub) -> None:
    stub.answer = seen(None)
    assert await asked(stub) is None
