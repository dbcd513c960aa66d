"""Screens of what riders hear of a mute, a ban and a lift; who did it they never see."""

from domain.people.messages import BarredTold, SanctionTold
from services.gathering import NoticeView
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import html
from texts.people.notices import EMERGENCY
from texts.reporting.urgent import callees


@screen.register(SanctionTold)
def sanction_told(view: NoticeView[SanctionTold], locale: Locale) -> Screen:
    """Return what was done, why, until when, and whom to turn to."""
    return _told(f"sanction_told.{view.notice.kind}", view.notice, locale)


@screen.register(BarredTold)
def barred_told(view: NoticeView[BarredTold], locale: Locale) -> Screen:
    """Return that nothing was taken, until when that is so, and whom to turn to."""
    return _told(f"barred_told.{view.notice.kind}", view.notice, locale)


def until(at: int, locale: Locale) -> str:
    """Return when it ends (ms UTC), 0 for until it is lifted."""
    return locale.plain("sanction.until", at=locale.stamp(at)) if at else locale.plain("sanction.until_lifted")


def _told(wording: str, told: SanctionTold | BarredTold, locale: Locale) -> Screen:
    return Screen(
        locale.say(
            wording,
            reason=locale.plain(f"sanction_why.{told.reason}") if told.reason else "",
            until=until(told.until, locale),
            calls=callees(EMERGENCY, locale),
            contact=html(locale.district.privacy_contact),
        )
    )
