"""Staff call riders about a missing person: who is told, who has to agree, and what is taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.outgoing.budgets import Rates
from domain.errors import Nameless, NoQueueHere, Stale
from domain.messages import Precedence
from domain.people.riders import Rider
from domain.programme.lookout import Whereabouts
from domain.programme.missing_errors import (
    MissingFieldUnclear,
    MissingIncomplete,
    MissingNoLonger,
    NobodyMissing,
    SecondNeeded,
    TooManyMissing,
)
from domain.programme.missing_messages import MissingField
from domain.programme.missing_persons import OPEN_AT_MOST, STANDING, MissingPerson, MissingState
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.staff import NAMELESS
from files.config import Limits
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import missing_calling, missing_ending, missing_persons
from services.programme.missing_holders import held_here
from services.tickets.lookups import Asker
from tests import sample_views
from tests.recording import Call
from tests.usecases import GROUPS, HERE, START, Case, open_case

GROUP, ELSEWHERE, BOSSES = GROUPS["lighting"], GROUPS["drainage"], GROUPS["supervisors"]
BOSS, COLLEAGUE = 9, 10
HOUR, MINUTE = 3_600_000, 60_000
NEAR, FAR = 0.002, 0.02
"""Degrees of latitude: some 220 m, and some 2.2 km."""


async def near(case: Case, number: int, north: float = NEAR) -> Rider:
    """A rider on the lookout who was that far north of the place."""
    rider = replace(await case.rider(number), lookout=True)

    async def look(tx: Transaction, _: Deps) -> None:
        await tx.riders.save(rider)
        await tx.whereabouts.note(Whereabouts(rider.id, HERE.lat + north, HERE.lng, case.clock.now(), 10))

    await case.do(look)
    return rider


async def drafted(case: Case, **changes: Any) -> MissingPerson:
    """A draft that lacks nothing."""
    made = await case.do(missing_persons.begin, GROUP, None, BOSS)
    full = replace(
        made, description="老太太，红棉袄", seen_where="北门", position=HERE, seen_at=START - HOUR, **changes
    )
    await case.do(_change, made, full)
    return full


async def _change(tx: Transaction, _: Deps, before: MissingPerson, after: MissingPerson) -> None:
    await missing_persons.change(tx, before, after)


async def current(case: Case, missing: MissingPerson) -> MissingPerson:
    found = await case.database.read(lambda tx: tx.missing_persons.get(missing.id))
    assert found
    return found


async def called(case: Case, missing: MissingPerson, radius_m: int = 1000, by: Sequence[int] = (BOSS, BOSS)) -> int:
    """How many are told where one asks to call as far as this, and one calls."""

    async def work(tx: Transaction, deps: Deps) -> int:
        await missing_calling.ask(tx, await _known(tx, missing), radius_m, by[0])
        return await missing_calling.call(tx, deps, await _known(tx, missing), radius_m, by[1])

    return await case.do(work)


async def _known(tx: Transaction, missing: MissingPerson) -> MissingPerson:
    found = await tx.missing_persons.get(missing.id)
    assert found
    return found


async def heard(case: Case, rider: Rider) -> list[Call]:
    """What a rider was told since they were asked last."""
    return [each for each in await case.told(rider.chat_id) if each.method != "deleteMessage"]


async def test_who_was_near_is_told_once_with_protection(case: Case) -> None:
    close, distant = await near(case, 1), await near(case, 2, FAR)
    draft = await drafted(case)
    assert await called(case, draft) == 1
    told = (await heard(case, close))[-1]
    assert "老太太，红棉袄" in told.text
    assert "北门" in told.text
    assert told.params["protect_content"] is True
    assert "disable_notification" not in told.params
    assert not [each for each in await heard(case, distant) if "老太太" in each.text]
    assert (await current(case, draft)).state is MissingState.OPEN
    assert await called(case, draft) == 0, "who came since: nobody"
    assert await called(case, draft, 3000) == 1, "wider: the new one alone"
    assert not await heard(case, close)
    assert (await heard(case, distant))[-1].text == told.text
    with pytest.raises(Stale):
        await called(case, draft, 1000)


async def test_nothing_but_answers_goes_before_it(case: Case) -> None:
    rider = await near(case, 1)
    draft = await drafted(case)

    async def queued(tx: Transaction, deps: Deps) -> list[Precedence]:
        await missing_calling.ask(tx, draft, 1000, BOSS)
        await missing_calling.call(tx, deps, await _known(tx, draft), 1000, BOSS)
        claimed = await tx.outbox.claim(case.clock.now(), (), 9)
        return [each.outgoing.precedence for each in claimed if each.outgoing.chat_id == rider.chat_id]

    assert await case.do(queued) == [Precedence.URGENT]


async def test_beyond_three_kilometres_somebody_else_has_to_agree(case: Case) -> None:
    await near(case, 1)
    draft = await drafted(case)
    with pytest.raises(SecondNeeded):
        await called(case, draft, 5000)
    for by in ((BOSS, NAMELESS), (NAMELESS, BOSS)):
        with pytest.raises(Nameless):
            await called(case, draft, 5000, by)
    assert (await current(case, draft)).state is MissingState.DRAFT
    assert await called(case, draft, 5000, (BOSS, COLLEAGUE)) == 1
    opened = await current(case, draft)
    assert (opened.opened_by, opened.radius_m) == (COLLEAGUE, 5000)
    assert await called(case, draft, 5000) == 0, "the same circle again takes nobody else"
    with pytest.raises(SecondNeeded):
        await called(case, draft, 10_000)


async def test_a_draft_that_was_changed_is_agreed_to_anew(case: Case) -> None:
    draft = await drafted(case)

    async def ask(tx: Transaction, _: Deps) -> None:
        await missing_calling.ask(tx, draft, 5000, BOSS)

    async def call(tx: Transaction, deps: Deps) -> None:
        await missing_calling.call(tx, deps, await _known(tx, draft), 5000, COLLEAGUE)

    await case.do(ask)
    asked = await current(case, draft)
    await case.do(_change, asked, replace(asked, description="老大爷"))
    with pytest.raises(Stale):
        await case.do(call)


async def test_what_is_not_whole_calls_nobody(case: Case) -> None:
    await near(case, 1)
    draft = await case.do(missing_persons.begin, GROUP, None, BOSS)
    assert missing_persons.lacks(draft) == (MissingField.DESCRIPTION, MissingField.WHERE, MissingField.WHEN)
    with pytest.raises(MissingIncomplete):
        await called(case, draft)
    whole = await drafted(case)
    with pytest.raises(Stale):
        await called(case, whole, 700)


async def test_a_group_has_three_open_calls_at_most(case: Case) -> None:
    for _ in range(OPEN_AT_MOST):
        await called(case, await drafted(case))
    with pytest.raises(TooManyMissing):
        await called(case, await drafted(case))


async def test_only_the_group_itself_and_the_supervisors_have_it(case: Case) -> None:
    draft = await drafted(case)
    for group in (GROUP, BOSSES):
        assert await case.do(held_here, group, None, draft.id, STANDING) == draft
    with pytest.raises(Stale):
        await case.do(held_here, ELSEWHERE, None, draft.id, STANDING)
    with pytest.raises(NobodyMissing):
        await case.do(held_here, GROUP, None, 1, STANDING)
    with pytest.raises(NoQueueHere):
        await case.do(missing_persons.show_list, Asker(-5, None, BOSS, 1))


async def test_the_supervisors_see_what_another_group_opens(case: Case) -> None:
    await called(case, await drafted(case))
    (card,) = [each for each in await case.told(BOSSES) if "正在寻人" in each.text]
    assert "停止" in str(card.params["reply_markup"])


async def test_what_was_sent_is_taken_back_at_the_end(case: Case) -> None:
    rider = await near(case, 1)
    draft = await drafted(case)
    await called(case, draft)
    (told,) = await heard(case, rider)
    await case.do(missing_ending.end, await current(case, draft), MissingState.FOUND)
    await case.passes(seconds=1)
    since = await case.told(rider.chat_id)
    assert [each.params["message_id"] for each in since if each.method == "deleteMessage"] == [told.message]
    (over,) = [each for each in since if each.method == "sendMessage"]
    assert "人找到了" in over.text
    assert "截屏收不回" in over.text
    closed = await current(case, draft)
    assert (closed.description, closed.photo_id, closed.closed_at) == ("", None, START)
    assert any("人已找到" in each.text for each in await case.told(GROUP))


async def test_what_has_not_left_when_it_ends_is_never_sent(case: Case) -> None:
    rider = await near(case, 1)
    draft = await drafted(case)

    async def at_once(tx: Transaction, deps: Deps) -> None:
        await missing_calling.ask(tx, draft, 1000, BOSS)
        assert await missing_calling.call(tx, deps, await _known(tx, draft), 1000, BOSS) == 1
        await missing_ending.end(tx, deps, await _known(tx, draft), MissingState.CALLED_OFF)

    await case.do(at_once)
    await case.passes(seconds=1)
    assert not await heard(case, rider)


async def test_it_ends_by_itself_unless_it_was_made_longer(case: Case) -> None:
    draft = await drafted(case, hours=2)
    await called(case, draft)
    await case.do(missing_calling.lengthen, await current(case, draft), 4)
    with pytest.raises(MissingNoLonger):
        await case.do(missing_calling.lengthen, await current(case, draft), 2)
    await case.passes(hours=3)
    assert (await current(case, draft)).state is MissingState.OPEN
    await case.passes(hours=2)
    assert (await current(case, draft)).state is MissingState.ENDED


async def test_a_draft_goes_after_a_day(case: Case) -> None:
    draft = await drafted(case)
    await case.passes(hours=25)
    assert await case.database.read(lambda tx: tx.missing_persons.get(draft.id)) is None


@pytest.mark.parametrize(
    ("field", "words", "why"),
    [
        (MissingField.DESCRIPTION, "  ", "empty"),
        (MissingField.DESCRIPTION, "字" * 501, "long"),
        (MissingField.DESCRIPTION, "🧓" * 251, "long"),
        (MissingField.WHERE, "哪儿都行", "no_place"),
        (MissingField.WHEN, "不知道", "no_time"),
        (MissingField.WHEN, "23:30", "future"),
        (MissingField.PHOTO, "没有照片", "no_photo"),
    ],
)
async def test_what_can_not_be_taken_is_said(case: Case, field: MissingField, words: str, why: str) -> None:
    draft = await drafted(case)
    with pytest.raises(MissingFieldUnclear) as refused:
        await case.do(missing_persons.said, draft, field, IncomingMessage(5, words))
    assert refused.value.why == why


async def test_words_are_taken(case: Case) -> None:
    draft = await drafted(case)
    described = await case.do(
        missing_persons.said, draft, MissingField.DESCRIPTION, IncomingMessage(5, "老大爷，电话 13800000000")
    )
    assert described.description == "老大爷，电话 13800000000"
    timed = await case.do(missing_persons.said, draft, MissingField.WHEN, IncomingMessage(5, "半小时前"))
    assert timed.seen_at == START - 30 * MINUTE


async def test_seven_hundred_riders_are_told_within_a_minute(sqlite_address: str) -> None:
    """Within the limits of sending as they are shipped."""
    limits = Limits()
    rates = Rates(limits.messages_per_second, limits.private_per_second, limits.private_burst, limits.group_per_minute)
    async with open_case(sqlite_address, rates) as case:
        draft = await drafted(case)

        async def many(tx: Transaction, deps: Deps) -> int:
            for number in range(10, 710):
                rider = replace(sample_views.rider(), id=number, chat_id=number, lookout=True)
                await tx.riders.save(rider)
                await tx.whereabouts.note(Whereabouts(number, HERE.lat, HERE.lng, START, 10))
            await missing_calling.ask(tx, draft, 1000, BOSS)
            return await missing_calling.call(tx, deps, await _known(tx, draft), 1000, BOSS)

        assert await case.do(many) == 700
        while sum("老太太" in call.text for call in case.telegram.calls if call.chat > 0) < 700:
            await case.deliverer.look()
            await case.deliverer.idle()
            case.clock.at += 100
            assert case.clock.at - START < MINUTE
