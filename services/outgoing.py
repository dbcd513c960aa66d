"""Outgoing messages: the recipient, the language and the key.

A key makes a message happen once. A card keeps its key for life, so that each change edits the same message.
"""

import hashlib

from domain.errors import Barred, Refused, TooOften
from domain.language.dangers import DangerKind
from domain.messages import Meaning, Notice, Outgoing, Precedence, Reaction, Removal
from domain.people.riders import Rider
from domain.programme.appeal_messages import AppealDue
from domain.reporting.messages import DraftCard, DraftReminder, FormerCard, LocationKey
from domain.tickets.lookups import LookedUp
from domain.tickets.messages import CardLeft, LateTold, Nudge
from domain.tickets.staff import Prompt, QueueChat
from domain.week.messages import Digest, RiderYearShown
from services.deps import Deps
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.rider_keys import appeal_due_keys

_MARK = 8


def draft_key(draft_id: int) -> str:
    """Return the key of a draft's card, which later is the receipt."""
    return f"draft:{draft_id}"


def location_key(rider_id: int) -> str:
    """Return the key of the reply keyboard that asks for a place, of which a rider has one at most."""
    return f"location:{rider_id}"


def reminder_key(rider_id: int) -> str:
    """Return the key of the reminder of a rider's unfinished drafts."""
    return f"reminder:{rider_id}"


def awaited_key(seq: int) -> str:
    """Return the key of the notice that an update's file is still being tried."""
    return f"awaited:{seq}"


def note_full_key(draft_id: int) -> str:
    """Return the key under which a rider hears that a draft's note is full."""
    return f"note_full:{draft_id}"


def help_key(chat_id: int, message_id: int) -> str:
    """Return the key of the help below a rider's message."""
    return f"help:{chat_id}:{message_id}"


def album_key(notice: Notice, rider: Rider, album: str) -> str:
    """Return the key under which a rider hears once what became of an album."""
    return f"album:{notice.name}:{rider.id}:{album}"


def asked_again_key(rider_id: int, report_id: int, until: int) -> str:
    """Return the key of the question what is wrong with a report, which takes answers until then (ms UTC)."""
    return f"asked_again:{rider_id}:{report_id}:{until}"


def refusal_key(error: Refused) -> str:
    """Return the key under which a refusal is told once; "" for one that is told each time."""
    return f"refused:{error.key}" if isinstance(error, TooOften | Barred) else ""


def talk_key(rider: Rider, about: str, now: int) -> str:
    """Return the key of an answer to talk: whoever goes on hears the same once a minute."""
    return f"talk:{rider.id}:{about}:{now // 60_000}"


def asked_key(rider_id: int, message_id: int, words: str) -> str:
    """Return the key of what a rider asked by these words of a message, in the group of those who answer."""
    mark = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
    return f"{asked_keys(rider_id)}{message_id}:{mark}"


def asked_keys(rider_id: int) -> str:
    """Return what the keys of all that a rider asked begin with."""
    return f"asked:{rider_id}:"


def asked_of_key(key: str) -> tuple[int, int] | None:
    """Return the rider and the message of such a key; None for any other key."""
    kind, *ids = key.split(":")
    return (int(ids[0]), int(ids[1])) if kind == "asked" else None


def from_district_key(rider_id: int, chat_id: int, message_id: int) -> str:
    """Return the key under which a reply in a group reaches the rider who asked."""
    return f"from_district:{rider_id}:{chat_id}:{message_id}"


def answer_of_key(key: str) -> tuple[int, int] | None:
    """Return the group and the message of the supervisors' reply of such a key; None for any other key."""
    kind, *ids = key.split(":")
    return (int(ids[1]), int(ids[2])) if kind == "from_district" else None


def ticket_key(report_id: int, queue: str) -> str:
    """Return the key of a ticket's card in a queue's group."""
    return f"ticket:{report_id}:{queue}"


def queue_of_ticket_key(key: str, report_id: int) -> str | None:
    """Return the queue of a card's key for this report; None for any other key."""
    prefix = ticket_key(report_id, "")
    return key.removeprefix(prefix) if key.startswith(prefix) else None


def nudge_key(report_id: int) -> str:
    """Return the key shared by all nudges of a ticket."""
    return f"nudge:{report_id}"


