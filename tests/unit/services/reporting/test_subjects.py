"""A reply to any message about a report belongs to it: ours, and the rider's own that became part of it."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ReportShown
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.outgoing import answer
from services.ports.retention import Kept
from services.reporting import additions, draft_menus, receiving, subjects, submission
from services.reporting.subjects import Subject
from services.upkeep import retention
from tests.sample_views import HOUR
from tests.usecases import HERE, Case


async def about(case: Case, rider: Rider, replied_to: int | None) -> Report | None:
    """The report that a reply of the rider's is about."""
    message = IncomingMessage(case.numbers.new(), "还是不亮", replied_to=replied_to)
    found: Subject | None = await case.do(subjects.of_reply, rider, message, "")
    return found.report if found else None


async def test_whatever_the_bot_said_of_a_report_is_about_it(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.do(answer, rider, ReportShown(report.id))
    said = await case.told(rider.chat_id)
    stand = [call.message for call in said if call.method in {"sendMessage", "sendPhoto"}]
    assert len(stand) >= 4, "receipt, accepted, resolved, what /report shows"
    for message_id in stand:
        found = await about(case, rider, message_id)
        assert found is not None
        assert found.id == report.id


async def test_what_the_rider_sent_before_and_after_submitting_is_about_it(case: Case) -> None:
    rider = await case.rider()
    photo, words, later = (IncomingMessage(case.numbers.new()) for _ in range(3))
    draft = await case.sends(rider, position=HERE, photo=case.photo())
    for message, text in ((photo, "路灯不亮"), (words, "三号楼门口")):
        await case.do(receiving.receive, rider, replace(message, text=text))
    await case.do(draft_menus.choose_category, rider, draft, "street_light")
    assert await about(case, rider, photo.message_id) is None, "an open draft is no report"
    report = await case.do(submission.submit_report, rider, draft)
    await case.do(additions.add, rider, report.id, replace(later, text="更正：四号楼"))
    for message in (photo, words, later):
        found = await about(case, rider, message.message_id)
        assert found is not None
        assert found.id == report.id


@pytest.mark.parametrize("replied_to", [None, 404])
async def test_what_replies_to_nothing_known_is_about_nothing(case: Case, replied_to: int | None) -> None:
    rider = await case.rider()
    await case.submitted(by=rider)
    assert await about(case, rider, replied_to) is None


async def test_a_merged_report_goes_on_as_the_other_one_for_who_is_in_it(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    report, original = await case.submitted(by=rider), await case.submitted(by=other)
    receipt = (await case.told(rider.chat_id))[-1]
    await case.settled(await case.moved(report, Action.DUPLICATE, str(original.number), original=str(original.id)))
    found = await about(case, rider, receipt.message)
    assert found is not None
    assert found.id == original.id


async def test_what_messages_came_to_is_known_a_month_after_the_end_and_no_longer(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    said = IncomingMessage(case.numbers.new(), "在路北")
    await case.do(additions.add, rider, report.id, said)
    forgotten = IncomingMessage(case.numbers.new(), "写错了")
    cancelled = await case.do(receiving.receive, rider, forgotten)
    await case.do(draft_menus.cancel, rider, cancelled.id)
    await nights(case, 60)
    assert await about(case, rider, said.message_id) is not None, "it is open"
    assert await case.database.read(lambda tx: tx.heard.of(rider.chat_id, forgotten.message_id)) is None
    await case.answered(await case.resolved(report), rider)
    await nights(case, 30)
    assert await about(case, rider, said.message_id) is not None
    await nights(case, 10)
    assert await about(case, rider, said.message_id) is None


async def nights(case: Case, days: int) -> None:
    """Let days pass, and remove in the last night what is past its time."""
    case.clock.at += days * 24 * HOUR
    left = tuple(Kept)
    while left:
        left = await case.do(retention.run, left)
