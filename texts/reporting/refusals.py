"""The wording of every refusal, `refusal.not_allowed` for `NotAllowed`; that of a photo is its reason's."""

import re

from domain.errors import Incomplete, PhotoRefused, Refused
from domain.reporting.messages import PhotoNotTaken, RefusalTold
from services.gathering import NoticeView
from texts.base.lengths import TOAST, cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.reporting.drafts import missing_text

_WORD_BEGINS = re.compile(r"(?<!^)(?=[A-Z])")


def refusal(error: Refused, locale: Locale) -> str:
    """What is said to whoever was refused: plain text of at most 200 units, as an alert takes it."""
    if isinstance(error, PhotoRefused):
        return locale.plain(f"photo.{error.reason}")
    missing = error.missing if isinstance(error, Incomplete) else ()
    return _refusal(type(error).__name__, missing, locale)


def wording_of(error: str) -> str:
    """The key of the wording of a class of `domain.errors`."""
    return f"refusal.{_WORD_BEGINS.sub('_', error).lower()}"


@screen.register(RefusalTold)
def refusal_told(view: NoticeView[RefusalTold], locale: Locale) -> Screen:
    """The same as a message. Raises KeyError for a class that is no refusal."""
    why = _refusal(view.notice.error, view.notice.missing, locale)
    return Screen(locale.say("refused", why=why))


@screen.register(PhotoNotTaken)
def photo_not_taken(view: NoticeView[PhotoNotTaken], locale: Locale) -> Screen:
    """Why a photo was not taken in."""
    return Screen(locale.say(f"photo.{view.notice.reason}"))


def _refusal(error: str, missing: tuple[str, ...], locale: Locale) -> str:
    return cut(locale.plain(wording_of(error), missing=missing_text(missing, locale)), TOAST)
