"""A playground with its people and a client of python-telegram-bot, for one test."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from PIL import Image
from telegram import Bot
from telegram.request import HTTPXRequest

from playground.people import People
from playground.running import serve
from playground.world import Playground, Setting

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Live:
    """One running playground; `api` reaches the bot's face without a client's own checks."""

    base_url: str
    world: Playground
    people: People
    bot: Bot
    http: httpx.AsyncClient

    async def api(self, method: str, **params: Any) -> JSON:
        """The whole answer, refusals too."""
        answer = await self.http.post(f"/bot{self.world.bot.token}/{method}", json=params)
        return dict(answer.json())

    async def refusal(self, method: str, **params: Any) -> str:
        """The description of a refusal; the call must be refused."""
        answer = await self.api(method, **params)
        assert not answer["ok"]
        return str(answer["description"])

    async def result(self, method: str, **params: Any) -> Any:
        """The result; the call must succeed."""
        answer = await self.api(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def updates(self) -> list[JSON]:
        """What waits for the bot, acknowledged at once."""
        waiting: list[JSON] = await self.result("getUpdates")
        if waiting:
            await self.result("getUpdates", offset=waiting[-1]["update_id"] + 1)
        return waiting

    async def arrived(self, method: str) -> None:
        """Wait until a call of this method stands in the journal."""
        while not await self.people.calls(method):
            pass


@asynccontextmanager
async def live(**setting: Any) -> AsyncIterator[Live]:
    """A playground without flood limits and with repeatable ids, unless told otherwise."""
    world = Playground(Setting(**{"flood": False, "seed": 1, **setting}))
    async with serve(world) as base_url, People(base_url) as people:
        bot = _client(world, base_url)
        async with bot, httpx.AsyncClient(base_url=base_url, trust_env=False) as http:
            yield Live(base_url, world, people, bot, http)


def _client(world: Playground, base_url: str) -> Bot:
    plain = {"verify": False}  # no certificates to load: a third of a test's time
    return Bot(
        world.bot.token,
        base_url=f"{base_url}/bot",
        base_file_url=f"{base_url}/file/bot",
        request=HTTPXRequest(httpx_kwargs=plain),
        get_updates_request=HTTPXRequest(httpx_kwargs=plain),
    )


def picture(width: int = 640, height: int = 480, *, orientation: int = 1) -> bytes:
    """A JPEG whose upper half is red and whose lower half is blue, with something to hide in its EXIF."""
    image = Image.new("RGB", (width, height), (200, 20, 20))
    image.paste((20, 20, 200), (0, height // 2, width, height))
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Furnished:
    """A playground with a private chat and a group in it; `names` are the ids of what stands there."""

    here: Live
    names: dict[str, int]

    def filled(self, params: JSON) -> JSON:
        """The parameters with `{rider}` and its like replaced by the ids."""
        return {
            key: value.format(**self.names) if isinstance(value, str) and value[:1] + value[-1:] == "{}" else value
            for key, value in params.items()
        }


async def furnish(here: Live) -> Furnished:
    """One message of each sort in a private chat, and a group."""
    rider = await here.people.join("小王")
    theirs = await rider.text("/start")
    group = await here.people.group("城管科", [rider])
    where = {"chat_id": rider.id}
    ours = await here.result("sendMessage", **where, text="ours")
    keyed = await here.result("sendMessage", **where, text="x", reply_markup={"remove_keyboard": True})
    photo = (await here.bot.send_photo(rider.id, picture())).message_id
    return Furnished(
        here,
        {
            "rider": rider.id,
            "group": group,
            "theirs": theirs["message_id"],
            "ours": ours["message_id"],
            "keyed": keyed["message_id"],
            "photo": photo,
        },
    )
