"""The screens of a queue's staff that are pictured, in the order in which they are led there."""

import re
from collections.abc import Awaitable, Callable
from typing import Final

from playwright.async_api import Locator

from demo.phone import PAUSE_MS, Phone
from domain.tickets.lifecycle import Action
from texts.base.callbacks import Verb

_SCENES: Final = {"zh": ("rubbish_overflowing", "bins_clean"), "en": ("street_light_out", "street_light_lit")}
"""A problem whose unit has that language, and its end."""

_SOUGHT: Final = {"zh": "垃圾", "en": "street light"}
_SUPERVISORS: Final = "区督办组"
_REDRAWN_MS: Final = 15_000
"""By when a board shows what has just changed."""

_HOLD: Final = {"zh": "等配件，下周三", "en": "Waiting for parts, next Wednesday"}


async def _report(phone: Phone, scene: str = "") -> None:
    """Report as the rider, and open the group that has the ticket now."""
    start, tray = phone.rider.get_by_test_id("start"), phone.rider.get_by_test_id("samples-key")
    await start.or_(tray).filter(visible=True).first.wait_for()
    if await start.is_visible():
        await start.click()
        await phone.press(Verb.AGREE)
        await phone.key(phone.rider, Verb.AGREE).wait_for(state="detached")
    await phone.send(scene or _SCENES[phone.language][0])
    await phone.submit()
    await phone.rider.get_by_test_id("banner").click()
    accept = phone.acting(Action.ACCEPT)
    phone.card_id = await accept.evaluate("(key) => key.closest('[data-message-id]').dataset.messageId")


async def _show(phone: Phone, name: str, action: Action) -> None:
    """Show the group once the card offers an action."""
    await phone.show(name, phone.acting(action), "staff")


async def _new(phone: Phone) -> None:
    await _report(phone)
    await _show(phone, "new", Action.ACCEPT)


async def _board(phone: Phone) -> None:
    await _report(phone)
    await phone.page.wait_for_timeout(_REDRAWN_MS)
    await phone.show("board", phone.staff.locator(".entry.other", has_text="🗒").last, "staff")


async def _help(phone: Phone) -> None:
    await phone.show("help", await _ask(phone, "/help"), "staff")


async def _list(phone: Phone) -> None:
    await phone.show("list", await _ask(phone, "/tickets"), "staff")


async def _ticket(phone: Phone) -> None:
    await phone.show("ticket", await _ask(phone, await _number(phone)), "staff")


async def _found(phone: Phone) -> None:
    await phone.show("found", await _ask(phone, f"/find {_SOUGHT[phone.language]}"), "staff")


async def _figures(phone: Phone) -> None:
    await phone.show("figures", await _ask(phone, "/figures"), "staff")


async def _ask(phone: Phone, words: str) -> Locator:
    """Write in the group, and return the answer."""
    await phone.staff.get_by_test_id("composer").fill(words)
    await phone.staff.get_by_test_id("send").click()
    quote = phone.page.locator(".quote", has_text=re.compile(rf"(?<! ){re.escape(words)}$"))
    return phone.staff.locator(".entry.other", has=quote).last


async def _number(phone: Phone) -> str:
    found = re.search(r"[A-Z]+-[0-9]{4}-[0-9]{4,}", await phone.card.inner_text())
    return found.group() if found else ""


async def _supervisors(phone: Phone) -> None:
    """Picture what supervisors see, in the language of their group."""
    if phone.language != "zh":
        return
    number = await _number(phone)
    await phone.staff.get_by_test_id("back").click()
    await phone.staff.locator(".switch", has_text=_SUPERVISORS).click()
    await phone.show("district-board", phone.staff.locator(".entry.other", has_text="🗒").last, "staff")
    for name, words in (("district-groups", "/groups"), ("rider", f"/rider {number}"), ("district-ticket", number)):
        await phone.show(name, await _ask(phone, words), "staff")
    await phone.key(phone.staff, Verb.AUDIT).click()
    audit = phone.staff.locator(".entry.other", has_text=f"{number} 全程记录").last
    await phone.show("district-audit", audit, "staff")


async def _prepared(phone: Phone) -> None:
    """Picture the district's prepared answers, which it has for few categories."""
    if phone.language != "zh":
        return
    await phone.page.get_by_test_id("tab-rider").click()
    await _report(phone, "tree_down")
    await phone.act(Action.ACCEPT)
    await phone.act(Action.HOLD)
    await phone.show("prepared", phone.key(phone.staff, Verb.PREPARED), "staff")


async def _accepted(phone: Phone) -> None:
    await phone.act(Action.ACCEPT)
    await _show(phone, "accepted", Action.START)


async def _held(phone: Phone) -> None:
    await phone.act(Action.HOLD)
    await phone.staff.get_by_test_id("reply-bar").wait_for()
    await phone.show("hold-asked", phone.staff.locator(".entry").last, "staff")
    await phone.staff.get_by_test_id("composer").fill(_HOLD[phone.language])
    await phone.staff.get_by_test_id("send").click()
    await _show(phone, "held", Action.RESUME)


async def _resolved(phone: Phone) -> None:
    await phone.act(Action.RESOLVE)
    await phone.staff.get_by_test_id("reply-bar").wait_for()
    await phone.staff.get_by_test_id(f"sample-{_SCENES[phone.language][1]}").click()
    await phone.page.get_by_test_id("send-pictures").click()
    await phone.acting(Action.RESOLVE).wait_for(state="detached")
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("resolved", phone.acting(Action.MAY_SHOW), "staff")


async def _closed(phone: Phone) -> None:
    await phone.page.get_by_test_id("tab-rider").click()
    await phone.press(Verb.ANSWER, Action.FIXED)
    await phone.page.get_by_test_id("tab-staff").click()
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("closed", phone.card, "staff")


async def _bounced(phone: Phone) -> None:
    await phone.page.get_by_test_id("tab-rider").click()
    await _report(phone)
    await phone.act(Action.BOUNCE)
    await phone.show("bounce", phone.key(phone.staff, Verb.BOUNCE_REASON, "not_our_job"), "staff")
    await phone.key(phone.staff, Verb.BOUNCE_REASON, "not_our_job").click()
    await phone.show("bounce-whose", phone.key(phone.staff, Verb.BOUNCE_TO), "staff")
    await phone.key(phone.staff, Verb.CHOICE).click()


async def _rejected(phone: Phone) -> None:
    await phone.act(Action.REJECT)
    await phone.key(phone.staff, Verb.REASON, "unclear").click()
    await _show(phone, "rejected", Action.UNDO)


STAFF_SCREENS: Final[tuple[Callable[[Phone], Awaitable[None]], ...]] = (
    _new, _accepted, _held, _resolved, _closed, _bounced, _rejected, _prepared,
)  # fmt: skip

LOOKING_UP: Final[tuple[Callable[[Phone], Awaitable[None]], ...]] = (
    _board, _help, _list, _ticket, _found, _figures, _supervisors,
)  # fmt: skip
"""What a group looks up, by a phone of its own: a group's answers wait where it was told much within a minute."""
