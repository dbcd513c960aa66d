"""What a transition needs besides the press, and where a ticket may go."""

from dataclasses import replace

import pytest

from domain.errors import NoLongerPossible, NotAllowed, WordsNeeded
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, Role
from services.ports.transaction import Transaction
from services.tickets.changing import Request, change_status
from tests.usecases import STAFF, Case


@pytest.mark.parametrize("words", ["", " \n"])
@pytest.mark.parametrize("action", [Action.RESOLVE, Action.BOUNCE, Action.HOLD, Action.REJECT, Action.DUPLICATE])
async def test_nothing_is_resolved_or_refused_without_saying_how_or_why(case: Case, action: Action, words: str) -> None:
    report = await case.accepted(await case.submitted())
    with pytest.raises(WordsNeeded):
        await case.moved(report, action, words)
    assert await case.now(report) == report


async def test_a_photo_alone_resolves_and_the_riders_see_it(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    await case.told()
    after = replace(case.photo(), report_id=report.id, role=PhotoRole.AFTER)
    await case.database.write(lambda tx: tx.photos.add(after))
    request = Request(Action.RESOLVE, STAFF, Role.QUEUE, has_photo=True)
    assert (await case.do(change_status, await case.now(report), request)).status is Status.RESOLVED
    (told,) = [call for call in await case.told(rider.chat_id) if call.method == "sendPhoto"]
    assert told.params["photo"] == after.file_id
    assert told.keys == ["✅ 修好了", "❌ 没修好"]


async def test_a_bounce_goes_to_triage_and_never_on_to_a_third_queue(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.BOUNCE, "不归我们管")
    assert (report.queue, report.status) == ("triage", Status.BOUNCED)
    with pytest.raises(NoLongerPossible):
        await case.moved(report, Action.BOUNCE, "也不归我们管")
    report = await case.moved(report, Action.ASSIGN, queue="drainage")
    with pytest.raises(NotAllowed):
        await case.moved(report, Action.ASSIGN, queue="water")
    again = await case.moved(report, Action.BOUNCE, "还是不归我们管")
    assert again.queue == "triage"


async def test_a_change_that_fails_in_its_middle_leaves_nothing(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()

    async def accept_and_fail(tx: Transaction) -> Report:
        await change_status(tx, case.deps, report, Request(Action.ACCEPT, STAFF, Role.QUEUE))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await case.database.write(accept_and_fail)
    assert await case.now(report) == report
    assert await case.balance(rider) == 1
    assert await case.told() == []
