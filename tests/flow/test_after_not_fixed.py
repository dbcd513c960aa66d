"""After *not fixed*, over HTTP in both languages: what is wrong is asked, and what comes belongs to the report."""

from dataclasses import dataclass

import pytest

from playground.people import JSON, Person, labels, words
from tests.staff_work import QUEUE, act, resolve
from tests.town import Town, picture, plain_picture
from tests.watching import bot_messages, rows, stands_still, tap


@dataclass(frozen=True)
class Said:
    """What a rider presses and reads in one language."""

    language: str
    submit: str
    not_fixed: str
    asked: str
    over: str
    added: str
    wrong: str
    still: str
    called_fixed: str
    closed: str
    anew: str
    unanswered: str
    unfixed: str


ZH = Said(
    "zh",
    "提交",
    "没修好",
    "拍一张现在的样子，或说一句哪儿没好——10 分钟内直接发就行",
    "回复这条消息就行",
    "补充到",
    "盖子还是松的",
    "还没修好",
    "有人说修好了",
    "就结了",
    "当新的报",
    "还没人接。我们已经催了 城市管理",
    "还没好。我们已经催了 城市管理",
)
EN = Said(
    "en",
    "Submit",
    "Not fixed",
    "say what's still wrong – just send it within 10 minutes",
    "reply to this message",
    "Added to",
    "The lid is still loose",
    "Still not fixed",
    "was called fixed on",
    "was closed on",
    "Report as new",
    "nobody has yet. We have reminded City management",
    "it isn't yet. We have reminded City management",
)
BOTH = pytest.mark.parametrize("said", [ZH, EN], ids=lambda said: said.language)


