"""The chat page in a real Chromium, against the playground alone: the bot's side is played by HTTP calls."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import IFD
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, visit
from tests.chat_page import (
    COLLEAGUE,
    GROUP,
    OTHER_GROUP,
    RIDER,
    STAFF,
    Telegram,
    keyboard,
    rider,
    staff,
)

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


def picture(colour: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (80, 60), colour).save(written, "JPEG")
    return written.getvalue()


def test_what_the_bot_writes_appears_with_its_markup(page: Page, telegram: Telegram) -> None:
    text = "<b>DC-2611-0042</b> 已受理 <a href='https://example.org/'>地图</a> /my"
    telegram.bot("sendMessage", chat_id=RIDER, text=text, parse_mode="HTML")
    words = rider(page).get_by_test_id("words").last
    expect(words).to_have_text("DC-2611-0042 已受理 地图 /my")
    expect(words.locator("strong")).to_have_text("DC-2611-0042")
    expect(words.get_by_role("link", name="地图")).to_have_attribute("href", "https://example.org/")
    words.get_by_role("button", name="/my").click()
    expect(rider(page).get_by_test_id("words").last).to_have_text("/my")


def test_markup_characters_in_a_message_stay_text(page: Page, telegram: Telegram) -> None:
    telegram.bot("sendMessage", chat_id=RIDER, text="<img src=x onerror=alert(1)> 😀 & <b>")
    expect(rider(page).get_by_test_id("words").last).to_have_text("<img src=x onerror=alert(1)> 😀 & <b>")


def test_what_the_rider_types_reaches_the_bot(page: Page, telegram: Telegram) -> None:
    rider(page).get_by_test_id("composer").fill("楼道灯不亮")
    rider(page).get_by_test_id("composer").press("Enter")
    expect(rider(page).get_by_test_id("words").last).to_have_text("楼道灯不亮")
    message = telegram.next_update("message")
    assert (message["text"], message["from"]["id"]) == ("楼道灯不亮", RIDER)


def test_an_empty_private_chat_offers_start(page: Page, telegram: Telegram) -> None:
    page.get_by_test_id(f"chat-{COLLEAGUE}").click()
    rider(page).get_by_test_id("start").click()
    assert telegram.next_update("message")["from"]["id"] == COLLEAGUE
    expect(rider(page).get_by_test_id("start")).to_be_hidden()


def test_a_press_reaches_the_bot_and_its_answer_the_person(page: Page, telegram: Telegram) -> None:
    telegram.bot("sendMessage", chat_id=GROUP, text="工单", reply_markup=keyboard(["受理", "退回"]))
    staff(page).get_by_role("button", name="受理").click()
    query = telegram.next_update("callback_query")
    assert (query["data"], query["from"]["id"]) == ("do 受理", STAFF)
    telegram.bot("answerCallbackQuery", callback_query_id=query["id"], text="已受理")
    expect(staff(page).get_by_test_id("toast")).to_have_text("已受理")


def test_an_alert_waits_to_be_closed(page: Page, telegram: Telegram) -> None:
    telegram.bot("sendMessage", chat_id=GROUP, text="工单", reply_markup=keyboard(["受理"]))
    staff(page).get_by_role("button", name="受理").click()
    query = telegram.next_update("callback_query")
    telegram.bot("answerCallbackQuery", callback_query_id=query["id"], text="您不在本群", show_alert=True)
    expect(page.get_by_test_id("alert")).to_have_text("您不在本群")
    page.get_by_role("button", name="好", exact=True).click()
    expect(page.get_by_test_id("alert")).to_have_count(0)


def test_a_sample_goes_as_a_file_with_its_gps_and_caption(page: Page, telegram: Telegram) -> None:
    page.get_by_test_id("sample-pothole").first.click()
    expect(page.get_by_test_id("caption")).to_have_value("道路坑洼积着水，骑车容易摔")
    page.get_by_test_id("caption").fill("道路坑洼")
    page.get_by_test_id("send-pictures").click()
    message = telegram.next_update("message")
    assert message["caption"] == "道路坑洼"
    sent = telegram.client.get(f"/play/files/{message['document']['file_id']}").content
    assert IFD.GPSInfo in Image.open(BytesIO(sent)).getexif()
    expect(rider(page).get_by_text("pothole.jpg")).to_be_visible()


def test_own_pictures_go_as_an_album_of_photos(page: Page, telegram: Telegram) -> None:
    rider(page).get_by_test_id("attach").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="上传自己的图片").click()
    files: Any = [
        {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": picture(colour)} for colour in ("red", "blue")
    ]
    chooser.value.set_files(files)
    page.get_by_test_id("as-photo").check()
    page.get_by_test_id("send-pictures").click()
    first, second = telegram.next_update("message"), telegram.next_update("message")
    assert first["photo"]
    assert first["media_group_id"] == second["media_group_id"]
    expect(rider(page).locator(".album img")).to_have_count(2)


def test_the_location_key_opens_the_map_and_a_click_sends_the_place(page: Page, telegram: Telegram) -> None:
    keys = {"keyboard": [[{"text": "📍 发送位置", "request_location": True}]]}
    telegram.bot("sendMessage", chat_id=RIDER, text="在哪里？", reply_markup=keys)
    rider(page).get_by_test_id("reply-key").click()
    page.get_by_test_id("map").click()
    place = telegram.next_update("message")["location"]
    assert place["latitude"] == pytest.approx(37.45, abs=0.001)
    assert place["longitude"] == pytest.approx(116.31, abs=0.001)
    expect(rider(page).get_by_test_id("place")).to_be_visible()
    telegram.bot("sendMessage", chat_id=RIDER, text="收到", reply_markup={"remove_keyboard": True})
    expect(rider(page).get_by_test_id("reply-key")).to_have_count(0)


def test_an_edit_is_marked_and_a_deletion_vanishes(page: Page, telegram: Telegram) -> None:
    kept = telegram.bot("sendMessage", chat_id=RIDER, text="草稿")
    gone = telegram.bot("sendMessage", chat_id=RIDER, text="稍等")
    expect(rider(page).get_by_test_id("message")).to_have_count(3)
    telegram.bot("editMessageText", chat_id=RIDER, message_id=kept["message_id"], text="草稿：井盖缺失")
    telegram.bot("deleteMessage", chat_id=RIDER, message_id=gone["message_id"])
    expect(rider(page).get_by_test_id("words")).to_have_text(["/start", "草稿：井盖缺失"])
    expect(rider(page).get_by_test_id("edited")).to_have_text("已编辑")


def test_a_reaction_stands_on_the_message_until_it_is_taken_away(page: Page, telegram: Telegram) -> None:
    message = telegram.play(f"chats/{RIDER}/text", **{"from": RIDER, "text": "谢谢"})
    mark = rider(page).get_by_test_id("message").filter(has_text="谢谢").get_by_test_id("reaction")
    for reaction, shown in (([{"type": "emoji", "emoji": "👍"}], ["👍"]), ([], [])):
        telegram.bot("setMessageReaction", chat_id=RIDER, message_id=message["message_id"], reaction=reaction)
        expect(mark).to_have_text(shown)


def test_the_bot_is_seen_typing_until_it_writes(page: Page, telegram: Telegram) -> None:
    telegram.bot("sendChatAction", chat_id=RIDER, action="typing")
    expect(rider(page).get_by_test_id("typing")).to_be_visible()
    telegram.bot("sendMessage", chat_id=RIDER, text="好了")
    expect(rider(page).get_by_test_id("typing")).to_be_hidden()


def test_a_rider_edits_what_they_wrote(page: Page, telegram: Telegram) -> None:
    telegram.play(f"chats/{RIDER}/text", **{"from": RIDER, "text": "井盖"})
    entry = rider(page).get_by_test_id("message").last
    entry.hover()
    entry.get_by_test_id("edit").click()
    rider(page).get_by_test_id("composer").fill("井盖缺失")
    rider(page).get_by_test_id("send").click()
    assert telegram.next_update("edited_message")["text"] == "井盖缺失"


def test_staff_reply_to_a_card_as_whom_they_chose(page: Page, telegram: Telegram) -> None:
    card = telegram.bot("sendMessage", chat_id=GROUP, text="工单 DC-2611-0042")
    staff(page).get_by_test_id("who").select_option(str(COLLEAGUE))
    entry = staff(page).get_by_test_id("message").filter(has_text="DC-2611-0042")
    entry.hover()
    entry.get_by_test_id("reply").click()
    expect(staff(page).get_by_test_id("reply-bar")).to_contain_text("DC-2611-0042")
    staff(page).get_by_test_id("composer").fill("已换新")
    staff(page).get_by_test_id("send").click()
    message = telegram.next_update("message")
    assert message["reply_to_message"]["message_id"] == card["message_id"]
    assert message["from"]["id"] == COLLEAGUE


@pytest.mark.parametrize(("asked", "bars"), [(STAFF, 1), (COLLEAGUE, 0)])
def test_a_selective_prompt_opens_a_reply_for_whom_it_names(
    page: Page, telegram: Telegram, asked: int, bars: int
) -> None:
    text = f'<a href="tg://user?id={asked}">您</a>，请写明理由'
    prompt = {"force_reply": True, "selective": True}
    telegram.bot("sendMessage", chat_id=GROUP, text=text, parse_mode="HTML", reply_markup=prompt)
    telegram.bot("sendMessage", chat_id=GROUP, text="后一条")
    expect(staff(page).get_by_test_id("words").last).to_have_text("后一条")
    expect(staff(page).get_by_test_id("reply-bar").filter(visible=True)).to_have_count(bars)


def test_the_commands_menu_lists_and_sends(page: Page, telegram: Telegram) -> None:
    commands = [{"command": "my", "description": "我的上报"}, {"command": "points", "description": "积分"}]
    telegram.bot("setMyCommands", commands=commands)
    telegram.bot("sendMessage", chat_id=RIDER, text="命令已更新")
    rider(page).get_by_test_id("commands").click()
    page.get_by_role("menuitem", name="/points 积分").click()
    assert telegram.next_update("message")["text"] == "/points"


def test_another_groups_message_is_counted_and_one_click_away(page: Page, telegram: Telegram) -> None:
    telegram.bot("sendMessage", chat_id=OTHER_GROUP, text="新工单")
    other = page.get_by_test_id(f"chat-{OTHER_GROUP}")
    expect(other.get_by_test_id("unread")).to_have_text("1")
    other.click()
    expect(staff(page).get_by_test_id("words").last).to_have_text("新工单")
    expect(other.get_by_test_id("unread")).to_have_count(0)


def test_a_new_rider_can_be_added(page: Page, telegram: Telegram) -> None:
    page.get_by_test_id("new-rider").click()
    rider(page).get_by_test_id("start").click()
    assert telegram.next_update("message")["from"]["id"] not in {RIDER, STAFF, COLLEAGUE}


def test_the_hosts_actions_are_buttons(page: Page, telegram: Telegram) -> None:
    page.get_by_role("button", name="让一周过去").click()
    expect(page.get_by_test_id("toast")).to_have_text("过了一周：2 个群有新消息")
    assert telegram.pressed == ["week"]


def test_the_hint_stays_away_once_dismissed(page: Page) -> None:
    expect(page.get_by_test_id("hint")).to_be_visible()
    page.get_by_test_id("hint-close").click()
    page.reload()
    expect(rider(page).get_by_test_id("message")).to_have_count(1)
    expect(page.get_by_test_id("hint")).to_be_hidden()


def test_the_page_speaks_the_other_language(page: Page) -> None:
    page.get_by_test_id("language").click()
    expect(page.get_by_role("button", name="Let a week pass")).to_be_visible()
    expect(page).to_have_title("Qianshao")


def test_a_phone_shows_one_pane_at_a_time_and_nothing_sticks_out(browser: Browser, telegram: Telegram) -> None:
    with visit(browser, telegram.address, size=PHONE) as page:
        expect(rider(page).get_by_test_id("message")).to_have_count(1)
        expect(staff(page)).to_be_hidden()
        telegram.bot("sendMessage", chat_id=GROUP, text="工单", reply_markup=keyboard(["受理", "退回", "不予受理"]))
        expect(page.get_by_test_id("tab-staff")).to_have_class(re.compile("unread"))
        page.get_by_test_id("tab-staff").click()
        page.get_by_test_id(f"chat-{GROUP}").click()
        expect(staff(page).get_by_role("button", name="不予受理")).to_be_in_viewport()
        expect(rider(page)).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        page.get_by_test_id("back").click()
        expect(page.get_by_test_id(f"chat-{GROUP}")).to_be_focused()


@pytest.fixture
def reconnecting(browser: Browser, telegram: Telegram) -> Iterator[Page]:
    """A page whose first line for events is cut; its complaint about that is expected."""
    page = browser.new_page(locale="zh")
    page.route("**/play/events*", lambda route: route.abort(), times=1)
    page.goto(telegram.address)
    yield page
    page.close()


def test_a_lost_connection_is_taken_up_again(reconnecting: Page, telegram: Telegram) -> None:
    expect(reconnecting.get_by_text("正在重连")).to_be_visible()
    expect(reconnecting.get_by_text("正在重连")).to_be_hidden()
    telegram.bot("sendMessage", chat_id=RIDER, text="又连上了")
    expect(rider(reconnecting).get_by_test_id("words").last).to_have_text("又连上了")


def test_a_live_location_is_shared_moved_and_stopped(page: Page, telegram: Telegram) -> None:
    page.get_by_test_id("pane-rider").get_by_test_id("attach").click()
    page.get_by_role("menuitem", name="共享实时位置").click()
    page.get_by_test_id("map").click()
    shared = telegram.next_update("message")["location"]
    assert shared["live_period"] == 900
    page.get_by_test_id("live_move").click()
    page.get_by_test_id("map").click(position={"x": 40, "y": 40})
    moved = telegram.next_update("edited_message")["location"]
    assert moved["live_period"] == 900
    assert moved["latitude"] != shared["latitude"]
    page.get_by_test_id("live_stop").click()
    assert "live_period" not in telegram.next_update("edited_message")["location"]
    expect(page.get_by_test_id("live_move")).to_have_count(0)
