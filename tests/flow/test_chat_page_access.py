"""The chat page with keyboard and screen reader, in light and dark: axe-core finds nothing serious, nothing is cut."""

import os
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, visit
from tests.chat_page import GROUP, OTHER_GROUP, RIDER, STAFF, Telegram, keys_of, rider, staff

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

SMALLEST = (360, 740)
LONG = "\n".join(f"第 {line} 行：存了什么、存多久，都写在这里" for line in range(1, 8))
RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def axe() -> str:
    """The source of axe-core; without it the test skips, or fails where a browser is required."""
    if os.environ.get("QIANSHAO_REQUIRE_BROWSER") != "1":
        pytest.importorskip("axe_playwright_python", reason="axe-playwright-python, which carries axe-core, is missing")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What axe-core finds serious or critical on the page as it stands, once everything that moves has come to rest."""
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")
    page.evaluate(axe())
    found: list[dict[str, Any]] = page.evaluate(
        "(rules) => axe.run(document, rules).then((all) => all.violations)", RULES
    )
    return [
        f"{one['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def furnish(telegram: Telegram) -> None:
    """Let the chats show everything that the page draws."""
    keys = [
        [{"text": "✅ 提交", "callback_data": "a", "style": "success"}],
        [
            {"text": "📍 位置", "callback_data": "b", "style": "primary"},
            {"text": "取消", "callback_data": "c", "style": "danger"},
        ],
        [{"text": "🗺 地图", "url": "https://example.org/"}, {"text": "说明", "callback_data": "d"}],
    ]
    own = telegram.play(f"chats/{RIDER}/text", **{"from": RIDER, "text": "井盖不见了 /my"})["message_id"]
    telegram.bot("setMessageReaction", chat_id=RIDER, message_id=own, reaction=[{"type": "emoji", "emoji": "👍"}])
    for chat in (RIDER, GROUP):
        text = f"<b>DC-2611-0042</b> <code>code</code> /my\n<blockquote expandable>{LONG}</blockquote>"
        telegram.bot("sendMessage", chat_id=chat, text=text, parse_mode="HTML", reply_markup={"inline_keyboard": keys})
    telegram.bot("sendMessage", chat_id=RIDER, text="收到", reply_parameters={"message_id": own})
    telegram.bot("sendLocation", chat_id=GROUP, latitude=37.45, longitude=116.31)
    telegram.play(f"chats/{GROUP}/text", **{"from": STAFF, "text": "<已换新>"})
    location = {"keyboard": [[{"text": "📍 发送位置", "request_location": True, "style": "primary"}], ["不用了"]]}
    telegram.bot("sendMessage", chat_id=RIDER, text="在哪里？", reply_markup=location)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("size", "language"), [(DESKTOP, "zh"), (SMALLEST, "en")])
def test_axe_finds_nothing_serious(
    browser: Browser, telegram: Telegram, size: tuple[int, int], language: str, scheme: Literal["light", "dark"]
) -> None:
    furnish(telegram)
    with visit(browser, telegram.address, size=size, language=language) as page:
        page.emulate_media(color_scheme=scheme)
        expect(rider(page).get_by_test_id("reply-key")).to_have_count(2)
        assert faults(page) == []
        telegram.bot("sendMessage", chat_id=RIDER, text="草稿", reply_markup=keys_of("draft:7"))
        staff(page).get_by_test_id("composer").evaluate("(area) => { area.value = '正在写'; }")
        telegram.bot("sendMessage", chat_id=OTHER_GROUP, text="工单", reply_markup=keys_of("accept:7"))
        expect(page.get_by_test_id("banner")).to_be_visible()
        rider(page).get_by_test_id("attach").click()
        assert faults(page) == []
        page.keyboard.press("Escape")
        for opener in ("sample-pothole", "reply-key"):
            rider(page).get_by_test_id(opener).first.click()
            expect(page.locator("dialog[open]")).to_be_visible()
            assert faults(page) == []
            page.keyboard.press("Escape")
        if size == SMALLEST:
            page.get_by_test_id("tab-staff").click()
            assert faults(page) == []
            page.get_by_test_id(f"chat-{GROUP}").click()
            assert faults(page) == []


def test_nothing_sticks_out_on_the_smallest_phone(browser: Browser, telegram: Telegram) -> None:
    furnish(telegram)
    with visit(browser, telegram.address, size=SMALLEST) as page:
        for pane in ("rider", "staff"):
            page.get_by_test_id(f"tab-{pane}").click()
            if pane == "staff":
                page.get_by_test_id(f"chat-{GROUP}").click()
            expect(page.get_by_test_id(f"pane-{pane}").get_by_test_id("fold")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") == SMALLEST[0]
            cut = (
                page.get_by_test_id(f"pane-{pane}")
                .locator(".key, .reply-key")
                .evaluate_all(
                    "(keys) => keys.filter((key) => key.scrollWidth > key.clientWidth).map((key) => key.textContent)"
                )
            )
            assert cut == []


def test_a_long_quote_opens_and_closes_and_a_short_one_stands(page: Page, telegram: Telegram) -> None:
    for text in (LONG, "一行"):
        quote = f"<blockquote expandable>{text}</blockquote>"
        telegram.bot("sendMessage", chat_id=RIDER, text=quote, parse_mode="HTML")
    expect(rider(page).get_by_test_id("fold")).to_have_count(2)
    long, short = rider(page).get_by_test_id("fold").first, rider(page).get_by_test_id("fold").last
    expect(short).to_be_hidden()
    quote_height = "(key) => key.parentElement.clientHeight"
    closed = long.evaluate(quote_height)
    long.focus()
    page.keyboard.press("Enter")
    expect(long).to_have_attribute("aria-expanded", "true")
    assert long.evaluate(quote_height) > closed
    page.keyboard.press("Enter")
    assert long.evaluate(quote_height) == closed


def test_a_tap_on_a_quote_jumps_to_what_it_quotes(page: Page, telegram: Telegram) -> None:
    first = telegram.bot("sendMessage", chat_id=RIDER, text="最早的一条")["message_id"]
    for number in range(30):
        telegram.bot("sendMessage", chat_id=RIDER, text=f"后面第 {number} 条")
    telegram.bot("sendMessage", chat_id=RIDER, text="进展", reply_parameters={"message_id": first})
    early = rider(page).get_by_test_id("message").filter(has_text="最早的一条").first
    rider(page).locator(".quote").click()
    expect(early).to_be_in_viewport()


@pytest.mark.parametrize(("scheme", "colours"), [("light", 4), ("dark", 4)])
def test_keys_have_the_styles_of_telegram(
    page: Page, telegram: Telegram, scheme: Literal["light", "dark"], colours: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    furnish(telegram)
    keys = rider(page).locator(".key")
    expect(keys).to_have_count(5)
    assert len(set(keys.evaluate_all("(all) => all.map((key) => getComputedStyle(key).backgroundColor)"))) == colours


def focused(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.dataset.testid ?? document.activeElement.textContent")
    return name


def test_each_list_is_one_stop_and_arrows_walk_it(page: Page, telegram: Telegram) -> None:
    furnish(telegram)
    expect(rider(page).get_by_test_id("reply-key")).to_have_count(2)
    page.get_by_test_id(f"chat-{RIDER}").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "message"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_contain_text("DC-2611-0042")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.entry').textContent.includes('DC-2611-0042')")
    rider(page).get_by_role("button", name="提交").focus()
    page.keyboard.press("Enter")
    assert telegram.next_update("callback_query")["data"] == "a"
    page.get_by_test_id(f"chat-{GROUP}").focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == f"chat-{OTHER_GROUP}"
    page.keyboard.press("Enter")
    expect(staff(page).locator(".chat-title h2")).to_have_text("新湖社区")
    assert focused(page) == f"chat-{OTHER_GROUP}"


def test_the_focus_stays_on_a_card_that_is_drawn_anew(page: Page, telegram: Telegram) -> None:
    card = telegram.bot("sendMessage", chat_id=GROUP, text="工单", reply_markup=keys_of("accept", "reject"))
    staff(page).get_by_role("button", name="accept").focus()
    telegram.bot(
        "editMessageText",
        chat_id=GROUP,
        message_id=card["message_id"],
        text="工单：已受理",
        reply_markup=keys_of("start", "reject"),
    )
    expect(staff(page).get_by_role("button", name="start")).to_be_visible()
    expect(staff(page).get_by_role("button", name="start")).to_be_focused()


def test_a_menu_is_opened_walked_and_left_by_keys(page: Page, telegram: Telegram) -> None:
    key = rider(page).get_by_test_id("attach")
    key.focus()
    page.keyboard.press("Enter")
    expect(key).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="在地图上选位置")).to_be_focused()
    page.keyboard.press("Escape")
    expect(key).to_be_focused()
    expect(key).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("map")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert telegram.next_update("message")["location"]["latitude"] > 37.45


@pytest.fixture
def announced(page: Page) -> list[str]:
    """What a screen reader was told."""
    heard: list[str] = []
    page.expose_function("heard", lambda text: heard.append(text))  # noqa: PLW0108  a method of a list can't be exposed
    page.evaluate(
        """() => new MutationObserver(([change]) => heard(change.target.textContent))
        .observe(document.querySelector("[data-testid=announced]"), { childList: true, characterData: true })"""
    )
    return heard


def test_a_new_message_is_announced_and_a_flood_only_counted(
    page: Page, telegram: Telegram, announced: list[str]
) -> None:
    region = page.get_by_test_id("announced")
    telegram.bot("sendMessage", chat_id=RIDER, text="已受理")
    expect(region).to_have_text("前哨 Qianshao：已受理")
    for number in range(12):
        telegram.bot("sendMessage", chat_id=RIDER, text=f"第 {number} 条")
    expect(region).to_contain_text("条新消息")
    assert len(announced) < 12
