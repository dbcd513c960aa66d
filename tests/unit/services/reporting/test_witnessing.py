"""A second rider sees the same: urgent, the queue is told at once; else only its card says so."""

import pytest

from domain.errors import ConsentMissing, LongClosed, NoSuchReport, NotTheirs, ReportClosed, Stale, TooMany
from domain.people.riders import Rider
from domain.reporting.drafts import DraftStage
from domain.reporting.duplicates import SAME
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Actor, ActorKind, Report
from domain.tickets.lifecycle import Action
from domain.tickets.messages import AddedLater
from services.reporting import witnessing
from tests.recording import Call
from tests.tables import waiting, waiting_keys
from tests.usecases import GROUPS, Case, spot

URGENT, ORDINARY = "manhole_missing", "street_light"


def is_card(call: Call) -> bool:
    return call.method.startswith("edit")


async def told_of_a_witness(case: Case, category: str) -> tuple[Report, list[Call]]:
    """A report that somebody has seen, too, and what its group is told of that."""
    report = await case.submitted(category)
    await case.told()
    report = await case.witnessed(report, await case.rider(8))
    return report, await case.told(GROUPS[report.queue])


async def test_an_urgent_witness_is_told_to_the_queue_with_a_sound(case: Case) -> None:
    report, told = await told_of_a_witness(case, URGENT)
    nudges = [call for call in told if not is_card(call)]
    assert [call.method for call in nudges] == ["sendMessage"]
    assert "又有骑手看到" in nudges[0].text
    assert str(report.number) in nudges[0].text
    assert not nudges[0].is_silent


async def test_any_other_witness_only_edits_the_card(case: Case) -> None:
    _, told = await told_of_a_witness(case, ORDINARY)
    assert [call.method for call in told] == ["editMessageMedia"]
    assert "见证：1 人" in told[0].text


@pytest.mark.parametrize("category", [URGENT, ORDINARY])
async def test_the_card_of_any_report_counts_its_witnesses(case: Case, category: str) -> None:
    report, told = await told_of_a_witness(case, category)
    assert any("见证：1 人" in call.text for call in told)
    await case.witnessed(report, await case.rider(9))
    assert any("见证：2 人" in call.text for call in await case.told(GROUPS[report.queue]))


async def test_what_a_witness_adds_later_is_told_whatever_the_category(case: Case) -> None:
    report, _ = await told_of_a_witness(case, ORDINARY)
    await case.adds(await case.rider(8), report, "还是不亮")
    assert [call.text for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage"] == [
        f"💬 见证人1补充 · {report.number}\n<blockquote>还是不亮</blockquote>"
    ]


async def near(case: Case, report: Report, number: int = 8, **changes: object) -> tuple[Rider, int]:
    """A rider with a draft that is asked whether it repeats the report."""
    rider = await case.rider(number, **changes)
    draft = await case.drafted(rider, report.category, report.position)
    assert (await case.draft(draft)).near_shown == (report.id,)
    return rider, draft


@pytest.mark.parametrize("names_it", [True, False])
async def test_a_witness_is_kept_with_photo_words_and_points(case: Case, *, names_it: bool) -> None:
    report = await case.submitted()
    rider, draft = await near(case, report)
    await case.sends(rider, "一排都灭了")
    joined = await case.do(witnessing.same_problem, rider, draft, report.id if names_it else None)
    assert joined.witnesses == 1
    kept = await case.now(report)
    assert (kept.witnesses, len(kept.photos)) == (1, 2)
    assert await case.database.read(lambda tx: tx.reports.is_witness(report.id, rider.id))
    assert await case.balance(rider) == 2
    event = (await case.events(report))[-1]
    assert (event.action, event.actor, event.words) == ("witnessed", Actor(ActorKind.RIDER, 8), "一排都灭了")
    ended = await case.draft(draft)
    assert (ended.stage, ended.report_id) == (DraftStage.JOINED, report.id)


async def test_a_second_witness_of_one_rider_counts_once(case: Case) -> None:
    report = await case.submitted()
    rider = await case.rider(8)
    for _ in range(2):
        report = await case.witnessed(report, rider)
    assert ((await case.now(report)).witnesses, await case.balance(rider)) == (1, 2)
    assert [event.action for event in await case.events(report)].count("witnessed") == 2


async def test_whoever_has_not_agreed_joins_nothing(case: Case) -> None:
    report = await case.submitted()
    rider, draft = await near(case, report, consent=0)
    with pytest.raises(ConsentMissing):
        await case.do(witnessing.same_problem, rider, draft, report.id)
    assert (await case.draft(draft)).stage is DraftStage.OPEN


@pytest.mark.parametrize("asked_about", [404, 0])
async def test_only_a_report_that_the_card_asks_about_is_joined(case: Case, asked_about: int) -> None:
    report, far = await case.submitted(), await case.submitted(at=spot(1))
    rider, draft = await near(case, report)
    with pytest.raises(Stale):
        await case.do(witnessing.same_problem, rider, draft, asked_about or far.id)


