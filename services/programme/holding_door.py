"""The list at the door: who comes is checked in by staff, by number; and the questions for words below a card."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.errors import OthersQuestion, QuestionOver, Stale
from domain.programme.activities import Activity, CameBy, SignUp, SignUpState
from domain.programme.activity_errors import OwnCheckIn
from domain.programme.activity_staff_messages import ActivityFieldAsked, Field
from domain.programme.door_messages import CameTold
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import answer, removal, to_group
from services.ports.transaction import Transaction
from services.programme import attendance

NUMBERS_A_PAGE: Final = 20
LISTED: Final = (SignUpState.SIGNED_UP, SignUpState.CAME, SignUpState.NO_SHOW, SignUpState.WAITING)
_MINUTE: Final = 60_000


@dataclass(frozen=True, slots=True)
class Question:
    """A question for words below a card, as its key has it: it needs no record of its own."""

    activity_id: int
    field: Field
    user_id: int
    card: int
    until: int

    @property
    def key(self) -> str:
        """The key of its message."""
        return f"holding:{self.activity_id}:{self.field}:{self.user_id}:{self.card}:{self.until}"


def question_of_key(key: str) -> Question | None:
    """Return the question with this key; None for any other key."""
    kind, *rest = key.split(":")
    if kind != "holding":
        return None
    activity_id, field, *numbers = rest
    return Question(int(activity_id), Field(field), *map(int, numbers))


async def ask(
    tx: Transaction, deps: Deps, activity: Activity, field: Field, where: QueueChat, card: int, who: tuple[int, str]
) -> None:
    """Ask one of the staff for words, as a reply to the card; only theirs count, for as long as those of tickets."""
    until = deps.clock.now() + deps.limits.prompt_minutes * _MINUTE
    question = Question(activity.id, field, who[0], card, until)
    asked = ActivityFieldAsked(activity_id=activity.id, field=field, user_id=who[0], who=who[1], reply_to=card)
    await tx.outbox.put(to_group(deps, where, asked, question.key))
    await tx.timers.put(Timer(TimerKind.ACTIVITY_ASKED, question.key, until))


async def end_question(tx: Transaction, _: Deps, key: str) -> None:
    """Take a question away whose time is over; one that was answered is gone already."""
    message = await tx.messages.of_key(key)
    if message is not None:
        await tx.outbox.put(removal(message.chat_id, message.message_id))


def check_answer(deps: Deps, question: Question, user_id: int) -> None:
    """Raise OthersQuestion where somebody else was asked, QuestionOver where its time is over."""
    if question.user_id != user_id:
        raise OthersQuestion
    if deps.clock.now() >= question.until:
        raise QuestionOver


async def page_of(tx: Transaction, activity: Activity, after: int) -> Sequence[SignUp]:
    """Return the next sign-ups behind a number, one more than a page holds where there are more."""
    return await tx.activities.sign_ups(activity.id, LISTED, after, NUMBERS_A_PAGE + 1)


async def came(tx: Transaction, deps: Deps, activity: Activity, number: int, by: int) -> bool:
    """Check in who has this number, by one of the staff (a Telegram id), and tell them; return False if they had been.

    Raises:
        Stale: Nobody has this number, or they have left.
        OwnCheckIn: It is the number of who checks in.
        DoorNotOpen, NotSignedUp, NoSeat, ActivityOver: See `attendance.check_in`.
    """
    own = await tx.activities.numbered(activity.id, number)
    rider = await tx.riders.get(own.rider_id) if own is not None else None
    if rider is None:
        raise Stale
    if rider.chat_id == by:
        raise OwnCheckIn
    checked = await attendance.check_in(tx, deps, activity, rider, CameBy.STAFF)
    if not checked.again:
        await answer(tx, deps, rider, CameTold(activity.id, checked.points))
    return not checked.again
