"""Screens of the knights' service corps: what staff read before they call, and what riders who are called read."""

from domain.programme.activities import Activity
from domain.programme.corps_messages import ActivityCallAsked, ActivityCalled, CallLeft, CallsTold
from services.gathering import NoticeView
from services.programme.activities import Listed
from services.programme.corps import CallView, agreed
from texts.base.activity_words import place_of, title_of, when
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import lines
from texts.programme.activities import seats_left


@screen.register(ActivityCallAsked)
def call_asked(view: CallView, locale: Locale) -> Screen:
    """Return how many riders would be called, and from when on, with the key that does it where there are any."""
    it, knight = view.activity, locale.plain(f"badge.{view.activity.calls}")
    text = lines(
        locale.say("call.title", title=title_of(it, locale), when=when(it, locale)),
        locale.say("call.asked" if view.reaches else "call.nobody", riders=view.reaches, knight=knight),
        locale.say("call.by_day", stamp=locale.stamp(view.told_at)) if view.is_night else None,
    )
    back = key(locale, "call.key_no", Verb.HOLD, it.id, "show")
    yes = key(locale, "call.key_yes", Verb.HOLD, it.id, agreed(it), style=Style.PRIMARY)
    return Screen(text, ((yes, back) if view.reaches else (back,),))


@screen.register(ActivityCalled)
def activity_called(view: Listed, locale: Locale) -> Screen:
    """Return what calls the rider, when and where, with the seats that are left and the keys to answer."""
    it = view.activity
    text = locale.say(
        "activity_called",
        knight=locale.plain(f"badge.{it.calls}"),
        title=title_of(it, locale),
        when=when(it, locale),
        place=place_of(it, locale),
        seats=seats_left(view, locale),
    )
    accept = key(locale, "call.key_accept", Verb.ACTIVITY_DOES, it.id, "sign_up", style=Style.SUCCESS)
    return Screen(
        text,
        (
            (accept, key(locale, "call.key_not_now", Verb.ACTIVITY_DOES, it.id, "not_now")),
            (key(locale, "call.key_off", Verb.CALLS, it.id, "0"),),
        ),
    )


@screen.register(CallLeft)
def call_left(view: Activity, locale: Locale) -> Screen:
    """Return that the rider does not come this time, without keys."""
    return Screen(locale.say("call_left", title=title_of(view, locale)))


@screen.register(CallsTold)
def calls_told(view: NoticeView[CallsTold], locale: Locale) -> Screen:
    """Return whether the rider is called, and how to have it otherwise."""
    return Screen(locale.say("calls.on" if view.notice.on else "calls.off"))
