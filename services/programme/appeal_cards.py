"""A rider's appeal before it is sent: one card, which what they send joins for a while."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.errors import ConsentMissing
from domain.language.intents import Intent
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.programme.appeal_errors import (
    AppealContactLong,
    AppealEmpty,
    AppealFilesFull,
    AppealGone,
    AppealKindMissing,
    NoAppeals,
    TooManyAppeals,
)
from domain.programme.appeal_messages import AppealsShown, AppealUnsent, News
from domain.programme.appeals import (
    CLIPS_AT_MOST,
    CONTACT_LONGEST,
    HEARS_MS,
    OPEN,
    PHOTOS_AT_MOST,
    PLACE_LONGEST,
    PLAN_WITHIN,
    SENT_A_DAY,
    WORDS_LONGEST,
    Act,
    Appeal,
    AppealKind,
    Asks,
    By,
    Line,
    Said,
    Stage,
    answer_within,
    brings,
    words_of,
)
from domain.reporting.drafts import Draft, marked
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.numbers import month_at
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, removal
from services.people import pacing, sanctions
from services.people.riders import welcome
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.programme import appeals
from services.programme.appeals import own_appeal, show_rider, takes_appeals, tell
from services.reporting import drafts
from services.rider_keys import appeal_key

_MINUTE_MS: Final = 60_000
_HOUR_MS: Final = 3_600_000
_DAY_MS: Final = 86_400_000
REMINDS: Final = "remind"
ENDS: Final = "end"
"""What is due of a card that is not sent."""


@dataclass(frozen=True, slots=True)
class AppealsView:
    """A rider's appeals that go on, drafts among them, as it is `now` (ms UTC)."""

    appeals: tuple[Appeal, ...]
    now: int


