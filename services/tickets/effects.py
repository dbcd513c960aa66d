"""The effects of a transition: one function for each name in the transition table."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace

from domain.district.catalogue import PhotoRule
from domain.district.routing import Reason, ReasonKind
from domain.errors import AlreadyDone, NeverShown
from domain.messages import Notice, Precedence
from domain.people.points import Merit
from domain.reporting.messages import ExtendedTold, ResolvedTold, StatusTold
from domain.reporting.reports import SYSTEM, Actor, ActorKind, Report, Status
from domain.tickets.lifecycle import WORDS_FOR_RIDERS, Action, Effect, RejectReason, Transition
from domain.tickets.messages import HandedOver, Reopened, Unmerged
from services.deps import Deps
from services.outgoing import status_key, to_rider
from services.people.awarding import award, credit, credit_mentor, take_back, was_new
from services.people.riders import show_receipt
from services.ports.transaction import Transaction
from services.tickets import clocks, duplicates, photo_hash, proof, routes, spot_checks
from services.tickets.cards import nudge, show_card
from services.tickets.impartiality import acted


@dataclass(frozen=True, slots=True)
class Change:
    """A transition in progress: the report before and after, the table row, the actor; the rest as in `Request`."""

    before: Report
    after: Report
    row: Transition
    actor: Actor
    words: str
    detail: Mapping[str, str]
    event_id: int
    quiet_ms: int


async def _award_routed(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Credit the reporter of a picture that is new; a report that just came has met no staff yet."""
    report = change.after
    if await photo_hash.shown_before(tx, report) is None:
        await credit(tx, deps, Merit.ROUTED, report, report.rider_id)
    return change


async def _award_accepted(tx: Transaction, deps: Deps, change: Change) -> Change:
    report = change.after
    if not await was_new(tx, report):
        return change
    await award(tx, deps, Merit.ACCEPTED, report, report.rider_id)
    if report.urgent:
        await award(tx, deps, Merit.URGENT, report, report.rider_id)
    return change


async def _award_answer(tx: Transaction, deps: Deps, change: Change) -> Change:
    own = change.actor.id == change.after.rider_id
    if not own or await was_new(tx, change.after):
        merit = Merit.ANSWERED if own else Merit.CHECKED
        await award(tx, deps, merit, change.after, change.actor.id)
    if change.after.status is Status.CONFIRMED:
        await credit_mentor(tx, deps, change.after)
    return change


async def _take_back(tx: Transaction, deps: Deps, change: Change) -> Change:
    await take_back(tx, deps, change.after)
    return change


async def _take_back_if_false(tx: Transaction, deps: Deps, change: Change) -> Change:
    if change.detail["reason"] == RejectReason.FALSE:
        await take_back(tx, deps, change.after)
    return change


