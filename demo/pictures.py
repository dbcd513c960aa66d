"""Takes the pictures of docs/riders.md and docs/staff.md: `python -m demo.pictures docs/pictures`.

It leads a rider, and then the staff of a group, through the main screens, and needs the development requirements and a
Chromium.
"""

import asyncio
import re
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, ViewportSize, async_playwright

from bot.clock import SystemClock
from demo.album import Album, paint_album
from demo.phone import PAUSE_MS, Phone, open_phone, small
from demo.programme_pictures import PROGRAMME, slip, slip_made
from demo.running import run_demo
from demo.staff_pictures import LOOKING_UP, STAFF_SCREENS
from domain.tickets.lifecycle import Action
from texts.base.callbacks import Verb

LANGUAGES: Final = ("zh", "en")
_DESK: Final[ViewportSize] = {"width": 1280, "height": 800}
_DESK_SCALE: Final = 1.5
_MOST_DESK_BYTES: Final = 200_000
_REPORTED: Final = (37.4398, 116.3515)
"""Where a story's pothole waits to be accepted."""

_CAPTION: Final = {"zh": "人行道地砖碎了，有坑", "en": "Broken pavement with a pothole"}


async def _welcome(phone: Phone) -> None:
    await phone.rider.get_by_test_id("start").click()
    await phone.show("welcome", phone.key(phone.rider, Verb.AGREE))
    await phone.press(Verb.AGREE)
    await phone.key(phone.rider, Verb.AGREE).wait_for(state="detached")


async def _ready(phone: Phone) -> None:
    await phone.send("street_light_out")
    await phone.show("ready", phone.key(phone.rider, Verb.SUBMIT))


async def _receipt(phone: Phone) -> None:
    await phone.submit()
    await phone.show("receipt", phone.key(phone.rider, Verb.WITHDRAW))


async def _resolved(phone: Phone) -> None:
    await phone.page.get_by_test_id("banner").click()
    await phone.act(Action.ACCEPT)
    await phone.act(Action.RESOLVE)
    await phone.staff.get_by_test_id("reply-bar").wait_for()
    await phone.staff.get_by_test_id("sample-street_light_lit").click()
    await phone.page.get_by_test_id("send-pictures").click()
    await phone.staff.locator(".entry.own").last.wait_for()
    await phone.page.get_by_test_id("tab-rider").click()
    await phone.show("resolved", phone.key(phone.rider, Verb.ANSWER, Action.FIXED))
    await phone.press(Verb.ANSWER, Action.FIXED)


async def _urgent(phone: Phone) -> None:
    await phone.send("manhole_missing")
    await phone.show("urgent", phone.key(phone.rider, Verb.SUBMIT))
    await phone.press(Verb.SUBMIT)


async def _placeless(phone: Phone) -> None:
    await phone.send("bicycles_clutter")
    await phone.show("placeless", phone.rider.get_by_test_id("reply-key").first)
    await phone.press(Verb.CANCEL)
    await phone.rider.get_by_test_id("reply-key").first.wait_for(state="detached")


async def _duplicate(phone: Phone) -> None:
    taken_at = datetime.fromtimestamp(SystemClock().now() / 1000, UTC) - timedelta(minutes=1)
    photo = await asyncio.to_thread(phone.album.photo, "pothole", _REPORTED, taken_at, 90)
    await phone.rider.get_by_test_id("attach").click()
    async with phone.page.expect_file_chooser() as chooser:
        await phone.page.get_by_role("menuitem").first.click()
    file = {"name": "IMG_2190.jpg", "mimeType": "image/jpeg", "buffer": photo}
    await (await chooser.value).set_files(file)  # type: ignore[arg-type]  # a payload, as its documentation says
    await phone.page.get_by_test_id("caption").fill(_CAPTION[phone.language])
    await phone.page.get_by_test_id("send-pictures").click()
    await phone.show("duplicate", phone.key(phone.rider, Verb.SAME))
    await phone.press(Verb.CANCEL)


async def _several(phone: Phone) -> None:
    for scene in ("rubbish_overflowing", "tree_down"):
        await phone.send(scene)
        await phone.key(phone.rider, Verb.SUBMIT).wait_for()
        await phone.page.wait_for_timeout(PAUSE_MS)  # each card is drawn after a pause without news
    together = re.compile(r"[(（]\d[)）]$")
    await phone.show("several", phone.rider.get_by_test_id("inline-key").filter(has_text=together).last)
    await phone.press(Verb.SUBMIT)


async def _my(phone: Phone) -> None:
    await phone.write("/my")
    await phone.show("my", phone.rider.locator(".command", has_text="/report_").last)


async def _report(phone: Phone) -> None:
    await phone.rider.locator(".entry").last.locator(".command", has_text="/report_").last.click()
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("report", phone.rider.locator(".entry").last)


SCREENS: Final[tuple[Callable[[Phone], Awaitable[None]], ...]] = (
    _welcome, _placeless, _ready, _receipt, _resolved, _urgent, _duplicate, _several, _my, _report,
    slip, slip_made,
)  # fmt: skip


async def _lead(browser: Browser, address: str, album: Album, folder: Path, language: str) -> list[str]:
    """Lead a rider and their district's staff through all screens; return what went wrong."""
    problems: list[str] = []
    for screens in (SCREENS, STAFF_SCREENS, LOOKING_UP, PROGRAMME):
        phone = await open_phone(browser, address, album, folder, language)
        for screen in screens:
            try:
                await screen(phone)
            except Exception as error:  # noqa: BLE001  the other pictures are taken
                problems.append(f"{language} {screen.__name__}: {str(error).splitlines()[0]}")
        await phone.page.context.close()
    return problems


async def _overview(browser: Browser, address: str, album: Album, folder: Path) -> None:
    """Take the README's picture: a new rider's phone beside the group that has just accepted the report."""
    context = await browser.new_context(viewport=_DESK, device_scale_factor=_DESK_SCALE, locale="zh")
    page = await context.new_page()
    await page.goto(f"{address}/?lang=zh")
    phone = Phone(page, "zh", album, folder)
    await phone.rider.get_by_test_id("new-rider").click()
    await phone.rider.get_by_test_id("start").click()
    await phone.press(Verb.AGREE)
    await phone.send("manhole_missing")
    await phone.submit()
    await phone.act(Action.ACCEPT)
    await phone.acting(Action.START).wait_for()
    await phone.rider.get_by_test_id("toast").wait_for(state="detached")
    await phone.staff.get_by_test_id("toast").wait_for(state="detached")
    taken = await page.screenshot()
    (folder / "demo.png").write_bytes(await asyncio.to_thread(small, taken, _MOST_DESK_BYTES))
    await context.close()


async def take(folder: Path) -> list[str]:
    """Write `rider-SCREEN-LANGUAGE.png` and `staff-SCREEN-LANGUAGE.png` into a folder; return what went wrong."""
    announced: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    demo = asyncio.create_task(run_demo(0, announced.set_result))
    try:
        address, album = await announced, await paint_album()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            await _overview(browser, address, album, folder)
            return [problem for one in LANGUAGES for problem in await _lead(browser, address, album, folder, one)]
    finally:
        signal.raise_signal(signal.SIGTERM)  # the demo ends in good order
        await asyncio.gather(demo, return_exceptions=True)


if __name__ == "__main__":
    problems = asyncio.run(take(Path(sys.argv[1])))
    sys.exit("\n".join(problems) or None)
