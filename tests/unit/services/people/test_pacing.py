"""What one person may do in an hour; the next one is refused until the hour is over."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from domain.errors import (
    TooManyAdditions,
    TooManyDrafts,
    TooManyMessages,
    TooManyPhotos,
    TooManyToRiders,
    TooOften,
)
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from services.reporting import draft_menus
from services.tickets import prompting
from services.tickets.ticket_actions import Staff, reply_to_card, send_to_riders
from tests.usecases import GROUPS, STAFF, Case

Act = Callable[[Case, Rider, Report], Awaitable[object]]


async def _draft(case: Case, rider: Rider, _: Report) -> None:
    await case.do(draft_menus.cancel, rider, await case.sends(rider, "路灯不亮"))


async def _message(case: Case, rider: Rider, _: Report) -> None:
    await case.sends(rider, "路灯不亮")


async def _addition(case: Case, rider: Rider, report: Report) -> None:
    await case.adds(rider, report, "还不亮")


async def _to_riders(case: Case, _: Rider, report: Report) -> None:
    staff = Staff(STAFF.id, STAFF.name)
    card = (await case.ticket(report)).card
    await case.do(reply_to_card, staff, card, IncomingMessage(case.numbers.new(), "正在看"))
    asked = await case.database.read(lambda tx: tx.queues.open_prompts(GROUPS[report.queue], STAFF.id))
    await case.do(send_to_riders, staff, max(asked, key=lambda prompt: prompt.id))


@pytest.mark.parametrize(
    ("act", "setting", "refusal"),
    [
        (_draft, "drafts_per_hour", TooManyDrafts),
        (_message, "messages_per_hour", TooManyMessages),
        (_addition, "additions_per_hour", TooManyAdditions),
        (_to_riders, "to_riders_per_hour", TooManyToRiders),
    ],
)
async def test_an_hour_allows_so_many(case: Case, act: Act, setting: str, refusal: type[TooOften]) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.passes(hours=1)
    case.deps = replace(case.deps, limits=replace(case.deps.limits, **{setting: 3}))
    for _ in range(3):
        await act(case, rider, report)
    for _ in range(2):
        with pytest.raises(refusal):
            await act(case, rider, report)
    await case.passes(hours=1)
    await act(case, rider, report)


async def test_questions_of_one_person_are_limited_too(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    case.deps = replace(case.deps, limits=replace(case.deps.limits, questions_per_hour=1))
    ticket = await case.ticket(report)
    question = prompting.Question(report, report.queue, ticket.card, "hold", STAFF.id, STAFF.name)
    await case.do(prompting.ask, question)
    with pytest.raises(TooOften):
        await case.do(prompting.ask, question)
    await case.do(prompting.ask, replace(question, user_id=STAFF.id + 1))


async def test_a_refusal_names_the_period_so_that_it_is_told_once(case: Case) -> None:
    rider = await case.rider()
    case.deps = replace(case.deps, limits=replace(case.deps.limits, messages_per_hour=1))
    await case.sends(rider, "路灯不亮")
    keys = []
    for _ in range(3):
        case.clock.at += 1
        with pytest.raises(TooManyMessages) as refused:
            await case.sends(rider, "还不亮")
        keys.append(refused.value.key)
    assert len(set(keys)) == 1


async def test_a_note_takes_so_much_and_says_so_once(case: Case) -> None:
    rider = await case.rider()
    case.deps = replace(case.deps, limits=replace(case.deps.limits, note_characters=10))
    draft = await case.sends(rider, "路灯不亮了")
    for _ in range(3):
        await case.sends(rider, "一排都灭了好几天了")
    assert (await case.draft(draft)).note == "路灯不亮了\n一排都灭了"
    full = [call for call in await case.told(rider.chat_id) if "写满" in call.text]
    assert len(full) == 1


async def test_photos_of_an_album_beyond_ten_are_refused_under_one_key(case: Case) -> None:
    rider = await case.rider()
    for _ in range(10):
        await case.sends(rider, photo=case.photo(), album="1")
    keys = set()
    for _ in range(3):
        with pytest.raises(TooManyPhotos) as refused:
            await case.sends(rider, photo=case.photo(), album="1")
        keys.add(refused.value.key)
    assert len(keys) == 1
