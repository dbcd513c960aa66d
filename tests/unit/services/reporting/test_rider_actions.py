"""A report can be withdrawn for five minutes, unless it was accepted before; its points go back."""

import pytest

from domain.errors import NoSuchReport, NotAllowed, TooLate
from domain.reporting.reports import Status
from services.reporting.rider_actions import withdraw
from tests.sample_views import MINUTE
from tests.usecases import Case


async def test_within_five_minutes_a_report_is_withdrawn_and_its_points_go_back(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    assert await case.balance(rider) == 1
    case.clock.at += 5 * MINUTE
    assert (await case.do(withdraw, rider, report.id)).status is Status.WITHDRAWN
    assert await case.balance(rider) == 0


async def test_a_moment_later_it_stays_and_its_receipt_offers_it_no_longer(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    assert [call.keys for call in await case.told(rider.chat_id)][-1] == ["↩️ 撤回"]
    await case.passes(milliseconds=5 * MINUTE + 1)
    (receipt,) = await case.told(rider.chat_id)
    assert receipt.method.startswith("edit")
    assert receipt.keys == []
    with pytest.raises(TooLate):
        await case.do(withdraw, rider, report.id)
    assert (await case.now(report)).status is Status.ROUTED
    assert await case.balance(rider) == 1


async def test_what_was_accepted_stays_however_early(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    with pytest.raises(TooLate):
        await case.do(withdraw, rider, report.id)
    assert await case.balance(rider) == 5


async def test_only_the_reporter_may_withdraw(case: Case) -> None:
    report, witness, stranger = await case.submitted(), await case.rider(8), await case.rider(9)
    await case.witnessed(report, witness)
    with pytest.raises(NotAllowed):
        await case.do(withdraw, witness, report.id)
    with pytest.raises(NoSuchReport):
        await case.do(withdraw, stranger, report.id)
    assert (await case.now(report)).status is Status.ROUTED
