"""Staff's actions on a ticket: each press and reply is checked against the person and the card."""

from dataclasses import dataclass, replace

from domain.errors import AlreadyYours, Elsewhere, JustBounced, NoColleague, NoLongerPossible, NoSuchOriginal, Stale
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import TOGETHER
from domain.reporting.reports import Actor, ActorKind, Report, Status
from domain.tickets.card_menus import parse_menu
from domain.tickets.lifecycle import CHOSEN_ON_THE_CARD, Action, BounceReason, Need, RejectReason, Role
from domain.tickets.messages import Album, ClipKept, Pin, TicketMessage
from domain.tickets.staff import NAMELESS, Prompt, PromptStage, QueueChat
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import beside_card_key, nudge_key, queue_of_ticket_key, ticket_key, to_group
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets import conversation, copies, correcting, groups, merging, prompting, settling
from services.tickets.bounces import last_bounce
from services.tickets.cards import role_of_queue, show_card
from services.tickets.changing import Request, carry_out, change_status, open_row
from services.tickets.colleagues import colleagues
from services.tickets.impartiality import refuse_rider
from services.tickets.standing_in import acts_in, group_of


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of a queue's group.

    Attributes:
        user_id: Their Telegram id.
        name: The name that only colleagues see.
        supervises: Whether they are known to be in the supervisors' group, too.
    """

    user_id: int
    name: str
    supervises: bool = False

    @property
    def actor(self) -> Actor:
        """This person as the actor of an event."""
        return Actor(ActorKind.STAFF, self.user_id, self.name)

    def role(self, deps: Deps, queue: str) -> Role:
        """The role in which they act on a ticket of this queue."""
        return Role.SUPERVISOR if self.supervises else role_of_queue(deps, queue)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A report, the queue whose card was pressed, the role of whoever pressed it, and the card's message."""

    report: Report
    queue: str
    role: Role
    card: LiveMessage


async def ticket_at(
    tx: Transaction, deps: Deps, staff: Staff, chat_id: int, message_id: int, report_id: int, words: str = ""
) -> Ticket:
    """Return the ticket whose live card or reminder this message is, or a copy that was never recorded, by its `words`.

    Raises:
        Stale: The message is not a live card of this report.
        NoLongerPossible: The ticket has left this queue.
        Elsewhere: The queue works in another group now.
        OwnTicket: The staff member reported or witnessed it.
    """
    card = await copies.message_of(tx, deps, chat_id, message_id, words)
    if card is not None and card.live and card.key == nudge_key(report_id):
        card = await _card_of_nudge(tx, card, report_id)
    queue = queue_of_ticket_key(card.key, report_id) if card is not None and card.live else None
    if card is None or queue is None:
        raise Stale
    report = await tx.reports.get(report_id)
    if report is None:
        raise Stale
    if report.queue != queue:
        raise NoLongerPossible
    if not await acts_in(tx, deps, queue, chat_id):
        raise Elsewhere
    await refuse_rider(tx, staff.user_id, report)
    return Ticket(report, queue, staff.role(deps, queue), card)


async def _card_of_nudge(tx: Transaction, nudge: LiveMessage, report_id: int) -> LiveMessage:
    """Return the card that a reminder is about, or the reminder in its place where none stands."""
    report = await tx.reports.get(report_id)
    key = ticket_key(report_id, report.queue) if report is not None else nudge.key
    return await tx.messages.of_key(key) or replace(nudge, key=key)


async def act(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, action: Action, offered: Status) -> None:
    """Carry out the action of a press on the card, or ask for the input that it needs.

    Raises:
        AlreadyDone, NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        AlreadyYours: Whoever takes it has it.
        NoColleague: There is nobody to hand it over to.
    """
    row = open_row(ticket.report, action, ticket.role, deps.clock.now(), offered)
    if action is Action.TAKE and ticket.report.holder_id == staff.user_id:
        raise AlreadyYours
    if row.need is Need.NOTHING:
        await carry_out(tx, deps, ticket.report, row, Request(action, staff.actor, ticket.role))
    elif row.need is Need.COLLEAGUE:
        await _offer_colleagues(tx, deps, staff, ticket)
    elif row.need in CHOSEN_ON_THE_CARD or await _is_offered(tx, deps, ticket, row.need):
        await open_menu(tx, deps, ticket, action.value)
    else:
        await _ask(tx, deps, staff, ticket, action)


