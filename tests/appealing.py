"""Appeals as tests write them: a rider's card, sent, and staff of the service queue who see to it."""

from typing import Any

from domain.people.riders import Rider
from domain.programme.appeals import Act, Appeal, AppealKind
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.staff import QueueChat
from services.programme import appeal_answers, appeal_cards, appeal_staff, appeals
from services.programme.appeal_staff import Asked, Question
from services.tickets.ticket_actions import Staff
from tests.usecases import GROUPS, START, Case

SERVICE = "rider-service"
GROUP, ABOVE = GROUPS[SERVICE], GROUPS["supervisors"]
DESK = QueueChat(SERVICE, GROUP, None, START)
LI, WANG = Staff(9, "李主任"), Staff(10, "王姐")


def words(case: Case, text: str = "", **brought: Any) -> IncomingMessage:
    """What somebody writes; keywords as those of an incoming message."""
    return IncomingMessage(case.numbers.new(), text, **{"sent_at": case.clock.at, **brought})


async def begun(case: Case, rider: Rider, text: str = "", kind: AppealKind | None = None) -> Appeal:
    """An unsent card of the rider's, with these words and of this kind."""
    await case.do(appeal_cards.begin, rider, words(case, text))
    appeal = await unsent(case, rider)
    if kind is not None:
        await case.do(appeal_cards.choose_kind, rider, appeal.id, kind)
    return await now(case, appeal)


async def unsent(case: Case, rider: Rider) -> Appeal:
    """The rider's unsent card."""
    found = await case.database.read(lambda tx: appeal_cards.unsent(tx, rider))
    assert found
    return found


async def sent(
    case: Case, rider: Rider | None = None, text: str = "工资没发", kind: AppealKind = AppealKind.PAY
) -> Appeal:
    """An appeal that was sent, of rider 7 unless told otherwise."""
    rider = rider or await case.rider()
    return await case.do(appeal_cards.send, rider, (await begun(case, rider, text, kind)).id)


async def now(case: Case, appeal: Appeal) -> Appeal:
    """The appeal as it is kept now."""
    kept = await case.database.read(lambda tx: tx.appeals.get(appeal.id))
    assert kept
    return kept


async def says(case: Case, rider: Rider, text: str = "", **brought: Any) -> bool:
    """Whether what the rider sends is of an appeal."""
    kept = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert kept
    return await case.do(appeal_answers.take, kept, words(case, text, **brought))


async def held(case: Case, appeal: Appeal, staff: Staff = LI) -> Appeal:
    """The appeal as one of its group acts on it."""
    return await case.do(appeals.at_desk, appeal.id, GROUP, staff.user_id)


async def taken(case: Case, appeal: Appeal, staff: Staff = LI) -> Appeal:
    """The appeal once somebody has it."""
    await case.do(appeal_staff.take, await held(case, appeal, staff), staff, over=False)
    return await now(case, appeal)


async def asked(case: Case, appeal: Appeal, act: Act, staff: Staff = LI) -> Question:
    """The question that is put to who presses."""
    card = case.numbers.new()
    await case.do(appeal_staff.ask, await held(case, appeal, staff), act, Asked(DESK, card, staff))
    return Question(appeal.id, act, staff.user_id, card, case.clock.at + case.deps.limits.prompt_minutes * 60_000)


async def answered(case: Case, appeal: Appeal, act: Act, text: str, staff: Staff = LI, **brought: Any) -> Appeal:
    """The appeal once staff have said what a step takes."""
    question = await asked(case, appeal, act, staff)
    await case.do(appeal_staff.take_answer, question, DESK, staff, words(case, text, **brought))
    return await now(case, appeal)


async def followed(case: Case, appeal: Appeal) -> Appeal:
    """The appeal once there was a plan and a result."""
    await answered(case, appeal, Act.PLAN, "王姐周五前联系站长")
    return await answered(case, appeal, Act.RESULT, "站长补发了")
