"""Badges: given soon after what earns them, kept, taken back and given again; honour letters, signed once."""

import pytest

from domain.district.badges import Badges, Criteria, DeedName, Honour, Knight
from domain.errors import AlreadyDone, OwnReports, Stale, SupervisorsOnly
from domain.people.riders import Rider
from domain.programme.badge_messages import BadgesShown
from domain.programme.badges import NoBadges, OwnHonour
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.timers import TimerKind
from services.programme import badge_sheets, badges, honours, trainings
from services.tickets import rider_sheets
from services.tickets.ticket_actions import Staff
from services.upkeep import forgetting
from tests.recording import Call
from tests.tables import timers
from tests.usecases import GROUPS, Case

HEAD, CHAT, ASKED = Staff(9, "王督办"), GROUPS["supervisors"], 4711
FIRE = Criteria((1, 2, 3), (0, 0, 0))
CHECKS = Criteria((0, 0, 0), (1, 3, 9), frozenset({"accepted"}), deed=DeedName("件上报", "report", "reports"))


def gives(case: Case, honour: Honour | None = None) -> None:
    """Let the district give two badges, by trainings alone and by accepted reports alone."""
    case.has_district(badges=Badges({Knight.FLAME: FIRE, Knight.PIONEER: CHECKS}, honour))


async def trained(case: Case, rider: Rider, *causes: str) -> None:
    for cause in causes:
        await case.do(trainings.complete, rider.id, "flame", cause)
    await case.passes(minutes=6)


async def held(case: Case, rider: Rider) -> list[str]:
    given = await case.database.read(lambda tx: tx.badges.of_rider(rider.id))
    return sorted(f"{each.knight}.{each.level}" for each in given if each.held)


async def about(case: Case, rider: Rider, word: str) -> list[Call]:
    return [call for call in await case.told(rider.chat_id) if word in call.text]


async def test_a_training_gives_its_badge_once_and_is_told_once(case: Case) -> None:
    gives(case)
    rider = await case.rider()
    await trained(case, rider, "lesson:fire:7", "lesson:fire:7")
    assert await held(case, rider) == ["flame.1"]
    (told,) = await about(case, rider, "火焰徽章")
    assert told.method == "sendPhoto"
    await trained(case, rider, "lesson:fire:7")
    assert not await about(case, rider, "火焰徽章")


async def test_several_levels_at_once_are_given_and_the_highest_is_told(case: Case) -> None:
    gives(case)
    rider = await case.rider()
    await trained(case, rider, "a", "b")
    assert await held(case, rider) == ["flame.1", "flame.2"]
    assert [call.text.count("★") for call in await about(case, rider, "火焰徽章")] == [2]


async def test_a_deed_gives_a_badge_which_stays_when_its_points_go_back(case: Case) -> None:
    gives(case)
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    await case.passes(minutes=6)
    assert await held(case, rider) == ["pioneer.1"]
    await case.settled(await case.moved(report, Action.REJECT, reason="false"))
    await case.passes(minutes=6)
    assert await case.balance(rider) == 0
    assert await held(case, rider) == ["pioneer.1"]
    shown = await case.view(BadgesShown(), rider)
    assert shown.standings[1].missing == (0, 3)


async def test_nothing_is_worked_out_for_what_is_no_deed(case: Case) -> None:
    gives(case)
    await case.submitted()
    assert not timers(case, TimerKind.BADGES)
    case.has_district(badges=Badges())
    await case.do(trainings.complete, 7, "flame", "a")
    assert not timers(case, TimerKind.BADGES)


async def test_without_a_file_the_command_says_so(case: Case) -> None:
    case.has_district(badges=Badges())
    with pytest.raises(NoBadges):
        await case.do(badges.show, await case.rider())


async def test_the_screen_says_what_is_held_and_exactly_what_is_missing(case: Case) -> None:
    gives(case)
    rider = await case.rider()
    await trained(case, rider, "a")
    await case.told(rider.chat_id)
    await case.do(badges.show, rider)
    (call,) = await case.told(rider.chat_id)
    assert "下一级还差 1 次培训" in call.text
    assert "下一级还差 1 件上报" in call.text
    english = await case.rider(8, language="en")
    await case.do(badges.show, english)
    (call,) = await case.told(english.chat_id)
    assert "Next level: 1 training more" in call.text


async def sheet(case: Case, report: Report) -> int:
    await case.do(rider_sheets.show, HEAD, CHAT, str(report.number), ASKED)
    await case.told(CHAT)
    shown = await case.database.read(lambda tx: tx.messages.of_key(f"rider_of:{report.id}:{ASKED}"))
    assert shown
    return shown.message_id


async def press(case: Case, report: Report, message: int, chosen: str, staff: Staff = HEAD, chat: int = CHAT) -> str:
    return await case.do(badge_sheets.press, staff, chat, message, report.id, chosen)