def standing_key(outgoing: Outgoing) -> str:
    """Return the key under which a sent message is recorded.

    Of what reminds of a ticket one stands in a chat, and of each kind of thing that a person looked up there.
    """
    meaning = outgoing.meaning
    if isinstance(meaning, LookedUp):
        kind = meaning.name.partition("_")[0]
        return f"looked:{outgoing.thread_id or 0}:{outgoing.chat_id}:{meaning.by}:{kind}"
    if isinstance(meaning, LateTold):
        return f"late:{meaning.report_id}:{outgoing.chat_id}"
    if isinstance(meaning, AppealDue):
        return appeal_due_keys(meaning.appeal_id)
    return nudge_key(meaning.report_id) if isinstance(meaning, Nudge) else outgoing.key


def looked_up_in(key: str) -> int | None:
    """Return the topic, 0 for none, in which what has this key was looked up; None for any other key."""
    kind, *rest = key.split(":")
    return int(rest[0]) if kind == "looked" else None


def reminder_batch(place: str, group: QueueChat, since: int) -> str:
    """Return the name of what is gathered for a group from a time on, ms UTC; `place` is its reason to hear of it."""
    return f"{place}:{group.chat_id}:{group.thread_id or 0}:{since}"


def group_of_batch(batch: str) -> tuple[int, int | None]:
    """Return the chat and the topic for which a batch was gathered."""
    _, chat_id, thread_id, _ = batch.split(":")
    return int(chat_id), int(thread_id) or None


def reminder_list_key(batch: str, page: int) -> str:
    """Return the key of a page of reminders."""
    return f"reminders:{batch}:{page}"


def list_of_key(key: str) -> tuple[str, int] | None:
    """Return the batch and the page of the list of reminders with this key; None for any other key."""
    kind, _, rest = key.partition(":")
    batch, _, page = rest.rpartition(":")
    return (batch, int(page)) if kind == "reminders" else None


def beside_card_key(report_id: int, what: str, now: int) -> str:
    """Return the key of photos or a place beside a card: asked for again within a minute, they stand there already."""
    return f"beside:{report_id}:{what}:{now // 60_000}"


def minute_of_beside(key: str) -> int | None:
    """Return the minute, counted from 1970, in which what has this key was asked for; None for any other key."""
    return int(key.rsplit(":", 2)[1]) if key.startswith("beside:") else None


def clip_key(clip_id: int, queue: str, chat_id: int) -> str:
    """Return the key of a voice message or video beside a queue's card: once in each group."""
    return f"clip:{clip_id}:{queue}:{chat_id}"


def clip_of_key(key: str) -> int | None:
    """Return the id of the voice message or video with this key; None for any other key."""
    kind, _, rest = key.partition(":")
    return int(rest.partition(":")[0]) if kind == "clip" else None


def prompt_key(prompt_id: int) -> str:
    """Return the key of a question to a staff member."""
    return f"prompt:{prompt_id}"


def understood_key(prompt_id: int) -> str:
    """Return the key under which the day that answered a question is said back."""
    return f"understood:{prompt_id}"


def prompt_of_key(key: str) -> int | None:
    """Return the id of the question with this key; None for any other key."""
    kind, _, prompt_id = key.partition(":")
    return int(prompt_id) if kind == "prompt" else None


def status_key(event_id: int, rider_id: int) -> str:
    """The key under which a rider is told of a change of status."""
    return f"status:{event_id}:{rider_id}"


def spot_check_key(report_id: int, rider_id: int) -> str:
    """The key under which a rider who passes is asked about a repair."""
    return f"spot_check:{report_id}:{rider_id}"


def sighting_key(sighting_id: int) -> str:
    """The key of a sighting's message in the group of who looks for the missing person."""
    return f"sighting:{sighting_id}"


def sighting_of_key(key: str) -> int | None:
    """Return the id of the sighting with this key; None for any other key."""
    kind, _, sighting_id = key.partition(":")
    return int(sighting_id) if kind == "sighting" else None


def from_staff_key(event_id: int, rider_id: int, part: int = 0) -> str:
    """The key under which a rider gets what staff wrote, the first part of it or another one."""
    return f"told:{event_id}:{rider_id}:{part}" if part else f"told:{event_id}:{rider_id}"


def is_from_staff(key: str) -> bool:
    """Return whether a rider got what staff wrote under this key."""
    return key.startswith("told:")


def nudge_cause_key(nudge: Nudge, cause: str) -> str:
    """The key of a nudge on its way: once for each cause."""
    return f"{nudge_key(nudge.report_id)}:{nudge.name}:{cause}"


def danger_key(rider_id: int, message_id: int, kind: DangerKind) -> str:
    """The key under which a rider hears whom to call: once for each danger that a message names."""
    return f"danger:{rider_id}:{message_id}:{kind}"


def danger_again_key(rider_id: int, kind: DangerKind, now: int) -> str:
    """The key under which whoever goes on naming a danger hears it again: once a minute."""
    return f"danger:{rider_id}:{kind}:{now // 60_000}"