async def _is_offered(tx: Transaction, deps: Deps, ticket: Ticket, need: Need) -> bool:
    """Return whether what the words would name may be chosen on the card."""
    return need is Need.ORIGINAL and bool(await merging.mergeable(tx, deps, ticket.report))


async def _ask(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, action: Action) -> None:
    question = prompting.Question(ticket.report, ticket.queue, ticket.card, action.value, staff.user_id, staff.name)
    await prompting.ask(tx, deps, question)


async def _offer_colleagues(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket) -> None:
    if not await colleagues(tx, deps, ticket.report, staff.user_id):
        raise NoColleague
    await open_menu(tx, deps, ticket, f"{Action.HAND_OVER}.{staff.user_id}")


async def open_menu(tx: Transaction, deps: Deps, ticket: Ticket, menu: str) -> None:
    """Show a menu on the card, or its actions for "".

    Menus are `reject`, `assign`, also `assign.2` for a page or `assign.find.WORDS`, `category`, `bounce`, then
    `bounce.not_our_job`.
    """
    await show_card(tx, deps, await tx.reports.save(replace(ticket.report, card_menu=menu)))


async def bounce_for(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, reason: BounceReason | None) -> None:
    """Ask on the card whose a ticket may be that is sent back for this reason; without one, for both in words.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
    """
    open_row(ticket.report, Action.BOUNCE, ticket.role, deps.clock.now())
    if reason is None:
        await open_menu(tx, deps, ticket, "")
        await _ask(tx, deps, staff, ticket, Action.BOUNCE)
    else:
        await open_menu(tx, deps, ticket, f"{Action.BOUNCE}.{reason}")


async def bounce_to(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, queue: str) -> None:
    """Send a ticket back to triage for the reason chosen on its card; `queue` is whose it may be, "" if unknown.

    Raises:
        AlreadyDone, NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        Stale: No reason is chosen on the card any more.
    """
    menu, reason = parse_menu(ticket.report.card_menu)
    open_row(ticket.report, Action.BOUNCE, ticket.role, deps.clock.now(), ticket.report.status)
    if menu != Action.BOUNCE or not reason:
        raise Stale
    detail = {"reason": reason, **({"suggested": queue} if queue else {})}
    await change_status(tx, deps, ticket.report, Request(Action.BOUNCE, staff.actor, ticket.role, detail=detail))


async def offer_categories(tx: Transaction, deps: Deps, ticket: Ticket) -> None:
    """Show the catalogue on the card.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
    """
    open_row(ticket.report, Action.CORRECT, ticket.role, deps.clock.now())
    await open_menu(tx, deps, ticket, Action.CORRECT)


async def reject(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, reason: RejectReason) -> None:
    """Reject the report for one of the menu's reasons.

    Raises:
        AlreadyDone, NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
    """
    detail = {"reason": reason.value}
    await change_status(tx, deps, ticket.report, Request(Action.REJECT, staff.actor, ticket.role, detail=detail))


async def assign(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, queue: str) -> None:
    """Assign a ticket from triage to the queue that was chosen.

    Raises:
        AlreadyDone, NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        JustBounced: The queue has just sent it back.
        KeyError: There is no such queue.
    """
    sent_back = last_bounce(await tx.reports.events(ticket.report.id))
    if ticket.report.status is Status.BOUNCED and sent_back is not None and sent_back.queue == queue:
        raise JustBounced
    detail = {"queue": deps.district.queues[queue].id}
    await change_status(tx, deps, ticket.report, Request(Action.ASSIGN, staff.actor, ticket.role, detail=detail))


