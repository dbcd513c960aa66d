"""What was gathered for a group is told where that is now."""

import pytest

from domain.tickets.staff import QueueChat
from services.ports.transaction import Transaction
from services.tickets import groups
from tests.sample_views import HOUR
from tests.usecases import GROUPS, Case, spot

LIGHTING, SUPERGROUP, TOPIC = GROUPS["lighting"], -1_000_000_000_777, 5


@pytest.mark.parametrize("what", ["migrates", "loses its topic"])
async def test_a_list_finds_its_group(case: Case, what: str) -> None:
    topic = TOPIC if what == "loses its topic" else None
    await case.do(groups.place, QueueChat("lighting", LIGHTING, topic, case.clock.at))
    made = [await case.accepted(await case.submitted(at=spot(number))) for number in range(2)]
    await case.told()
    await case.passes(milliseconds=(made[-1].due_at or 0) - case.clock.at)
    await case.told()

    async def change(tx: Transaction) -> None:
        if topic is None:
            await groups.move(tx, case.deps, LIGHTING, SUPERGROUP)
        else:
            await groups.leave_topic(tx, case.deps, LIGHTING, topic)

    await case.database.write(change)
    await case.passes(minutes=2)
    (told,) = [call for call in await case.told() if "2 件" in call.text and call.chat != GROUPS["supervisors"]]
    assert told.chat == (SUPERGROUP if topic is None else LIGHTING)
    assert topic is not None or all(
        f"/ticket_{each.number.month}_{each.number.serial:04d}" in told.text for each in made
    )
    assert "message_thread_id" not in told.params
    await case.passes(milliseconds=HOUR)
    await case.resolved(await case.now(made[0]))
    assert [call.message for call in await case.told(told.chat) if "1 件" in call.text] == [told.message]
