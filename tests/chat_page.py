"""The playground alone behind its chat page: the bot's side is played by HTTP calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from playwright.sync_api import Browser, Locator, Page, expect

from playground.guide import Part, Sign, Step
from playground.pictures import SCENES, draw
from playground.running import serve
from playground.world import TOKEN, Action, Playground, Sample, Setting
from tests.browser import launch, visit

RIDER, STAFF, COLLEAGUE = 11, 21, 22
GROUP, OTHER_GROUP = -1001000000001, -1001000000002
SMALL = (320, 240)
SQUARE = {
    "type": "Feature",
    "properties": {"DISTRICT": "C1", "name": "天衢社区"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[116.3, 37.44], [116.32, 37.44], [116.32, 37.46], [116.3, 37.46], [116.3, 37.44]]],
    },
}


GUIDE = (
    Step((
        Part("rider", Sign("private", "^agree", gone=True), "先同意", "Agree first", "同意", "Agree"),
        Part("rider", Sign("private", "^draft:([0-9]+)"), "发照片", "Send a photo", "发", "Send", tray=True),
    )),
    Step((Part("rider", Sign("group", "^accept:([0-9]+)"), "点提交", "Press Submit", "提交", "Submit"),)),
    Step((Part("staff", Sign("group", "^resolve:([0-9]+)"), "点受理", "Press Accept", "受理", "Accept"),)),
    Step((
        Part("staff", Sign("private", "^fixed:([0-9]+)"), "发修好的", "Send a fixed one", "修好", "Fixed", tray=True),
        Part("rider", Sign("private", "^fixed:([0-9]+)", gone=True), "确认", "Confirm", "确认", "Confirm"),
    )),
)  # fmt: skip


def sample_of(name: str, after: str = "") -> Sample:
    scene = next(scene for scene in SCENES if scene.name == name)
    data = draw(scene, position=(37.45, 116.31), taken_at=datetime.now(UTC), size=SMALL)
    return Sample(scene.name, scene.zh, scene.en, scene.caption_zh, scene.caption_en, data, after)


@dataclass(frozen=True, slots=True)
class Telegram:
    """The playground as the bot and as the tests see it."""

    address: str
    pressed: list[str]
    client: httpx.Client

    def bot(self, method: str, **params: Any) -> Any:
        answer = self.client.post(f"/bot{TOKEN}/{method}", json=params).json()
        assert answer["ok"], answer
        return answer["result"]

    def next_update(self, kind: str) -> dict[str, Any]:
        """The next update of this kind; others before it are acknowledged and passed over."""
        while True:
            updates = self.bot("getUpdates", timeout=20, limit=1)
            assert updates, f"no {kind} came"
            self.bot("getUpdates", offset=updates[0]["update_id"] + 1, limit=1)
            if kind in updates[0]:
                found: dict[str, Any] = updates[0][kind]
                return found

    def acknowledge_all(self) -> None:
        self.bot("getUpdates", offset=self.bot("getUpdates")[-1]["update_id"] + 1)

    def play(self, path: str, **body: Any) -> Any:
        return self.client.post(f"/play/{path}", json=body).raise_for_status().json()

    def open_chats(self) -> None:
        for person, name in ((RIDER, "王师傅"), (STAFF, "李主任"), (COLLEAGUE, "赵网格员")):
            self.play("people", id=person, first_name=name, language_code="zh-hans")
        self.play("groups", id=OTHER_GROUP, title="新湖社区", members=[STAFF])
        self.play("groups", id=GROUP, title="天衢社区", members=[STAFF, COLLEAGUE])
        self.play(f"chats/{RIDER}/text", **{"from": RIDER, "text": "/start"})


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    pressed: list[str] = []

    async def let_a_week_pass() -> None:
        """Let the bot write two messages into each group."""
        pressed.append("week")
        for chat in world.chats:
            for number in (1, 2) if not chat.private else ():
                world.post(chat, world.bot.user(), {"text": f"到期 {number}"})

    setting = Setting(
        flood=False,
        samples=[sample_of("pothole"), sample_of("stairwell_dark"), sample_of("stairwell_lit", "stairwell_dark")],
        map={"type": "FeatureCollection", "features": [SQUARE]},
        actions=[Action("week", "让一周过去", "Let a week pass", "过了一周", "A week passed", let_a_week_pass)],
        guide=GUIDE,
    )
    world = Playground(setting)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(serve(world)) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        telegram = Telegram(address, pressed, client)
        telegram.open_chats()
        telegram.acknowledge_all()
        yield telegram


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launch() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, telegram: Telegram) -> Iterator[Page]:
    with visit(browser, telegram.address) as page:
        expect(rider(page).get_by_test_id("message")).to_have_count(1)
        yield page


def rider(page: Page) -> Locator:
    return page.get_by_test_id("pane-rider")


def staff(page: Page) -> Locator:
    return page.get_by_test_id("pane-staff")


def keyboard(*rows: list[str]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": key, "callback_data": f"do {key}"} for key in row] for row in rows]}


def keys_of(*data: str) -> dict[str, Any]:
    """A keyboard whose keys carry this callback data and are called so."""
    return {"inline_keyboard": [[{"text": one, "callback_data": one}] for one in data]}
