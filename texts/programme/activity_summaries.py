"""What the group that held an activity reads when it is over."""

from domain.programme.activities import SignUpState
from domain.programme.activity_staff_messages import ActivityEnded
from services.programme.activity_summaries import EndedView
from texts.base.activity_words import title_of
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import lines


@screen.register(ActivityEnded)
def activity_ended(view: EndedView, locale: Locale) -> Screen:
    """Return how many had signed up and came, and, where there were some, checked in again or got no seat."""
    came, no_show = (view.counts.get(each, 0) for each in (SignUpState.CAME, SignUpState.NO_SHOW))
    waiting = view.counts.get(SignUpState.WAITING, 0)
    text = lines(
        locale.say("activity_ended", title=title_of(view.activity, locale)),
        locale.say("activity_ended.came", signed_up=came + no_show, came=came, no_show=no_show),
        locale.say("activity_ended.again", riders=view.again) if view.again else None,
        locale.say("activity_ended.waiting", riders=waiting) if waiting else None,
        locale.say("activity_ended.list") if came or no_show or waiting else None,
    )
    return Screen(text)
