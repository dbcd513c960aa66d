"""A call about a missing person is over: in pages, for what arrives late, with its report, and its photo goes."""

from dataclasses import replace

import pytest

from domain.errors import NoLongerPossible, Stale
from domain.programme.missing_messages import MissingPersonCalled
from domain.programme.missing_persons import MissingPerson, MissingState
from domain.tickets.lifecycle import Action
from services.deps import Deps
from services.missing_keys import missing_key
from services.outgoing import to_rider
from services.ports.transaction import Transaction
from services.programme import missing_calling, missing_ending, missing_persons
from services.reporting import rider_actions
from tests.unit.services.programme.test_missing_calls import BOSS, BOSSES, GROUP, called, current, drafted, near
from tests.usecases import START, Case, spot


async def known(tx: Transaction, missing: MissingPerson) -> MissingPerson:
    found = await tx.missing_persons.get(missing.id)
    assert found
    return found


async def ended(case: Case, missing: MissingPerson, state: MissingState = MissingState.CALLED_OFF) -> None:
    await case.do(missing_ending.end, await current(case, missing), state)
    await case.passes(seconds=1)


async def test_it_is_taken_back_from_all_in_pages(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing_ending, "AT_ONCE", 2)
    riders = [await near(case, number) for number in range(1, 6)]
    draft = await drafted(case)
    assert await called(case, draft) == 5
    await case.told()
    await ended(case, draft)
    await case.passes(seconds=1)
    deleted = [call.chat for call in await case.told() if call.method == "deleteMessage"]
    assert sorted(deleted) == [BOSSES, *[each.chat_id for each in riders]], "and the supervisors' card"


async def test_what_arrives_after_the_end_is_taken_back_as_it_is_recorded(case: Case) -> None:
    rider = await near(case, 1)
    draft = await drafted(case)
    await called(case, draft)
    told = (await case.told(rider.chat_id))[-1]

    async def late(tx: Transaction, deps: Deps) -> None:
        """Telegram answers only after the call was over and all that was recorded by then was taken back."""
        message = await tx.messages.at(rider.chat_id, told.message)
        assert message
        await tx.messages.forget(rider.chat_id, told.message)
        await missing_ending.end(tx, deps, await known(tx, draft), MissingState.FOUND)
        meaning = MissingPersonCalled(draft.id)
        sent = to_rider(deps, rider, meaning, missing_key(draft.id, rider.id))
        await missing_ending.arrived(tx, deps, sent, [])
        await missing_ending.arrived(tx, deps, replace(sent, key="answer:1"), [message])
        await missing_ending.arrived(tx, deps, sent, [message])

    await case.do(late)
    await case.passes(seconds=1)
    since = await case.told(rider.chat_id)
    assert [call.method for call in since if call.method == "deleteMessage"] == ["deleteMessage"]
    assert any("人找到了" in call.text for call in since)


async def test_who_never_got_it_hears_nothing_of_its_end(case: Case) -> None:
    rider, other = await near(case, 1), await near(case, 2)
    draft = await drafted(case)

    async def blocked(tx: Transaction, _: Deps) -> None:
        await tx.outbox.drop(rider.chat_id)

    async def call(tx: Transaction, deps: Deps) -> None:
        await missing_calling.ask(tx, draft, 1000, BOSS)
        await missing_calling.call(tx, deps, await known(tx, draft), 1000, BOSS)
        await blocked(tx, deps)

    await case.do(call)
    assert await case.told(other.chat_id)
    await ended(case, draft)
    assert not await case.told(rider.chat_id)
    assert await case.told(other.chat_id)


