"""The poster of an activity, in both languages: what, when, where, and the code by which riders sign up."""

from collections.abc import Callable, Iterator
from typing import Final

from domain.district.district import LANGUAGES
from domain.programme.activities import Activity
from domain.programme.activity_staff_messages import ActivityPosterMade
from domain.week.posters import Fact, Facts, Poster, Qr
from services.programme.activity_posters import PosterView
from texts.base.activity_words import place_of, title_of, when
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import html, lines, words_of

_BETWEEN: Final = " · "


@screen.register(ActivityPosterMade)
def activity_poster(view: PosterView, locale: Locale) -> Screen:
    """Return the poster as a picture, with the link below it."""
    text = lines(locale.say("activity_poster", title=title_of(view.activity, locale)), html(view.url))
    return Screen(text, poster=poster_of(view, locale))


def poster_of(view: PosterView, locale: Locale) -> Poster:
    """Return what is printed; a title that has one language only, or a place in words, stands there once."""
    it = view.activity
    both = [Locale(words_of(language), locale.district, locale.limits) for language in LANGUAGES]
    facts = [
        *_facts(it, both, "what", lambda it, each: title_of(it, each, sign=False)),
        *_facts(it, both, "when", when),
        *_facts(it, both, "where", place_of),
    ]
    kind = locale.district.activity_kinds.get(it.kind)
    title = _joined([each.name(kind) if kind else each.plain("activity_poster.title") for each in both])
    scan = _joined([each.plain("activity_poster.scan") for each in both])
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    return Poster(title, "", (Facts(tuple(facts)), Qr(view.url, scan)), footer)


def _facts(it: Activity, both: list[Locale], what: str, text: Callable[[Activity, Locale], str]) -> Iterator[Fact]:
    """Yield a fact in each language; one fact under both labels where it is the same in both."""
    labels = [each.plain(f"activity_poster.{what}") for each in both]
    texts = [text(it, each) for each in both]
    if len(set(texts)) == 1:
        yield Fact(_joined(labels), texts[0])
    else:
        yield from map(Fact, labels, texts)


def _joined(words: list[str]) -> str:
    return _BETWEEN.join(words)
