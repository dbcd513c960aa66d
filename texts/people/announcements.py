"""Screens of announcements: as supervisors draft them, and as riders get them."""

from domain.people.announcements import LONGEST, Announced, AnnouncementShown, AnnouncementState
from services.announcing.announcements import AnnouncementView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import lines


@screen.register(AnnouncementShown)
def announcement_shown(view: AnnouncementView, locale: Locale) -> Screen:
    """Return how it reads, and how many would get it with the keys that send it or not, else what became of it."""
    made = view.announcement
    said = locale.say(f"announcement.{made.state}", riders=view.reaches)
    if made.state is not AnnouncementState.ASKED:
        return Screen(lines(said, quoted(made.words, LONGEST)))
    sends = key(locale, "announcement.key_send", Verb.ANNOUNCE, made.id, "1", style=Style.SUCCESS)
    drops = key(locale, "announcement.key_drop", Verb.ANNOUNCE, made.id, "0")
    return Screen(lines(said, quoted(made.words, LONGEST)), ((sends, drops),))


@screen.register(Announced)
def announced(view: AnnouncementView, locale: Locale) -> Screen:
    """Return the announcement, as the district's."""
    title = locale.say("announced", district=locale.name(locale.district))
    return Screen(lines(title, quoted(view.announcement.words, LONGEST)))
