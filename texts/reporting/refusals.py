"""Wording of refusals: `refusal.not_allowed` for `NotAllowed`, the reason's for a photo."""

import re

from domain.errors import AcceptedBy, ClipRefused, ColleagueLeft, Incomplete, PhotoRefused, Refused
from domain.programme.activity_errors import FieldUnclear
from domain.programme.errors import RewardRefused
from domain.programme.missing_errors import MissingFieldUnclear
from domain.reporting.messages import ClipNotTaken, PhotoNotTaken, RefusalTold
from services.gathering import NoticeView
from texts.base.hindrances import hindered
from texts.base.inert import one_line
from texts.base.lengths import TOAST, cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import html
from texts.reporting.draft_lines import missing_text

_NAME = 40
_WORD_BEGINS = re.compile(r"(?<!^)(?=[A-Z])")


def refusal(error: Refused, locale: Locale) -> str:
    """Return the wording of a refusal as plain text of at most 200 units, the limit of an alert."""
    if isinstance(error, PhotoRefused):
        return locale.plain(f"photo.{error.reason}")
    if isinstance(error, ClipRefused):
        return locale.plain(f"clip.{error.reason}")
    if isinstance(error, AcceptedBy | ColleagueLeft):
        name = cut(one_line(error.name), _NAME) or locale.plain("ticket.a_colleague")
        return locale.plain(wording_of(type(error).__name__), name=name)
    if isinstance(error, RewardRefused):
        return hindered(error.why, error.missing, error.day, locale)
    if isinstance(error, FieldUnclear | MissingFieldUnclear):
        about = "activity" if isinstance(error, FieldUnclear) else "missing"
        return locale.plain(f"{about}_unclear.{error.why}")
    missing = error.missing if isinstance(error, Incomplete) else ()
    return _refusal(type(error).__name__, missing, locale)


def wording_of(error: str) -> str:
    """Return the key of the wording for the name of a class of `domain.errors`."""
    return f"refusal.{_WORD_BEGINS.sub('_', error).lower()}"


@screen.register(RefusalTold)
def refusal_told(view: NoticeView[RefusalTold], locale: Locale) -> Screen:
    """Return the refusal as a message.

    Raises:
        KeyError: The class is no refusal.
    """
    why = _refusal(view.notice.error, view.notice.missing, locale)
    return Screen(locale.say("refused", why=html(why)))


@screen.register(ClipNotTaken)
def clip_not_taken(view: NoticeView[ClipNotTaken], locale: Locale) -> Screen:
    """Return why a voice message or a video was refused."""
    return Screen(locale.say(f"clip.{view.notice.reason}"))


@screen.register(PhotoNotTaken)
def photo_not_taken(view: NoticeView[PhotoNotTaken], locale: Locale) -> Screen:
    """Return why a photo was refused."""
    return Screen(locale.say(f"photo.{view.notice.reason}"))


def _refusal(error: str, missing: tuple[str, ...], locale: Locale) -> str:
    district, lacks = locale.district, missing_text(missing, locale)
    fields = {"missing": lacks, "district": locale.name(district), "prefix": district.prefix}
    return cut(locale.plain(wording_of(error), **fields), TOAST)


def patience(locale: Locale) -> str:
    """Return the alert for a press that has to wait until we are able to carry it out."""
    return locale.plain("toast.wait")
