"""What a person is told of themselves and of the bot."""

from domain.people.messages import Help, LanguageAsked
from services.gathering import NoticeView
from texts.base.buttons import choice, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import words_of


@screen.register(LanguageAsked)
def language_asked(view: NoticeView[LanguageAsked], locale: Locale) -> Screen:
    """The languages by their own names, whatever is spoken now."""
    del view
    names = {language: words_of(language).plain("language.name") for language in ("zh", "en")}
    keys = tuple(choice(name, Verb.LANGUAGE, 0, language) for language, name in names.items())
    return Screen(locale.say("language.ask"), (keys,))


@screen.register(Help)
def help_shown(view: NoticeView[Help], locale: Locale) -> Screen:
    """What to send, with a key that makes a report of the words all the same."""
    del view
    return Screen(locale.say("help.text"), ((key(locale, "help.key_report", Verb.REPORT_THIS),),))
