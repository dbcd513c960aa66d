"""A new place takes the exact spot of the old one away: on the draft, on the report, and when it is put right later."""

from dataclasses import replace

import pytest

from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.reporting.spots import spot_of_draft, spot_of_report
from services.reporting import additions, draft_menus, submission
from services.reporting.position_conflict import mark
from tests.usecases import HERE, Case


def north(metres: float, source: str = "location") -> Position:
    return replace(HERE, lat=HERE.lat + metres / METRES_PER_DEGREE, source=source, accuracy_m=10)


async def said(case: Case, rider: Rider, text: str = "2号楼3单元楼道灯不亮") -> int:
    """A draft with a file's position and an exact spot in its caption."""
    return await case.sends(rider, text, photo=case.photo(), photo_position=HERE)


async def spot(case: Case, draft_id: int) -> str:
    return spot_of_draft(case.deps.district.gazetteer, await case.draft(draft_id))


async def submitted(case: Case, rider: Rider, draft_id: int) -> Report:
    await case.do(draft_menus.choose_category, rider, draft_id, "street_light")
    return await case.now(await case.do(submission.submit_report, rider, draft_id))


def told(case: Case, report: Report) -> str:
    return spot_of_report(case.deps.district.gazetteer, report)


@pytest.mark.parametrize(("metres", "expected"), [(0, "2号楼3单元"), (60, "2号楼3单元"), (300, ""), (1500, "")])
async def test_a_place_elsewhere_takes_the_spot_away(case: Case, metres: float, expected: str) -> None:
    rider = await case.rider()
    draft_id = await said(case, rider)
    assert await spot(case, draft_id) == "2号楼3单元"
    await case.sends(rider, position=north(metres), replied_to=(await case.draft(draft_id)).last_message_id)
    draft = await case.draft(draft_id)
    if draft.asks_place:
        await case.do(draft_menus.choose_place, rider, draft_id, mark(north(metres)))
    assert await spot(case, draft_id) == expected
    report = await submitted(case, rider, draft_id)
    assert told(case, report) == expected
    assert "2号楼3单元" in report.note  # the words stay


async def test_the_spot_is_back_with_its_place(case: Case) -> None:
    rider = await case.rider()
    draft_id = await said(case, rider)
    await case.sends(rider, position=north(1500), replied_to=(await case.draft(draft_id)).last_message_id)
    await case.do(draft_menus.choose_place, rider, draft_id, mark(north(1500)))
    assert await spot(case, draft_id) == ""
    await case.do(draft_menus.choose_place, rider, draft_id, mark(HERE))
    assert await spot(case, draft_id) == "2号楼3单元"


async def test_words_said_of_the_new_place_are_its_spot(case: Case) -> None:
    rider = await case.rider()
    draft_id = await said(case, rider)
    await case.sends(rider, "5号楼1单元", position=north(1500), replied_to=(await case.draft(draft_id)).last_message_id)
    if (await case.draft(draft_id)).asks_place:
        await case.do(draft_menus.choose_place, rider, draft_id, mark(north(1500)))
    assert await spot(case, draft_id) == "5号楼1单元"
    assert told(case, await submitted(case, rider, draft_id)) == "5号楼1单元"


async def test_words_said_before_any_place_are_of_the_first(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "2号楼3单元楼道灯不亮", photo=case.photo())
    await case.sends(rider, position=north(0))
    assert await spot(case, draft_id) == "2号楼3单元"


async def test_words_said_at_a_guessed_place_are_of_the_true_one(case: Case) -> None:
    rider = await case.rider(last_place=HERE)
    draft_id = await case.sends(rider, "2号楼3单元楼道灯不亮", photo=case.photo())
    await case.sends(rider, position=north(1500), replied_to=(await case.draft(draft_id)).last_message_id)
    assert await spot(case, draft_id) == "2号楼3单元"


@pytest.mark.parametrize(
    ("metres", "words", "expected"),
    [(60, "", "2号楼3单元"), (700, "", ""), (700, "在7号楼2单元", "7号楼2单元")],
)
async def test_a_report_put_right_elsewhere_loses_it(case: Case, metres: float, words: str, expected: str) -> None:
    rider = await case.rider()
    report = await submitted(case, rider, await said(case, rider))
    await case.do(additions.add, rider, report.id, IncomingMessage(case.numbers.new(), words, position=north(metres)))
    assert told(case, await case.now(report)) == expected