async def open_list(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> None:
    """Show a rider's appeals; with words behind the command, or without any appeal, begin one.

    Raises NoAppeals where nobody looks after riders, Barred.
    """
    if not takes_appeals(deps):
        raise NoAppeals
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    known = [each for each in await tx.appeals.of_rider(rider.id) if each.stage in {*OPEN, Stage.DRAFT}]
    if known and not message.text:
        await answer(tx, deps, rider, AppealsShown())
        return
    await begin(tx, deps, rider, message)


async def begin(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage | None = None) -> None:
    """Show the rider's card, with the words of a message if there is one; they have one unsent card at most.

    Raises:
        NoAppeals: Nobody looks after riders.
        ConsentMissing: The rider has not agreed to the terms, or not to the current ones.
        Barred: They are banned.
    """
    if not takes_appeals(deps):
        raise NoAppeals
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    sanctions.refuse_banned(deps, rider)
    now = deps.clock.now()
    appeal = await unsent(tx, rider)
    if appeal is None:
        await pacing.spend(tx, deps, Pace.DRAFTS, rider.id)
        await tx.riders.save(replace(rider, appeals=True))
        appeal = Appeal(deps.ids.new(), rider.id, appeals.queue_for(deps), None, Stage.DRAFT, now, now)
        at, over = now + deps.limits.draft_reminder_minutes * _MINUTE_MS, now + deps.limits.draft_hours * _HOUR_MS
        await tx.timers.put_all([appeals.timer(appeal.id, REMINDS, now, at), appeals.timer(appeal.id, ENDS, now, over)])
    appeal = replace(appeal, touched_at=now, asks=Asks.NOTHING)
    await tx.appeals.save(appeal)
    if message is not None and (message.text or message.shows):
        await _add(tx, deps, rider, appeal, message)
    await show_again_below(tx, deps, appeal)


async def unsent(tx: Transaction, rider: Rider) -> Appeal | None:
    """Return the rider's card that is not sent yet, or None."""
    return next((each for each in await tx.appeals.of_rider(rider.id) if each.stage is Stage.DRAFT), None)


async def show_again_below(tx: Transaction, deps: Deps, appeal: Appeal) -> None:
    """Send the rider's card anew, below all else; who has not chosen a kind is asked for it."""
    before = await tx.messages.of_key(appeal_key(appeal.id))
    if before is not None:
        await tx.messages.forget(before.chat_id, before.message_id)
        await tx.outbox.put(removal(before.chat_id, before.message_id))
    await show_rider(tx, deps, appeal, "" if appeal.kind is not None else "kind")


async def show_below(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int) -> None:
    """Send an appeal's card anew, below all else. Raises AppealGone."""
    await show_again_below(tx, deps, await own_appeal(tx, rider, appeal_id))


async def choose_kind(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int, kind: AppealKind) -> None:
    """Keep what it is about. Raises AppealGone, NoLongerPossible."""
    appeal = await _draft(tx, rider, appeal_id)
    appeal = replace(appeal, kind=kind, touched_at=deps.clock.now(), asks=Asks.NOTHING)
    await tx.appeals.save(appeal)
    await show_rider(tx, deps, appeal)


async def open_menu(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int, menu: str) -> None:
    """Show the kinds on the card, or the card again. Raises AppealGone."""
    await show_rider(tx, deps, await _draft(tx, rider, appeal_id), menu)


async def ask(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int, asks: Asks) -> None:
    """Let the rider's next message be for something, or nothing in particular. Raises AppealGone."""
    appeal = replace(await _draft(tx, rider, appeal_id), asks=asks, touched_at=deps.clock.now())
    await tx.appeals.save(appeal)
    await show_rider(tx, deps, appeal)


async def without_contact(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int) -> None:
    """Take the contact away; while it goes on, from the staff's card, too. Raises AppealGone."""
    appeal = replace(await own_appeal(tx, rider, appeal_id), contact="", asks=Asks.NOTHING)
    await tx.appeals.save(appeal)
    await appeals.show(tx, deps, appeal)


async def drop(tx: Transaction, rider: Rider, appeal_id: int) -> None:
    """Throw a card away that was not sent. Raises AppealGone."""
    appeal = await _draft(tx, rider, appeal_id)
    await tx.appeals.drop(appeal.id)
    card = await tx.messages.of_key(appeal_key(appeal.id))
    if card is not None:
        await tx.outbox.put(removal(card.chat_id, card.message_id))


async def send(tx: Transaction, deps: Deps, rider: Rider, appeal_id: int) -> Appeal:
    """Give an appeal its number and its times, and hand it to those who look after riders; return it.

    Raises:
        AppealGone: There is no such card of this rider's, or it was sent.
        AppealKindMissing, AppealEmpty: It lacks something.
        TooManyAppeals: They have sent as many as a day allows.
        Barred: They are banned.
    """
    sanctions.refuse_banned(deps, rider)
    appeal = await _draft(tx, rider, appeal_id)
    said, now = await tx.appeals.lines(appeal.id), deps.clock.now()
    if appeal.kind is None:
        raise AppealKindMissing
    if not words_of(said, Said.OPENED) and not brings(said)[1]:
        raise AppealEmpty
    key = f"{Pace.APPEALS.value}:{rider.id}"
    spent = await tx.paces.spend(key, now, _DAY_MS)
    if spent.used > SENT_A_DAY:
        raise TooManyAppeals(f"{key}:{spent.at}")
    month = month_at(now, deps.district.timezone)
    inside = deps.district.boundaries.find(appeal.position.lat, appeal.position.lng) if appeal.position else None
    queue = appeals.queue_for(deps, inside.id if inside else "")
    calendar = deps.district.calendar_of(deps.district.queue(queue))
    return await appeals.moved(
        tx, deps, appeal, Act.SEND, By.RIDER,
        queue=queue, month=month, serial=await tx.appeals.next_serial(month), sent_at=now, touched_at=now,
        asks=Asks.NOTHING, place=appeal.place or _named(deps, words_of(said, Said.OPENED)),
        answer_by=calendar.due_at(now, *answer_within(appeal.kind)), plan_by=calendar.due_at(now, *PLAN_WITHIN),
    )  # fmt: skip


def _named(deps: Deps, words: str) -> str:
    """Return the place of the district that words name, "" for none."""
    found = deps.district.gazetteer.find(words)
    return found.name[:PLACE_LONGEST] if found is not None else ""


async def _draft(tx: Transaction, rider: Rider, appeal_id: int) -> Appeal:
    appeal = await own_appeal(tx, rider, appeal_id)
    if appeal.stage is not Stage.DRAFT:
        raise AppealGone
    return appeal


async def take(tx: Transaction, deps: Deps, rider: Rider, appeal: Appeal, message: IncomingMessage) -> bool:
    """Let what a rider sends join their unsent card while that is open, or as a reply to it; return whether it did.

    Raises:
        AppealFilesFull, AppealContactLong: It can't be taken.
        TooManyMessages, Barred: See `services.people.pacing` and `services.people.sanctions`.
    """
    if not await _is_for(tx, deps, rider, appeal, message):
        return False
    sanctions.refuse_banned(deps, rider)
    await pacing.spend(tx, deps, Pace.MESSAGES, rider.id)
    await tx.heard.note(Heard(rider.chat_id, message.message_id, deps.clock.now(), album=message.album))
    appeal = await _with(tx, deps, rider, appeal, message)
    appeal = replace(appeal, touched_at=deps.clock.now(), asks=Asks.NOTHING)
    await tx.appeals.save(appeal)
    await show_rider(tx, deps, appeal, "" if appeal.kind is not None else "kind")
    return True


async def _is_for(tx: Transaction, deps: Deps, rider: Rider, appeal: Appeal, message: IncomingMessage) -> bool:
    """Return whether a message is for the unsent card: what replies is, else the next thing, within minutes.

    What was begun or asked for since goes before: a draft of a report, a place for stations. Words of danger join both
    the draft that waits for who said them and the card; a place is that draft's.
    """
    if message.replied_to is not None:
        return True
    if deps.clock.now() >= appeal.touched_at + HEARS_MS:
        return False
    asked = await tx.stations.asked(rider.id)
    if asked is not None and asked.asked_at > appeal.touched_at and message.any_position is not None:
        return False
    unfinished = await tx.drafts.unfinished_of(rider.id)
    if message.any_position is not None and any(each.danger is not None for each in unfinished):
        return False
    return not any(each.touched_at > appeal.touched_at and not _said_in_danger(each, message) for each in unfinished)


def _said_in_danger(draft: Draft, message: IncomingMessage) -> bool:
    return draft.danger is not None and drafts.brought(draft, message.message_id)


async def _with(tx: Transaction, deps: Deps, rider: Rider, appeal: Appeal, message: IncomingMessage) -> Appeal:
    """Return the card with what a message brings: what was asked for, a place, or more to tell."""
    if appeal.asks is Asks.CONTACT and not message.brings:
        return replace(appeal, contact=contact_in(message.text))
    if appeal.asks is Asks.WHERE and not message.shows:
        return _placed(deps, appeal, message)
    if message.position is not None and not message.shows and not message.text:
        return _placed(deps, appeal, message)
    await _add(tx, deps, rider, appeal, message)
    return appeal


def contact_in(text: str) -> str:
    """Return how to reach somebody, in one line. Raises AppealContactLong."""
    contact = " ".join(text.split())
    if not contact or len(contact) > CONTACT_LONGEST:
        raise AppealContactLong
    return contact


def _placed(deps: Deps, appeal: Appeal, message: IncomingMessage) -> Appeal:
    """Return the card with a place: by its words, else by what the district calls it there."""
    words = " ".join(message.text.split())
    position = message.position if message.position is not None and message.position.usable else None
    inside = deps.district.boundaries.find(position.lat, position.lng) if position is not None else None
    place = _named(deps, words) or words or (inside.name if inside is not None else "") or appeal.place
    return replace(appeal, place=place[:PLACE_LONGEST], position=position or appeal.position)


async def _add(tx: Transaction, deps: Deps, rider: Rider, appeal: Appeal, message: IncomingMessage) -> None:
    await say(tx, deps, rider, appeal, message, Said.OPENED)


async def say(
    tx: Transaction, deps: Deps, rider: Rider, appeal: Appeal, message: IncomingMessage, said: Said
) -> Line | None:
    """Keep what a rider says with a message, and return it; None for what says and shows nothing.

    Of a video the film is kept, not its still. Raises AppealFilesFull.
    """
    photo = message.photo if message.clip is None else None
    if not message.text and photo is None and message.clip is None:
        return None
    photos, clips = brings(await tx.appeals.lines(appeal.id))
    if (photo is not None and photos >= PHOTOS_AT_MOST) or (message.clip is not None and clips >= CLIPS_AT_MOST):
        raise AppealFilesFull
    if photo is not None:
        await tx.photos.add(replace(photo, rider_id=rider.id, photo_hash=None))
    if message.clip is not None:
        await tx.clips.add(replace(message.clip, rider_id=rider.id))
    words = marked(message.text[:WORDS_LONGEST], dictated=message.dictated) if message.text else ""
    line = Line(
        deps.ids.new(), appeal.id, deps.clock.now(), said, words, message.message_id,
        photo.id if photo is not None else None, message.clip.id if message.clip is not None else None,
    )  # fmt: skip
    await tx.appeals.say(line)
    return line


async def take_edit(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Keep the new words of a message that belongs to the unsent card; return whether it does."""
    appeal = await unsent(tx, rider) if rider.appeals else None
    known = await tx.appeals.lines(appeal.id) if appeal is not None else []
    line = next((each for each in known if each.message_id == message.message_id), None)
    if appeal is None or line is None:
        return False
    await tx.appeals.say(replace(line, words=message.text[:WORDS_LONGEST]))
    await show_rider(tx, deps, appeal)
    return True


def opens_for(deps: Deps, rider: Rider, intent: Intent) -> bool:
    """Return whether a rider's words open a card: who asks for a person gets one, where somebody looks after riders."""
    may = rider.agreed(deps.terms) and not sanctions.is_silenced(deps, rider)
    return intent is Intent.PERSON and may and takes_appeals(deps)


async def remind(tx: Transaction, deps: Deps, appeal: Appeal, _: int) -> None:
    """Remind a rider of their unsent card, once."""
    if appeal.stage is Stage.DRAFT:
        await tell(tx, deps, appeal, News.UNSENT)


async def end(tx: Transaction, deps: Deps, appeal: Appeal, _: int) -> None:
    """Put a card away that nobody touched for a day, and say so; of one that was touched, look again later."""
    over = appeal.touched_at + deps.limits.draft_hours * _HOUR_MS
    if appeal.stage is not Stage.DRAFT:
        return
    if over > deps.clock.now():
        await tx.timers.put(appeals.timer(appeal.id, ENDS, appeal.touched_at, over))
        return
    rider = await tx.riders.get(appeal.rider_id)
    if rider is not None:
        await drop(tx, rider, appeal.id)
        await answer(tx, deps, rider, AppealUnsent())


@gather.register
async def list_view(meaning: AppealsShown, reading: Reading) -> AppealsView | None:
    """Return a rider's appeals that go on; None in a group."""
    del meaning
    if reading.rider is None:
        return None
    known: Sequence[Appeal] = await reading.tx.appeals.of_rider(reading.rider.id)
    going = tuple(each for each in known if each.stage in {*OPEN, Stage.DRAFT})
    return AppealsView(going, reading.deps.clock.now())