async def _tell_riders(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Tell the reporter and the witnesses of the change once, except the rider who made it.

    That a hold merely ran out is no news, nor that it ended where nobody has begun.
    """
    resumes = change.row.action is Action.RESUME
    if resumes and (change.actor == SYSTEM or change.after.status is not Status.IN_PROGRESS):
        return change
    until, words = int(change.detail.get("until", 0)), change.words if change.row.action in WORDS_FOR_RIDERS else ""
    if change.row.action is Action.EXTEND:
        await _to_riders(tx, deps, change, ExtendedTold(change.after.id, until, words))
        await _to_also_seen(tx, deps, change, ExtendedTold(change.after.id, until))
        return change
    notice = StatusTold(
        change.after.id,
        change.after.status.value,
        words=words,
        queue=change.detail.get("queue", ""),
        reason=change.detail.get("reason", ""),
        until=until,
    )
    holders = await tx.slips.holders(change.after.id) if notice.reason == RejectReason.FALSE else frozenset()
    await _to_riders(tx, deps, change, notice, holders)
    await _to_also_seen(tx, deps, change, replace(notice, words="", brief=True))
    return change


async def _ask_riders(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Send riders the after-photo and ask whether the problem is fixed."""
    await _to_riders(tx, deps, change, ResolvedTold(change.after.id, change.words))
    await _to_also_seen(tx, deps, change, StatusTold(change.after.id, change.after.status.value, brief=True))
    return change


async def _to_riders(
    tx: Transaction, deps: Deps, change: Change, notice: Notice, holders: Collection[int] = ()
) -> None:
    """Tell the reporter and the witnesses; `holders`, by their ids, also that their delay slips hold no longer."""
    precedence, now = Precedence.URGENT if change.after.urgent else Precedence.STATUS, deps.clock.now()
    not_before = now + change.quiet_ms if change.quiet_ms else 0
    for rider in await tx.riders.of_report(change.after.id):
        if change.actor.kind is ActorKind.RIDER and change.actor.id == rider.id:
            continue
        key = status_key(change.event_id, rider.id)
        told = replace(notice, slip=True) if isinstance(notice, StatusTold) and rider.id in holders else notice
        await tx.outbox.put(to_rider(deps, rider, told, key, precedence, not_before))


async def _to_also_seen(tx: Transaction, deps: Deps, change: Change, notice: Notice) -> None:
    """Tell those who have only also seen it the status alone: neither words nor photos of anybody."""
    for rider in await tx.riders.also_seen(change.after.id):
        key = status_key(change.event_id, rider.id)
        await tx.outbox.put(to_rider(deps, rider, notice, key, Precedence.STATUS))


async def _show_receipt(tx: Transaction, deps: Deps, change: Change) -> Change:
    await show_receipt(tx, deps, change.after)
    return change


async def _tell_queue(tx: Transaction, deps: Deps, change: Change) -> Change:
    report = change.after
    await nudge(tx, deps, report, Reopened(report.id, report.queue, change.words), str(change.event_id))
    return change


async def _tell_unmerged(tx: Transaction, deps: Deps, change: Change) -> Change:
    report = change.after
    await nudge(tx, deps, report, Unmerged(report.id, report.queue), str(change.event_id))
    return change


async def _send_to_triage(tx: Transaction, deps: Deps, change: Change) -> Change:
    reason = Reason(ReasonKind.BOUNCED, change.after.category, change.after.community)
    return await _move(tx, deps, change, deps.district.triage.id, reason)


async def _send_to_queue(tx: Transaction, deps: Deps, change: Change) -> Change:
    reason = Reason(ReasonKind.ASSIGNED, change.after.category, change.after.community)
    return await _move(tx, deps, change, change.detail["queue"], reason)


async def _route_anew(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Send the report to the queue of its place, which its reporter has put right."""
    route = routes.of(deps, change.after)
    return await _move(tx, deps, change, route.queue.id, route.reason)


async def _move(tx: Transaction, deps: Deps, change: Change, queue: str, reason: Reason) -> Change:
    moved = replace(change.after, queue=queue, route_reason=routes.encode(reason), holder="", holder_id=None)
    await show_card(tx, deps, moved, change.before.queue)
    return replace(change, after=moved)


async def _join_original(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Make the reporter and the witnesses of the duplicate witnesses of the original, but none of its staff.

    Those who have only also seen it stay that.
    """
    original = await goes_on_as(tx, int(change.detail["original"]), change.after.id)
    if original is None:
        return change
    await duplicates.learn_merge(tx, deps, change.after, original)
    now, joined = deps.clock.now(), 0
    for rider in await tx.riders.of_report(change.after.id):
        if rider.id != original.rider_id and not await _acted_on_either(tx, rider.id, change.after, original):
            joined += await tx.reports.add_witness(original.id, rider.id, now)
    for rider in await tx.riders.also_seen(change.after.id):
        if rider.id != original.rider_id and not await _acted_on_either(tx, rider.id, change.after, original):
            await tx.reports.add_witness(original.id, rider.id, now, proven=False)
    if joined:
        original = await tx.reports.save(replace(original, witnesses=original.witnesses + joined))
        await show_card(tx, deps, original)
    return replace(change, after=replace(change.after, original=original.id))


async def goes_on_as(tx: Transaction, original_id: int, duplicate_id: int) -> Report | None:
    """Return the report in which this one goes on, which may itself have been merged meanwhile, or None."""
    passed = {duplicate_id}
    original = await tx.reports.get(original_id)
    while original is not None and original.original is not None and original.id not in passed:
        passed.add(original.id)
        original = await tx.reports.get(original.original)
    return original if original is not None and original.id not in passed else None


async def _acted_on_either(tx: Transaction, rider_id: int, report: Report, original: Report) -> bool:
    return await acted(tx, rider_id, report) or await acted(tx, rider_id, original)


async def _start_clocks(tx: Transaction, deps: Deps, change: Change) -> Change:
    is_new = change.row.action is Action.ROUTE  # it came with its limits
    report = change.after if is_new else clocks.with_limits(deps, change.after)
    await clocks.start(tx, deps, report, is_new=is_new)
    return replace(change, after=report)


async def _resume_clocks(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Let the limits go on with the time that was left when the report's clocks stopped."""
    now = deps.clock.now()
    report = clocks.goes_on(deps, change.after, _stopped(change, now), now)
    await clocks.start(tx, deps, report)
    return replace(change, after=report)


async def _reopen_clocks(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Let them go on as after a hold, but for the first answer, which is promised anew."""
    report = clocks.reopened(deps, change.after, _stopped(change, deps.clock.now()))
    report = replace(report, reopenings=report.reopenings + 1)
    await clocks.start(tx, deps, report)
    return replace(change, after=report)


def _stopped(change: Change, now: int) -> int:
    return now if change.before.stopped_at is None else change.before.stopped_at


async def _extend_limit(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Put the day that staff named in place of the limit."""
    report = clocks.extended(deps, change.after, int(change.detail["until"]))
    report = replace(report, extensions=report.extensions + 1)
    await clocks.start(tx, deps, report)
    return replace(change, after=report)


async def _start_closing(tx: Transaction, deps: Deps, change: Change) -> Change:
    await clocks.start_closing(tx, deps, change.after)
    return change


async def _start_hold(tx: Transaction, _: Deps, change: Change) -> Change:
    await clocks.start_hold(tx, change.after)
    return change


async def _end_call(tx: Transaction, deps: Deps, change: Change) -> Change:
    """End the call to riders that was begun of a report which is resolved: the person is found."""
    await clocks.end_call(tx, deps, change.after, found=True)
    return change


async def _forget_photos(tx: Transaction, deps: Deps, change: Change) -> Change:
    await clocks.end_call(tx, deps, change.after, found=False)
    category = deps.district.catalogue.get(change.after.category)
    if category is not None and category.photo is PhotoRule.NEVER_SHOWN:
        await clocks.start_forgetting(tx, deps, change.after)
    return change


async def _redraw_checks(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Take the keys off the questions to riders who passed."""
    await spot_checks.redraw(tx, deps, change.after)
    return change


async def _show_riders(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Show before and after to witnesses and to who was asked on the spot, where the question to them stands.

    Raises:
        AlreadyDone: That it may be shown was said before.
        NeverShown: Nothing of this category is.
    """
    if change.before.may_be_shown:
        raise AlreadyDone
    if proof.is_private(deps, change.before):
        raise NeverShown
    report = replace(change.after, may_be_shown=True)
    resolved = [each for each in await tx.reports.events(report.id) if each.action == Action.RESOLVE.value]
    for rider in await tx.riders.of_report(report.id) if resolved else ():
        asked = await tx.messages.of_key(status_key(resolved[-1].id, rider.id))
        if asked is not None and rider.id != report.rider_id:
            notice = ResolvedTold(report.id, resolved[-1].words, edits=asked.message_id)
            await tx.outbox.put(to_rider(deps, rider, notice, precedence=Precedence.STATUS))
    await spot_checks.redraw(tx, deps, report)
    return replace(change, after=report)


async def _take_over(_: Transaction, __: Deps, change: Change) -> Change:
    """Let whoever pressed have it, or the colleague whom they chose."""
    to, name = int(change.detail.get("to", change.actor.id)), change.detail.get("name", change.actor.name)
    return replace(change, after=replace(change.after, holder=name, holder_id=to))


async def _tell_colleague(tx: Transaction, deps: Deps, change: Change) -> Change:
    report = change.after
    told = HandedOver(report.id, report.queue, to=report.holder_id or 0, called=report.holder, by=change.actor.name)
    await nudge(tx, deps, report, told, str(change.event_id))
    return change


async def _reroute(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Send a corrected ticket to its queue, where its limits start anew; where it stays they are shortened alone."""
    after, fresh = change.after, clocks.with_limits(deps, change.after)
    if "queue" in change.detail:
        moved = replace(after, queue=change.detail["queue"])
        if after.category in deps.district.catalogue:  # else what was promised is still the best that is known
            moved = clocks.with_limits(deps, moved)
        await show_card(tx, deps, moved, change.before.queue)
    elif "category" not in change.detail or not _hurries_more(after, fresh):
        return change
    else:
        moved = fresh
    await clocks.start(tx, deps, moved)
    return replace(change, after=moved)


async def _hand_on(tx: Transaction, deps: Deps, change: Change) -> Change:
    """Give a ticket to another queue as it is, with its status and its limits."""
    if "queue" not in change.detail:
        return change
    moved = replace(change.after, queue=change.detail["queue"])
    await show_card(tx, deps, moved, change.before.queue)
    return replace(change, after=moved)


def _hurries_more(report: Report, fresh: Report) -> bool:
    return fresh.due_at is not None and (report.due_at is None or fresh.due_at < report.due_at)


EFFECTS: Mapping[Effect, Callable[[Transaction, Deps, Change], Awaitable[Change]]] = {
    Effect.AWARD_ROUTED: _award_routed,
    Effect.AWARD_ACCEPTED: _award_accepted,
    Effect.AWARD_ANSWER: _award_answer,
    Effect.TAKE_BACK: _take_back,
    Effect.TAKE_BACK_IF_FALSE: _take_back_if_false,
    Effect.TELL_RIDERS: _tell_riders,
    Effect.ASK_RIDERS: _ask_riders,
    Effect.SHOW_RECEIPT: _show_receipt,
    Effect.TELL_QUEUE: _tell_queue,
    Effect.TELL_UNMERGED: _tell_unmerged,
    Effect.SEND_TO_TRIAGE: _send_to_triage,
    Effect.SEND_TO_QUEUE: _send_to_queue,
    Effect.ROUTE_ANEW: _route_anew,
    Effect.JOIN_ORIGINAL: _join_original,
    Effect.START_CLOCKS: _start_clocks,
    Effect.RESUME_CLOCKS: _resume_clocks,
    Effect.REOPEN_CLOCKS: _reopen_clocks,
    Effect.EXTEND_LIMIT: _extend_limit,
    Effect.START_CLOSING: _start_closing,
    Effect.START_HOLD: _start_hold,
    Effect.END_CALL: _end_call,
    Effect.FORGET_PHOTOS: _forget_photos,
    Effect.REDRAW_CHECKS: _redraw_checks,
    Effect.SHOW_RIDERS: _show_riders,
    Effect.TAKE_OVER: _take_over,
    Effect.TELL_COLLEAGUE: _tell_colleague,
    Effect.REROUTE: _reroute,
    Effect.HAND_ON: _hand_on,
}
