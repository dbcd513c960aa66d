"""What the last release left behind is opened and gone on with: its rows, its messages on their way, its keys."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from playground.people import JSON, Person, Toast, labels, words
from storage.database import open_database
from tests.last_release import LEFT, LeftTown, asked, chats, open_left_town, restore
from tests.last_release_keys import LAST, LATE, MOVES, PROMPTS, QUIET, REFUSALS, TAKEN_BACK, Shown, shown, to_press
from tests.town import plain_picture
from texts.base.callbacks import Press, Verb, encode

CM = "city-management"
UNSEEN = "拍了也看不出"


@pytest.fixture
async def left(tmp_path: Path, database_address: str) -> AsyncIterator[LeftTown]:
    """The town that the last release left, with the bot started and all done that it could do at once."""
    async with open_left_town(tmp_path, database_address) as opened:
        await opened.town.start()
        await opened.settle()
        yield opened


RENAMED = {
    "live_place": "live_location",
    "fingerprint": "photo_hash",
    "fingerprint_key": "photo_hash_key",
    "alike": "same_photo",
    "repeat_tally": "duplicate_tally",
}
"""What tables of the last release are called now."""


async def counts(address: str, names: Mapping[str, str] = {}) -> dict[str, int]:
    async with asked(address) as ask:
        now = [names.get(table, table) for table in tables()]
        return {table: (await ask(f"select count(*) from {table}"))[0][0] for table in now}  # noqa: S608  ours


def tables() -> list[str]:
    """The tables of the last release, read from what it wrote."""
    lines = (LEFT / "rows.sql").read_text(encoding="utf-8").splitlines()
    return [line.split()[2] for line in lines if line.startswith("insert into ")]


UNACCEPTED = 13
"""How many urgent reports nobody had accepted; each is told of again from now on."""


async def test_nothing_is_lost_by_the_upgrade(tmp_path: Path, database_address: str) -> None:
    await restore(database_address, tmp_path)
    before = await counts(database_address)
    assert len(before) == 26
    assert all(before.values())
    async with open_database(database_address):
        pass
    after = {RENAMED.get(table, table): rows for table, rows in before.items()}
    calling = {"timer": after["timer"] + UNACCEPTED}
    assert await counts(database_address, RENAMED) == after | calling


TOLD = {
    "王小二": ["你的积分：", "我的上报", "DC-2603-0011", "每周小结不再发给你", "👌 补充到", "7 天没人说修没修好",
               "接单了", "路过帮忙看一眼", "在换单位", "请问是哪个门", "师傅在处理"],
    "Tom": ["🚫", "being fixed now", "being fixed now", "🚫", "is on it", "Last week"],
    "赵静": ["暂时修不了", "并到一起办", "转给 排水管理"],
    "钱证": ["接单了", "有人去看过，修好了", "有人说没修好", "上报的人撤回了"],
    "韩急": ["还没提交"],
    "重发": ["还没提交", "只算一张"],
    "无位": ["还差：位置", "发来你现在的位置"],
    "迟改": ["改动没有带过去"],
    "新人": ["前哨 · "],
    "停泊": ["怎么用"],
    "甲等": ["幼儿园门口"],
    "乙等": ["你的积分：0"],
    "丁等": ["你发的位置"],
    "戊等": ["怎么用"],
    "庚等": ["怎么用"],
    "triage": ["已退回派单中心", "DC-2603-0055"],
    "supervisors": ["的群里没有前哨了", "德城区（示例）"],
    CM: ["修好后的照片", *["<photo>"] * 4, "<location>", "DC-2603-0201",
         "挂账到期", "骑手补充", "退回重办", "城市管理"],
    "lighting": ["路灯管理"], "heating": ["本群现在是 供热公司"],
}  # fmt: skip
"""What waited for whom and what the updates that waited bring about, each class in the order of queueing."""

REDRAWN = {
    "迟同": "✅ 好了",
    "丙等": "已提交 DC-2603-",
    "何证": "你也看到了",
    "许撤": "已撤回 DC-2603-",
    CM: "DC-2603-0038\n状态：已受理",
    "supervisors": "急件没人受理",
}
"""What messages that stood there show once what waited is brought to them."""

HELD = ["怎么用", "请选择语言", "要报问题", "你的积分", "还没有上报过", "不用取消", "没找到这个编号", "语音听不了",
        "这种格式收不了", "这种文件收不了", "收到你的实时位置", "地图链接里读不出位置", "没收好"]  # fmt: skip
"""What waited for the chat that was on hold, but for its week, which was told there twice."""


def in_order(said: list[str], expected: list[str]) -> bool:
    """Whether these stand in what was said, one behind the other."""
    rest = iter(said)
    return all(any(part in each for each in rest) for part in expected)


async def what_waited_was_told(left: LeftTown) -> None:
    """In order in each chat; the chat on hold waits."""
    chat_of = {**{name: person.id for name, person in left.people.items()}, **left.town.groups}
    for name, expected in TOLD.items():
        said = await left.said(chat_of[name])
        assert in_order(said, expected), (name, said)
    for name in ("钱证", "韩急", "王小二"):  # of two there is nothing to tell, which was told then; one turned it off
        assert not [each for each in await left.said(chat_of[name]) if "📊 上周" in each]
    for name, shows in REDRAWN.items():
        assert any(shows in words(m) for m in await left.town.people.messages(chat_of[name])), name
    answered = number_of("resolved by answer")
    standing = [words(m) for m in await left.town.people.messages(left.town.groups[CM])]
    assert not [text for text in standing if text.startswith("陈科员：") and answered in text]  # the question is gone
    assert await left.said(left.people["问一"].id) == []


async def updates_were_worked_off(left: LeftTown) -> None:
    """Those that waited, and the one that a vanished process had claimed; one is to be tried again later."""
    states: dict[str, int] = dict(await left.rows("select state, count(*) from inbox group by state"))
    assert {state: states[state] for state in states.keys() - {"done"}} == {"waiting": 1, "parked": 1}
    assert await left.status("to be pressed") == "accepted"
    imported, submitted = 2, 1
    assert await left.rows("select count(*) from report") == [(len(chats()["reports"]) + imported + submitted,)]


async def all_is_said_and_done(left: LeftTown) -> None:
    """Nothing is left but what the last release had set aside."""
    said = [each for each in await left.said(left.people["问一"].id) if not each.startswith(("📊 上周", "🎊"))]
    assert in_order(said, HELD), said
    parked = {chat for (chat,) in await left.rows("select chat_id from outbox where state = 'parked'")}
    assert parked == {left.people["停泊"].id}
    assert await left.rows("select count(*) from outbox where state = 'waiting' or in_flight = 1") == [(0,)]
    assert await left.rows("select count(*) from inbox where state in ('waiting', 'claimed')") == [(0,)]


async def pressed(left: LeftTown, messages: list[Shown]) -> list[str]:
    """Press the keys of a chat's messages in order; returns what was answered otherwise than expected."""
    presses = [
        (each.on, data, expected, left.press(presser(left, each), each.chat, each.message, data))
        for each in messages
        for data, expected in to_press(each)
    ]
    wrong = []
    for on, data, expected, press in presses:
        answer = await left.answer(press)
        is_refused = expected != QUIET and any(why in expected for why in REFUSALS)
        as_expected = expected in answer.text if expected else not answer.text
        if not as_expected or answer.show_alert != is_refused:
            wrong.append(f"{on} {data}: {answer.text!r}, not {expected!r}")
    return wrong


