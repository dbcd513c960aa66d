"""The screens of the rider programme that are pictured, in the order in which they are led there."""

from collections.abc import Awaitable, Callable
from typing import Final

from demo.phone import PAUSE_MS, Phone
from texts.base.callbacks import Verb

_HERE: Final = "37.4497, 116.2990"
_DESK: Final = "骑手服务队"
_SUPERVISORS: Final = "区督办组"
_CAPTAINS: Final = {"zh": "王小虎", "en": "Tom"}


async def _stations(phone: Phone) -> None:
    await _take_phone(phone)
    await phone.write(f"/stations {_HERE}")
    await phone.show("stations", phone.key(phone.rider, Verb.STATION))


async def _station(phone: Phone) -> None:
    await phone.rider.locator(".entry").last.locator(f'[data-callback^="{Verb.STATION}:"]').first.click()
    await phone.show("station", phone.key(phone.rider, Verb.STATION_WRONG))


async def _team(phone: Phone) -> None:
    await phone.write("/team")
    await phone.show("team", phone.key(phone.rider, Verb.TEAM))


async def _invite(phone: Phone) -> None:
    await phone.press(Verb.TEAM, "invite")
    await phone.press(Verb.TEAM, "once")
    await phone.show("invite", phone.rider.locator(".entry", has_text="?start=i-").last)


async def _badges(phone: Phone) -> None:
    await phone.write("/badges")
    await phone.show("badges", phone.key(phone.rider, Verb.BADGE))


async def _badge(phone: Phone) -> None:
    await phone.press(Verb.BADGE, "flash")
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("badge", phone.rider.locator(".entry").last)


async def _lessons(phone: Phone) -> None:
    await phone.write("/lessons")
    await phone.show("lessons", phone.key(phone.rider, Verb.LESSON))


async def _lesson(phone: Phone) -> None:
    await phone.press(Verb.LESSON, "traffic")
    await phone.show("lesson", phone.key(phone.rider, Verb.LESSON_BEGIN))


async def _question(phone: Phone) -> None:
    """With what was answered to it, by whatever stands first."""
    await phone.press(Verb.LESSON_BEGIN, "traffic")
    await phone.press(Verb.LESSON_ANSWER, "traffic.0")
    await phone.show("lesson-question", phone.key(phone.rider, Verb.LESSON_BEGIN))


async def slip(phone: Phone) -> None:
    """What would stand on one, for what the rider did last."""
    await phone.write("/slip")
    await phone.rider.locator(".entry").last.locator(f'[data-callback^="{Verb.SLIP}:"]').first.click()
    await phone.show("slip", phone.key(phone.rider, Verb.SLIP_DOES, "make"))


async def slip_made(phone: Phone) -> None:
    """The picture, and what a platform reads that asks for its code in the same chat."""
    await phone.press(Verb.SLIP_DOES, "make")
    made = phone.rider.locator(".entry", has=phone.page.locator("code")).last
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("slip-made", made)
    await phone.write(f"/verify {await made.locator('code').inner_text()}")
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("verify", phone.rider.locator(".entry").last)


async def _boards(phone: Phone) -> None:
    await phone.write("/boards")
    await phone.press(Verb.BOARD, "team.checks")
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("boards", phone.key(phone.rider, Verb.BOARD, "mates"))


async def _mates(phone: Phone) -> None:
    await phone.press(Verb.BOARD, "mates.checks")
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("boards-mates", phone.key(phone.rider, Verb.BOARD, "team"))


async def _activities(phone: Phone) -> None:
    await phone.write("/activities")
    await phone.show("activities", phone.key(phone.rider, Verb.ACTIVITY))


async def _activity(phone: Phone) -> None:
    await phone.rider.locator(".entry").last.locator(f'[data-callback^="{Verb.ACTIVITY}:"]').first.click()
    await phone.show("activity", phone.key(phone.rider, Verb.ACTIVITY_DOES))