async def test_its_own_photo_goes_at_the_end_and_where_another_takes_its_place(case: Case) -> None:
    draft = await drafted(case)

    async def kept(tx: Transaction, _: Deps) -> int:
        photo = await tx.photos.add(replace(case.photo(), draft_id=None, report_id=None, rider_id=None))
        await missing_persons.change(tx, await known(tx, draft), replace(draft, photo_id=photo.id))
        return photo.id

    async def left(tx: Transaction, _: Deps, photo_id: int) -> int:
        abandoned = await tx.photos.abandoned(START * 2, 9)
        assert not [each for each in abandoned if each.id == photo_id]
        return len(await tx.photos.by_ids([photo_id]))

    first = await case.do(kept)
    assert await case.do(left, first) == 1, "nor is it taken for abandoned"

    async def another(tx: Transaction, deps: Deps) -> None:
        before = await known(tx, draft)
        await missing_persons.change(tx, before, missing_persons.chosen(deps, before, "photo", "none"))

    await case.do(another)
    assert await case.do(left, first) == 0
    second = await case.do(kept)
    await called(case, draft)
    await ended(case, draft)
    assert await case.do(left, second) == 0


async def test_two_who_press_at_once_call_once(case: Case) -> None:
    await near(case, 1)
    draft = await drafted(case)
    assert await called(case, draft) == 1

    async def again(tx: Transaction, deps: Deps) -> None:
        await missing_calling.call(tx, deps, await known(tx, draft), 1000, BOSS)

    with pytest.raises(Stale):
        await case.do(again)


async def test_it_ends_once_and_only_as_what_is_an_end(case: Case) -> None:
    draft = await drafted(case)
    await called(case, draft)
    for state in (MissingState.DRAFT, MissingState.OPEN):
        with pytest.raises(Stale):
            await case.do(missing_ending.end, await current(case, draft), state)
    await ended(case, draft)
    await case.told()
    await case.passes(hours=5)
    assert (await current(case, draft)).state is MissingState.CALLED_OFF
    assert not [call for call in await case.told(GROUP) if "寻人" in call.text], "its time passes unheard"


async def test_of_a_report_there_is_one_and_none_of_a_closed_one(case: Case) -> None:
    report = await case.submitted("lost_person")
    await case.told()
    ticket = await case.ticket(report)
    first = await case.do(missing_persons.begin_of, ticket, BOSS)
    assert (first.report_id, first.position, first.seen_at) == (report.id, report.position, report.submitted_at)
    assert await case.do(missing_persons.begin_of, ticket, BOSS) == first
    closed = replace(ticket, report=replace(report, closed_at=START))
    with pytest.raises(NoLongerPossible):
        await case.do(missing_persons.begin_of, closed, BOSS)
    lit = await case.submitted(by=await case.rider(8), at=spot(3))
    await case.told()
    lamp = await case.ticket(lit)
    with pytest.raises(Stale):
        await case.do(missing_persons.begin_of, lamp, BOSS)
    await case.do(rider_actions.withdraw, await case.rider(), report.id)
    await case.passes(seconds=1)
    assert await case.database.read(lambda tx: tx.missing_persons.get(first.id)) is None, "a draft goes with it"


async def test_it_ends_as_found_when_its_report_is_resolved_and_begins_anew_when_that_is_reopened(case: Case) -> None:
    report = await case.accepted(await case.submitted("lost_person"))
    await case.told()
    first = await case.do(missing_persons.begin_of, await case.ticket(report), BOSS)

    async def described(tx: Transaction, _: Deps) -> None:
        await tx.missing_persons.save(replace(first, description="老太太"))

    await case.do(described)
    await called(case, await current(case, first))
    resolved = await case.resolved(report)
    await case.passes(seconds=1)
    over = await current(case, first)
    assert (over.state, over.description) == (MissingState.FOUND, "")
    ticket = await case.ticket(resolved)
    with pytest.raises(NoLongerPossible):
        await case.do(missing_persons.begin_of, ticket, BOSS)
    reopened = await case.answered(resolved, await case.rider(), Action.NOT_FIXED)
    second = await case.do(missing_persons.begin_of, await case.ticket(reopened), BOSS)
    assert (second.id != first.id, second.state) == (True, MissingState.DRAFT)
