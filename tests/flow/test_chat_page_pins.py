"""Pinned messages and links to messages on the chat page, in a real Chromium."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, visit
from tests.chat_page import GROUP, OTHER_GROUP, Telegram, rider, staff

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


def link(chat: int, message: int, words: str) -> str:
    return f"<a href='https://t.me/c/{str(chat).removeprefix('-100')}/{message}'>{words}</a>"


def start_link(bot: str, payload: str) -> str:
    return f"<a href='https://t.me/{bot}?start={payload}'>打开</a>"


def fill_up(telegram: Telegram, chat: int) -> None:
    for number in range(30):
        telegram.bot("sendMessage", chat_id=chat, text=f"消息 {number}")


def board_of(telegram: Telegram, text: str) -> Any:
    board = telegram.bot("sendMessage", chat_id=GROUP, text=text)["message_id"]
    telegram.bot("pinChatMessage", chat_id=GROUP, message_id=board)
    return board


def test_the_newest_pin_stands_above_and_leads_to_its_message(page: Page, telegram: Telegram) -> None:
    pin = staff(page).get_by_test_id("pinned")
    expect(pin).to_be_hidden()
    board_of(telegram, "旧看板")
    board = board_of(telegram, "看板\n待受理 1")
    staff(page).get_by_test_id(f"chat-{GROUP}").click()
    expect(pin).to_contain_text("待受理 1")
    service = staff(page).locator(".service").last
    expect(service).to_contain_text("“看板”")
    telegram.bot("editMessageText", chat_id=GROUP, message_id=board, text="看板\n待受理 2")
    expect(pin).to_contain_text("待受理 2")
    fill_up(telegram, GROUP)
    shown = staff(page).locator(f'[data-message-id="{board}"]')
    expect(shown).not_to_be_in_viewport()
    pin.click()
    expect(shown).to_be_in_viewport()
    telegram.bot("unpinChatMessage", chat_id=GROUP, message_id=board)
    expect(pin).to_contain_text("旧看板")
    telegram.bot("unpinChatMessage", chat_id=GROUP)
    expect(pin).to_be_hidden()


def test_a_link_to_a_message_opens_it_in_whichever_group_it_stands(browser: Browser, telegram: Telegram) -> None:
    card = telegram.bot("sendMessage", chat_id=OTHER_GROUP, text="工单卡片")["message_id"]
    fill_up(telegram, OTHER_GROUP)
    gone, secret = link(OTHER_GROUP, 99_999, "没了的"), link(-1009999999999, 1, "别处的")
    key = {"text": "打开", "url": f"https://t.me/c/{str(OTHER_GROUP).removeprefix('-100')}/{card}"}
    with visit(browser, telegram.address, size=PHONE) as page:
        page.get_by_test_id("tab-staff").click()
        page.get_by_test_id(f"chat-{GROUP}").click()
        text, markup = f"{link(OTHER_GROUP, card, '那张卡片')} {gone} {secret}", {"inline_keyboard": [[key]]}
        telegram.bot("sendMessage", chat_id=GROUP, text=text, parse_mode="HTML", reply_markup=markup)
        staff(page).get_by_role("link", name="别处的").click()
        expect(staff(page).get_by_test_id("toast").last).to_have_text("这条消息在别的聊天里")
        for leading in ("那张卡片", "打开"):
            staff(page).get_by_role("link", name=leading).click()
            expect(staff(page).locator(f'.lit[data-message-id="{card}"]')).to_be_in_viewport()
            staff(page).get_by_test_id("back").click()
            page.get_by_test_id(f"chat-{GROUP}").click()
        staff(page).get_by_role("link", name="没了的").click()
        expect(staff(page).get_by_test_id("toast").last).to_have_text("这条消息已不在了")
        assert len(page.context.pages) == 1


def test_a_link_to_the_bot_starts_the_chat_on_the_phone_of_who_follows_it(page: Page, telegram: Telegram) -> None:
    telegram.bot(
        "sendMessage", chat_id=GROUP, text=start_link("qianshao_playground_bot", "v-ABCD2345"), parse_mode="HTML"
    )
    staff(page).get_by_test_id(f"chat-{GROUP}").click()
    staff(page).get_by_role("link", name="打开").click()
    update = telegram.next_update("message")["text"]
    assert update == "/start v-ABCD2345"
    expect(rider(page).locator(".entry").last).to_contain_text("/start v-ABCD2345")
