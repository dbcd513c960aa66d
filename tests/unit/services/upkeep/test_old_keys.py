"""Keys of before the district's files changed: each press has its answer, and nothing lands where nothing is."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from domain.district.templates import AnswerTo, Template
from domain.errors import Refused
from domain.reporting.drafts import DraftMenu
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.tickets.lifecycle import FINAL, Action, BounceReason
from domain.tickets.linking import GroupsShown
from domain.tickets.staff import QueueChat
from domain.week.messages import FiguresShown
from handlers.pressing import RiderPress, StaffPress
from handlers.programme import presses as programme
from handlers.riders.presses import RIDER_PRESSES
from handlers.staff.presses import STAFF_PRESSES
from services.outgoing import ticket_key
from services.redrawing import Seen, redraw_ticket
from services.reporting import draft_menus
from services.tickets import finding, groups, linking, lookups, rider_sheets, ticket_actions, ticket_lists
from services.tickets.cards import put_away
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from services.upkeep.district_changes import take_up
from tests.recording import Call
from tests.usecases import GROUPS, STAFF, Case, spot
from texts.base.callbacks import ON_TICKETS, Press, Verb, decode

LI, HEAD = Staff(STAFF.id, STAFF.name), Staff(99, "王督办")
LIGHTING, SUPERVISORS, TRIAGE = (GROUPS[queue] for queue in ("lighting", "supervisors", "triage"))
ALL_STAFF_PRESSES = {**STAFF_PRESSES, **programme.STAFF_PRESSES}
OLD = frozenset({"ac", "qu", "bt", "pr", "ry", "re", "tl", "fi", "ra", "rd", "ul", "ca"})
"""Verbs whose keys must be among those that are pressed."""
TEMPLATES = (Template(AnswerTo.HOLD, "等灯泡", "Waiting for a bulb"), Template(AnswerTo.RESOLVE, "换了灯", "New bulb"))


async def acts(case: Case, report: Report, action: Action, by: Staff = LI) -> None:
    """Let somebody press a step on the card; what it asks for stays open."""
    await case.told()
    ticket = await case.ticket(report)
    await case.do(ticket_actions.act, by, ticket, action, ticket.report.status)


async def lives(case: Case) -> list[Report]:
    """Let everything stand about that has keys: cards in each status, menus, questions, lists, views, drafts."""
    case.prepares(*TEMPLATES)
    reports = [await case.submitted(at=spot(number)) for number in range(11)]
    reports[1:6] = [await case.accepted(report) for report in reports[1:6]]
    await case.resolved(reports[1])
    await case.moved(reports[2], Action.HOLD, "等配件", until=str(case.clock.at + 9**9))
    for report, action in ((reports[3], Action.HOLD), (reports[4], Action.RESOLVE), (reports[5], Action.EXTEND)):
        await acts(case, report, action)
    await case.moved(reports[6], Action.REJECT, reason="unclear")
    await acts(case, reports[7], Action.REJECT)
    ticket = await case.ticket(reports[8])
    await case.do(ticket_actions.bounce_for, LI, ticket, BounceReason.NOT_OUR_JOB)
    sent_back = await case.moved(reports[9], Action.BOUNCE, "不归我们")
    await acts(case, sent_back, Action.ASSIGN)
    await replies(case, reports[10])
    await looks(case, reports)
    draft = await case.drafted(await case.rider(), at=spot(20))
    await case.do(draft_menus.open_menu, await case.rider(), draft, DraftMenu.CATALOGUE)
    return reports


async def replies(case: Case, report: Report) -> None:
    await case.told()
    card = await case.database.read(lambda tx: tx.messages.of_key(ticket_key(report.id, report.queue)))
    assert card
    await case.do(ticket_actions.reply_to_card, LI, card, IncomingMessage(case.numbers.new(), "已经安排"))


async def looks(case: Case, reports: list[Report]) -> None:
    """Let both groups look things up."""
    for chat, by in ((LIGHTING, LI), (SUPERVISORS, HEAD)):
        asker = Asker(chat, None, by.user_id, 77)
        await case.do(ticket_lists.list_tickets, asker, by.name, "")
        await case.do(finding.find, asker, str(reports[0].number))
        await case.do(lookups.look_up, asker, str(reports[0].number))
        await case.do(groups.tell, chat, None, FiguresShown(chat_id=chat, period="2026-11"), silent=True)
    await case.do(linking.show_groups, GroupsShown(chat_id=SUPERVISORS))
    await case.do(linking.ask_to_unlink, LIGHTING, None, "", 78)
    await case.do(rider_sheets.show, HEAD, SUPERVISORS, str(reports[0].number), 79)
    await case.told()


async def opens_menu(case: Case) -> None:
    """Let a supervisor open the queues below a view."""
    opening = (
        (chat, message, press)
        for (chat, message), keys in standing(case).items()
        for press in keys
        if press.verb is Verb.SUPERVISE and press.argument.startswith(Action.ASSIGN)
    )
    await pressed(case, *next(opening))
    await case.told()


def standing(case: Case) -> dict[tuple[int, int], list[Press]]:
    """The keys that stand below each message now."""
    found: dict[tuple[int, int], list[Press]] = {}
    for call in case.telegram.calls:
        if call.method.startswith(("send", "edit")):
            found[call.chat, call.message] = list(_keys(call))
    return found


def _keys(call: Call) -> Iterator[Press]:
    markup = call.params.get("reply_markup") or {}
    for row in markup.get("inline_keyboard", ()):
        for key in row:
            if (press := decode(key.get("callback_data", ""))) is not None:
                yield press


async def carried_out(case: Case, chat: int, message: int, press: Press) -> None:
    """Press a key as a member of the group, or as the rider."""
    use_case: Callable[[Any, Any], Awaitable[object]]
    if chat > 0:
        rider = await case.rider(chat // 100)

        async def use_case(tx: Any, deps: Any) -> object:
            return await RIDER_PRESSES[press.verb].use_case(RiderPress(tx, deps, rider, press, message, None))
    else:
        by = HEAD if chat == SUPERVISORS else LI

        async def use_case(tx: Any, deps: Any) -> object:
            it = StaffPress(tx, deps, by, press, chat, message, colleague_inside=True, administrates=True)
            return await ALL_STAFF_PRESSES[press.verb].use_case(it)

    await case.do(use_case)


async def pressed(case: Case, chat: int, message: int, press: Press) -> None:
    """Press a key; a refusal is an answer, and draws the card again."""
    try:
        await carried_out(case, chat, message, press)
    except Refused:
        if chat < 0:
            await case.do(put_away, chat, message)
        if press.verb in ON_TICKETS:
            await case.do(redraw_ticket, Seen(chat, message, "text"), press.id)


def changes(case: Case) -> None:
    case.gives_up_queue("lighting")
    case.gives_up("street_light")
    case.prepares()
    case.has_district(mark="new files", past=case.deps.district.remembered())


@pytest.mark.parametrize("seconds", [0, 15])
@pytest.mark.parametrize("backwards", [False, True])
async def test_each_old_key_has_its_answer(case: Case, seconds: int, *, backwards: bool) -> None:
    reports = await lives(case)
    await opens_menu(case)
    keys = [(chat, message, press) for (chat, message), found in standing(case).items() for press in found]
    missing = OLD - {press.verb.value for _, _, press in keys}
    assert not missing
    before = case.deps.district
    changes(case)
    await case.do(take_up, before, "")
    await case.passes(seconds=seconds)
    for chat, message, press in keys[::-1] if backwards else keys:
        await pressed(case, chat, message, press)
        await case.told()
    await case.passes(seconds=15)
    calls = await case.told()
    for report in reports:
        now = await case.now(report)
        assert now.queue in case.deps.district.queues or now.status in FINAL
    for call in calls:
        assert "street_light" not in call.text
        assert "lighting" not in call.text


async def test_keys_in_a_group_that_supervises_no_more_judge_nobody(case: Case) -> None:
    reports = await lives(case)
    await opens_menu(case)
    keys = standing(case)
    await case.database.write(lambda tx: tx.queues.link(QueueChat("supervisors", -2000, None, case.clock.at)))
    before = [await case.now(report) for report in reports]
    for (chat, message), presses in keys.items():
        for press in presses:
            if chat == SUPERVISORS and press.verb in {Verb.SUPERVISE, Verb.REASSIGN, Verb.RIDER, Verb.AUDIT}:
                with pytest.raises(Refused):
                    await carried_out(case, chat, message, press)
    assert [await case.now(report) for report in reports] == before
