"""What a message is told with: nothing for what is gone, and never another's view."""

import pytest

from domain.messages import Removal
from domain.people.messages import AgreeFirst
from domain.reporting.messages import Added, StatusTold
from domain.tickets.lifecycle import Action
from domain.tickets.messages import OverdueTold
from services.gathering import NoticeView, ReportNoticeView
from tests.usecases import Case, spot


async def test_a_plain_notice_knows_who_reads_it(case: Case) -> None:
    reader = await case.rider()
    assert await case.view(AgreeFirst(reply_to=3), reader) == NoticeView(AgreeFirst(reply_to=3), reader)
    assert await case.view(AgreeFirst()) == NoticeView(AgreeFirst(), None)


async def test_a_notice_about_a_report_knows_it_as_it_stands_now(case: Case) -> None:
    report = await case.submitted()
    notice = StatusTold(report.id, "routed")
    assert await case.view(notice) == ReportNoticeView(notice, report, None, now=case.clock.at)
    accepted = await case.accepted(report)
    assert (await case.view(notice)).report == accepted


@pytest.mark.parametrize("notice", [Added(404), OverdueTold(404)])
async def test_a_notice_about_no_report_is_not_sent(case: Case, notice: Added | OverdueTold) -> None:
    assert await case.view(notice) is None


async def test_a_notice_about_a_repeat_knows_what_it_repeats(case: Case) -> None:
    original, report = await case.submitted(), await case.submitted(at=spot(1))
    repeat = await case.settled(await case.moved(report, Action.DUPLICATE, original=str(original.id)))
    assert (await case.view(Added(repeat.id))).original == await case.now(original)


async def test_what_nobody_can_read_is_an_error(case: Case) -> None:
    with pytest.raises(LookupError, match="Removal"):
        await case.view(Removal(1))
