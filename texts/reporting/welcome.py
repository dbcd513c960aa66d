"""The first screen: what the bot does, what it is not, what it keeps and who answers for it."""

from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.screen import Screen
from texts.base.voice import Voice
from texts.base.wording import lines
from texts.reporting.urgent import callees

_EMERGENCY = ("110", "119", "120")


def welcome(*, agreed: bool, voice: Voice) -> Screen:
    """The terms, with *I agree* until they are agreed to."""
    text = lines(
        voice.say("welcome.what", district=voice.name(voice.district)),
        voice.say("welcome.emergency", calls=callees(_EMERGENCY, voice)),
        voice.say("welcome.kept", draft_hours=voice.limits.draft_hours, raw_hours=voice.limits.raw_update_hours),
        voice.say("welcome.abroad"),
        voice.say("welcome.contact", contact=voice.district.privacy_contact),
        voice.say("welcome.adults"),
        voice.say("welcome.agreed" if agreed else "welcome.ask"),
    )
    return Screen(text, () if agreed else ((key(voice, "welcome.key_agree", Verb.AGREE),),))
