"""Screens of appeals for staff: the card, the questions, the lists, and the figures of supervisors."""

from collections.abc import Iterable
from typing import Final

from domain.programme.appeal_messages import (
    AppealAsked,
    AppealDue,
    AppealFigures,
    AppealLine,
    AppealReplied,
    AppealsOfGroup,
    AppealTicket,
    AppealUp,
    AppealWhole,
    Up,
)
from domain.programme.appeals import OPEN, Act, Appeal, By, Said, Stage, acts_of, brings, words_of
from services.gathering import NoticeView
from services.programme.appeal_lists import FiguresView, GroupAppealsView
from services.programme.appeal_staff import ABOVE
from services.programme.appeals import AppealView, LineView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.inert import inert, one_line
from texts.base.lengths import cut, units
from texts.base.locale import Locale
from texts.base.paging import pieces
from texts.base.quoting import quoted
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.programme.appeal_words import WORDS, contact_of, does, files_of, kind_of, place_of, stage_for_staff

_SHORT: Final = 500
_PAGE: Final = 3000
_NAME: Final = 40
_CAPTION: Final = 700


@screen.register(AppealTicket)
def ticket(view: AppealView, locale: Locale) -> Screen:
    """Return an appeal with what was said last and how far it is; its rider stands nowhere on it."""
    return Screen(_facts(view, locale, words=True), tuple(_keys(view, locale)))


def _facts(view: AppealView, locale: Locale, *, words: bool) -> Html:
    it = view.appeal
    is_late = it.due_at is not None and it.due_at < view.now
    return lines(
        locale.say("appeal_ticket.title", number=it.number, kind=kind_of(it.kind, locale)),
        stage_for_staff(it, locale),
        locale.say("appeal_ticket.late") if is_late else None,
        locale.say("appeal_ticket.raised") if it.raised and it.stage in OPEN else None,
        place_of(it, locale),
        contact_of(it, locale),
        files_of(view, locale),
        *((quoted(words_of(view.lines, Said.OPENED), WORDS), *_last_of_staff(view, locale)) if words else ()),
    )


def _last_of_staff(view: AppealView, locale: Locale) -> Iterable[Html | None]:
    """Yield the newest plan and the newest result."""
    for said in (Said.PLAN, Said.RESULT):
        found = [each for each in view.lines if each.said is said]
        if found:
            yield locale.say(f"appeal_ticket.{said}", who=found[-1].by)
            yield quoted(found[-1].words, _SHORT)


def _keys(view: AppealView, locale: Locale) -> Iterable[KeyRow]:
    it, menu = view.appeal, view.meaning.menu if isinstance(view.meaning, AppealTicket) else ""
    acts = acts_of(it.stage, By.STAFF)
    if menu == "more" and Act.MOVE in acts:
        yield from _more(view, locale)
        return
    if Act.TAKE in acts:
        what = "take" if it.holder_id is None else "over"
        style = Style.PRIMARY if what == "take" else Style.PLAIN
        yield (key(locale, f"appeal_ticket_key.{what}", Verb.APPEAL_STAFF, it.id, what, style=style),)
    asked = [
        key(locale, f"appeal_ticket_key.{act}", Verb.APPEAL_STAFF, it.id, act.value)
        for act in (Act.PLAN, Act.RESULT)
        if act in acts
    ]
    yield tuple(asked)
    yield tuple(_looks(view, locale))
    if Act.MOVE in acts:
        yield (key(locale, "appeal_ticket_key.more", Verb.APPEAL_STAFF, it.id, "more"),)


def _looks(view: AppealView, locale: Locale) -> KeyRow:
    """Return the keys that show what the card has no room for."""
    it = view.appeal
    media = (
        (key(locale, "appeal_ticket_key.media", Verb.APPEAL_STAFF, it.id, "media"),) if any(brings(view.lines)) else ()
    )
    more = len(view.lines) > 1 or any(units(each.words) > _SHORT for each in view.lines)
    whole = (key(locale, "appeal_ticket_key.whole", Verb.APPEAL_STAFF, it.id, "whole"),) if more else ()
    return (*media, *whole)


def _more(view: AppealView, locale: Locale) -> Iterable[KeyRow]:
    it, above = view.appeal, locale.district.supervisors or locale.district.triage
    others = [choice(locale.name(each), Verb.APPEAL_STAFF, it.id, short(does("unit", each.id))) for each in view.units]
    if it.queue != above.id:
        others.append(choice(locale.name(above), Verb.APPEAL_STAFF, it.id, does("unit", ABOVE)))
    yield from in_rows(others)
    yield (key(locale, "appeal_ticket_key.street", Verb.APPEAL_STAFF, it.id, "street"),)
    yield (key(locale, "appeal_ticket_key.back", Verb.APPEAL_STAFF, it.id, "back"),)


@screen.register(AppealLine)
def line(view: LineView, locale: Locale) -> Screen:
    """Return one thing that the rider said, with its photo or voice."""
    words = view.line.words if view.line is not None else ""
    text = lines(locale.say("appeal_line.title", number=view.appeal.number), quoted(words, _CAPTION))
    return Screen(text, photos=view.photos, clip=view.clip)