def presser(left: LeftTown, each: Shown) -> Person:
    """Whose keys they are."""
    if each.chat > 0:
        return next(person for person in left.people.values() if person.id == each.chat)
    return left.people[PROMPTS[each.on][0] if each.on in PROMPTS else "陈科员"]


SEEN = {
    "周新": "还没提交",
    "尤助": "今天天气不错",
    "吴草": "已提交 DC-2603-",
    "曹消": "已取消",
    "郑类": "已提交 DC-2603-",
    "褚近": "你也看到了 DC-2603-0011",
    "卫三": "上报的人撤回了",
    "许撤": "已撤回 DC-2603-",
    "Emily": "Submitted: DC-2603-",
    "王小二": "坑洼、路坏了（广川街道）",
    "赵静": "师傅在处理了",
}
"""What stands in a rider's chat once the keys were pressed."""

MERITS = {"routed": {"routed", "accepted", "urgent", "witness"}, "resolved": {"routed", "accepted", "answered"}}


async def test_every_key_does_what_it_meant(left: LeftTown) -> None:
    by_chat: dict[int, list[Shown]] = {}
    for each in shown():
        by_chat.setdefault(each.chat if each.on not in LAST else 0, []).append(each)
    last = by_chat.pop(0)
    at_once = await asyncio.gather(*(pressed(left, messages) for messages in by_chat.values()))
    wrong = [each for group in (*at_once, await pressed(left, last)) for each in group]
    assert not wrong, "\n".join(wrong)
    await left.settle()
    await is_without_a_photo(left, PROMPTS["prompt replied in triage"][0], "replied in triage", "triage")
    stand = {**MOVES, **{on: status for on, (_, status) in LATE.items()}}
    assert {on: await left.status(report_of(on)) for on in stand} == stand
    for on in (*TAKEN_BACK, *LAST):
        assert await left.status(on.removeprefix("draft ")) == "withdrawn"
    for name, said in SEEN.items():
        shown_now = [words(m) for m in await left.people[name].messages()]
        assert any(said in each for each in shown_now), (name, said, shown_now)
    for report, merits in MERITS.items():
        found = await left.rows(f"select merit from ledger where report_id = {left.id_of(report)}")  # noqa: S608  a number
        assert {merit for (merit,) in found} == merits
    asked_for = await left.rows(f"select action from prompt where report_id = {left.id_of('accepted')}")  # noqa: S608
    assert {action for (action,) in asked_for} == {"resolve", "hold", "duplicate"}
    assert await left.rows("select count(*) from outbox where state = 'parked'") == [(1,)]


