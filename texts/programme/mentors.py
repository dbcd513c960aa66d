"""Screens of mentors and their newcomers."""

from domain.programme.mentors import Guide, MentorCredited, MentoredTold, Mentoring, MentorShown
from domain.week.posters import Poster, Qr
from services.gathering import NoticeView
from services.programme.mentors import MentorView
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines


@screen.register(MentorShown)
def mentor_shown(view: MentorView, locale: Locale) -> Screen:
    """Return the rider's own invite as a picture and a link, and how far each newcomer is."""
    rows = [_line(came, locale, has_reported=reported) for came, reported in view.newcomers]
    text = lines(
        locale.say("mentor.ask", points=view.points, month=view.this_month, at_most=view.at_most),
        html(view.url),
        *rows,
    )
    title = locale.plain("mentor.title")
    return Screen(text, poster=Poster(title, locale.plain("mentor.scan"), (Qr(view.url, ""),), ""))


def _line(came: Mentoring, locale: Locale, *, has_reported: bool) -> Html:
    if came.credited_at is not None:
        return locale.say("mentor.credited", number=came.number)
    return locale.say("mentor.reported" if has_reported else "mentor.came", number=came.number)


@screen.register(MentoredTold)
def mentored_told(view: NoticeView[MentoredTold], locale: Locale) -> Screen:
    """Return that somebody has come: to the newcomer, or to their mentor by a number."""
    number = view.notice.number
    return Screen(locale.say("mentored.mentor", number=number) if number else locale.say("mentored.newcomer"))


@screen.register(MentorCredited)
def mentor_credited(view: NoticeView[MentorCredited], locale: Locale) -> Screen:
    """Return what a newcomer has earned their mentor; nothing where the day's cap was reached."""
    number, points = view.notice.number, view.notice.points
    if not points:
        return Screen(locale.say("mentor_credited.capped", number=number))
    return Screen(locale.say("mentor_credited", number=number, points=points))


@screen.register(Guide)
def guide(view: NoticeView[Guide], locale: Locale) -> Screen:
    """Return a step of a newcomer's first week."""
    return Screen(locale.say(f"guide.{view.notice.step}"))
