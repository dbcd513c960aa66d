"""Over HTTP, in both languages: supervisors see an urgent ticket come, chase it, and send it to another queue."""

from pathlib import Path

import pytest

from domain.tickets.lifecycle import Action
from playground.people import JSON, labels, words
from tests.staff_work import QUEUE, key_of, member
from tests.talking_town import reported, talking
from tests.watching import bot_messages, parked, rows, stands_still, tap
from texts.base.callbacks import Verb

SAYS = {
    "zh": {
        "urgent": "急件",
        "taken": "急件有人办了",
        "chased": "督办组催办",
        "again": "今天已经催过",
        "trail": "全程记录",
    },
    "en": {
        "urgent": "Urgent",
        "taken": "somebody has it",
        "chased": "Supervisors are waiting",
        "again": "already",
        "trail": "audit trail",
    },
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_urgent_ticket_is_seen_chased_taken_and_sent_elsewhere(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with talking(tmp_path, language, problem="") as talk:
        town, group = talk.town, talk.town.groups["supervisors"]
        head = await member(town, "王督办", language, "supervisors", QUEUE)
        number = await reported(talk, talk.rider)

        async def about() -> list[JSON]:
            """What stands before the supervisors about the ticket, as it comes."""
            await stands_still(town)
            found = await bot_messages(town, group)
            return [each for each in found if number in words(each) and says["trail"] not in words(each)]

        (urgent,) = await about()
        assert says["urgent"] in words(urgent)
        assert urgent.get("photo")
        chase = key_of(urgent, Verb.SUPERVISE, "chase")
        assert not (await tap(head, urgent, chase)).show_alert
        assert says["again"] in (await tap(head, urgent, chase)).text
        heard = await talk.read(says["chased"])
        assert "王督办" not in words(heard)
        await tap(town.staff, heard, key_of(heard, Verb.ACT, Action.ACCEPT))
        (taken,) = await about()
        assert taken["message_id"] == urgent["message_id"]
        assert says["taken"] in words(taken)
        await head.text(f"/ticket {number}", chat=group)
        await stands_still(town)
        view = (await about())[-1]
        await tap(head, view, key_of(view, Verb.SUPERVISE, "assign.0"))
        menu = (await about())[-1]
        assert not (await tap(head, menu, key_of(menu, Verb.REASSIGN, "drainage"))).show_alert
        await stands_still(town)
        assert rows(town, "select status, queue, holder from report") == [("routed", "drainage", "")]
        assert [m for m in await bot_messages(town, town.groups["drainage"]) if number in words(m) and labels(m)]
        await tap(head, view, key_of((await about())[-1], Verb.AUDIT, ""))
        trail = await head.wait_for(lambda m: says["trail"] in words(m), chat=group, after=0)
        assert "王督办" in words(trail)
        assert talk.rider.first_name not in words(trail)
        assert not parked(town)