async def test_a_badge_is_taken_back_for_a_reason_and_is_not_given_again_by_itself(case: Case) -> None:
    gives(case)
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await trained(case, rider, "a")
    message = await sheet(case, report)
    await case.told()
    assert await press(case, report, message, "") == ""
    assert await press(case, report, message, "flame.1") == ""
    assert await held(case, rider) == ["flame.1"]
    assert await press(case, report, message, "flame.1.absent") == "taken"
    assert await press(case, report, message, "flame.1.false") == "outdated"
    (told,) = await about(case, rider, "收回")
    assert "没有真正参加培训" in told.text
    assert HEAD.name not in told.text
    seen = [call.text for call in await case.told(CHAT)]
    assert all(str(rider.chat_id) not in text for text in seen)
    await trained(case, rider, "b", "c")
    assert await held(case, rider) == []
    (badge,) = await case.database.read(lambda tx: tx.badges.of_rider(rider.id))
    assert [(each.by, each.name, each.reason and each.reason.value) for each in badge.trace] == [
        (9, "王督办", "absent")
    ]
    assert await press(case, report, message, "flame.1.again") == "given"
    assert await about(case, rider, "还给你")
    await case.passes(minutes=6)
    assert await held(case, rider) == ["flame.1", "flame.2", "flame.3"]


async def test_a_badge_that_went_is_not_sent_and_the_screen_is_drawn_again(case: Case) -> None:
    gives(case)
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await trained(case, rider, "a")
    assert await case.do(badges.share, rider, "flame", 1, 5)
    message = await sheet(case, report)
    await press(case, report, message, "flame.1.mistake")
    await case.told(rider.chat_id)
    assert not await case.do(badges.share, rider, "flame", 1, 5)
    assert await about(case, rider, "被收回了")
    with pytest.raises(Stale):
        await case.do(badges.share, rider, "fire", 1, 5)


async def test_only_supervisors_in_their_group_deal_with_others_badges(case: Case) -> None:
    gives(case)
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await trained(case, rider, "a")
    message = await sheet(case, report)
    with pytest.raises(SupervisorsOnly):
        await press(case, report, message, "flame.1.absent", chat=GROUPS["lighting"])
    with pytest.raises(OwnReports):
        await press(case, report, message, "flame.1.absent", staff=Staff(rider.chat_id, "自己"))
    for hostile in ("flame.4.absent", "flame.1.because", "flame.1.absent.absent", "x"):
        with pytest.raises(Stale):
            await press(case, report, message, hostile)
    with pytest.raises(Stale):
        await press(case, report, message + 1, "flame.1.absent")
    assert await held(case, rider) == ["flame.1"]


async def asked_of(case: Case, rider: Rider) -> int:
    asked = await case.database.read(lambda tx: tx.badges.honour_of(rider.id))
    assert asked
    return asked.id


async def test_a_letter_is_signed_once_and_its_rider_does_not_read_by_whom(case: Case) -> None:
    gives(case, Honour(1, 2))
    rider = await case.rider()
    await trained(case, rider, "a")
    assert not [call for call in await case.told(CHAT) if "荣誉骑士" in call.text]
    await trained(case, rider, "b")
    (card,) = [call for call in await case.told(CHAT) if "荣誉骑士" in call.text]
    assert str(rider.chat_id) not in card.text
    honour = await asked_of(case, rider)
    with pytest.raises(SupervisorsOnly):
        await case.do(honours.sign, HEAD, GROUPS["lighting"], honour)
    with pytest.raises(OwnHonour):
        await case.do(honours.sign, Staff(rider.chat_id, "自己"), CHAT, honour)
    assert await case.do(honours.sign, HEAD, CHAT, honour)
    with pytest.raises(AlreadyDone):
        await case.do(honours.sign, HEAD, CHAT, honour)
    (told,) = await about(case, rider, "你是荣誉骑士了")
    await case.do(honours.show_letter, rider)
    assert await about(case, rider, "你是荣誉骑士了")
    with pytest.raises(Stale):
        await case.do(honours.show_letter, await case.rider(8))
    assert HEAD.name not in told.text
    assert any(HEAD.name in call.text and "2026-0001" in call.text for call in await case.told(CHAT))


async def test_a_letter_is_not_signed_for_who_has_not_the_badges_any_more(case: Case) -> None:
    gives(case, Honour(1, 1))
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await trained(case, rider, "a")
    honour, message = await asked_of(case, rider), await sheet(case, report)
    await press(case, report, message, "flame.1.absent")
    assert any("不用签了" in call.text for call in await case.told(CHAT))
    assert not await case.do(honours.sign, HEAD, CHAT, honour)
    await press(case, report, message, "flame.1.again")
    await case.passes(minutes=6)
    assert await asked_of(case, rider) != honour


async def test_who_left_gets_no_letter_and_no_badge(case: Case) -> None:
    gives(case, Honour(1, 1))
    rider = await case.rider()
    await case.submitted(by=rider)
    await trained(case, rider, "a")
    honour = await asked_of(case, rider)
    await case.do(trainings.complete, rider.id, "flame", "b")
    await case.do(forgetting.forget, rider)
    await case.passes(minutes=6)
    assert not await case.do(honours.sign, HEAD, CHAT, honour)
    assert not [call for call in await case.told(rider.chat_id) if "徽章" in call.text and "★★" in call.text]
