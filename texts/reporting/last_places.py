"""What a draft's card says while its place is unknown: the place of the last report, or that it was forwarded."""

from services.reporting.position_conflict import mark
from services.reporting.views import DraftView
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Style
from texts.base.wording import Html


def unplaced_line(view: DraftView, locale: Locale) -> Html | None:
    """Return the offer of the last place, or that what was forwarded does not say where it is; None for neither."""
    draft, offered = view.draft, view.offered
    if draft.position is None and draft.foreign:
        return locale.say("place.foreign_photo" if draft.photos else "place.foreign_words")
    if offered is None or offered.taken_at is None:
        return None
    return locale.say("place.offered", age=locale.ago(offered.taken_at, view.now))


def offer_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that takes the last place, which it carries; no row if none is offered."""
    if view.offered is None:
        return ()
    argument = mark(view.offered)
    return ((key(locale, "place.key_still_here", Verb.STILL_HERE, view.draft.id, argument, style=Style.PRIMARY),),)
