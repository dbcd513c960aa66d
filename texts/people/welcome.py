"""The first screen: what the bot does, what it is not, what it keeps and who answers for it."""

from domain.people.messages import Welcome
from services.gathering import NoticeView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import lines
from texts.reporting.urgent import callees

_EMERGENCY = ("110", "119", "120")


@screen.register(Welcome)
def welcome(view: NoticeView[Welcome], locale: Locale) -> Screen:
    """The terms, with *I agree* until they are agreed to."""
    agreed = view.notice.agreed
    text = lines(
        locale.say("welcome.what", district=locale.name(locale.district)),
        locale.say("welcome.emergency", calls=callees(_EMERGENCY, locale)),
        locale.say("welcome.kept", draft_hours=locale.limits.draft_hours, raw_hours=locale.limits.raw_update_hours),
        locale.say("welcome.abroad"),
        locale.say("welcome.contact", contact=locale.district.privacy_contact),
        locale.say("welcome.adults"),
        locale.say("welcome.agreed" if agreed else "welcome.ask"),
    )
    return Screen(text, () if agreed else ((key(locale, "welcome.key_agree", Verb.AGREE),),))
