"""Screens of the first contact, of the choice of language, and of /help."""

from collections.abc import Sequence
from typing import Final

from domain.people.messages import Help, HowTo, LanguageAsked, UnknownCommand, Welcome
from domain.people.riders import Terms
from services.gathering import NoticeView
from services.people.helping import HowToView
from services.people.riders import terms_mark
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.locale import Locale
from texts.base.quoting import folded
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines, paragraphs, words_of
from texts.reporting.urgent import callees

EMERGENCY = ("110", "119", "120")


@screen.register(Welcome)
def welcome(view: NoticeView[Welcome], locale: Locale) -> Screen:
    """Return the terms, folded behind a few lines; with the key *I agree* until the rider has agreed."""
    told, terms = view.notice, Terms(view.notice.photos_to, view.notice.voices_to)
    what = locale.say("welcome.what", district=locale.name(locale.district))
    emergency = locale.say("welcome.emergency", calls=callees(EMERGENCY, locale))
    private, adults = locale.say("welcome.private"), locale.say("welcome.adults")
    following = locale.say(_following(told))
    if told.brief:
        text = lines(
            following, _news(told, locale), emergency, folded(lines(what, private, _terms(terms, locale), adults))
        )
    else:
        text = lines(what, emergency, private, folded(_terms(terms, locale)), adults, following)
    key_agree = key(locale, "welcome.key_agree", Verb.AGREE, 0, terms_mark(terms))
    if not told.agreed:
        return Screen(text, ((key_agree,),))
    return Screen(
        text, ((key(locale, "welcome.key_follow", Verb.FOLLOW, style=Style.PRIMARY),),) if told.by_link else ()
    )


def _following(told: Welcome) -> str:
    if told.lost:
        return "welcome.send_again"
    if told.by_link and not told.waits:
        return "welcome.follow" if told.agreed else "welcome.then_follow"
    return _NEXT[told.agreed, told.waits]


_NEXT = {
    (False, False): "welcome.ask",
    (False, True): "welcome.kept_until",
    (True, False): "welcome.agreed",
    (True, True): "welcome.go_on",
}
"""What the rider does next, by whether they have agreed, and whether something waits for that."""


def _news(told: Welcome, locale: Locale) -> Html | None:
    """Return in a sentence what has changed since the rider agreed; None if they never have."""
    hosts = {"photos": told.photos_to, "voices": told.voices_to}
    news = [locale.say(f"welcome_news.{each}", host=html(hosts.get(each, ""))) for each in told.news]
    return locale.say("welcome.changed", news=Html(locale.say("welcome.news_between").join(news))) if news else None


def _terms(terms: Terms, locale: Locale) -> Html:
    """Return what is kept where and how long, and who sees it."""
    return lines(
        locale.say("welcome.kept", draft_hours=locale.limits.draft_hours, raw_hours=locale.limits.raw_update_hours),
        locale.say("welcome.abroad"),
        locale.say("welcome.photos", host=html(terms.photos_to)) if terms.photos_to else None,
        locale.say("welcome.voices", host=html(terms.voices_to)) if terms.voices_to else None,
        locale.say("welcome.contact", contact=html(locale.district.privacy_contact)),
    )


@screen.register(LanguageAsked)
def language_asked(view: NoticeView[LanguageAsked], locale: Locale) -> Screen:
    """Return the choice of language, each named in itself."""
    del view
    names = {language: words_of(language).plain("language.name") for language in ("zh", "en")}
    keys = tuple(choice(name, Verb.LANGUAGE, 0, language) for language, name in names.items())
    return Screen(locale.say("language.ask"), (keys,))


SELDOM: Final = frozenset(
    {"boards", "invite", "slip", "digest", "year", "checks", "missing", "language", "mydata", "forget"}
)
"""Commands that the help folds away, so that the others stay on one screen of a phone."""


@screen.register(HowTo)
def how_to(view: HowToView, locale: Locale) -> Screen:
    """Return whom to call in danger, how the bot works, and the commands that lead somewhere now."""
    calls = locale.say("how_to.emergency", calls=callees(EMERGENCY, locale))
    often, seldom = (
        lines(*(_command(name, view, locale) for name in view.commands if (name in SELDOM) is is_seldom))
        for is_seldom in (False, True)
    )
    return Screen(paragraphs(lines(calls, locale.say("how_to")), lines(often, folded(seldom))))


def _command(name: str, view: HowToView, locale: Locale) -> Html:
    said = "how_to.captain" if name == "team" and view.captain else f"command.{name}"
    return Html(f"/{name} {locale.say(said)}")


@screen.register(UnknownCommand)
def unknown_command(view: NoticeView[UnknownCommand], locale: Locale) -> Screen:
    """Return that there is no such command, and which one is meant, or which are used most."""
    nearest = view.notice.nearest
    return Screen(locale.say("unknown_command.nearest", nearest=nearest) if nearest else locale.say("unknown_command"))


@screen.register(Help)
def help_shown(view: NoticeView[Help], locale: Locale) -> Screen:
    """Return the help for words that are no report, with a key that reports them anyway; with guesses the question."""
    guesses = [slug for slug in view.notice.guesses if slug in locale.district.catalogue]
    emergency = locale.say("how_to.emergency", calls=callees(EMERGENCY, locale))
    if guesses:
        return Screen(lines(locale.say("help.ask"), emergency), _guess_rows(guesses, locale))
    contact = html(locale.district.privacy_contact)
    text = lines(locale.say("help.text"), emergency, locale.say("help.more", contact=contact))
    return Screen(text, ((key(locale, "help.key_report", Verb.REPORT_THIS),),))


def _guess_rows(guesses: Sequence[str], locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each guess, the best of which says what it does, and one that leaves the category open."""
    best, *others = map(locale.category_short, guesses)
    labels = (locale.plain("help.key_report_as", category=best), *others)
    keys = [choice(label, Verb.REPORT_THIS, 0, short(slug)) for label, slug in zip(labels, guesses, strict=True)]
    return in_rows([*keys, key(locale, "help.key_report_plain", Verb.REPORT_THIS)], width=1)
