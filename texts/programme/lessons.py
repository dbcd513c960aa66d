"""Screens of lessons: all of them, one with its picture, and its questions with what was answered."""

from typing import Final

from domain.district.lessons import QUESTIONS, Lesson
from domain.programme.lesson_messages import LessonAsked, LessonShown, LessonsShown
from domain.programme.lessons import order
from domain.week.posters import Picture, Poster
from services.programme.lessons import LessonsView, LessonView, QuestionView
from texts.base.badge_words import earns
from texts.base.buttons import KeyRow, choice, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines, paragraphs

_LETTERS: Final = "ABCD"


@screen.register(LessonsShown)
def lessons(view: LessonsView, locale: Locale) -> Screen:
    """Return all lessons, with a key for each."""
    text = paragraphs(
        locale.say("lessons.title"),
        lines(*(_line(each, locale) for each in view.lessons)),
    )
    return Screen(
        text, tuple((choice(_title(each.lesson, locale), Verb.LESSON, 0, each.lesson.id),) for each in view.lessons)
    )


def _line(it: LessonView, locale: Locale) -> Html:
    """Return a lesson, and when it was completed, how far the reader is, or what it earns."""
    title = _title(it.lesson, locale)
    if it.attempt is not None and it.attempt.done_at is not None:
        return locale.say("lessons.done", title=title, day=locale.day(it.attempt.done_at))
    if it.attempt is not None and it.goes_on:
        return locale.say("lessons.begun", title=title, question=len(it.attempt.answers) + 1)
    earned = earns(it.lesson.points, it.lesson.badge, locale)
    return locale.say("lessons.line" if earned else "lessons.line_bare", title=title, earned=earned)


def _title(it: Lesson, locale: Locale) -> str:
    return f"{it.sign} {locale.name(it)}".strip()


@screen.register(LessonShown)
def lesson(view: LessonView, locale: Locale) -> Screen:
    """Return a lesson's picture and what it says, and the key that begins its questions."""
    it = view.lesson
    heading = locale.say("lesson.title", title=_title(it, locale))
    says = lines(*(locale.say("lesson.text", text=each) for each in _said(it.text_zh, it.text_en, locale).splitlines()))
    label = "lesson.key_go_on" if view.goes_on else "lesson.key_begin"
    text = paragraphs(lines(heading, says), _state(view, locale))
    return Screen(text, (_begin_row(it, label, locale),), poster=_poster(it, locale))


def _state(view: LessonView, locale: Locale) -> Html | None:
    """Return when it was completed, or else what that gives."""
    if view.attempt is not None and view.attempt.done_at is not None:
        return locale.say("lesson.done", day=locale.day(view.attempt.done_at))
    earned = earns(view.lesson.points, view.lesson.badge, locale)
    return locale.say("lesson.earns", earned=earned) if earned else None


def _begin_row(it: Lesson, label: str, locale: Locale) -> KeyRow:
    return (key(locale, label, Verb.LESSON_BEGIN, 0, it.id, style=Style.PRIMARY),)


def _poster(it: Lesson, locale: Locale) -> Poster:
    """Return the lesson's picture, the same below all that is said of it, so that only words change."""
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    return Poster(locale.name(it), "", (Picture(it.picture, it.picture_mark),), footer)


def _said(zh: str, en: str, locale: Locale) -> str:
    return zh if locale.language == "zh" else en


@screen.register(LessonAsked)
def question(view: QuestionView, locale: Locale) -> Screen:
    """Return a question with its choices; once it is answered which is right and why, and at the end the result."""
    it = view.lesson.questions[view.question]
    heading = locale.say("lesson.question", title=_title(view.lesson, locale), number=view.question + 1, of=QUESTIONS)
    places = order(view.attempt, view.question, len(it.choices))
    choices = lines(*(_choice(view, place, letter, locale) for place, letter in zip(places, _LETTERS, strict=False)))
    text = paragraphs(
        lines(heading, locale.say("lesson.asks", question=_said(it.zh, it.en, locale))), choices, *_after(view, locale)
    )
    return Screen(text, _question_keys(view, places, locale), poster=_poster(view.lesson, locale))


def _choice(view: QuestionView, place: int, letter: str, locale: Locale) -> Html:
    it = view.lesson.questions[view.question]
    each = it.choices[place]
    name = "choice"
    if view.answer is not None:
        name = "choice_right" if place == it.right else "choice_wrong" if place == view.answer else "choice"
    return locale.say(f"lesson.{name}", letter=letter, said=_said(each.zh, each.en, locale))


def _after(view: QuestionView, locale: Locale) -> tuple[Html, ...]:
    """Return why, once it is answered, and at the end what came of the attempt."""
    it = view.lesson.questions[view.question]
    if view.answer is None:
        return ()
    is_right = "lesson.right" if view.answer == it.right else "lesson.wrong"
    why = locale.say(is_right, why=_said(it.why_zh, it.why_en, locale))
    return (why, _result(view, locale)) if view.question == QUESTIONS - 1 else (why,)


def _result(view: QuestionView, locale: Locale) -> Html:
    right = view.attempt.right(view.lesson)
    if right < QUESTIONS:
        return locale.say("lesson.not_yet", right=right, of=QUESTIONS)
    if not view.attempt.completes:
        return locale.say("lesson.again_right")
    earned = earns(view.points, view.lesson.badge, locale)
    capped = locale.say("lesson.capped") if view.points < view.lesson.points else None
    return lines(locale.say("lesson.completed"), locale.say("lesson.earned", earned=earned) if earned else None, capped)


def _question_keys(view: QuestionView, places: tuple[int, ...], locale: Locale) -> tuple[KeyRow, ...]:
    if view.answer is None:
        return (
            tuple(
                choice(letter, Verb.LESSON_ANSWER, view.attempt.id, f"{view.lesson.id}.{view.question}.{place}")
                for place, letter in zip(places, _LETTERS, strict=False)
            ),
        )
    if view.question < QUESTIONS - 1:
        return (_begin_row(view.lesson, "lesson.key_next", locale),)
    others = (key(locale, "lesson.key_list", Verb.LESSONS),)
    if view.attempt.right(view.lesson) < QUESTIONS:
        return (_begin_row(view.lesson, "lesson.key_again", locale), others)
    return (others,)
