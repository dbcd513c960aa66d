"""What riders are told of reports that were fixed, and which pictures of them they may see."""

from collections.abc import Iterable
from typing import Final

from domain.district.catalogue import PhotoRule
from domain.people.riders import Rider
from domain.reporting.photos import Photo
from domain.reporting.reports import Status
from services.deps import Deps
from services.ports.transaction import Transaction
from services.ports.weeks import Dot, RiderReport
from services.reporting.resolved import side_by_side

BOTH: Final = 2
"""How many photos before and after are, where somebody may see both."""

PICTURED: Final = 3
"""How many of a rider's reports are looked at for photos of before and after."""

_STILL_FIXED: Final = frozenset({Status.RESOLVED, Status.CONFIRMED, Status.CLOSED_UNCONFIRMED})
"""What was fixed and sent back since is no news to be glad of."""


def news_of(deps: Deps, fixed: Iterable[RiderReport]) -> list[RiderReport]:
    """Return what of a rider's own fixed reports is good news, in their order."""
    return [each for each in fixed if each.status in _STILL_FIXED and may_be_kept(deps, each)]


async def pictures_of(
    tx: Transaction, deps: Deps, rider: Rider, reports: Iterable[RiderReport | None]
) -> tuple[tuple[Photo, ...], RiderReport | None]:
    """Return before and after of the first report of which the rider may see both."""
    for each in reports:
        report = await tx.reports.get(each.id) if each is not None and each.has_pictures else None
        photos = await side_by_side(tx, deps, report, rider) if report is not None else ()
        if len(photos) == BOTH:
            return photos, each
    return (), None


def may_be_kept(deps: Deps, report: RiderReport | Dot) -> bool:
    """Return whether its own rider is sent what stays in their chat of a report: of a missing person nothing is."""
    category = deps.district.catalogue.get(report.category)
    return category is not None and category.photo is not PhotoRule.NEVER_SHOWN


def may_be_told(deps: Deps, report: RiderReport | Dot) -> bool:
    """Return whether other riders may hear of a report: nothing within buildings, no missing person."""
    category = deps.district.catalogue.get(report.category)
    return category is not None and category.may_show
