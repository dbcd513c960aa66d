"""Places far outside the district: nothing is reported there, and its rider hears whose they may be."""

from typing import Final

from domain.errors import FarOutside
from domain.reporting.drafts import Draft
from services.deps import Deps

FAR_OUTSIDE: Final = "far_outside"
"""What a draft lacks there, as `services.reporting.drafts.missing` names it."""


def is_far(deps: Deps, draft: Draft) -> bool:
    """Return whether the draft's place is far outside; False while it is unknown or one of two."""
    return draft.position is not None and not draft.asks_place and deps.district.is_far_outside(draft.position)


def refuse(missing: tuple[str, ...]) -> None:
    """Refuse a draft for its place.

    Raises:
        FarOutside: It is far outside the district.
    """
    if FAR_OUTSIDE in missing:
        raise FarOutside(missing)