def kept_key(draft_id: int) -> str:
    """The key under which a rider hears that a draft that waits has got more."""
    return f"kept:{draft_id}"


def danger_filed_key(report_id: int) -> str:
    """The key under which the supervisors hear of a report of danger."""
    return f"danger_filed:{report_id}"


def late_key(notice: LateTold, timer_key: str) -> str:
    """The key under which the supervisors are told that a limit has passed."""
    return f"{notice.name}:{timer_key}"


def digest_key(digest: Digest) -> str:
    """The key of a week's digest of one scope."""
    return f"digest:{digest.scope}:{digest.week}"


def year_key(year: RiderYearShown) -> str:
    """The key of a rider's year."""
    return f"year:{year.rider_id}:{year.year}"


def language_of_rider(deps: Deps, rider: Rider) -> str:
    """Return the rider's language."""
    return rider.language or deps.district.default_language


def language_of_queue(deps: Deps, queue: str) -> str:
    """Return the language of a queue's group."""
    return deps.district.queue(queue).language or deps.district.default_language


def to_rider(
    deps: Deps,
    rider: Rider,
    meaning: Meaning,
    key: str = "",
    precedence: Precedence = Precedence.ANSWER,
    not_before: int = 0,
) -> Outgoing:
    """Return a message to a rider; without a key it is an answer, sent each time."""
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
    """Return a message to a queue's group in the queue's language; without a key it is an answer, sent each time."""
    return Outgoing(
        key=key or f"answer:{deps.ids.new()}",
        chat_id=group.chat_id,
        thread_id=group.thread_id,
        precedence=precedence,
        meaning=meaning,
        silent=silent,
        language=language_of_queue(deps, group.queue),
    )


def card_left(deps: Deps, card: LiveMessage, report_id: int, queue: str) -> Outgoing:
    """Return the last edit of a card that was left behind in its chat."""
    left = QueueChat(queue, card.chat_id, None, linked_at=0)
    key = f"left:{card.chat_id}:{card.message_id}"
    return to_group(deps, left, CardLeft(report_id, queue, card.message_id), key, Precedence.STATUS)


def former_card(chat_id: int, former: FormerCard) -> Outgoing:
    """Return the last edit of a message that is no card any more."""
    return Outgoing(f"former:{chat_id}:{former.edits}", chat_id, None, Precedence.STATUS, former)


def removal(
    chat_id: int,
    message_id: int,
    not_before: int = 0,
    *,
    erases: bool = False,
    over: str | None = None,
    replaced: bool = False,
) -> Outgoing:
    """Return the removal of one of our messages, not before a time in ms UTC; it waits behind what people wait for.

    `erases`, `over` and `replaced` as in `Removal`.
    """
    key = f"removal:{chat_id}:{message_id}"
    return Outgoing(key, chat_id, None, Precedence.DELETE, Removal(message_id, erases, over, replaced), not_before)


def reaction(deps: Deps, rider: Rider, message_id: int) -> Outgoing:
    """Return a reaction to a rider's message, once for it."""
    return to_rider(deps, rider, Reaction(message_id), f"reaction:{rider.chat_id}:{message_id}")


def acknowledgement(deps: Deps, prompt: Prompt, message_id: int) -> Outgoing:
    """Return a reaction to a message of staff's whose content was taken, once for it."""
    group = QueueChat(prompt.queue, prompt.chat_id, prompt.thread_id, linked_at=0)
    key = f"reaction:{prompt.chat_id}:{message_id}"
    return to_group(deps, group, Reaction(message_id), key, Precedence.STATUS)


def draft_card(deps: Deps, rider: Rider, draft_id: int, not_before: int = 0) -> Outgoing:
    """Return the rider's card of a draft."""
    return to_rider(deps, rider, DraftCard(draft_id), draft_key(draft_id), not_before=not_before)


def location_asked(deps: Deps, rider: Rider, draft_id: int, not_before: int = 0) -> Outgoing:
    """Return the location keyboard that a draft asks for, which is taken away once no draft does."""
    return to_rider(deps, rider, LocationKey(draft_id), location_key(rider.id), not_before=not_before)


def reminding(deps: Deps, rider: Rider) -> Outgoing:
    """Return the reminder of all of a rider's unfinished drafts."""
    return to_rider(deps, rider, DraftReminder(), reminder_key(rider.id), Precedence.REMINDER)


async def answer(tx: Transaction, deps: Deps, rider: Rider, notice: Notice) -> None:
    """Queue a notice to a rider as an immediate answer."""
    await tx.outbox.put(to_rider(deps, rider, notice))
