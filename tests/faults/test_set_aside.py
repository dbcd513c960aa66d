"""What can't be delivered: staff get a plain card, supervisors a list, the operator a command."""

from pathlib import Path

import pytest

from bot.outgoing import rendering
from domain.messages import Outgoing
from playground.people import JSON, words
from tests.faults.test_lost_chats import ACCEPT, QUEUE, accept, asks, until
from tests.terminal import Ran, config_file, qianshao
from tests.town import Town
from texts.base.screen import Screen

UNDELIVERED = "没能送达"


@pytest.fixture
def broken_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """No full card of a ticket can be rendered."""

    async def render(*args: object) -> Screen | None:
        outgoing = args[2]
        if isinstance(outgoing, Outgoing) and outgoing.meaning.name == "ticket_card":
            raise KeyError("no such word")
        return await rendering.render(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.outgoing.preparation.render", render)


async def listed(town: Town, has: str) -> JSON:
    """The supervisors' list once it says this."""
    return await town.staff.wait_for(
        lambda m: UNDELIVERED in words(m) and has in words(m), chat=town.groups["supervisors"], after=0
    )


@pytest.mark.usefixtures("broken_cards")
async def test_a_card_that_cannot_be_shown_becomes_a_plain_one_that_works(town: Town) -> None:
    _, number = await town.submitted(await town.rider())
    plain = await town.ticket(QUEUE, number, button=ACCEPT)
    assert "没法完整显示" in words(plain)
    assert "城市管理" in words(await listed(town, number))
    await accept(town, number)
    again = await town.ticket(QUEUE, number, button="已解决")
    assert again["message_id"] == plain["message_id"]


async def test_a_card_that_is_refused_in_every_way_becomes_a_plain_one(town: Town) -> None:
    """Photo, file, words without markup, without keys: each is refused."""
    for method in ("sendPhoto", "sendDocument"):
        refused = {"chat_id": town.groups[QUEUE], "description": "Bad Request: BUTTON_DATA_INVALID", "times": 3}
        await town.people.fault(method, "refuse", **refused)
    await town.people.fault(
        "sendMessage", "refuse", chat_id=town.groups[QUEUE], description="Bad Request: BUTTON_DATA_INVALID", times=2
    )
    _, number = await town.submitted(await town.rider())
    await town.ticket(QUEUE, number, button=ACCEPT)
    assert number in words(await listed(town, number))


async def test_supervisors_have_one_list_that_grows(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.outgoing.preparation.render", _without_points)
    rider, other = await town.rider(), await town.rider("小李")
    await rider.text("/points")
    first = await listed(town, "骑手")
    await other.text("/points")
    await town.staff.wait_for(lambda m: words(m).count("骑手") == 2, chat=town.groups["supervisors"], after=0)
    lists = [m for m in await town.people.messages(town.groups["supervisors"]) if UNDELIVERED in words(m)]
    assert [m["message_id"] for m in lists] == [first["message_id"]]


async def _without_points(*args: object) -> Screen | None:
    screen = await rendering.render(*args)  # type: ignore[arg-type]
    if screen is not None and "你的积分" in screen.text:
        raise KeyError("no such word")
    return screen


async def test_a_list_that_cannot_be_delivered_itself_makes_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def render(*args: object) -> Screen | None:
        screen = await _without_points(*args)
        if screen is not None and UNDELIVERED in screen.text:
            raise KeyError("no such word")
        return screen

    monkeypatch.setattr("bot.outgoing.preparation.render", render)
    rider = await town.rider()
    await rider.text("/points")
    await until(town, "select 1 from outbox where key like 'undelivered:%' and state = 'parked'")
    assert await asks(rider, "/help", "/my")


@pytest.fixture
async def with_parked(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A running town in which a rider's points were not delivered."""
    with monkeypatch.context() as broken:
        broken.setattr("bot.outgoing.preparation.render", _without_points)
        await (await town.rider()).text("/points")
        await until(town, "select 1 from outbox where state = 'parked'")
    return town


async def parked(tmp_path: Path, town: Town, *command: str) -> Ran:
    config = config_file(tmp_path, town.config.storage.database)
    return await qianshao("parked", *command, "--config", config, "--language", "en")


async def name_of(tmp_path: Path, town: Town) -> str:
    ran = await parked(tmp_path, town, "list")
    assert ran.code == 0, ran.stderr
    assert "no such word" in ran.stdout
    return ran.stdout.split()[0]


async def test_the_operator_looks_and_tries_again_while_the_bot_runs(with_parked: Town, tmp_path: Path) -> None:
    town = with_parked
    name = await name_of(tmp_path, town)
    shown = await parked(tmp_path, town, "show", name)
    assert "KeyError" in shown.stdout
    assert (await parked(tmp_path, town, "retry", name)).code == 0
    town.skip(seconds=1)
    await town.people.event(lambda event: "你的积分" in str(event), after=0)
    assert "Nothing has been set aside" in (await parked(tmp_path, town, "list")).stdout


async def test_the_operator_gives_up_what_nobody_misses(with_parked: Town, tmp_path: Path) -> None:
    town = with_parked
    dropped = await parked(tmp_path, town, "drop", "all")
    assert (dropped.code, dropped.stdout.strip()) == (0, "Dropped: 1.")
    unknown = await parked(tmp_path, town, "retry", "m1", "u9", "x", "m²")
    assert unknown.code == 1
    assert "m1 u9 x m²" in unknown.stderr
