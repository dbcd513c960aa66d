"""On hold and extended over HTTP, in both languages: days as people write them, clocks that stand, what is refused."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.tickets.lifecycle import Action
from playground.people import JSON, labels, words
from tests.staff_work import QUEUE, act, key_of, member, with_key
from tests.talking_town import Talk, talking
from tests.watching import bot_messages, calls_so_far, goes_to, rows, stands_still, tap
from texts.base.callbacks import Verb

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
SAID = {
    "zh": {
        "extend": "延期", "hold": "挂账", "resume": "继续处置", "extended": "⏱ 延到", "held": "⏸ 挂到",
        "rider_later": "要晚些（材料没到，永远）", "rider_held": "暂时修不了（等配件", "once": "已经延过一次",
        "stopped": "停表", "over": "挂账到期", "is_held": "挂账中", "is_on": "处置中", "start": "开始处置",
        "supervisor": "督办组的人来按",
    },
    "en": {
        "extend": "Extend", "hold": "hold", "resume": "Resume", "extended": "⏱ Extended to", "held": "⏸ On hold until",
        "rider_later": "it takes longer (parts are late, forever)", "rider_held": "waiting for parts",
        "once": "extended once already",
        "stopped": "Clock stopped", "over": "the hold is over", "is_held": "on hold",
        "is_on": "in progress", "start": "Start",
        "supervisor": "a supervisor has to press this",
    },
}  # fmt: skip
BAD_DAYS = {
    "zh": (
        ("材料没到，永远", "到哪天"), ("昨天", "到哪天"), ("明天或者后天", "按哪天"),
        ("一年以后", "太远"), ("明天", "不晚于现在的时限"),
    ),
    "en": (
        ("parts are late, forever", "until which day"), ("yesterday", "until which day"),
        ("{one:%b} {one.day} or {two:%b} {two.day}", "which one"),
        ("in a year", "too far off"), ("tomorrow", "no later than the present limit"),
    ),
}  # fmt: skip
DAYS = {"zh": "{} 天", "en": "{} days"}
WHY = {"zh": "等配件", "en": "waiting for parts"}


async def prompt(talk: Talk, has: str) -> JSON:
    """The question to whoever pressed or answered last, once it says this."""
    staff = talk.town.staff
    return await staff.wait_for(lambda m: has in words(m) and staff.first_name in words(m), chat=talk.group)


async def answer(talk: Talk, asked: JSON, said: str, then: str) -> JSON:
    """Answer a question in words; what the bot says then."""
    await talk.town.staff.text(said, chat=talk.group, reply_to=asked["message_id"])
    return await talk.town.staff.wait_for(lambda m: then in words(m), chat=talk.group)


def in_days(talk: Talk, days: int) -> date:
    """The day that is so many days ahead in the district."""
    return datetime.fromtimestamp(talk.town.clock.now() / 1000, talk.town.district.timezone).date() + timedelta(days)


def report(talk: Talk, *columns: str) -> tuple[Any, ...]:
    """What is kept of the one report."""
    return rows(talk.town, f"select {', '.join(columns)} from report")[0]  # noqa: S608  columns


async def rider_told(talk: Talk, has: str) -> int:
    """How often the rider was told this."""
    await stands_still(talk.town)
    return sum(has in words(each) for each in await bot_messages(talk.town, talk.rider.id))


async def newly_told(talk: Talk, after: int) -> list[str]:
    """What the rider was told after that call of the journal, but for their week and, in December, their year."""
    await stands_still(talk.town)
    calls = [call["params"] for call in await talk.town.people.calls("send(Message|Photo)", after)]
    said = [str(each.get("text") or each.get("caption")) for each in calls if int(each["chat_id"]) == talk.rider.id]
    return [text for text in said if not text.startswith(("📊", "🎊"))]


@BOTH
async def test_a_limit_is_extended_once_to_a_day_that_is_asked_for_until_it_can_be(
    tmp_path: Path, language: str
) -> None:
    said = SAID[language]
    async with talking(tmp_path, language, problem="pothole") as talk:
        town = talk.town
        (before,) = report(talk, "due_at")
        await act(town, said["extend"])
        asked = await prompt(talk, "10")
        for bad, why in BAD_DAYS[language]:
            said_so = bad.format(one=in_days(talk, 30), two=in_days(talk, 31))
            asked = await answer(talk, asked, said_so, why)
            assert report(talk, "due_at", "extensions") == (before, 0)
        until = in_days(talk, 20)
        told = await answer(talk, asked, DAYS[language].format(20), said["extended"])
        assert str(until.day) in words(told)
        calendar = town.district.calendar_of(town.district.queues[QUEUE])
        assert report(talk, "due_at", "extensions", "status") == (calendar.end_of(until), 1, "accepted")
        assert await rider_told(talk, said["rider_later"]) == 1
        card = await with_key(town, said["hold"])
        assert said["extend"] not in labels(card)
        colleague = await member(town, "周科员", language, QUEUE)
        refused = await tap(colleague, card, key_of(card, Verb.ACT, Action.HOLD).replace("hold", "extend"))
        assert refused.show_alert
        assert said["once"] in refused.text
        assert rows(town, "select count(*) from prompt where stage = 'open'") == [(0,)]
        town.skip(minutes=2)
        await stands_still(town)
        assert not [each for each in await bot_messages(town, talk.group) if said["extended"] in words(each)]


async def held(talk: Talk, days: int) -> None:
    """Let staff put the ticket on hold for so many days, and read it said back."""
    said = SAID[talk.language]
    await act(talk.town, said["hold"])
    asked = await prompt(talk, "10")
    words_of_it = f"{WHY[talk.language]}, {DAYS[talk.language].format(days)}"
    told = await answer(talk, asked, words_of_it, said["held"])
    assert str(in_days(talk, days).day) in words(told)
    await stands_still(talk.town)


@BOTH
async def test_a_hold_stops_the_clocks_ends_silently_and_a_third_is_a_supervisors(
    tmp_path: Path, language: str
) -> None:
    said = SAID[language]
    async with talking(tmp_path, language, problem="pothole") as talk:
        town = talk.town
        (due,) = report(talk, "due_at")
        await act(town, said["start"])
        await held(talk, 20)
        card = await talk.card()
        assert said["is_held"] in words(card)
        assert said["stopped"] in words(card)
        assert await rider_told(talk, said["rider_held"]) == 1
        (until,) = report(talk, "hold_until")
        before = await calls_so_far(town)
        await goes_to(town, until - 60_000)
        assert report(talk, "status", "overdue_at") == ("on_hold", None)
        assert not [each for each in await bot_messages(town, talk.group) if "⏰" in words(each) or "⏳" in words(each)]
        await goes_to(town, until + 1000, minutes=1)
        (over,) = [each for each in await bot_messages(town, talk.group) if said["over"] in words(each)]
        card = await talk.card()
        assert over["reply_to_message"]["message_id"] == card["message_id"]
        assert said["is_on"] in words(card)
        assert said["stopped"] not in words(card)
        status, moved, overdue = report(talk, "status", "due_at", "overdue_at")
        assert (status, overdue) == ("in_progress", None)
        assert moved > until > due
        assert await newly_told(talk, before) == []
        await held(talk, 3)
        await act(town, said["resume"])
        assert report(talk, "status", "holds") == ("in_progress", 2)
        assert len(await newly_told(talk, before)) == 2, "that it waits again, and that it goes on"
        colleague = await member(town, "周科员", language, QUEUE)
        card = await with_key(town, said["hold"])
        refused = await tap(colleague, card, said["hold"])
        assert refused.show_alert
        assert said["supervisor"] in refused.text
        await held(talk, 3)
        assert report(talk, "status", "holds") == ("on_hold", 3)
