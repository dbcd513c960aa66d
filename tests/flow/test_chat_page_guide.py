"""How the chat page leads a visitor: the steps, the way to the group that got a ticket, the groups, the news."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import visit
from tests.chat_page import GROUP, OTHER_GROUP, RIDER, Telegram, keys_of, rider, staff

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

SMALLEST = (360, 740)


def step(page: Page, number: int) -> Locator:
    return page.get_by_test_id(f"step-{number}")


def say(telegram: Telegram, chat: int, text: str, *keys: str) -> int:
    message = telegram.bot("sendMessage", chat_id=chat, text=text, reply_markup=keys_of(*keys) if keys else None)
    return int(message["message_id"])


def rewrite(telegram: Telegram, chat: int, message: int, *keys: str) -> None:
    telegram.bot(
        "editMessageReplyMarkup", chat_id=chat, message_id=message, reply_markup=keys_of(*keys) if keys else None
    )


@pytest.fixture(params=["zh", "en"])
def guided(browser: Browser, telegram: Telegram, request: pytest.FixtureRequest) -> Iterator[Page]:
    with visit(browser, telegram.address, language=request.param) as page:
        expect(rider(page).get_by_test_id("message")).to_have_count(1)
        yield page


def test_each_step_is_done_by_what_happened_and_the_next_one_is_highlighted(guided: Page, telegram: Telegram) -> None:
    page = guided
    terms = say(telegram, RIDER, "条款", "agree")
    expect(step(page, 1)).to_have_attribute("aria-current", "step")
    rewrite(telegram, RIDER, terms)
    expect(step(page, 1).locator(".part.next")).to_contain_text(re.compile("发照片|Send a photo"))
    say(telegram, RIDER, "草稿", "draft:7")
    expect(step(page, 2)).to_have_attribute("aria-current", "step")
    expect(step(page, 1)).to_have_class("done")
    ticket = say(telegram, GROUP, "工单", "accept:7")
    expect(step(page, 3)).to_have_attribute("aria-current", "step")
    rewrite(telegram, GROUP, ticket, "resolve:7")
    expect(step(page, 4)).to_have_attribute("aria-current", "step")
    question = say(telegram, RIDER, "修好了吗", "fixed:7")
    expect(step(page, 4).locator(".part.next")).to_contain_text(re.compile("确认|Confirm"))
    rewrite(telegram, RIDER, question)
    expect(page.get_by_test_id("hint-end")).to_be_visible()
    page.get_by_test_id("again").click()
    expect(step(page, 1)).to_have_attribute("aria-current", "step")


def test_the_one_sentence_says_what_it_is_for(guided: Page) -> None:
    purpose = re.compile("骑手拍一张，社区去修，修好有回音|Riders snap it, the community fixes it")
    expect(guided.get_by_text(purpose).filter(visible=True)).to_have_count(1)


def test_a_click_on_the_hint_does_nothing(page: Page, telegram: Telegram) -> None:
    step(page, 1).click()
    expect(step(page, 1)).to_have_attribute("aria-current", "step")
    say(telegram, RIDER, "草稿", "draft:7")
    expect(step(page, 2)).to_have_attribute("aria-current", "step")


def test_what_others_reported_is_no_step_of_the_visitors(page: Page, telegram: Telegram) -> None:
    say(telegram, RIDER, "草稿", "draft:7")
    say(telegram, GROUP, "别人的工单", "accept:8")
    expect(staff(page).get_by_test_id("words")).to_have_text(["别人的工单"])
    expect(step(page, 2)).to_have_attribute("aria-current", "step")


def test_a_reload_forgets_no_step_and_hears_what_came_meanwhile(page: Page, telegram: Telegram) -> None:
    say(telegram, RIDER, "草稿", "draft:7")
    expect(step(page, 2)).to_have_attribute("aria-current", "step")
    page.goto("about:blank")
    say(telegram, GROUP, "工单", "accept:7")
    page.go_back()
    expect(step(page, 3)).to_have_attribute("aria-current", "step")


def test_the_hint_is_hidden_and_shown_again(page: Page) -> None:
    page.get_by_test_id("hint-close").click()
    expect(page.get_by_test_id("hint")).to_be_hidden()
    expect(page.get_by_test_id("hint-key")).to_be_focused()
    page.get_by_test_id("hint-key").click()
    expect(step(page, 1)).to_be_visible()


def title(page: Page) -> Locator:
    return staff(page).locator(".chat-title h2")


def test_a_ticket_opens_its_group_beside_the_rider(page: Page, telegram: Telegram) -> None:
    expect(title(page)).to_have_text("天衢社区")
    say(telegram, RIDER, "草稿", "draft:7")
    say(telegram, OTHER_GROUP, "工单", "accept:7")
    expect(title(page)).to_have_text("新湖社区")
    expect(staff(page).get_by_role("button", name="accept:7")).to_be_in_viewport()


def test_who_is_typing_is_asked_instead_of_moved(page: Page, telegram: Telegram) -> None:
    staff(page).get_by_test_id("composer").fill("正在写")
    say(telegram, RIDER, "草稿", "draft:7")
    say(telegram, OTHER_GROUP, "工单", "accept:7")
    expect(page.get_by_test_id("banner")).to_contain_text("新湖社区")
    expect(title(page)).to_have_text("天衢社区")
    expect(staff(page).get_by_test_id("composer")).to_have_value("正在写")
    page.get_by_test_id("banner").click()
    expect(title(page)).to_have_text("新湖社区")
    expect(page.get_by_test_id("banner")).to_have_count(0)


def test_an_open_sheet_is_not_disturbed(page: Page, telegram: Telegram) -> None:
    staff(page).get_by_test_id("samples-key").click()
    staff(page).get_by_test_id("sample-pothole").click()
    expect(page.get_by_test_id("caption")).to_be_visible()
    say(telegram, RIDER, "草稿", "draft:7")
    say(telegram, OTHER_GROUP, "工单", "accept:7")
    expect(page.get_by_test_id("banner")).to_contain_text("新湖社区")
    expect(title(page)).to_have_text("天衢社区")
    expect(page.get_by_test_id("caption")).to_be_visible()


def test_on_a_phone_the_ticket_and_the_riders_answer_are_one_tap_away(browser: Browser, telegram: Telegram) -> None:
    with visit(browser, telegram.address, size=SMALLEST) as page:
        expect(rider(page).get_by_test_id("message")).to_have_count(1)
        say(telegram, RIDER, "草稿", "draft:7")
        say(telegram, GROUP, "工单", "accept:7")
        expect(page.get_by_test_id("banner")).to_have_text("📬 工单到了：天衢社区 → 看看")
        page.get_by_test_id("banner").click()
        expect(staff(page).get_by_role("button", name="accept:7")).to_be_in_viewport()
        say(telegram, RIDER, "修好了吗", "fixed:7")
        page.get_by_test_id("banner").click()
        expect(rider(page).get_by_role("button", name="fixed:7")).to_be_in_viewport()


def test_a_week_that_passes_is_told_in_one_line(page: Page, telegram: Telegram) -> None:
    page.get_by_test_id("action-week").click()
    expect(page.get_by_test_id("toast")).to_have_text(["过了一周：2 个群有新消息"])
    assert telegram.pressed == ["week"]


def test_the_groups_show_what_came_last_and_the_newest_stands_first(page: Page, telegram: Telegram) -> None:
    groups = staff(page).locator(".switch")
    expect(groups.first).to_contain_text("天衢社区")
    say(telegram, OTHER_GROUP, "新工单")
    last = say(telegram, OTHER_GROUP, "再来一件")
    expect(groups.first).to_contain_text("新湖社区")
    expect(groups.first.get_by_test_id("last")).to_have_text("再来一件")
    expect(groups.first.get_by_test_id("unread")).to_have_text("2")
    telegram.bot("editMessageText", chat_id=OTHER_GROUP, message_id=last, text="改过了")
    expect(groups.first.get_by_test_id("last")).to_have_text("改过了")
    telegram.bot("deleteMessage", chat_id=OTHER_GROUP, message_id=last)
    expect(page.get_by_test_id(f"chat-{OTHER_GROUP}").get_by_test_id("last")).to_have_text("新工单")


def test_a_prompt_for_a_picture_lays_out_what_is_mended(page: Page, telegram: Telegram) -> None:
    rider(page).get_by_test_id("sample-stairwell_dark").click()
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    for chat, key in ((RIDER, "draft:7"), (GROUP, "accept:7"), (GROUP, "resolve:7")):
        say(telegram, chat, key, key)
    expect(step(page, 4)).to_have_attribute("aria-current", "step")
    telegram.bot("sendMessage", chat_id=GROUP, text="请回复", reply_markup={"force_reply": True})
    expect(staff(page).locator(".sample").first).to_have_attribute("data-testid", "sample-stairwell_lit")
    expect(staff(page).locator(".sample").first).to_be_visible()
