"""After *not fixed* the rider is asked what is wrong: what they send within ten minutes is about that report."""

from dataclasses import replace
from typing import Any

import pytest

from districts.shipped import shipped_suggester
from domain.errors import Refused
from domain.language.intents import Intent
from domain.language.suggestion import Opens, Reading, Suggestion
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from services.people import talk
from services.reporting import additions, asked_again, draft_menus, place_names
from services.reporting.rider_actions import answer_fixed
from tests.recording import Call
from tests.sample_views import MINUTE
from tests.usecases import GROUPS, HERE, Case, spot

FAR = replace(HERE, lat=HERE.lat + 0.02, source="location")
NEAR = replace(HERE, lat=HERE.lat + 0.0005, source="location")
SHIPPED = shipped_suggester()


async def reopened(case: Case, by: Rider, report: Report | None = None) -> Report:
    """A report that the rider has just called not fixed."""
    resolved = await case.resolved(report or await case.submitted(by=by))
    await case.told()
    return await case.answered(resolved, by, Action.NOT_FIXED)


async def now(case: Case, rider: Rider) -> Rider:
    """The rider as they are kept now."""
    kept = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert kept
    return kept


async def about(case: Case, rider: Rider, text: str = "", intent: Intent | None = None, **brought: Any) -> int | None:
    """The report that a message without a reply is about, for what the rider was asked."""
    rider = await now(case, rider)
    message = IncomingMessage(case.numbers.new(), text, **brought)
    found = await case.do(asked_again.subject, rider, message, intent)
    return found.report.id if found else None


async def says(case: Case, rider: Rider, text: str = "", intent: Intent | None = None, **brought: Any) -> None:
    """Let a rider send what belongs to the report that they were asked about."""
    rider = await now(case, rider)
    message = IncomingMessage(case.numbers.new(), text, **brought)
    found = await case.do(asked_again.subject, rider, message, intent)
    assert found
    assert await case.do(additions.take, rider, found, message)


async def nudges(case: Case, report: Report) -> list[Call]:
    """What the group newly got besides its card: calls that send or edit the short reply."""
    return [call for call in await case.told(GROUPS[report.queue]) if "没修好，退回重办" in call.text]


@pytest.mark.parametrize("number", [7, 8])
async def test_whoever_calls_it_not_fixed_is_asked_once_and_told_when_that_is_over(case: Case, number: int) -> None:
    report = await case.witnessed(await case.submitted(), await case.rider(8))
    rider = await case.rider(number)
    await reopened(case, rider, report)
    asked = next(call for call in await case.told(rider.chat_id) if "哪儿没好" in call.text)
    assert "10 分钟内直接发就行" in asked.text
    await case.passes(minutes=10, milliseconds=1)
    (over,) = await case.told(rider.chat_id)
    assert (over.method, over.message) == ("editMessageText", asked.message)
    assert "回复这条消息" in over.text