async def filed(town: Town, rider: Person, said: Said) -> tuple[JSON, JSON]:
    """A report of an open manhole: the rider's photo and the receipt."""
    photo = await rider.photo(picture(), "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider, button=said.submit), said.submit)
    return photo, await rider.wait_for(lambda m: "DC-" in words(m))


async def resolved(town: Town, rider: Person, said: Said) -> tuple[JSON, JSON, JSON]:
    """The same once its queue says that it is fixed: photo, receipt and the question whether it is."""
    photo, receipt = await filed(town, rider, said)
    await act(town, "受理")
    await resolve(town)
    return photo, receipt, await rider.wait_for(lambda m: said.not_fixed in labels(m))


async def nudges(town: Town) -> list[JSON]:
    """The short replies to the card that stand in the queue's group."""
    await stands_still(town)
    return [m for m in await bot_messages(town, town.groups[QUEUE]) if "没修好，退回重办" in words(m)]


def drafts(town: Town) -> int:
    """How many drafts there have been."""
    return int(rows(town, "select count(*) from draft")[0][0])


@BOTH
async def test_what_comes_within_ten_minutes_joins_and_stands_in_the_one_reply_to_the_card(
    town: Town, said: Said
) -> None:
    rider = await town.rider("Tom", said.language)
    _, _, question = await resolved(town, rider, said)
    assert not (await tap(rider, question, said.not_fixed)).show_alert
    asked = await rider.wait_for(lambda m: said.asked in words(m), after=0)
    (bare,) = await nudges(town)
    await rider.photo(plain_picture())
    await rider.wait_for(lambda m: said.added in words(m))
    await rider.text(said.wrong)
    await rider.wait_for(lambda m: said.added in words(m))
    (nudge,) = await nudges(town)
    assert nudge["message_id"] != bare["message_id"]
    assert said.wrong in words(nudge)
    assert "photo" in nudge
    assert drafts(town) == 1
    town.skip(minutes=10, seconds=1)
    over = await rider.wait_for(lambda m: said.over in words(m), after=0)
    assert over["message_id"] == asked["message_id"]
    await rider.text(said.wrong + " 2", reply_to=over["message_id"])
    await rider.wait_for(lambda m: said.added in words(m))
    assert drafts(town) == 1


@BOTH
@pytest.mark.parametrize("number", [0, 1], ids=["said", "asked"])
async def test_that_it_is_not_fixed_reaches_staff_and_is_no_question_about_progress(
    town: Town, said: Said, number: int
) -> None:
    rider = await town.rider("Tom", said.language)
    _, _, question = await resolved(town, rider, said)
    await tap(rider, question, said.not_fixed)
    await rider.wait_for(lambda m: said.asked in words(m), after=0)
    sent = {"zh": ("还没修好啊", "什么时候修好？"), "en": ("still not fixed", "when will it be fixed?")}[said.language][
        number
    ]
    await rider.text(sent)
    await rider.wait_for(lambda m: said.added in words(m))
    (nudge,) = await nudges(town)
    assert sent in words(nudge)
    assert not [m for m in await bot_messages(town, rider.id) if "/report_" in words(m)]
    assert drafts(town) == 1


@BOTH
async def test_another_problem_and_thanks_are_not_what_is_wrong(town: Town, said: Said) -> None:
    rider = await town.rider("Tom", said.language)
    _, _, question = await resolved(town, rider, said)
    await tap(rider, question, said.not_fixed)
    await rider.text("谢谢" if said is ZH else "thanks")
    await rider.text("路灯不亮" if said is ZH else "street light not working")
    await town.card(rider, button=said.submit)
    (nudge,) = await nudges(town)
    assert "路灯" not in words(nudge)
    assert drafts(town) == 2


@BOTH
async def test_danger_is_answered_first_and_a_command_is_one(town: Town, said: Said) -> None:
    rider = await town.rider("Tom", said.language)
    _, _, question = await resolved(town, rider, said)
    await tap(rider, question, said.not_fixed)
    await rider.text("救命，有人掉下去了" if said is ZH else "help, somebody fell in")
    assert "120" in words(await rider.wait_for(lambda m: "🚨" in words(m)))
    await rider.text("/my")
    await rider.wait_for(lambda m: "/report_" in words(m))
    (nudge,) = await nudges(town)
    assert "photo" not in nudge
    assert not rows(town, "select 1 from event where action = 'added'")


@BOTH
async def test_a_reply_to_the_rider_s_own_photo_belongs_to_its_report(town: Town, said: Said) -> None:
    rider = await town.rider("Tom", said.language)
    photo, _ = await filed(town, rider, said)
    await rider.photo(plain_picture("blue"), reply_to=photo["message_id"])
    await rider.wait_for(lambda m: said.added in words(m))
    await rider.text(said.wrong, reply_to=photo["message_id"])
    await rider.wait_for(lambda m: said.added in words(m))
    assert drafts(town) == 1
    await town.ticket(QUEUE, said.wrong)


@BOTH
async def test_what_closed_by_itself_hears_its_rider_and_is_reopened_by_the_key(town: Town, said: Said) -> None:
    rider = await town.rider("Tom", said.language)
    photo, receipt, _ = await resolved(town, rider, said)
    town.skip(days=7, minutes=1)
    closed = await rider.wait_for(lambda m: said.still in labels(m), after=0)
    await rider.text(said.wrong, reply_to=photo["message_id"])
    answer = await rider.wait_for(lambda m: said.still in labels(m))
    assert "{" not in words(answer)
    await town.staff.wait_for(
        lambda m: said.wrong in words(m) and "已结案" in words(m), chat=town.groups[QUEUE], after=0
    )
    assert not (await tap(rider, closed, said.still)).show_alert
    await rider.wait_for(lambda m: said.asked in words(m), after=0)
    assert await nudges(town)
    await rider.photo(plain_picture("blue"), reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: said.added in words(m))


@BOTH
async def test_a_confirmed_report_takes_a_note_with_the_key_and_a_month_later_a_new_report_is_offered(
    town: Town, said: Said
) -> None:
    rider = await town.rider("Tom", said.language)
    _, receipt, question = await resolved(town, rider, said)
    await tap(rider, question, "修好了" if said is ZH else "✅ Fixed")
    await rider.text(said.wrong, reply_to=receipt["message_id"])
    noted = await rider.wait_for(lambda m: said.called_fixed in words(m))
    assert labels(noted) == said.still
    town.skip(days=31)
    await stands_still(town)
    vague = "还是老样子" if said is ZH else "same as before"
    await rider.text(vague, reply_to=receipt["message_id"])
    offered = await rider.wait_for(lambda m: said.anew in labels(m))
    await tap(rider, offered, said.anew)
    card = await town.card(rider, button=said.submit)
    assert vague in words(card)
    await rider.photo(plain_picture("blue"), reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: said.closed in words(m))
    assert rows(town, "select count(*) from report") == [(1,)]


@BOTH
async def test_late_is_told_before_the_rider_asks(town: Town, said: Said) -> None:
    rider = await town.rider("Tom", said.language)
    await filed(town, rider, said)
    town.skip(minutes=16)
    await rider.wait_for(lambda m: "⏰" in words(m) and said.unanswered in words(m), after=0)
    await town.staff.wait_for(lambda m: "急件没人受理" in words(m), chat=town.groups["supervisors"], after=0)
    town.skip(hours=2)
    await rider.wait_for(lambda m: "⏰" in words(m) and said.unfixed in words(m), after=0)
    await stands_still(town)
    assert len([m for m in await bot_messages(town, rider.id) if "⏰" in words(m)]) == 2
