"""What is wrong with a report called not fixed: the question, and what of the next ten minutes answers it."""

from dataclasses import dataclass, replace
from typing import Final

from domain.geo.place_names import Nearby
from domain.language.intents import Intent
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.joining import Kind, Outcome, are_apart, lacks_place
from domain.reporting.messages import AskedAgain
from domain.reporting.reports import Report
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.outgoing import asked_again_key, to_rider
from services.ports.transaction import Transaction
from services.reporting import joining, place_names, relocating, subjects, waiting

_MINUTE: Final = 60_000
_SECOND: Final = 1000
"""What Telegram's times are exact to: what was sent within the second of the press was sent after it."""

_ANSWERS: Final = frozenset({None, Intent.NUMBER, Intent.COMPLAINT, Intent.PROGRESS})
"""What words may be for that say what is wrong; all others have an answer of their own.

Still not fixed reads like a question about progress, and whoever asks when it will be fixed asks those who fix it.
"""


@dataclass(frozen=True, slots=True)
class AskedAgainView:
    """The question what is wrong with a report.

    `waits` says whether it still takes what comes without a reply, `nearby` is the road or landmark there.
    """

    notice: AskedAgain
    report: Report
    waits: bool
    nearby: Nearby | None = None


async def ask(tx: Transaction, deps: Deps, rider: Rider, report: Report) -> None:
    """Ask a rider who called a report not fixed what is wrong; what they were asked before takes replies alone now."""
    until = deps.clock.now() + deps.limits.prompt_minutes * _MINUTE
    asked = replace(rider, asked_about=report.id, asked_until=until)
    await tx.riders.save(asked)
    if rider.asked_about is not None and rider.asked_until is not None:
        await _redraw(tx, deps, rider, rider.asked_about, rider.asked_until)
    key = asked_again_key(rider.id, report.id, until)
    await tx.outbox.put(to_rider(deps, rider, AskedAgain(report.id), key))
    await tx.timers.put(Timer(TimerKind.ASKED_AGAIN_OVER, f"{rider.id}:{report.id}:{until}", until + 1))


async def end(tx: Transaction, deps: Deps, key: str) -> None:
    """Say below a question whose ten minutes are over that it takes replies now; `key` is its timer's."""
    rider_id, report_id, until = map(int, key.split(":"))
    rider = await tx.riders.get(rider_id)
    if rider is not None:
        await _redraw(tx, deps, rider, report_id, until)


async def _redraw(tx: Transaction, deps: Deps, rider: Rider, report_id: int, until: int) -> None:
    asked = await tx.messages.of_key(asked_again_key(rider.id, report_id, until))
    if asked is not None:
        await tx.outbox.put(to_rider(deps, rider, AskedAgain(report_id, edits=asked.message_id)))


async def subject(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, intent: Intent | None = None
) -> subjects.Subject | None:
    """Return the report about which a rider was asked what is wrong, if a message that is no reply answers that.

    It does not if it was sent before or too late, belongs to a draft that the rider went on with since, was sent from
    another place, names another problem, or is for something else by its `intent`.
    """
    until, sent_at = rider.asked_until or 0, message.sent_at or deps.clock.now()
    asked_at = until - deps.limits.prompt_minutes * _MINUTE
    in_time = asked_at - _SECOND < sent_at <= until
    if rider.asked_about is None or not in_time or message.replied_to is not None or intent not in _ANSWERS:
        return None
    report = await tx.reports.get(rider.asked_about)
    if report is None or _is_another(deps, report, message) or await _is_of_draft(tx, deps, rider, message, asked_at):
        return None
    return subjects.Subject(await subjects.followed(tx, rider, report))


def _is_another(deps: Deps, report: Report, message: IncomingMessage) -> bool:
    """Return whether a message is of another problem: it names one, or comes from elsewhere."""
    if joining.problem_of(deps, message) not in {None, report.category}:
        guesses = {guess.slug for guess in place_names.read_alone(deps, message.text).guesses}
        if report.category not in guesses:
            return True
    given = message.position if relocating.gives_place(message) else None
    places = (each for each in (given, message.photo_position) if each is not None and each.usable)
    return any(are_apart(report.position, place) for place in places)


async def _is_of_draft(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, asked_at: int) -> bool:
    """Return whether a draft takes the message, or would if it had not ended.

    That is one that the rider went on with since they were asked, one with other parts of the same album, and one that
    waits for a bare place.
    """
    parts = await tx.heard.of_album(rider.chat_id, message.album) if message.album else []
    if any(part.draft_id is not None for part in parts):
        return True
    waits = await waiting.taking(tx, deps, rider, message)
    if waits is not None and waits.touched_at > asked_at:
        return True
    decision = await joining.decision_of(tx, deps, rider, message)
    draft = decision.draft or decision.takes_from
    if draft is None:
        return decision.outcome is Outcome.ASK
    is_place = joining.kind_of(deps, message) in {Kind.PLACE, Kind.WHERE} and lacks_place(draft)
    return draft.touched_at > asked_at or is_place


@gather.register
async def asked_again_view(meaning: AskedAgain, reading: Reading) -> AskedAgainView | None:
    """Return the question as it stands; None in a group, or if there is no such report."""
    report, rider = await reading.tx.reports.get(meaning.report_id), reading.rider
    if report is None or rider is None:
        return None
    waits = rider.asked_about == report.id and reading.deps.clock.now() <= (rider.asked_until or 0)
    return AskedAgainView(meaning, report, waits, await geocoding.nearby(reading.tx, reading.deps, report.position))
