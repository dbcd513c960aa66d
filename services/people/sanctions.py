"""Mutes and bans: what supervisors did against a rider holds wherever the rider acts, until it ends by itself."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import Final

from domain.errors import Barred, RiderLeft
from domain.people.messages import BarredTold, SanctionTold
from domain.people.riders import Rider
from domain.people.sanctions import UNTIL_LIFTED, Sanction, SanctionKind, SanctionReason
from domain.reporting.drafts import Draft
from domain.reporting.reports import Actor
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import talk_key, to_rider
from services.ports.transaction import Transaction
from services.supervisor_keys import sanction_key

_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Act:
    """What a supervisor chose: `days` until its end, UNTIL_LIFTED for none; a lift has no reason."""

    kind: SanctionKind
    reason: SanctionReason | None = None
    days: int = UNTIL_LIFTED


def person_of(deps: Deps, chat_id: int) -> str:
    """Return by what the person of a private chat is known again; it tells nobody else who that is."""
    return hmac.new(deps.person_key, str(chat_id).encode(), hashlib.sha256).hexdigest()


def refuse_banned(deps: Deps, rider: Rider, draft: Draft | None = None) -> None:
    """Check that a rider may do what a ban forbids; a `draft` of a danger to life they may report all the same.

    Raises:
        Barred: They are banned.
    """
    if is_banned(deps, rider) and not (draft is not None and draft.danger is not None):
        reason = rider.barred_for.value if rider.barred_for is not None else ""
        raise Barred(reason, rider.barred_until or 0, talk_key(rider, "banned", deps.clock.now()))


def is_banned(deps: Deps, rider: Rider) -> bool:
    """Return whether a rider may neither report, witness, answer nor check now."""
    return rider.barred_now(deps.clock.now()) is SanctionKind.BAN


def is_silenced(deps: Deps, rider: Rider) -> bool:
    """Return whether nothing is passed on that a rider writes beside reports: they are muted, or banned."""
    return rider.barred_now(deps.clock.now()) is not None


async def tell_barred(tx: Transaction, deps: Deps, rider: Rider, reply_to: int) -> None:
    """Say that what a rider sent goes to nobody; to whoever goes on once a minute."""
    if rider.barred is None or rider.barred_for is None:
        return
    told = BarredTold(rider.barred.value, rider.barred_for.value, rider.barred_until or 0, reply_to=reply_to)
    await tx.outbox.put(to_rider(deps, rider, told, talk_key(rider, "barred", deps.clock.now())))


async def impose(tx: Transaction, deps: Deps, actor: Actor, rider_id: int, report_id: int, act: Act) -> None:
    """Mute or ban, and tell the rider once; what was in force before is over. `report_id` is where they were found.

    Raises:
        RiderLeft: There is nobody left to mute or to ban.
    """
    rider = await tx.riders.get(rider_id)
    if rider is None or act.reason is None:
        raise RiderLeft
    now, made_id, person = deps.clock.now(), deps.ids.new(), person_of(deps, rider.chat_id)
    until = now + act.days * _DAY_MS if act.days else None
    made = Sanction(
        made_id, made_id, rider_id, person, act.kind, act.reason, now, until, report_id, actor.id, actor.name
    )
    await _put(tx, deps, made)
    if act.kind is SanctionKind.BAN:
        await tx.timers.put(Timer(TimerKind.SEATS, round_key(rider_id, now), now))


async def lift(tx: Transaction, deps: Deps, actor: Actor, holds: Sanction, report_id: int) -> None:
    """Lift what `holds`, and tell the rider once, also under another id by which they have come back since."""
    now, chain = deps.clock.now(), await tx.sanctions.begun(holds.begun_id)
    person = next((each.person for each in chain if each.person), "")
    for rider_id in dict.fromkeys(each.rider_id for each in chain):
        lifted = replace(
            holds, id=deps.ids.new(), rider_id=rider_id, person=person, kind=SanctionKind.LIFT, reason=None,
            at=now, until=now, report_id=report_id, by_id=actor.id, by_name=actor.name,
        )  # fmt: skip
        await _put(tx, deps, lifted)


async def _put(tx: Transaction, deps: Deps, sanction: Sanction) -> None:
    await tx.sanctions.add(sanction)
    rider = await tx.riders.get(sanction.rider_id)
    if rider is None:
        return
    await tx.riders.save(barred_by(rider, sanction))
    reason = sanction.reason.value if sanction.reason is not None else ""
    lasts = sanction.until if sanction.kind is not SanctionKind.LIFT else None
    told = SanctionTold(sanction.kind.value, reason, lasts or 0)
    await tx.outbox.put(to_rider(deps, rider, told, sanction_key(sanction.id)))


def barred_by(rider: Rider, sanction: Sanction) -> Rider:
    """Return the rider as an act leaves them."""
    if sanction.kind is SanctionKind.LIFT:
        return replace(rider, barred=None, barred_for=None, barred_until=None)
    return replace(rider, barred=sanction.kind, barred_for=sanction.reason, barred_until=sanction.until)


async def known_again(tx: Transaction, deps: Deps, rider: Rider) -> Rider:
    """Return a new rider with what is in force against the same person, who had themselves erased meanwhile."""
    before = await tx.sanctions.of_person(person_of(deps, rider.chat_id))
    if before is None or not before.is_in_force(deps.clock.now()):
        return rider
    await tx.sanctions.add(replace(before, id=deps.ids.new(), rider_id=rider.id))
    return barred_by(rider, before)