async def test_a_card_that_asks_about_nothing_joins_nothing(case: Case) -> None:
    rider = await case.rider(8)
    draft = await case.drafted(rider)
    with pytest.raises(Stale):
        await case.do(witnessing.same_problem, rider, draft, None)


async def test_a_report_that_was_closed_meanwhile_is_not_joined(case: Case) -> None:
    report = await case.submitted()
    rider, draft = await near(case, report)
    await case.moved(report, Action.REJECT, reason="unclear")
    with pytest.raises(ReportClosed):
        await case.do(witnessing.same_problem, rider, draft, report.id)
    assert (await case.now(report)).witnesses == 0


async def test_nobody_joins_with_anothers_draft(case: Case) -> None:
    report = await case.submitted()
    _, draft = await near(case, report)
    with pytest.raises(NotTheirs):
        await case.do(witnessing.same_problem, await case.rider(9), draft, report.id)


async def test_urgent_witnesses_are_told_at_once_then_together(case: Case) -> None:
    report = await case.submitted(URGENT)
    for number in (8, 9, 10):
        await case.witnessed(report, await case.rider(number))
    nudges = [key for key in waiting_keys(case, GROUPS[report.queue]) if key.startswith("nudge:")]
    assert nudges == [f"nudge:{report.id}:nudge_witness:8"]
    await case.told()
    await case.passes(minutes=10)
    (merged,) = [call for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage"]
    assert "又有 2 位骑手看到，见证共 3 人" in merged.text


async def test_what_a_rider_joins_is_learned_as_a_repeat(case: Case) -> None:
    report = await case.submitted()
    await case.witnessed(report, await case.rider(8))
    known = await case.database.read(lambda tx: tx.duplicates.experience("street_light"))
    assert known[SAME] == (1, 1)


async def test_what_is_added_later_is_kept_with_the_report(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.adds(rider, report, "就在路口", photo=case.photo())
    kept = await case.now(report)
    assert [photo.role for photo in kept.photos] == [PhotoRole.BEFORE, PhotoRole.ADDED]
    event = (await case.events(report))[-1]
    assert (event.action, event.actor, event.words) == ("added", Actor(ActorKind.RIDER, 7), "就在路口")
    assert (event.source, event.target) == (report.status, report.status)
    card, nudge = waiting(case)
    assert card.key == f"ticket:{report.id}:lighting"
    assert nudge.key == f"nudge:{report.id}:nudge_added:{event.id}"
    assert nudge.meaning == AddedLater(report.id, "lighting", "就在路口", events=(event.id,))


async def test_words_alone_add_no_photo(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.adds(rider, report, "就在路口")
    assert len((await case.now(report)).photos) == 1


async def test_a_report_takes_no_more_photos_from_drafts_that_join_it(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    for _ in range(18):
        await case.adds(rider, report, photo=case.photo())
    await case.told()
    draft = await case.drafted(rider)
    await case.sends(rider, photo=case.photo())
    await case.do(witnessing.same_problem, rider, draft, report.id)
    assert len((await case.now(report)).photos) == 20
    assert any("照片已经满了" in call.text for call in await case.told(rider.chat_id))


async def test_a_report_takes_twenty_photos_and_words_afterwards(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    for _ in range(19):
        await case.adds(rider, report, photo=case.photo())
    await case.passes(hours=1)
    with pytest.raises(TooMany):
        await case.adds(rider, report, photo=case.photo())
    assert len((await case.now(report)).photos) == 20
    await case.adds(rider, report, "就在路口")


@pytest.mark.parametrize("report_id", [0, 404])
async def test_a_stranger_adds_nothing(case: Case, report_id: int) -> None:
    report, stranger = await case.submitted(), await case.rider(9)
    message = IncomingMessage(5, "就在路口")
    with pytest.raises(NoSuchReport):
        await case.do(witnessing.add_later, stranger, report_id or report.id, message)


@pytest.mark.parametrize("number", [7, 8])
async def test_what_is_added_after_the_end_reaches_the_queue_for_thirty_days(case: Case, number: int) -> None:
    report, rider = await case.witnessed(await case.submitted(), await case.rider(8)), await case.rider(number)
    report = await case.moved(report, Action.REJECT, reason="unclear")
    await case.passes(days=30)
    await case.told()
    await case.adds(rider, report, "就在路口", photo=case.photo())
    (nudge,) = [call.text for call in await case.told(GROUPS[report.queue]) if call.method == "sendPhoto"]
    assert "11月24日" in nudge
    assert "就在路口" in nudge
    kept = await case.now(report)
    assert (kept.status, len(kept.photos)) == (report.status, len(report.photos) + 1)
    await case.passes(minutes=1)
    with pytest.raises(LongClosed):
        await case.adds(rider, report, "就在路口")


async def test_what_is_added_after_the_end_is_paced_and_counts_apart_from_what_came_before(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    for word in ("第一句", "第二句"):
        await case.adds(rider, report, word)
    await case.answered(report, rider)
    await case.told()
    for word in ("第三句", "第四句"):
        await case.adds(rider, report, word)
    await case.passes(minutes=10)
    (nudge,) = [call.text for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage"]
    assert [word in nudge for word in ("第二句", "第三句", "第四句")] == [False, True, True]
