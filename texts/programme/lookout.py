"""The page of being on the lookout for missing persons."""

from domain.programme.lookout_messages import LookoutShown
from services.programme.lookout import LookoutView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import paragraphs


@screen.register(LookoutShown)
def lookout_shown(view: LookoutView, locale: Locale) -> Screen:
    """Return what it is, what is kept for it, whether it is on, and the key that changes that."""
    on_or_off = locale.say("lookout.on" if view.on else "lookout.off")
    text = paragraphs(locale.say("lookout.what"), locale.say("lookout.how"), locale.say("lookout.kept"), on_or_off)
    if view.on:
        return Screen(text, ((key(locale, "lookout.key_off", Verb.LOOKOUT, 0, "0"),),))
    return Screen(text, ((key(locale, "lookout.key_on", Verb.LOOKOUT, 0, "1", style=Style.PRIMARY),),))
