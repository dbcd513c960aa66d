"""A phone in the demo's page, led and pictured by a browser."""

import asyncio
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import Browser, Locator, Page, ViewportSize

from demo.album import Album
from demo.keys import id_in
from domain.tickets.lifecycle import Action
from texts.base.callbacks import Press, Verb, encode

_SIZE: Final[ViewportSize] = {"width": 360, "height": 640}
_SCALE: Final = 1.25
_MOST_BYTES: Final = 60_000
_COLOURS: Final = (128, 96, 64, 48, 32, 16)
_PATIENCE_MS: Final = 20_000
PAUSE_MS: Final = 1500
"""How long what comes last takes to come to rest."""

_BARE: Final = """
    .bar, .hint, .tabs, .banners, .notes, .rider .switcher, .samples { display: none !important; }
    .rider .chat-header { display: flex !important; }
"""


@dataclass(slots=True)
class Phone:
    """A phone in the demo's page, a rider's and that of a group's staff, without what the page has around it."""

    page: Page
    language: str
    album: Album
    folder: Path
    report_id: int = 0
    card_id: str = ""

    @property
    def rider(self) -> Locator:
        """The rider's side of the page."""
        return self.page.get_by_test_id("pane-rider")

    @property
    def staff(self) -> Locator:
        """The staff's side of the page."""
        return self.page.get_by_test_id("pane-staff")

    def key(self, pane: Locator, verb: Verb, argument: str = "") -> Locator:
        """Return the newest key with this verb."""
        part = f'[data-callback*=":{argument}"]' if argument else ""
        return pane.locator(f'[data-callback^="{verb}:"]{part}').last

    async def submit(self) -> None:
        """Submit as the rider, and wait for the receipt, which may stand below others."""
        receipts = self.rider.locator(f'[data-callback^="{Verb.WITHDRAW}:"]')
        before = await receipts.count()
        await self.press(Verb.SUBMIT)
        self.report_id = id_in(await receipts.nth(before).get_attribute("data-callback") or "")

    def acting(self, action: Action) -> Locator:
        """Return the key with this action below the card of the report; the cards beside it have the same keys."""
        return self.staff.locator(f'[data-callback^="{encode(Press(Verb.ACT, self.report_id, action))}"]').last

    @property
    def card(self) -> Locator:
        """The card of the report in the group that is open."""
        return self.staff.locator(f'[data-message-id="{self.card_id}"]')

    async def act(self, action: Action) -> None:
        """Press the key with this action below the card of the report."""
        await self.acting(action).wait_for()
        await self.page.wait_for_timeout(PAUSE_MS)  # a group that has just been opened comes to rest
        await self.acting(action).click()

    async def press(self, verb: Verb, argument: str = "") -> None:
        """Press the rider's newest key with this verb."""
        await self.key(self.rider, verb, argument).click()

    async def show(self, name: str, sign: Locator, whose: str = "rider") -> None:
        """Wait for what belongs on the picture of the rider's or the staff's screen, and take it."""
        await sign.wait_for()
        style = await self.page.add_style_tag(content=_BARE)
        await self.page.evaluate(
            "(whose) => { const log = document.querySelector(`.${whose} .chat`); log.scrollTop = 1e9; }", whose
        )
        if whose == "staff":
            await sign.evaluate("(sign) => sign.closest('.entry').scrollIntoView({ block: 'end' })")
        await self.page.wait_for_load_state()
        await self.page.evaluate(
            "() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"
        )
        taken = await self.page.screenshot()
        await style.evaluate("(style) => style.remove()")
        (self.folder / f"{whose}-{name}-{self.language}.png").write_bytes(await asyncio.to_thread(small, taken))

    async def send(self, scene: str) -> None:
        """Send a picture of the tray as a file."""
        samples = self.rider.get_by_test_id("samples-key")
        if await samples.get_attribute("aria-pressed") == "false":
            await samples.click()
        await self.rider.get_by_test_id(f"sample-{scene}").click()
        await self.page.get_by_test_id("send-pictures").click()

    async def write(self, text: str) -> None:
        """Write a message as the rider."""
        await self.rider.get_by_test_id("composer").fill(text)
        await self.rider.get_by_test_id("send").click()


def small(png: bytes, most: int = _MOST_BYTES) -> bytes:
    """Return a PNG with as many colours as its size allows."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    small = png
    for colours in _COLOURS:
        written = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        small = written.getvalue()
        if len(small) <= most:
            break
    return small


async def open_phone(browser: Browser, address: str, album: Album, folder: Path, language: str) -> Phone:
    """Open the demo's page in a window of a phone's size; whoever opens it closes its context."""
    context = await browser.new_context(viewport=_SIZE, device_scale_factor=_SCALE, locale=language, bypass_csp=True)
    context.set_default_timeout(_PATIENCE_MS)
    page = await context.new_page()
    await page.goto(f"{address}/?lang={language}")
    return Phone(page, language, album, folder)
