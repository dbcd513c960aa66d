"""What comes within two minutes after a report was submitted, without a reply: of that report, or something else."""

from dataclasses import replace
from typing import Any

import pytest

from domain.language.intents import Intent
from domain.language.suggestion import Suggester
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from services.reporting import draft_menus, just_submitted, rider_actions, submission
from tests.usecases import HERE, Case, spot

NO_PROBLEM = ("在东门旁边", "三楼", "next to the gate", "天黑就看不清")


@pytest.fixture
def case(case: Case) -> Case:
    """A case in which words are read by the phrases of the catalogue."""
    case.deps = replace(case.deps, suggester=Suggester(tuple(case.deps.district.catalogue.values())))
    return case


async def about(case: Case, rider: Rider, text: str = "", intent: Intent | None = None, **brought: Any) -> int | None:
    """The report of which a message says more."""
    message = IncomingMessage(case.numbers.new(), text, **{"sent_at": case.clock.at, **brought})
    found = await case.do(just_submitted.subject, rider, message, intent)
    return found.report.id if found else None


async def without_photo(case: Case, rider: Rider) -> Report:
    """A report that needed no photo."""
    draft = await case.sends(rider, "井盖不见了", position=HERE)
    await case.do(draft_menus.choose_category, rider, draft, "manhole_missing")
    return await case.now(await case.do(submission.submit_report, rider, draft))


@pytest.mark.parametrize("words", NO_PROBLEM)
async def test_words_that_name_no_problem_are_of_it_for_two_minutes(case: Case, words: str) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    assert await about(case, rider, words, sent_at=case.clock.at + 120_000) == report.id
    assert await about(case, rider, words, sent_at=case.clock.at + 120_001) is None
    assert await about(case, rider, words, sent_at=case.clock.at - 1_000) is None


async def test_words_with_a_purpose_of_their_own_are_not(case: Case) -> None:
    rider = await case.rider()
    await case.submitted(by=rider)
    assert await about(case, rider, "井盖不见了") is None
    assert await about(case, rider, "我有多少积分", Intent.POINTS) is None
    assert await about(case, rider, "三楼", foreign=True) is None
    assert await about(case, rider, "三楼", replied_to=404) is None


async def test_a_photo_is_only_of_a_report_that_has_none(case: Case) -> None:
    rider = await case.rider()
    with_photo = await case.submitted(by=rider, at=spot(9))
    assert await about(case, rider, photo=case.photo()) is None
    assert with_photo.photos
    await case.passes(minutes=3)
    report = await without_photo(case, rider)
    assert await about(case, rider, photo=case.photo()) == report.id
    assert await about(case, rider, photo=case.photo(), photo_position=replace(spot(9), source="exif")) is None
    assert await about(case, rider, "井盖不见了", photo=case.photo()) is None
    assert await about(case, rider, clip=case.clip()) is None


async def test_an_unfinished_draft_keeps_what_comes(case: Case) -> None:
    rider = await case.rider()
    await case.submitted(by=rider)
    await case.sends(rider, photo=case.photo(), position=spot(9))
    assert await about(case, rider, "三楼") is None


async def test_of_several_submitted_at_once_none_takes_it(case: Case) -> None:
    rider = await case.rider()
    for number in (1, 5):
        await case.drafted(rider, at=spot(number))
        await case.passes(minutes=3)
    assert await case.do(submission.submit_ready, rider) == 2
    assert await about(case, rider, "三楼") is None


async def test_what_was_withdrawn_takes_nothing(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.do(rider_actions.withdraw, rider, report.id)
    assert await about(case, rider, "三楼") is None
