"""What the keys of a draft's card do."""

from dataclasses import replace

from domain.errors import NotTheirs, Stale
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu, DraftStage
from domain.reporting.messages import NearPhoto
from domain.reporting.spots import rooted
from services.deps import Deps
from services.outgoing import location_asked, talk_key, to_rider
from services.ports.transaction import Transaction
from services.reporting import drafts, duplicates, position_conflict
from services.tickets.proof import is_shown


async def open_menu(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, menu: DraftMenu) -> None:
    """Show a menu on the draft's card, or close it if it is open.

    The place menu also asks the phone for its location, unless all was forwarded.

    Raises DraftGone or NotTheirs, as `own_draft`.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    chosen = DraftMenu.CARD if draft.menu is menu else menu
    asks_key = chosen is DraftMenu.PLACE and not draft.foreign
    asked_at = deps.clock.now() if asks_key else draft.place_asked_at
    await drafts.settle(tx, deps, rider, replace(draft, menu=chosen, place_asked_at=asked_at))
    if asks_key:
        await tx.outbox.put(location_asked(deps, rider, draft_id))


async def choose_category(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, slug: str) -> None:
    """Set the category that the rider chose.

    Raises:
        DraftGone, NotTheirs: See `own_draft`.
        KeyError: The catalogue has no such slug.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    category = deps.district.catalogue[slug]
    draft = replace(draft, category=category.slug, category_chosen=True, menu=DraftMenu.CARD)
    await drafts.settle(tx, deps, rider, draft)


async def confirm_old_place(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Accept a position that is more than a day old. Raises DraftGone or NotTheirs, as `own_draft`."""
    draft = await drafts.own_draft(tx, rider, draft_id)
    await drafts.settle(tx, deps, rider, replace(draft, position_confirmed=True))


async def choose_place(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, mark: str) -> None:
    """Take the one of the draft's two positions with this mark (see `services.reporting.position_conflict.mark`).

    Raises:
        DraftGone, NotTheirs: See `own_draft`.
        Stale: Neither position has this mark.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    chosen = replace(position_conflict.chosen(deps, rooted(draft), mark), menu=DraftMenu.CARD)
    await drafts.settle(tx, deps, rider, chosen)


async def is_different(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Note that none of the nearby reports shown is of this problem, so that the draft can be submitted.

    Raises DraftGone or NotTheirs, as `own_draft`.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    declined = await duplicates.declined(tx, deps, draft, deps.clock.now())
    await drafts.settle(tx, deps, rider, replace(draft, near_declined=declined))


async def show_near_photo(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, report_id: int, card: int) -> None:
    """Send the photo of a report that the card, message `card`, asks about: the rider's own, or what may be shown.

    Raises:
        DraftGone, NotTheirs: See `own_draft`; NotTheirs for a photo that may not be shown, too.
        Stale: The card does not ask about this report, or it is gone.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    report = await tx.reports.get(report_id) if report_id in draft.near_shown else None
    if report is None:
        raise Stale
    if report.rider_id != rider.id and not is_shown(deps, report):
        raise NotTheirs
    key = talk_key(rider, f"near:{report.id}", deps.clock.now())
    await tx.outbox.put(to_rider(deps, rider, NearPhoto(report.id, reply_to=card), key))


async def clear_note(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Delete the draft's note. Raises DraftGone or NotTheirs, as `own_draft`."""
    draft = await drafts.own_draft(tx, rider, draft_id)
    await drafts.settle(tx, deps, rider, replace(draft, note_parts=(), menu=DraftMenu.CARD))


async def cancel(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Cancel the draft. Raises DraftGone or NotTheirs, as `own_draft`."""
    draft = await drafts.own_draft(tx, rider, draft_id)
    await drafts.end(tx, deps, rider, draft, DraftStage.CANCELLED)
