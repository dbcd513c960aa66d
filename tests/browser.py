"""A headless Chromium for tests of pages, and a witness of what a page must not do."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

DESKTOP = (1280, 800)
PHONE = (390, 844)
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_HERE = {"127.0.0.1", "localhost", ""}  # blob: and data: addresses have no host


def find_chromium() -> str:
    """The path of Debian's Chromium; without one the test skips, or fails where a browser is required."""
    path = shutil.which("chromium")
    if path:
        return path
    if os.environ.get("QIANSHAO_REQUIRE_BROWSER") == "1":
        pytest.fail("chromium is not installed, and QIANSHAO_REQUIRE_BROWSER=1 asks for it")
    pytest.skip("chromium is not installed")


@contextmanager
def launch() -> Iterator[Browser]:
    """A Chromium that is closed at the end."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass  # without slots: playwright notes its wrappers on the object whose methods it calls
class Witness:
    """What a page complained of, and which addresses beyond this machine it asked for."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def attend(self, page: Page) -> None:
        """Listen from before the first request on."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def _see(self, request: Request) -> None:
        if (urlsplit(request.url).hostname or "") not in _HERE:
            self.strangers.append(request.url)


@contextmanager
def visit(browser: Browser, address: str, *, size: tuple[int, int] = DESKTOP, language: str = "zh") -> Iterator[Page]:
    """A fresh visitor's page at `address`; at the end it must have been silent and kept to this machine."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=language)
    page, witness = context.new_page(), Witness()
    witness.attend(page)
    page.goto(f"{address}/?lang={language}")
    yield page
    context.close()
    assert witness.errors == []
    assert witness.strangers == []