async def correct_category(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, slug: str) -> None:
    """Correct the category of a ticket and route it again.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        KeyError: The catalogue has no such slug.
    """
    open_row(ticket.report, Action.CORRECT, ticket.role, deps.clock.now())
    category = deps.district.catalogue[slug].slug
    if category != ticket.report.category:
        await correcting.recategorized(tx, deps, ticket.report, category, staff.actor, ticket.role)


async def merge(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, original_id: int | None) -> None:
    """Merge the ticket into one that the card offers; without one, ask for its number.

    Raises:
        AlreadyDone, NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        NoSuchOriginal: See `services.tickets.merging.check`.
    """
    row = open_row(ticket.report, Action.DUPLICATE, ticket.role, deps.clock.now())
    if original_id is None:
        await open_menu(tx, deps, ticket, "")
        await _ask(tx, deps, staff, ticket, Action.DUPLICATE)
        return
    original = await tx.reports.get(original_id)
    if original is None:
        raise NoSuchOriginal
    await merging.check(tx, ticket.report, original, staff.user_id)
    detail = {"original": str(original.id)}
    request = Request(Action.DUPLICATE, staff.actor, ticket.role, detail=detail)
    await carry_out(tx, deps, ticket.report, row, request)


async def show_album(tx: Transaction, deps: Deps, ticket: Ticket) -> None:
    """Send all photos as replies to the card, ten in each, so that each fits into Telegram's limits.

    Those of tickets that were merged into it are among them.
    """
    count = len(ticket.report.photos) + len(await merging.joined_photos(tx, ticket.report))
    for page in range(-(-count // TOGETHER) or 1):
        what = f"album {page} of {count}"
        await _reply_to_card(tx, deps, ticket, Album(ticket.report.id, ticket.queue, page), what)


async def show_pin(tx: Transaction, deps: Deps, ticket: Ticket) -> None:
    """Send the location as a reply to the card."""
    position = ticket.report.position
    what = f"pin {position.lat} {position.lng}"
    await _reply_to_card(tx, deps, ticket, Pin(ticket.report.id, ticket.queue), what)


async def _reply_to_card(tx: Transaction, deps: Deps, ticket: Ticket, meaning: TicketMessage, what: str) -> None:
    """Queue a silent reply to the card, once a minute, in the queue's topic if the card is in the queue's group.

    It stands there for a day at most.
    """
    now = deps.clock.now()
    group = await group_of(tx, deps, ticket.queue)
    topic = group.thread_id if group and group.chat_id == ticket.card.chat_id else None
    beside = QueueChat(ticket.queue, ticket.card.chat_id, topic, linked_at=0)
    key = beside_card_key(ticket.report.id, f"{what} in {ticket.card.chat_id}", now)
    await tx.outbox.put(to_group(deps, beside, meaning, key, silent=True))
    await tx.timers.put(Timer(TimerKind.ASKED_FOR, round_key(ticket.report.id, now), now + settling.ASKED_FOR_MS))


async def reply_to_card(
    tx: Transaction, deps: Deps, staff: Staff, replied: LiveMessage, message: IncomingMessage, late_for: str = ""
) -> None:
    """Ask what a reply to a ticket's message means; more parts of an album are added to the first one's question.

    Raises:
        NoLongerPossible: The ticket has left the queue of this card.
        Elsewhere: The ticket belongs to another group now.
        OwnTicket: The staff member reported or witnessed it.
    """
    if replied.report_id is None:
        return
    report = await tx.reports.get(replied.report_id)
    if report is None:
        return
    if queue_of_ticket_key(replied.key, report.id) not in {None, report.queue}:
        raise NoLongerPossible
    if not await acts_in(tx, deps, report.queue, replied.chat_id):
        raise Elsewhere
    await refuse_rider(tx, staff.user_id, report)
    begun = [] if message.text or not message.shows else await _replies_of(tx, staff, replied.chat_id, report.id)
    if begun:
        await prompting.add_part(tx, begun[0], message)
        return
    question = prompting.Question(report, report.queue, replied, prompting.REPLY, staff.user_id, staff.name, late_for)
    await prompting.ask(tx, deps, question, message)


async def _replies_of(tx: Transaction, staff: Staff, chat_id: int, report_id: int) -> list[Prompt]:
    """Return this person's replies to the ticket whose meaning is still asked for, newest first."""
    found = await tx.queues.open_prompts(chat_id, staff.user_id)
    return [prompt for prompt in found if (prompt.action, prompt.report_id) == (prompting.REPLY, report_id)]


async def _refuse_rider_of(tx: Transaction, staff: Staff, prompt: Prompt) -> None:
    report = await tx.reports.get(prompt.report_id)
    if report is not None:
        await refuse_rider(tx, staff.user_id, report)


def _of(staff: Staff, prompt: Prompt) -> Prompt:
    """Return the question as one to whoever presses, if it was to nobody in particular."""
    if prompt.user_id != NAMELESS:
        return prompt
    return replace(prompt, user_id=staff.user_id, user_name=staff.name)


async def resolve_with_reply(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt) -> None:
    """Resolve the ticket with the words and photos of a reply to its card.

    Raises:
        NotAllowed, AlreadyDone, NoLongerPossible, WordsNeeded, OwnTicket: See `services.tickets.prompting.answer`.
    """
    await _act_with_reply(tx, deps, staff, prompt, Action.RESOLVE)


async def act_late(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt) -> None:
    """Carry out what an answer was meant for that came after its question was over.

    Raises:
        Stale: It is the answer to no such question.
        NotAllowed, AlreadyDone, NoLongerPossible, WordsNeeded, OwnTicket: See `services.tickets.prompting.answer`.
    """
    if not prompt.late_for:
        raise Stale
    await _act_with_reply(tx, deps, staff, prompt, Action(prompt.late_for))


async def _act_with_reply(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, action: Action) -> None:
    report = await prompting.asked(tx, deps, prompt, staff.user_id)
    role = staff.role(deps, report.queue)
    await prompting.carry_out_with(tx, deps, _of(staff, prompt), staff.user_id, role, action)


async def send_to_riders(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt) -> None:
    """Send a reply to the card to the riders.

    Raises NotAllowed, AlreadyDone, NoLongerPossible or OwnTicket, as `services.tickets.prompting.asked`.
    """
    await conversation.send_to_riders(tx, deps, _of(staff, prompt), staff.user_id)


async def keep_as_note(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt) -> None:
    """Keep a reply to the card as a note for staff.

    Raises NotAllowed, AlreadyDone, NoLongerPossible or OwnTicket, as `services.tickets.prompting.asked`.
    """
    await conversation.keep_as_note(tx, deps, _of(staff, prompt), staff.user_id)


async def answer_prompt(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, message: IncomingMessage) -> None:
    """Take the words or photo that a question asked for; a voice message waits with it until one of them comes.

    Raises:
        NotAllowed, AlreadyDone, NoLongerPossible, WordsNeeded, OwnTicket: See `services.tickets.prompting.answer`.
    """
    if prompt.stage is PromptStage.ANSWERED and prompt.user_id == staff.user_id and message.photo is not None:
        await _refuse_rider_of(tx, staff, prompt)
        await prompting.add_late_photo(tx, deps, prompt, message)
        return
    report = await prompting.asked(tx, deps, prompt, staff.user_id)
    if message.clip is not None and not _says_or_shows(prompt, message):
        await prompting.add_part(tx, prompt, message)
        await groups.tell(tx, deps, prompt.chat_id, prompt.thread_id, ClipKept(reply_to=message.message_id))
        return
    await prompting.answer(tx, deps, prompt, staff.user_id, staff.role(deps, report.queue), message)


def _says_or_shows(prompt: Prompt, message: IncomingMessage) -> bool:
    """Return whether there are words or a photo, be it a video's still, in an answer and what came before it."""
    return bool(prompt.words or prompt.photo_ids or message.text or message.photo)
