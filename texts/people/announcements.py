"""Screens of announcements: as supervisors draft them, and as riders get them."""

from domain.people.announcements import LONGEST, Announced, AnnouncementShown, AnnouncementState
from services.announcing.announcements import AnnouncementView
from texts.base.buttons import KeyRow, choice, in_rows, key
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
    if view.team is not None:
        said = locale.say(f"announcement.{made.state}.team", riders=view.reaches, team=locale.name(view.team))
    if made.state is not AnnouncementState.ASKED:
        return Screen(lines(said, quoted(made.words, LONGEST)))
    sends = key(locale, "announcement.key_send", Verb.ANNOUNCE, made.id, "1", style=Style.SUCCESS)
    drops = key(locale, "announcement.key_drop", Verb.ANNOUNCE, made.id, "0")
    return Screen(lines(said, quoted(made.words, LONGEST)), ((sends, drops), *_whom(view, locale)))


def _whom(view: AnnouncementView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that opens the list of teams, or the keys of a page of it."""
    made, page = view.announcement.id, view.choice
    if page is None:
        all_riders = key(locale, "announcement.key_all", Verb.ANNOUNCE_TO, made)
        return (
            (key(locale, "announcement.key_team", Verb.ANNOUNCE, made, "p0"), *((all_riders,) if view.team else ())),
        )
    teams = [choice(locale.name(team), Verb.ANNOUNCE_TO, made, team.id) for team in page.teams]
    turns = [
        choice(sign, Verb.ANNOUNCE, made, f"p{page.page + by}")
        for sign, by, is_there in (("‹", -1, page.page > 0), ("›", 1, page.has_more))
        if is_there
    ]
    return (*in_rows(teams), *((tuple(turns),) if turns else ()))


@screen.register(Announced)
def announced(view: AnnouncementView, locale: Locale) -> Screen:
    """Return the announcement, as the district's or the captain's."""
    made, team = view.announcement, locale.name(view.team) if view.team is not None else ""
    title = locale.say(
        "announced.captain" if made.captain else "announced", district=locale.name(locale.district), team=team
    )
    return Screen(lines(title, quoted(view.announcement.words, LONGEST)))