def report_of(on: str) -> str:
    """The report that a ticket's card is about: the card of another queue than the first is named with it."""
    name = on.removeprefix("ticket ")
    return name if name in chats()["reports"] else name.rpartition(" ")[0]


async def reply(left: LeftTown, person: str, question: str, said: str, queue: str = CM) -> None:
    """Let staff answer the question with these words in it."""
    asked_there = await question_of(left, question, queue)
    await left.people[person].text(said, chat=left.town.groups[queue], reply_to=asked_there["message_id"])
    await left.settle()


async def is_without_a_photo(left: LeftTown, person: str, report: str, queue: str = CM) -> None:
    """Let staff say that a photo would show nothing, which is asked of words alone today."""
    there = await left.town.people.messages(left.town.groups[queue])
    (why,) = [m for m in there if number_of(report) in words(m) and UNSEEN in labels(m)]
    await (await left.people[person].press(why, UNSEEN)).toast()
    await left.settle()


async def question_of(left: LeftTown, question: str, queue: str = CM) -> JSON:
    there = await left.town.people.messages(left.town.groups[queue])
    return next(m for m in there if words(m).startswith(question) and "分钟内" in words(m))


async def open_questions_are_answered(left: LeftTown) -> None:
    await reply(left, "周科员", "李主任：", "我来答")
    assert "问的是另一位同事" in (await left.said(left.town.groups[CM]))[-1]
    await left.people["李主任"].photo(
        plain_picture("green"), "补好了", chat=left.town.groups[CM],
        reply_to=(await question_of(left, "李主任："))["message_id"],
    )  # fmt: skip
    await reply(left, "周科员", "周科员：", "等配件，3 天")
    await reply(left, "吴师傅", "吴师傅：", "不是我们的路")
    await reply(left, "郑师傅", "郑师傅：", "DC-2603-9999")
    assert "没找到在办的这一件" in (await left.said(left.town.groups[CM]))[-1]
    await reply(left, "郑师傅", "郑师傅：", number_of("original"))
    await reply(left, "陈科员", "陈科员：", "也补好了")
    await is_without_a_photo(left, "陈科员", "to resolve")
    moved = {
        "asked resolve": "resolved",
        "asked hold": "on_hold",
        "asked bounce": "bounced",
        "asked duplicate": "duplicate",
        "to resolve": "resolved",
    }
    assert {name: await left.status(name) for name in moved} == moved
    said = await left.said(left.people["Tom"].id)
    assert in_order(said, ["says it's fixed"]), said
    assert not [each for each in said if "right team" in each]  # between queues nobody is told


