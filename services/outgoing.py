"""Messages on their way: to whom, in which language, and under which key.

A key makes a message happen once; that of a card is kept for life, so that each change edits the same message.
"""

from domain.messages import Meaning, Notice, Outgoing, Precedence, Removal
from domain.people.riders import Rider
from domain.reporting.messages import DraftCard, LocationKey
from domain.tickets.messages import LateTold, Nudge
from domain.tickets.staff import QueueChat
from domain.week.messages import Digest
from services.deps import Deps
from services.ports.transaction import Transaction


def draft_key(draft_id: int) -> str:
    """The key of a draft's card, later the receipt."""
    return f"draft:{draft_id}"


def location_key(draft_id: int) -> str:
    """The key of the reply key that asks for a draft's place."""
    return f"location:{draft_id}"


def reminder_key(draft_id: int) -> str:
    """The key of the reminder of a draft that was left lying."""
    return f"reminder:{draft_id}"


def ticket_key(report_id: int, queue: str) -> str:
    """The key of a ticket's card in the group of a queue."""
    return f"ticket:{report_id}:{queue}"


def queue_of_ticket_key(key: str, report_id: int) -> str | None:
    """The queue whose card of this report the key names; None for any other key."""
    prefix = ticket_key(report_id, "")
    return key.removeprefix(prefix) if key.startswith(prefix) else None


def nudge_key(report_id: int) -> str:
    """The key under which the one nudge of a ticket stands, whatever it is about."""
    return f"nudge:{report_id}"


def standing_key(outgoing: Outgoing) -> str:
    """The key under which a message stands in its chat: nudges of one ticket take each other's place."""
    meaning = outgoing.meaning
    return nudge_key(meaning.report_id) if isinstance(meaning, Nudge) else outgoing.key


def prompt_key(prompt_id: int) -> str:
    """The key of a question to a staff member."""
    return f"prompt:{prompt_id}"


def prompt_of_key(key: str) -> int | None:
    """The id of the question that the key names; None for any other key."""
    kind, _, prompt_id = key.partition(":")
    return int(prompt_id) if kind == "prompt" else None


def status_key(event_id: int, rider_id: int) -> str:
    """The key under which a rider is told of a change of status."""
    return f"status:{event_id}:{rider_id}"


def from_staff_key(event_id: int, rider_id: int) -> str:
    """The key under which a rider gets what staff wrote."""
    return f"told:{event_id}:{rider_id}"


def nudge_cause_key(nudge: Nudge, cause: str) -> str:
    """The key of a nudge on its way: once for each cause."""
    return f"{nudge_key(nudge.report_id)}:{nudge.name}:{cause}"


def late_key(notice: LateTold, timer_key: str) -> str:
    """The key under which the supervisors are told that a limit has passed."""
    return f"{notice.name}:{timer_key}"


def group_lost_key(group: QueueChat) -> str:
    """The key under which the supervisors are told of a lost group, once for each time that it was linked."""
    return f"lost:{group.queue}:{group.linked_at}"


def digest_key(digest: Digest) -> str:
    """The key of a week's digest of one scope."""
    return f"digest:{digest.scope}:{digest.week}"


def language_of_rider(deps: Deps, rider: Rider) -> str:
    """The language to write to this rider in."""
    return rider.language or deps.district.default_language


def language_of_queue(deps: Deps, queue: str) -> str:
    """The language to write to a queue's group in."""
    return deps.district.queue(queue).language or deps.district.default_language


def to_rider(
    deps: Deps,
    rider: Rider,
    meaning: Meaning,
    key: str = "",
    precedence: Precedence = Precedence.ANSWER,
    not_before: int = 0,
) -> Outgoing:
    """A message to a rider; without a key an answer to what they just did, told each time."""
    return Outgoing(
        key=key or f"answer:{deps.ids.new()}",
        chat_id=rider.chat_id,
        thread_id=None,
        precedence=precedence,
        meaning=meaning,
        not_before=not_before,
        language=language_of_rider(deps, rider),
    )


def to_group(
    deps: Deps,
    group: QueueChat,
    meaning: Meaning,
    key: str = "",
    precedence: Precedence = Precedence.ANSWER,
    *,
    silent: bool = False,
) -> Outgoing:
    """A message to the group of a queue, in that queue's language; without a key an answer, told each time."""
    return Outgoing(
        key=key or f"answer:{deps.ids.new()}",
        chat_id=group.chat_id,
        thread_id=group.thread_id,
        precedence=precedence,
        meaning=meaning,
        silent=silent,
        language=language_of_queue(deps, group.queue),
    )


def removal(chat_id: int, message_id: int, not_before: int = 0) -> Outgoing:
    """A message of ours on its way out, behind everything that somebody waits for."""
    key = f"removal:{chat_id}:{message_id}"
    return Outgoing(key, chat_id, None, Precedence.DELETE, Removal(message_id), not_before)


def draft_card(deps: Deps, rider: Rider, draft_id: int, not_before: int = 0) -> Outgoing:
    """The rider's card of a draft."""
    return to_rider(deps, rider, DraftCard(draft_id), draft_key(draft_id), not_before=not_before)


def location_asked(deps: Deps, rider: Rider, draft_id: int, not_before: int = 0) -> Outgoing:
    """The reply key for the phone's location, or its removal once the place is known."""
    return to_rider(deps, rider, LocationKey(draft_id), location_key(draft_id), not_before=not_before)


async def answer(tx: Transaction, deps: Deps, rider: Rider, notice: Notice) -> None:
    """Tell a rider something at once, as the answer to what they just did."""
    await tx.outbox.put(to_rider(deps, rider, notice))