async def _held(phone: Phone) -> None:
    """In the group of the desk, which is the one that holds them."""
    await phone.staff.get_by_test_id("composer").fill("/activities")
    await phone.staff.get_by_test_id("send").click()
    await phone.key(phone.staff, Verb.HOLD, "show").wait_for()
    await phone.staff.locator(f'[data-callback^="{Verb.HOLD}:"][data-callback$=":show"]').first.click()
    await phone.show("activity", phone.key(phone.staff, Verb.HOLD, "show.door"), "staff")


async def _door(phone: Phone) -> None:
    await phone.key(phone.staff, Verb.HOLD, "show.door").click()
    await phone.show("activity-door", phone.key(phone.staff, Verb.HOLD, "came"), "staff")


async def _missing(phone: Phone) -> None:
    """A draft of a call about a missing person, in the same group."""
    await phone.staff.get_by_test_id("composer").fill("/missing")
    await phone.staff.get_by_test_id("send").click()
    await phone.key(phone.staff, Verb.MISSING, "new").click()
    await phone.show("missing", phone.key(phone.staff, Verb.MISSING, "ask.description"), "staff")


async def _honour(phone: Phone) -> None:
    """Sign all letters, in the group of the supervisors; when the next language comes, they are."""
    if phone.language != "zh":
        return
    await phone.page.get_by_test_id("back").locator("visible=true").click()
    await phone.staff.locator(".switch", has_text=_SUPERVISORS).click()
    asked = phone.staff.locator(f'[data-callback^="{Verb.SIGN_HONOUR}:"]')
    await phone.show("honour", asked.last, "staff")
    while await asked.count():
        await asked.first.click()
        await phone.page.wait_for_timeout(PAUSE_MS)


async def _letter(phone: Phone) -> None:
    await phone.page.get_by_test_id("tab-rider").click()
    await phone.write("/badges")
    await phone.press(Verb.BADGE, "letter")
    await phone.page.wait_for_timeout(PAUSE_MS)
    await phone.show("letter", phone.rider.locator(".entry").last)


async def _wishes(phone: Phone) -> None:
    await phone.write("/wish")
    await phone.show("wishes", phone.key(phone.rider, Verb.WISH, "new"))


async def _wish(phone: Phone) -> None:
    await (
        phone.rider.locator(".entry")
        .last.locator(f'[data-callback$=":show"][data-callback^="{Verb.WISH}:"]')
        .first.click()
    )
    await phone.show("wish", phone.key(phone.rider, Verb.WISH, "adopt"))


async def _rewards(phone: Phone) -> None:
    await phone.write("/rewards")
    await phone.show("rewards", phone.key(phone.rider, Verb.REWARD))


async def _voucher(phone: Phone) -> None:
    await phone.press(Verb.REWARD, "water")
    await phone.press(Verb.REDEEM_ASKED)
    await phone.press(Verb.REDEEM)
    await phone.show("voucher", phone.key(phone.rider, Verb.VOUCHER_DOES))


async def _desk(phone: Phone) -> None:
    shown = phone.rider.locator(".entry", has=phone.page.locator(f'[data-callback^="{Verb.VOUCHER_DOES}:"]')).last
    code = await shown.locator("code").inner_text()
    await phone.page.get_by_test_id("tab-staff").click()
    await phone.staff.locator(".switch", has_text=_DESK).first.click()
    await phone.staff.get_by_test_id("composer").fill(f"/voucher {code}")
    await phone.staff.get_by_test_id("send").click()
    await phone.show("desk", phone.key(phone.staff, Verb.HAND_OUT), "staff")


async def _take_phone(phone: Phone) -> None:
    """Take the phone of a rider who leads a team and has earned points."""
    await phone.rider.locator(".switch", has_text=_CAPTAINS[phone.language]).first.click()
    await phone.rider.get_by_test_id("samples-key").wait_for()
    await phone.page.wait_for_timeout(PAUSE_MS)


PROGRAMME: Final[tuple[Callable[[Phone], Awaitable[None]], ...]] = (
    _stations, _station, _team, _invite, _badges, _badge, _lessons, _lesson, _question, _boards, _mates,
    _activities, _activity, _wishes, _wish, _rewards, _voucher, _desk, _held, _door, _missing, _honour,
    _letter,
)  # fmt: skip
