"""What stands beside a card is taken away some time after its report was closed."""

from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from services.tickets import ticket_actions
from tests.usecases import GROUPS, Case


async def test_a_report_that_is_confirmed_just_after_it_closed_leaves_its_card_alone(case: Case) -> None:
    report = await case.resolved(await case.submitted())
    await case.passes(days=6, hours=23)
    await case.told()
    await case.do(ticket_actions.show_pin, await case.ticket(report))
    (pin,) = [call.message for call in await case.told() if call.method == "sendLocation"]
    await case.passes(hours=1)
    assert (await case.now(report)).status is Status.CLOSED_UNCONFIRMED
    await case.passes(minutes=1)
    await case.answered(report, await case.rider())
    await case.told()
    await case.passes(minutes=3)
    assert [call.message for call in await case.told(GROUPS[report.queue]) if call.method == "deleteMessage"] == [pin]


async def test_what_is_rejected_again_after_an_undo_keeps_it_until_the_second_time_is_over(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(ticket_actions.show_pin, await case.ticket(report))
    await case.moved(report, Action.REJECT, reason="unclear")
    await case.passes(minutes=1)
    await case.moved(report, Action.UNDO)
    await case.moved(report, Action.REJECT, reason="unclear")
    await case.told()
    await case.passes(minutes=2)
    assert "deleteMessage" not in [call.method for call in await case.told()]
    await case.passes(minutes=1)
    assert "deleteMessage" in [call.method for call in await case.told()]
