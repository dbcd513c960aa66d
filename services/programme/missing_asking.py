"""The questions to staff about a missing person, below a card; only whom they name may answer, for ten minutes."""

from dataclasses import dataclass

from domain.errors import OthersQuestion, QuestionOver
from domain.programme.missing_messages import MissingField, MissingFieldAsked
from domain.programme.missing_persons import MissingPerson
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import to_group
from services.ports.transaction import Transaction

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Question:
    """A question below a card, as its key has it: it needs no record of its own."""

    missing_id: int
    field: MissingField
    user_id: int
    card: int
    until: int

    @property
    def key(self) -> str:
        """The key of its message."""
        return f"missing_asked:{self.missing_id}:{self.field}:{self.user_id}:{self.card}:{self.until}"


def question_of_key(key: str) -> Question | None:
    """Return the question with this key; None for any other key."""
    kind, *rest = key.split(":")
    if kind != "missing_asked":
        return None
    missing_id, field, *numbers = rest
    return Question(int(missing_id), MissingField(field), *map(int, numbers))


async def ask(
    tx: Transaction,
    deps: Deps,
    missing: MissingPerson,
    field: MissingField,
    where: QueueChat,
    card: int,
    who: tuple[int, str],
) -> None:
    """Ask one of the staff, an id and a name, as a reply to the card."""
    until = deps.clock.now() + deps.limits.prompt_minutes * _MINUTE
    question = Question(missing.id, field, who[0], card, until)
    asked = MissingFieldAsked(missing_id=missing.id, field=field, user_id=who[0], who=who[1], reply_to=card)
    await tx.outbox.put(to_group(deps, where, asked, question.key))
    await tx.timers.put(Timer(TimerKind.ACTIVITY_ASKED, question.key, until))


def check_answer(deps: Deps, question: Question, user_id: int) -> None:
    """Raise OthersQuestion where somebody else was asked, QuestionOver where its time is over."""
    if question.user_id != user_id:
        raise OthersQuestion
    if deps.clock.now() >= question.until:
        raise QuestionOver
