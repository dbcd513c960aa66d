"""The proof of a repair: what makes it doubtful, so that staff are asked before it goes out, and what they confirm."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from domain.district.catalogue import PhotoRule
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.tickets.proof import Doubt, NoPhoto, is_far, is_tiny, metres_away
from domain.tickets.staff import Prompt
from services.deps import Deps
from services.ports.transaction import Transaction

PROOF: Final = "proof"
"""The action of the question whether a ticket is to be resolved with what makes doubtful."""


async def measured(tx: Transaction, prompt: Prompt, message: IncomingMessage | None) -> Prompt:
    """Return the question with how far from the report's place the nearest of its photos was taken."""
    if message is None or message.photo_position is None:
        return prompt
    report = await tx.reports.get(prompt.report_id)
    away = metres_away(report.position, message.photo_position) if report is not None else None
    known = [metres for metres in (prompt.away_m, away) if metres is not None]
    return replace(prompt, away_m=min(known, default=None))


async def doubts(tx: Transaction, deps: Deps, report: Report, prompt: Prompt) -> tuple[Doubt, ...]:
    """Return what makes these words and photos doubtful as a proof; () for nothing."""
    if not prompt.photo_ids:
        category = deps.district.catalogue.get(report.category)
        wants_none = category is None or category.photo is PhotoRule.NEVER_SHOWN
        return () if wants_none else (Doubt.NO_PHOTO,)
    found = {
        Doubt.FAR: prompt.away_m is not None and is_far(report.position, prompt.away_m),
        **await _seen_before(tx, report, prompt.photo_ids),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


async def _seen_before(tx: Transaction, report: Report, photo_ids: Iterable[int]) -> Mapping[Doubt, bool]:
    uses = [use for photo_id in photo_ids for use in await tx.photos.uses(photo_id, report.id)]
    here = any(use.report_id == report.id and use.role is not PhotoRole.SAID for use in uses)
    repairs = {use.report_id for use in uses if use.role is PhotoRole.AFTER}
    photos = await tx.photos.by_ids(photo_ids)
    return {
        Doubt.SAME_HERE: here,
        Doubt.SAME_ELSEWHERE: not here and bool(repairs - {report.id}),
        Doubt.TINY: bool(photos) and all(map(is_tiny, photos)),
    }


def is_private(deps: Deps, report: Report) -> bool:
    """Return whether nobody but its reporter ever sees pictures of a report."""
    category = deps.district.catalogue.get(report.category)
    return category is None or not category.may_show


def is_shown(deps: Deps, report: Report) -> bool:
    """Return whether other riders may see the reporter's photo, as staff said and nothing forbids it."""
    return report.may_be_shown and not is_private(deps, report)


def offered(deps: Deps, report: Report, actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return the actions without *may be shown* where there is nothing to show, or it was said already."""
    shows = any(not photo.role.is_staffs for photo in report.photos) and not report.may_be_shown
    return tuple(each for each in actions if each is not Action.MAY_SHOW or (shows and not is_private(deps, report)))


def confirmed(prompt: Prompt, why: NoPhoto | None = None) -> dict[str, str]:
    """Return what staff have confirmed, as the event of their transition keeps it."""
    kept = {"doubts": ",".join(prompt.doubts)} if prompt.doubts else {}
    if Doubt.FAR in prompt.doubts and prompt.away_m is not None:
        kept["away_m"] = str(prompt.away_m)
    return kept | ({"no_photo": why.value} if why is not None else {})
