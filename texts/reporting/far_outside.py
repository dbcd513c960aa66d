"""What a draft's card says of a place far outside the district, and the key that puts the place right."""

from domain.reporting.drafts import ASKS_PLACE, DraftMenu
from services.reporting.far_outside import FAR_OUTSIDE
from services.reporting.views import DraftView
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Style
from texts.base.wording import Html
from texts.reporting.origins import distance


def far_line(view: DraftView, locale: Locale) -> Html | None:
    """Return how far off the place lies and whose it may be; None if it is not far outside."""
    position = view.draft.position
    if FAR_OUTSIDE not in view.missing or position is None:
        return None
    away = distance(locale.district.away_m(position.lat, position.lng), locale)
    return locale.say("place.not_ours", district=locale.name(locale.district), distance=away)


def far_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that opens the menu of the place; no row once it is open, or if the place is not far outside."""
    if FAR_OUTSIDE not in view.missing or view.draft.menu in ASKS_PLACE:
        return ()
    return ((key(locale, "place.key_not_ours", Verb.MENU, view.draft.id, DraftMenu.PLACE, style=Style.PRIMARY),),)
