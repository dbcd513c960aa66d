"""The demo as a newcomer meets it: `qianshao demo` as a process, a real Chromium, both languages, a phone's width."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import PHONE, launch, visit

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

_A_WEEK_MS = 60_000  # hundreds of timers fire, one after another
_NUMBER = re.compile(r"DC-\d{4}-\d{4}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels of one language."""

    language: str
    submit: str
    accept: str
    resolved: str
    to_rider: str
    fixed: str
    points: str
    agree: str
    newcomer: str


ZH = Wording("zh", "提交", "受理", "已解决", "转给上报人", "修好了", "你的积分", "同意", "新骑手小赵")
EN = Wording("en", "Submit", "Accept", "Resolved", "Send to the rider", "Fixed", "Your points", "I agree", "Max (new)")


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The address of a running demo, which ends in good order."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "demo", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    address = ""
    for line in process.stdout:
        found = re.search(r"http://\S+", line.decode())
        if found:
            address = found[0]
            break
    try:
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=20)
        assert (process.returncode, complaints.decode()) == (0, "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launch() as browser:
        yield browser


def rider(page: Page) -> Locator:
    return page.get_by_test_id("pane-rider")


def staff(page: Page) -> Locator:
    return page.get_by_test_id("pane-staff")


def key(place: Locator, label: str) -> Locator:
    """The newest button below a message that says exactly this behind its emoji."""
    return place.get_by_test_id("inline-key").filter(has_text=re.compile(rf"(^|\s){label}$")).last


def choose(page: Page, pane: str, name: str) -> None:
    page.get_by_test_id(f"pane-{pane}").get_by_role("button", name=re.compile(name)).first.click()


def turn_to(page: Page, pane: str) -> None:
    """On a phone one pane is shown at a time."""
    tab = page.get_by_test_id(f"tab-{pane}")
    if tab.is_visible():
        tab.click()


def send_sample(page: Page, pane: Locator, name: str) -> None:
    switch = pane.get_by_test_id("samples-key")
    if switch.get_attribute("aria-pressed") == "false":
        switch.click()
    pane.get_by_test_id(f"sample-{name}").click()
    expect(page.get_by_test_id("as-document")).to_be_checked()
    page.get_by_test_id("send-pictures").click()


def submit(page: Page, wording: Wording, scene: str) -> str:
    """Report a sample picture by one tap; the number of the report."""
    send_sample(page, rider(page), scene)
    key(rider(page), wording.submit).click()
    receipt = rider(page).get_by_test_id("words").last
    expect(receipt).to_contain_text(_NUMBER)
    found = _NUMBER.search(receipt.inner_text())
    assert found
    return found[0]


def begin(page: Page, wording: Wording) -> None:
    """Agree to the terms as the newcomer, who is first on the screen."""
    first = rider(page).locator(".switch").first
    expect(first).to_contain_text(wording.newcomer)
    expect(first).to_have_attribute("aria-pressed", "true")
    rider(page).get_by_test_id("start").click()
    key(rider(page), wording.agree).click()


def expect_step(page: Page, number: int) -> None:
    """Wait until this step of the guide is the next one, and alone."""
    expect(page.locator("[data-testid^=step-][aria-current=step]")).to_have_attribute("data-testid", f"step-{number}")


def ticket_of(page: Page, number: str) -> Locator:
    """The card of a report in the group that is open."""
    return staff(page).get_by_test_id("message").filter(has_text=number).first


def resolve_by_reply(page: Page, wording: Wording, number: str, scene: str) -> None:
    """Reply to the card with a photo of what was put right, and say what the reply is for."""
    ticket = ticket_of(page, number)
    ticket.hover()
    ticket.get_by_test_id("reply").click()
    send_sample(page, staff(page), scene)
    question = staff(page).get_by_test_id("message").filter(has_text=number).filter(has_text=wording.to_rider).last
    key(question, wording.resolved).click()


def resolve_by_key(page: Page, wording: Wording, number: str, scene: str) -> None:
    """Press the card's key and send a photo, as the guide says: the page opens the reply and the pictures by itself."""
    resolve = key(ticket_of(page, number), wording.resolved)
    resolve.click()
    expect(staff(page).get_by_test_id("reply-bar")).to_be_visible()
    staff(page).get_by_test_id(f"sample-{scene}").click()
    page.get_by_test_id("send-pictures").click()
    expect(resolve).to_have_count(0)


PutRight = Callable[[Page, Wording, str, str], None]


def go_the_whole_way(
    page: Page, wording: Wording, scenes: tuple[str, str], group: str, put_right: PutRight = resolve_by_reply
) -> None:
    """From the picture to the points, as a rider and as staff, led by the guide and never to search for a group."""
    expect_step(page, 1)
    number = submit(page, wording, scenes[0])
    expect_step(page, 3)
    if page.get_by_test_id("tab-staff").is_visible():
        page.get_by_test_id("banner").click()
    expect(staff(page).locator(".chat-title h2")).to_have_text(group)
    ticket = ticket_of(page, number)
    expect(ticket.get_by_role("img")).to_be_visible()
    key(ticket, wording.accept).click()
    expect(key(ticket, wording.resolved)).to_be_visible()
    expect_step(page, 4)
    put_right(page, wording, number, scenes[1])
    turn_to(page, "rider")
    told = rider(page).get_by_test_id("message").filter(has_text=number).filter(has_text=wording.fixed).last
    expect(told.get_by_role("img")).to_be_visible()
    key(told, wording.fixed).click()
    expect(page.get_by_test_id("hint-end")).to_be_visible()
    rider(page).get_by_test_id("composer").fill("/points")
    rider(page).get_by_test_id("send").click()
    points = rider(page).get_by_test_id("words").last
    expect(points).to_contain_text(wording.points)
    expect(points).to_contain_text(number)


def test_a_newcomer_sees_a_report_through_in_chinese(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as page:
        begin(page, ZH)
        go_the_whole_way(page, ZH, ("manhole_missing", "manhole_repaired"), "城市管理")


def test_a_newcomer_sees_a_report_through_in_english(browser: Browser, demo: str) -> None:
    with visit(browser, demo, language="en") as page:
        begin(page, EN)
        expect(rider(page).locator(".sample").first).to_have_attribute("data-testid", "sample-street_light_out")
        go_the_whole_way(page, EN, ("street_light_out", "street_light_lit"), "Street lighting")


def test_a_newcomer_sees_a_report_through_on_a_phone(browser: Browser, demo: str) -> None:
    with visit(browser, demo, size=PHONE) as page:
        choose(page, "rider", "王小虎")
        go_the_whole_way(page, ZH, ("pothole", "bins_clean"), "城市管理", resolve_by_key)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_who_has_never_written_is_asked_for_consent_first(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as page:
        page.get_by_test_id("new-rider").click()
        rider(page).get_by_test_id("start").click()
        key(rider(page), "同意").click()
        submit(page, ZH, "rubbish_overflowing")


def test_a_sample_can_be_sent_again_and_again(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as page:
        choose(page, "rider", "李娜")
        numbers = [submit(page, ZH, "stairwell_dark") for _ in range(3)]
        assert len(set(numbers)) == 3
        expect(rider(page).get_by_text("之前报过")).to_have_count(0)


def test_a_photo_without_a_position_gets_one_by_a_click_on_the_map(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as page:
        choose(page, "rider", "陈晨")
        send_sample(page, rider(page), "bicycles_clutter")
        rider(page).get_by_test_id("reply-key").click()
        page.get_by_test_id("map").click()
        key(rider(page), "提交").click()
        expect(rider(page).get_by_test_id("words").last).to_contain_text("DC-")


def test_a_week_passes_and_digests_come(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as page:
        choose(page, "rider", "王小虎")
        digests = rider(page).get_by_test_id("words").filter(has_text="📊 上周")
        expect(digests.first).to_be_visible()
        before = digests.count()
        page.get_by_test_id("action-week").click()
        passed = re.compile(r"^过了一周：\d+ 个群有新消息$")
        expect(page.get_by_test_id("toast")).to_have_text(passed, timeout=_A_WEEK_MS)
        expect(digests).to_have_count(before + 1)
        turn_to(page, "staff")
        choose(page, "staff", "区督办组")
        expect(staff(page).get_by_test_id("words").filter(has_text="城市管理").last).to_be_visible()
