"""What riders send about a report: answered once for an album, kept after its end, taken as new a month later."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.reporting import additions
from services.reporting.subjects import Subject
from tests.usecases import GROUPS, HERE, Case


async def takes(case: Case, rider: Rider, report: Report, text: str = "", **brought: object) -> bool:
    """Whether a reply about the report is dealt with by it."""
    message = IncomingMessage(case.numbers.new(), text, **brought)  # type: ignore[arg-type]
    return await case.do(additions.take, rider, Subject(await case.now(report)), message)


async def test_an_album_is_answered_once(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    for _ in range(3):
        assert await takes(case, rider, report, photo=case.photo(), album="a")
    answers = [call for call in await case.told(rider.chat_id) if "补充到" in call.text]
    assert len(answers) == 1
    assert len((await case.now(report)).photos) == 4


async def test_what_nobody_confirmed_can_be_reopened_below_the_answer(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=8)
    await case.told()
    assert await takes(case, rider, report, "还是不亮")
    (said,) = await case.told(rider.chat_id)
    assert "没人回答" in said.text
    assert said.keys == ["✅ 修好了", "还没修好"]


async def test_what_was_called_fixed_can_be_reopened_below_the_answer_for_a_month(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=6)
    await case.answered(report, rider)
    for days, keys in ((23, ["还没修好"]), (3, [])):
        await case.passes(days=days)
        await case.told()
        assert await takes(case, rider, report, "还是不亮")
        (said,) = await case.told(rider.chat_id)
        assert said.keys == keys
        assert ("“还没修好”" in said.text) is bool(keys), "nothing is said of a key that is not there"


async def test_the_place_of_a_closed_report_stays_and_the_new_one_is_told(case: Case) -> None:
    rider = await case.rider()
    report = await case.moved(await case.submitted(by=rider), Action.REJECT, reason="unclear")
    await case.told()
    assert await takes(case, rider, report, position=replace(HERE, source="location"))
    assert (await case.now(report)).position == report.position
    assert any("37.4" in call.text for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage")


async def test_a_month_later_words_are_offered_as_a_new_report_and_a_photo_begins_one(case: Case) -> None:
    rider = await case.rider()
    report = await case.moved(await case.submitted(by=rider), Action.REJECT, reason="unclear")
    await case.passes(days=31)
    await case.told()
    assert await takes(case, rider, report, "还是那样")
    (said,) = await case.told(rider.chat_id)
    assert "新湖街道" in said.text
    assert "11月24日" in said.text
    assert said.keys == ["📝 当新的报"]
    assert not await takes(case, rider, report, photo=case.photo())
    (told,) = await case.told(rider.chat_id)
    assert told.keys == []
    assert "放进新的一件" in told.text
    assert [event.action for event in await case.events(report)][-1] == "reject"