def number_of(report: str) -> str:
    """What people call it."""
    return str(chats()["reports"][report][1])


async def a_code_links(left: LeftTown) -> None:
    """A code that was not used yet brings the tickets of its queue into the group."""
    group = left.town.groups["drainage"]
    await left.people["李主任"].text("/link UNUSED22", chat=group)
    await left.settle()
    said = await left.said(group)
    assert any("本群现在是 排水管理" in each for each in said)
    assert any(number_of("to assign") in each for each in said)


async def waiting_timers_fire(left: LeftTown) -> None:
    group, cao = left.town.groups[CM], left.people["吴草"]
    assert "撤回" in labels(await receipt(left, "许撤", "withdrawable"))
    assert await left.rows("select count(*) from prompt where stage = 'open'") == [(3,)]
    await passes(left, minutes=11)
    assert "撤回" not in labels(await receipt(left, "许撤", "withdrawable"))
    assert await left.rows("select count(*) from prompt where stage = 'open'") == [(0,)]
    assert not [m for m in await left.town.people.messages(group) if "分钟内" in words(m)]
    await passes(left, minutes=20)
    assert "还没提交" in (await left.said(cao.id))[-1]
    routed = number_of("routed")
    assert any("还没受理，" in each and routed in each for each in await left.said(group))
    await passes(left, hours=2)
    assert any("谁接？" in each and routed in each for each in await left.said(group))
    await passes(left, hours=6)
    assert routed in "".join(await left.said(left.town.groups["supervisors"]))
    await passes(left, hours=16)
    assert any("先收起来了" in words(m) for m in await cao.messages())
    await passes(left, hours=26)
    await passes(left, minutes=1)  # what comes up within a minute is told together
    assert await left.status("to hold") == "accepted"
    assert any("挂账到期，陈科员" in each for each in await left.said(group))
    assert await left.rows("select count(*) from live_location") == [(0,)]
    await passes(left, days=5)
    assert await left.status("resolved") == "closed_unconfirmed"
    assert any("天没人说修没修好，先结了" in each for each in await left.said(left.people["王小二"].id))
    told = {left.people["Tom"].id: "Last week (16–22", group: "城市管理 上周（3月16日"}
    told |= {left.town.groups["supervisors"]: "上周（3月16日"}
    for chat, week in told.items():
        assert any(week in each for each in await left.said(chat)), week


async def passes(left: LeftTown, **amount: float) -> None:
    """Let time pass, and everything happen that is due then."""
    left.town.skip(**amount)
    await left.settle()


async def receipt(left: LeftTown, rider: str, report: str) -> JSON:
    return next(m for m in await left.people[rider].messages() if f"已提交 {number_of(report)}" in words(m))