async def test_who_says_it_in_words_at_once_is_not_asked(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.do(answer_fixed, rider, report.id, Action.NOT_FIXED, "还是不亮")
    assert await about(case, rider, "真的") is None


@pytest.mark.parametrize(
    ("minutes", "belongs"), [(0, True), (10, True), (10 + 1 / 60, False)], ids=["at once", "ten", "later"]
)
async def test_ten_minutes_are_counted_to_when_it_was_sent(case: Case, minutes: float, *, belongs: bool) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    sent_at = case.clock.at + int(minutes * MINUTE)
    await case.passes(hours=2)
    assert await about(case, rider, "还是不亮", sent_at=sent_at) == (report.id if belongs else None)


async def test_what_was_sent_before_the_press_does_not_answer_it(case: Case) -> None:
    rider = await case.rider()
    before = case.clock.at
    await case.passes(minutes=3)
    await reopened(case, rider)
    assert await about(case, rider, "在路上", sent_at=before) is None


@pytest.mark.parametrize(
    ("intent", "belongs"),
    [(None, True), (Intent.NUMBER, True), (Intent.COMPLAINT, True), (Intent.PROGRESS, True), (Intent.THANKS, False),
     (Intent.EMOJI, False), (Intent.POINTS, False), (Intent.PERSON, False), (Intent.SWEARING, False)],
)  # fmt: skip
async def test_what_has_an_answer_of_its_own_is_not_what_is_wrong(
    case: Case, intent: Intent | None, *, belongs: bool
) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    assert await about(case, rider, "随便一句", intent) == (report.id if belongs else None)


@pytest.mark.parametrize(
    "text", ["还没修好啊", "根本没修", "没人来", "妈的还没修好", "什么时候修好？",
             "still not fixed", "nobody came", "it's not fixed at all", "when will it be fixed?"],
)  # fmt: skip
async def test_that_it_is_not_fixed_and_when_it_will_be_stand_in_the_reply_that_staff_get(
    case: Case, text: str
) -> None:
    case.deps = replace(case.deps, suggester=SHIPPED)
    rider = await case.rider()
    report = await reopened(case, rider)
    intent = talk.intent_of(case.deps, IncomingMessage(1, text), place_names.read_alone(case.deps, text).opens)
    await says(case, rider, text, intent)
    assert text in (await nudges(case, report))[-1].text


@pytest.mark.parametrize(
    ("slugs", "score", "opens", "belongs"),
    [(("manhole_missing",), 0.5, Opens.YES, False), (("street_light",), 0.9, Opens.YES, True),
     (("manhole_missing", "street_light"), 0.9, Opens.YES, True),
     (("manhole_missing",), 0.8, Opens.ASK, True), (("manhole_missing",), 0.9, Opens.ASK, False)],
)  # fmt: skip
async def test_words_that_name_another_problem_are_another_report(
    case: Case, monkeypatch: pytest.MonkeyPatch, slugs: tuple[str, ...], score: float, opens: Opens, *, belongs: bool
) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    reading = Reading(tuple(Suggestion(slug, score) for slug in slugs), fills=True, opens=opens)
    monkeypatch.setattr(place_names, "read_alone", lambda *_: reading)
    assert await about(case, rider, "井盖没了") == (report.id if belongs else None)


@pytest.mark.parametrize("by_hand", [True, False])
async def test_what_comes_from_elsewhere_is_another_report(case: Case, *, by_hand: bool) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    for place, expected in ((FAR, None), (NEAR, report.id)):
        brought: dict[str, Any] = {"position" if by_hand else "photo_position": place}
        assert await about(case, rider, photo=case.photo(), **brought) == expected


async def test_a_reply_to_something_else_is_not_an_answer(case: Case) -> None:
    rider = await case.rider()
    await reopened(case, rider)
    assert await about(case, rider, "还是不亮", replied_to=404) is None


async def test_of_two_the_last_one_takes_it_and_the_first_says_that_it_takes_replies(case: Case) -> None:
    rider = await case.rider()
    first = await reopened(case, rider)
    await case.told()
    rider = await now(case, rider)
    second = await reopened(case, rider, await case.submitted(by=rider, at=spot(1)))
    assert first.id != second.id
    assert [call.method for call in await case.told(rider.chat_id) if "回复这条消息" in call.text] == [
        "editMessageText"
    ]
    assert await about(case, rider, "还是不亮") == second.id


async def test_a_draft_that_the_rider_went_on_with_since_outranks_the_question(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    old = await case.sends(rider, "旧的一件", photo=case.photo())
    await case.passes(minutes=5)
    report = await case.answered(report, rider, Action.NOT_FIXED)
    assert await about(case, rider, "还是不亮") == report.id, "the question came last"
    assert await about(case, rider, position=NEAR) is None, "the draft's location key is on the phone"
    await case.passes(minutes=1)
    await case.do(draft_menus.open_menu, rider, old, DraftMenu.NOTE)
    await case.passes(minutes=3)
    assert await about(case, rider, "三号楼门口") is None


async def test_only_an_album_that_has_parts_in_a_draft_outranks_the_question(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.sends(rider, photo=case.photo(), album="begun")
    await case.passes(minutes=1)
    await case.answered(report, rider, Action.NOT_FIXED)
    assert await about(case, rider, photo=case.photo(), album="begun") is None
    assert await about(case, rider, photo=case.photo(), album="new") == report.id


async def test_staff_see_one_reply_that_says_reopened_and_all_that_the_rider_said_and_showed(case: Case) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    (bare,) = await nudges(case, report)
    await case.passes(minutes=1)
    await says(case, rider, photo=case.photo())
    (first,) = await nudges(case, report)
    assert first.method == "sendPhoto"
    deleted = [call for call in case.telegram.calls if call.method == "deleteMessage" and call.chat < 0]
    assert [call.params["message_id"] for call in deleted] == [bare.message]
    await case.passes(minutes=1)
    await says(case, rider, "三号灯还是不亮")
    await says(case, rider, "四号也是")
    *_, last = await nudges(case, report)
    assert (last.method, last.message) == ("editMessageCaption", first.message)
    assert "三号灯还是不亮" in last.text
    assert "四号也是" in last.text
    await case.passes(minutes=30)
    assert not [call for call in await case.told(GROUPS[report.queue]) if call.method.startswith("send")]


async def test_what_comes_with_the_press_still_waiting_is_one_nudge(case: Case) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    for _ in range(3):
        await says(case, rider, photo=case.photo(), album="a")
    sent = [call for call in await nudges(case, report) if call.method.startswith("send")]
    assert len(sent) <= 2
    added = [call for call in await case.told(rider.chat_id) if "补充到" in call.text]
    assert len(added) == 1


@pytest.mark.parametrize("moves", [Action.ACCEPT, Action.REJECT])
async def test_what_moved_meanwhile_still_takes_the_answer(case: Case, moves: Action) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    await case.moved(report, moves, reason="unclear")
    await case.told()
    await says(case, rider, "还是不亮")
    assert any("还是不亮" in call.text for call in await case.told(GROUPS[report.queue]))
    said = [call.text for call in await case.told(rider.chat_id)]
    assert any("已经结了" in text for text in said) is (moves is Action.REJECT)


async def test_fixed_right_after_not_fixed_is_refused_with_what_to_do(case: Case) -> None:
    rider = await case.rider()
    report = await reopened(case, rider)
    with pytest.raises(Refused) as refused:
        await case.answered(report, rider)
    assert type(refused.value).__name__ == "SentBack"
    assert (await case.now(report)).status is Status.REOPENED
