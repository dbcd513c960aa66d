"""Screens of appeals for their riders: the list, the card, and what they hear."""

from collections.abc import Iterable
from typing import Final

from domain.programme.appeal_messages import AppealCard, AppealsShown, AppealTold, News
from domain.programme.appeals import ENDED, WITH_PLACE, Act, Appeal, AppealKind, Asks, Said, Stage, words_of
from services.programme.appeal_answers import ToldView
from services.programme.appeal_cards import AppealsView
from services.programme.appeals import AppealView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.programme.appeal_words import WORDS, contact_of, does, files_of, kind_of, place_of, stage_for_rider

_SAID = 700
"""Limit for words of staff, in UTF-16 units, so that they fit into a caption."""


@screen.register(AppealsShown)
def appeals(view: AppealsView, locale: Locale) -> Screen:
    """Return a rider's appeals that go on, a line and a key for each."""
    text = lines(
        locale.say("appeals.title"), *(_line(each, locale) for each in view.appeals), locale.say("appeals.hint")
    )
    keys = [choice(_name(each, locale), Verb.APPEAL, each.id, "show") for each in view.appeals]
    new = key(locale, "appeals.key_new", Verb.APPEAL, 0, "new")
    return Screen(text, (*((each,) for each in keys), (new,)))


def _name(appeal: Appeal, locale: Locale) -> str:
    kind = kind_of(appeal.kind, locale)
    return kind if appeal.stage is Stage.DRAFT else f"{appeal.number} {kind}"


def _line(appeal: Appeal, locale: Locale) -> Html:
    return locale.say("appeals.line", name=_name(appeal, locale), stage=stage_for_rider(appeal, locale))


@screen.register(AppealCard)
def card(view: AppealView, locale: Locale) -> Screen:
    """Return a draft with what it has and what its next message is for, or a receipt with how far it is."""
    it = view.appeal
    is_draft = it.stage is Stage.DRAFT
    text = lines(
        locale.say("appeal.title" if is_draft else "appeal.sent", number=it.number, kind=kind_of(it.kind, locale)),
        None if is_draft else stage_for_rider(it, locale),
        quoted(words_of(view.lines, Said.OPENED), WORDS),
        files_of(view, locale),
        place_of(it, locale),
        contact_of(it, locale),
        _plan(view, locale),
        _asks(view, locale) if is_draft else None,
        locale.say("appeal.private", queue=locale.queue(it.queue)) if it.stage not in ENDED else None,
    )
    below = max((each.message_id for each in view.lines if not each.by_id), default=0) if is_draft else 0
    return Screen(text, tuple(_draft_keys(view, locale) if is_draft else _sent_keys(it, locale)), below=below)


def _plan(view: AppealView, locale: Locale) -> Html | None:
    plans = [each.words for each in view.lines if each.said is Said.PLAN]
    return locale.say("appeal.plan", words=plans[-1]) if plans and view.appeal.stage is Stage.PLANNED else None


def _asks(view: AppealView, locale: Locale) -> Html:
    it = view.appeal
    if _chooses(view):
        return locale.say("appeal.ask_kind")
    asks = it.asks.value if it.asks is not Asks.NOTHING else "words"
    return locale.say(f"appeal_asks.{asks}", minutes=locale.limits.prompt_minutes)


def _chooses(view: AppealView) -> bool:
    return view.appeal.kind is None or (isinstance(view.meaning, AppealCard) and view.meaning.menu == "kind")


def _draft_keys(view: AppealView, locale: Locale) -> Iterable[KeyRow]:
    it = view.appeal
    drop = key(locale, "appeal_key.drop", Verb.APPEAL, it.id, "drop", style=Style.DANGER)
    if _chooses(view):
        kinds = [choice(kind_of(each, locale), Verb.APPEAL, it.id, does("kind", each)) for each in AppealKind]
        yield from in_rows(kinds)
        yield (drop,)
        return
    yield (key(locale, "appeal_key.send", Verb.APPEAL, it.id, "send", style=Style.SUCCESS),)
    about = [key(locale, "appeal_key.kind", Verb.APPEAL, it.id, "menu")]
    if it.kind in WITH_PLACE:
        about.append(key(locale, "appeal_key.where", Verb.APPEAL, it.id, "where"))
    yield tuple(about)
    yield (_contact_key(it, locale), drop)


def _contact_key(it: Appeal, locale: Locale) -> Button:
    what = "no_contact" if it.contact else "contact"
    return key(locale, f"appeal_key.{what}", Verb.APPEAL, it.id, what)


def _sent_keys(it: Appeal, locale: Locale) -> Iterable[KeyRow]:
    if it.stage is Stage.COLLECTED and it.holder_id is None and not it.raised:
        yield (key(locale, "appeal_key.withdraw", Verb.APPEAL, it.id, "withdraw"),)
    if it.contact and it.stage not in ENDED:
        yield (_contact_key(it, locale),)


@screen.register(AppealTold)
def told(view: ToldView, locale: Locale) -> Screen:
    """Return a piece of news of an appeal, with what staff said and its keys."""
    it, news, line = view.said.appeal, view.news, view.said.line
    about = {"number": it.number, "kind": kind_of(it.kind, locale), "queue": locale.queue(it.queue)}
    days = {"until": locale.day(it.until or 0), "days": locale.limits.autoclose_days}
    text = lines(
        locale.say(f"appeal_told.{news}", minutes=locale.limits.prompt_minutes, **about, **days),
        quoted(line.words, _SAID) if line is not None else None,
        locale.say("appeal_told.hint") if news in _ANSWERED else None,
        locale.say("appeal_told.helped") if news is News.RESULT else None,
    )
    return Screen(text, tuple(_news_keys(it, news, locale)), photos=view.said.photos, clip=view.said.clip)


_ANSWERED: Final = frozenset({News.PLAN, News.SAID})


def _news_keys(it: Appeal, news: News, locale: Locale) -> Iterable[KeyRow]:
    if news is News.RESULT:
        asked = (Act.SATISFIED, Act.PARTLY, Act.NOT)
        yield tuple(
            choice(locale.plain(f"appeal_key.{act}"), Verb.APPEAL, it.id, f"{act}.{it.followed_at or 0}")
            for act in asked
        )
    if news is News.STREET:
        yield (key(locale, "appeal_key.report", Verb.APPEAL, it.id, "report"),)