async def test_a_repair_of_then_may_be_shown_and_is_still_answered(left: LeftTown) -> None:
    asks = next(each for each in shown() if each.on == "status resolved")
    card = next(each for each in shown() if each.on == "ticket resolved")
    may_show = encode(Press(Verb.ACT, left.id_of("resolved"), Action.MAY_SHOW, Status.RESOLVED))
    staff, rider = left.people["陈科员"], presser(left, asks)
    assert not (await left.answer(left.press(staff, card.chat, card.message, may_show))).show_alert
    may_be_shown = f"select may_be_shown from report where id = {left.id_of('resolved')}"  # noqa: S608  a number
    assert await left.rows(may_be_shown) == [(1,)]
    assert not (await left.answer(left.press(rider, asks.chat, asks.message, asks.keys["修好了"]))).show_alert
    await left.settle()
    assert await left.status("resolved") == "confirmed"
    there = await left.town.people.messages(rider.id)
    assert any("左修前，右修后" in words(m) for m in there if m["message_id"] == asks.message)


async def pressed_on(left: LeftTown, report: str, queue: str, press: Press) -> Toast:
    """Let one of the staff press a key of a report's card as it stands in a queue's group; what is answered."""
    key = f"ticket:{left.id_of(report)}:{queue}"
    ((card,),) = await left.rows(f"select message_id from live_message where live = 1 and key = '{key}'")  # noqa: S608
    answer = await left.answer(left.press(left.people["陈科员"], left.town.groups[queue], card, encode(press)))
    await left.settle()
    return answer


async def kept(left: LeftTown, report: str, columns: str) -> tuple[Any, ...]:
    """What is kept of a report."""
    return (await left.rows(f"select {columns} from report where id = {left.id_of(report)}"))[0]  # noqa: S608  ours


async def test_what_was_overdue_stays_so_and_calls_nobody_once_it_is_accepted(left: LeftTown) -> None:
    before = await kept(left, "overdue", "overdue_at")
    await pressed_on(left, "overdue", CM, Press(Verb.ACT, left.id_of("overdue"), Action.ACCEPT, Status.ROUTED))
    assert await kept(left, "overdue", "status, overdue_at") == ("accepted", *before)
    for queue in (CM, "triage", "supervisors"):
        there = [words(m) for m in await left.town.people.messages(left.town.groups[queue])]
        assert not [text for text in there if "没人受理" in text and number_of("overdue") in text]


async def test_what_was_bounced_moves_on_from_triage_but_never_back(left: LeftTown) -> None:
    bounced = left.id_of("bounced")
    await pressed_on(left, "bounced", "triage", Press(Verb.ACT, bounced, Action.ASSIGN, Status.BOUNCED))
    back = await pressed_on(left, "bounced", "triage", Press(Verb.QUEUE, bounced, CM))
    assert back.show_alert
    await pressed_on(left, "bounced", "triage", Press(Verb.QUEUE, bounced, "drainage"))
    assert await kept(left, "bounced", "status, queue") == ("routed", "drainage")


async def test_what_was_held_or_resolved_goes_on_with_the_time_that_was_left(left: LeftTown) -> None:
    calendar = left.town.district.calendar_of(left.town.district.queues[CM])
    pothole = left.town.district.catalogue["pothole"]
    before = {name: await kept(left, name, "due_at, stopped_at, hold_until") for name in ("on hold", "resolved")}

    async def is_moved(report: str, status: str) -> None:
        due, stopped, _ = before[report]
        moved = calendar.moved_on(due, pothole.resolve_within, pothole.clock, stopped, left.town.clock.now())
        assert moved > due
        assert await kept(left, report, "status, due_at, overdue_at") == (status, moved, None)

    await passes(left, days=2)
    asks = next(each for each in shown() if each.on == "status resolved")
    await left.answer(left.press(presser(left, asks), asks.chat, asks.message, asks.keys["没修好"]))
    await is_moved("resolved", "reopened")
    await passes(left, milliseconds=before["on hold"][2] - left.town.clock.now())
    await is_moved("on hold", "accepted")


async def test_the_bot_goes_on(left: LeftTown) -> None:
    await what_waited_was_told(left)
    await updates_were_worked_off(left)
    await open_questions_are_answered(left)
    await a_code_links(left)
    await waiting_timers_fire(left)
    await all_is_said_and_done(left)
