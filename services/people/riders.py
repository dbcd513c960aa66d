"""A rider meets the bot, agrees to its terms, chooses a language, mutes the digest."""

from dataclasses import replace

from domain.district.district import LANGUAGES
from domain.messages import DraftCard, Notice, Outgoing, Precedence
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.reports import Report
from services.deps import Deps
from services.ports.transaction import Transaction


async def meet(tx: Transaction, deps: Deps, chat_id: int, telegram_language: str | None) -> Rider:
    """The rider of a private chat, made at the first meeting; whoever writes is reachable again."""
    rider = await tx.riders.by_chat(chat_id)
    if rider is None:
        rider = Rider(
            id=deps.ids.new(),
            chat_id=chat_id,
            language=language_of(telegram_language),
            consent=0,
            muted=False,
            reachable=True,
            last_place=None,
            last_place_at=None,
            created_at=deps.clock.now(),
        )
        await tx.riders.save(rider)
    elif not rider.reachable:
        rider = replace(rider, reachable=True)
        await tx.riders.save(rider)
    return rider


def language_of(telegram_language: str | None) -> str | None:
    """Our language for Telegram's (an IETF tag such as `zh-hans` or `en-GB`); None where we speak neither."""
    primary = (telegram_language or "").lower().split("-")[0]
    return primary if primary in LANGUAGES else None


def spoken(deps: Deps, rider: Rider) -> str:
    """The language to write to this rider in."""
    return rider.language or deps.district.default_language


def to_rider(deps: Deps, rider: Rider, key: str, meaning: Notice, precedence: Precedence) -> Outgoing:
    """A notice on its way to a rider."""
    return Outgoing(
        key=key,
        chat_id=rider.chat_id,
        thread_id=None,
        precedence=precedence,
        meaning=meaning,
        language=spoken(deps, rider),
    )


async def answer(tx: Transaction, deps: Deps, rider: Rider, notice: Notice) -> None:
    """Tell a rider something at once, as the answer to what they just did."""
    outgoing = to_rider(deps, rider, f"answer:{deps.ids.new()}", notice, Precedence.ANSWER)
    await tx.outbox.put(outgoing, deps.clock.now())


async def welcome(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Show the first screen, with *I agree* until the current terms are agreed to."""
    fields = {"agreed": "yes"} if rider.agreed else {}
    await answer(tx, deps, rider, Notice("welcome", fields=fields))


async def agree(tx: Transaction, deps: Deps, rider: Rider, message_id: int) -> Rider:
    """Keep the version agreed to; a draft that waited for it shows its card."""
    rider = replace(rider, consent=CONSENT_VERSION)
    await tx.riders.save(rider)
    await answer(tx, deps, rider, Notice("welcome", fields={"agreed": "yes"}, edits=message_id))
    draft = await tx.drafts.open_of(rider.id)
    if draft is not None:
        await tx.outbox.put(draft_card(deps, rider, draft.id), deps.clock.now())
    return rider


def draft_card(deps: Deps, rider: Rider, draft_id: int, not_before: int = 0) -> Outgoing:
    """The rider's card of a draft on its way."""
    return Outgoing(
        key=f"draft:{draft_id}",
        chat_id=rider.chat_id,
        thread_id=None,
        precedence=Precedence.ANSWER,
        meaning=DraftCard(draft_id),
        not_before=not_before,
        language=spoken(deps, rider),
    )


async def show_receipt(tx: Transaction, deps: Deps, report: Report) -> None:
    """Bring the reporter's receipt up to date: how it stands, and *withdraw* no longer than it is possible."""
    reporter = await tx.riders.get(report.rider_id)
    if reporter is not None:
        await tx.outbox.put(draft_card(deps, reporter, report.id), deps.clock.now())


async def choose_language(tx: Transaction, deps: Deps, rider: Rider, language: str, message_id: int) -> Rider:
    """Write to this rider in `language` from now on, the question and an open draft's card included."""
    rider = replace(rider, language=language)
    await tx.riders.save(rider)
    await answer(tx, deps, rider, Notice("language", edits=message_id))
    draft = await tx.drafts.open_of(rider.id)
    if draft is not None and rider.agreed:
        await tx.outbox.put(draft_card(deps, rider, draft.id), deps.clock.now())
    return rider


async def mute(tx: Transaction, rider: Rider, *, muted: bool) -> Rider:
    """Send this rider no weekly digest, or send it again."""
    rider = replace(rider, muted=muted)
    await tx.riders.save(rider)
    return rider


async def set_reachable(tx: Transaction, chat_id: int, *, reachable: bool) -> None:
    """Note whether the bot can write to the rider of this chat, where there is one."""
    rider = await tx.riders.by_chat(chat_id)
    if rider is not None and rider.reachable != reachable:
        await tx.riders.save(replace(rider, reachable=reachable))
