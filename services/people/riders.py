"""Riders: their first contact, agreement to the terms, language and digest."""

import hashlib
from dataclasses import replace

from domain.district.district import LANGUAGES
from domain.errors import ConsentMissing
from domain.people.messages import AgreeFirst, KeptUntilAgreed, LanguageAsked, Welcome
from domain.people.riders import CONSENT_VERSION, Rider, Terms
from domain.reporting.reports import Report
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import answer, draft_card, location_asked
from services.people import sanctions
from services.ports.transaction import Transaction

_MARK = 10
_DAY_MS, _MINUTE_MS = 86_400_000, 60_000


async def meet(tx: Transaction, deps: Deps, chat_id: int, telegram_language: str | None) -> Rider:
    """Return the rider of a private chat, creating one at the first message; the rider counts as reachable again."""
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
        rider = await sanctions.known_again(tx, deps, rider)
        await tx.riders.save(rider)
    elif not rider.reachable:
        rider = replace(rider, reachable=True)
        await tx.riders.save(rider)
    return rider


def language_of(telegram_language: str | None) -> str | None:
    """Return our language for Telegram's (an IETF tag such as `zh-hans` or `en-GB`); None if we have no match."""
    primary = (telegram_language or "").lower().split("-")[0]
    return primary if primary in LANGUAGES else None


async def welcome(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Send the first screen, with *I agree* until the rider has agreed to the current terms."""
    terms = deps.terms
    agreed = rider.agreed(terms)
    by_link = bool(rider.start_link) and not agreed
    await answer(tx, deps, rider, Welcome(agreed, terms.photos_to, terms.voices_to, by_link=by_link))
    await _is_first(tx, deps, f"welcome:{_terms_of(deps, rider)}", _DAY_MS)


async def ask_to_agree(
    tx: Transaction, deps: Deps, rider: Rider, line: KeptUntilAgreed | AgreeFirst, once: str
) -> None:
    """Answer what a rider sends who has not agreed: by the first screen, which says what becomes of it.

    If that stands there since a day at most, say one `line`. Whoever has agreed before, or met the bot over a day ago,
    gets it in brief. What is sent in a hurry is answered by one line a minute, and what has the same `once`, as an
    album's parts, once.
    """
    whose = _terms_of(deps, rider)
    if not await _is_first(tx, deps, f"unagreed:{whose}:{once}", _DAY_MS):
        return
    if await _is_first(tx, deps, f"welcome:{whose}", _DAY_MS):
        is_kept = isinstance(line, KeptUntilAgreed)
        screen = Welcome(
            photos_to=deps.photos_to,
            voices_to=deps.voices_to,
            waits=is_kept,
            lost=not is_kept,
            brief=not _is_stranger(deps, rider),
            news=rider.news(deps.terms) if rider.consent else (),
            reply_to=line.reply_to,
        )
        await answer(tx, deps, rider, screen)
    elif await _is_first(tx, deps, f"unagreed:{whose}", _MINUTE_MS):
        await answer(tx, deps, rider, line)


def _is_stranger(deps: Deps, rider: Rider) -> bool:
    """Return whether a rider may never have seen the first screen."""
    return not rider.consent and deps.clock.now() - rider.created_at < _DAY_MS


def _terms_of(deps: Deps, rider: Rider) -> str:
    return f"{rider.id}:{CONSENT_VERSION}:{terms_mark(deps.terms)}"


async def _is_first(tx: Transaction, deps: Deps, key: str, period_ms: int) -> bool:
    return (await tx.paces.spend(key, deps.clock.now(), period_ms)).used == 1


def terms_mark(terms: Terms) -> str:
    """Return the mark of the hosts that the terms name, for the key that agrees to them; "" for none.

    Photos alone are marked as they were before there were recordings.
    """
    named = f"{terms.photos_to}\n{terms.voices_to}".rstrip("\n")
    return hashlib.sha256(named.encode()).hexdigest()[:_MARK] if named else ""


async def agree(tx: Transaction, deps: Deps, rider: Rider, message_id: int, mark: str) -> Rider:
    """Record agreement to the terms with this mark; show the cards of the drafts that waited, and remind of them later.

    Raises:
        ConsentMissing: These are not the current terms.
    """
    if mark != terms_mark(deps.terms):
        raise ConsentMissing
    brief = not _is_stranger(deps, rider)
    rider = replace(rider, consent=CONSENT_VERSION, photos_to=deps.photos_to, voices_to=deps.voices_to)
    await tx.riders.save(rider)
    waiting = await tx.drafts.open_of(rider.id)
    screen = Welcome(
        rider.agreed(deps.terms),
        deps.photos_to,
        deps.voices_to,
        waits=bool(waiting),
        brief=brief,
        by_link=bool(rider.start_link),
        edits=message_id,
    )
    await answer(tx, deps, rider, screen)
    for draft in waiting:
        await tx.outbox.put(draft_card(deps, rider, draft.id))
    now, wait = deps.clock.now(), deps.limits.draft_reminder_minutes * _MINUTE_MS
    await tx.timers.put_all(
        [Timer(TimerKind.DRAFT_REMINDER, round_key(draft.id, now), now + wait) for draft in waiting]
    )
    asking = [draft for draft in waiting if draft.place_asked_at is not None]
    if asking:
        await tx.outbox.put(location_asked(deps, rider, asking[-1].id))
    return rider


async def show_receipt(tx: Transaction, deps: Deps, report: Report) -> None:
    """Queue the reporter's receipt again with the present status and buttons."""
    reporter = await tx.riders.get(report.rider_id)
    if reporter is not None:
        await tx.outbox.put(draft_card(deps, reporter, report.id))


async def choose_language(tx: Transaction, deps: Deps, rider: Rider, language: str, message_id: int) -> Rider:
    """Set the rider's language; redraw the question and the cards of open drafts in it."""
    rider = replace(rider, language=language)
    await tx.riders.save(rider)
    await answer(tx, deps, rider, LanguageAsked(edits=message_id))
    for draft in await tx.drafts.open_of(rider.id) if rider.agreed(deps.terms) else ():
        await tx.outbox.put(draft_card(deps, rider, draft.id))
    return rider


async def set_reachable(tx: Transaction, chat_id: int, *, reachable: bool) -> None:
    """Record whether the bot can write to the rider of this chat, if there is one."""
    rider = await tx.riders.by_chat(chat_id)
    if rider is not None and rider.reachable != reachable:
        await tx.riders.save(replace(rider, reachable=reachable))