@screen.register(AppealWhole)
def whole(view: AppealView, locale: Locale) -> Screen:
    """Return a page of all that was said, in order, each with who said it and when."""
    said = "\n".join(_who_said(view, locale))
    pages = list(pieces(said, _PAGE)) or [""]
    page = min(view.meaning.page if isinstance(view.meaning, AppealWhole) else 0, len(pages) - 1)
    beside = [(sign, page + by) for sign, by in (("‹", -1), ("›", 1)) if 0 <= page + by < len(pages)]
    turns = tuple(choice(sign, Verb.APPEAL_STAFF, view.appeal.id, does("page", at)) for sign, at in beside)
    text = lines(locale.say("appeal_line.title", number=view.appeal.number), html(pages[page]))
    return Screen(text, (turns,) if turns else ())


def _who_said(view: AppealView, locale: Locale) -> Iterable[str]:
    for each in view.lines:
        who = locale.plain(f"appeal_said.{each.said}", who=each.by)
        words = inert(each.words) or locale.plain("appeal_said.shown")
        yield locale.plain("appeal_said.line", at=locale.stamp(each.at), who=one_line(who), words=words)


@screen.register(AppealAsked)
def asked(view: NoticeView[AppealAsked], locale: Locale) -> Screen:
    """Return the question, which mentions who pressed and says what an answer lacked."""
    it = view.notice
    name = cut(one_line(it.who), _NAME) or locale.plain("prompt.nameless")
    who = locale.say("prompt.mention", user_id=it.user_id, name=name)
    lack = locale.say(f"appeal_lacks.{it.lack}") if it.lack else None
    text = lines(lack, locale.say(f"appeal_asked.{it.act}", who=who, minutes=locale.limits.prompt_minutes))
    return Screen(text, asks=locale.plain(f"appeal_ticket_key.{it.act}"), replies_to=it.reply_to or 0)


@screen.register(AppealReplied)
def replied(view: NoticeView[AppealReplied], locale: Locale) -> Screen:
    """Return the question what a reply is for."""
    it = view.notice
    keys = tuple(
        key(locale, f"appeal_ticket_key.{what}", Verb.APPEAL_STAFF, it.appeal_id, f"{what}.{it.line_id}")
        for what in ("say", "note")
    )
    return Screen(locale.say("appeal_replied"), (keys,))


@screen.register(AppealDue)
def reminder(view: NoticeView[AppealDue], locale: Locale) -> Screen:
    """Return what is owed."""
    return Screen(locale.say(f"appeal_due.{view.notice.due}"))


@screen.register(AppealUp)
def above(view: AppealView, locale: Locale) -> Screen:
    """Return an appeal before supervisors; its words stand there only where its rider said that it was not solved."""
    why = view.meaning.why if isinstance(view.meaning, AppealUp) else Up.LATE
    head = locale.say(f"appeal_up.{why}", queue=locale.queue(view.appeal.queue))
    if why is Up.RAISED:
        return Screen(lines(head, _facts(view, locale, words=True)))
    return Screen(lines(head, _name(view.appeal, locale), stage_for_staff(view.appeal, locale)))


def _name(it: Appeal, locale: Locale) -> Html:
    return locale.say("appeal_ticket.title", number=it.number, kind=kind_of(it.kind, locale))


@screen.register(AppealsOfGroup)
def group_list(view: GroupAppealsView, locale: Locale) -> Screen:
    """Return a page of what a group has to see to, with a key that opens the card of each."""
    text = lines(
        locale.say("appeals_group.title" if view.appeals else "appeals_group.none"),
        *(_listed(each, view, locale) for each in view.appeals),
    )
    keys = [choice(each.number, Verb.APPEAL_STAFF, each.id, "open") for each in view.appeals]
    beside = [("‹", view.page - 1)] if view.page else []
    beside += [("›", view.page + 1)] if view.has_more else []
    turns = tuple(choice(sign, Verb.APPEAL_STAFF, 0, does("list", at)) for sign, at in beside)
    figures = (key(locale, "appeals_group.key_figures", Verb.APPEAL_STAFF, 0, "figures"),) if view.supervises else ()
    hands = (key(locale, "appeals_group.key_hand_over", Verb.APPEAL_STAFF, 0, "hand"),) if view.hands_over else ()
    return Screen(text, (*in_rows(keys), *(row for row in (turns, hands, figures) if row)))


def _listed(it: Appeal, view: GroupAppealsView, locale: Locale) -> Html:
    late = it.due_at is not None and it.due_at < view.now
    sign = "⏰" if late else "🆕" if it.stage is Stage.COLLECTED and it.holder_id is None else "·"
    whose = locale.plain("appeals_group.yours") if it.holder_id == view.by and view.by else ""
    return locale.say(
        "appeals_group.line", sign=sign, name=_name(it, locale), stage=stage_for_staff(it, locale), whose=whose
    )


@screen.register(AppealFigures)
def figures(view: FiguresView, locale: Locale) -> Screen:
    """Return counts by kind and stage, and what three riders or more have said of one place."""
    kinds = list(dict.fromkeys(each.kind for each in view.counts))
    counted = [
        locale.say(
            "appeals_figures.kind",
            kind=kind_of(kind, locale),
            counts=locale.plain("list.between").join(
                locale.plain(f"appeals_figures.{each.stage}", count=each.appeals)
                for each in view.counts
                if each.kind is kind
            ),
        )
        for kind in kinds
    ]
    alike = [
        locale.say("appeals_figures.alike", kind=kind_of(each.kind, locale), place=each.place, riders=each.riders)
        for each in view.alike
    ]
    return Screen(
        lines(
            locale.say("appeals_figures.title" if counted else "appeals_figures.none"),
            *counted,
            locale.say("appeals_figures.alike_title") if alike else None,
            *alike,
        )
    )
