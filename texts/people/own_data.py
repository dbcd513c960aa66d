"""Screens of what is a rider's own: erasing it, and taking it out."""

from domain.people.messages import ForgetAsked, MyData
from services.gathering import NoticeView
from services.upkeep.my_data import MyDataView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Archive, Screen
from texts.base.telling import screen


@screen.register(ForgetAsked)
def forget_asked(view: NoticeView[ForgetAsked], locale: Locale) -> Screen:
    """Return what is erased and what stays, with the key that erases it."""
    del view
    return Screen(locale.say("forget_asked"), ((key(locale, "forget.key", Verb.FORGET),),))


def left_behind(locale: Locale) -> Screen:
    """Return what stands in place of a message that is erased and too old to be deleted."""
    return Screen(locale.say("erased"))


@screen.register(MyData)
def my_data(view: MyDataView, locale: Locale) -> Screen:
    """Return one of the files."""
    archive = Archive(f"my_data_{view.part}.zip", view.rider, view.files, has_record=view.part == 1)
    return Screen(locale.say("my_data", part=view.part, parts=view.parts), archive=archive)
