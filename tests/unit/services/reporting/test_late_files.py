"""Files that come late: with what their album or their draft became, and told where their draft was cancelled."""

from dataclasses import replace
from typing import Any

from districts.shipped import shipped_suggester
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.lifecycle import Action
from services.reporting import additions, asked_again, draft_menus, late_files, subjects, submission
from tests.unit.services.reporting.test_asked_again import now
from tests.usecases import Case, spot


async def comes_late(case: Case, rider: Rider, text: str = "", *, after: int, **brought: Any) -> bool:
    """Whether a photo that failed since it was sent belongs to what has ended."""
    message = IncomingMessage(case.numbers.new(), text, photo=case.photo(), **{"sent_at": after, **brought})
    return await case.do(late_files.join, rider, message, after)


async def test_what_was_cancelled_takes_its_late_file_along_and_says_so(case: Case) -> None:
    rider = await case.rider()
    sent_at = case.clock.at
    draft = await case.drafted(rider)
    await case.passes(seconds=20)
    await case.do(draft_menus.cancel, rider, draft)
    await case.told()
    assert await comes_late(case, rider, after=sent_at)
    assert [call.text for call in await case.told(rider.chat_id)] == [
        "这条到得晚，那一件你已经取消了，所以没收。还要报的话，请再发一次。"
    ]


async def test_a_late_album_of_what_was_cancelled_is_told_once(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, photo=case.photo(), album="a")
    await case.do(draft_menus.cancel, rider, draft)
    await case.told()
    for _ in range(2):
        assert await comes_late(case, rider, after=0, album="a")
    assert len(await case.told(rider.chat_id)) == 1


async def test_a_late_file_that_names_a_problem_opens_its_own_where_the_cancelled_draft_named_none(case: Case) -> None:
    case.deps = replace(case.deps, suggester=shipped_suggester())
    rider = await case.rider()
    sent_at = case.clock.at
    draft = await case.sends(rider, photo=case.photo())
    await case.passes(seconds=20)
    await case.do(draft_menus.cancel, rider, draft)
    assert not await comes_late(case, rider, "井盖不见了", after=sent_at)


async def test_the_last_part_of_an_album_is_no_answer_to_what_is_wrong_with_another_report(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", position=spot(9), photo=case.photo(), album="a")
    await case.do(draft_menus.choose_category, rider, draft, "street_light")
    album = await case.do(submission.submit_report, rider, draft)
    asked = await case.resolved(await case.submitted(by=rider))
    await case.answered(asked, rider, Action.NOT_FIXED)
    rider = await now(case, rider)
    part = IncomingMessage(case.numbers.new(), photo=case.photo(), album="a", sent_at=case.clock.at)
    assert await case.do(asked_again.subject, rider, part) is None
    assert await case.do(late_files.join, rider, part, 0)
    assert len((await case.now(album)).photos) == 2


async def test_a_late_part_of_an_album_of_additions_goes_where_the_others_are(case: Case) -> None:
    rider = await case.rider()
    first, second = await case.submitted(by=rider), await case.submitted(by=rider, at=spot(9))
    for report in (first, second):
        part = IncomingMessage(case.numbers.new(), photo=case.photo(), album=f"to {report.id}")
        await case.do(additions.add, rider, report.id, part)
    late = IncomingMessage(case.numbers.new(), photo=case.photo(), album=f"to {first.id}")
    about = await case.database.read(lambda tx: subjects.of_album(tx, rider, late))
    assert about is not None
    assert about.report.id == first.id
