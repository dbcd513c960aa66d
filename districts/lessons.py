"""Reading the folder ``lessons/``, which is optional: a lesson in each TOML file, and its picture beside it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from domain.district.badges import Knight
from domain.district.lessons import QUESTIONS, Choice, Lesson, Question
from domain.district.problems import BadValue, Problem, Severity
from files.toml_tables import Table, TomlFile, read_toml
from files.values import Reader, choice, flag, text, whole_number
from media.errors import PhotoUnfit
from media.intake import parse, take_in

FOLDER: Final = "lessons"
LESSONS_AT_MOST: Final = 30
"""As many as stand in one list with a key for each."""

POINTS_AT_MOST: Final = 20
PICTURE_AT_MOST: Final = 5_000_000
"""Bytes of a picture."""

CHOICES: Final = range(2, 5)
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,15}")
_LESSON: Final = ".toml"
_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp")
_SIGN_LONGEST, _TITLE_LONGEST, _TEXT_LONGEST = 4, 32, 600
_QUESTION_LONGEST, _CHOICE_LONGEST, _WHY_LONGEST = 160, 60, 240
"""A question, its choices, why, and the result stand below the picture at once: a caption has 1024 characters."""


def read_lessons(folder: Path, problems: list[Problem]) -> dict[str, Lesson]:
    """Read a folder's lessons, by ids and in the order of their files' names; without any, there are none."""
    paths = sorted(each for each in (folder / FOLDER).glob(f"*{_LESSON}") if not each.name.startswith("."))
    if len(paths) > LESSONS_AT_MOST:
        problems.append(
            Problem("too_many_lessons", _name(paths[LESSONS_AT_MOST]), details={"most": str(LESSONS_AT_MOST)})
        )
    problems.extend(_unread(folder / FOLDER))
    lessons: dict[str, Lesson] = {}
    for path in paths:
        own: list[Problem] = []
        lesson = _read(path, own)
        problems.extend(replace(each, file=_name(path)) for each in own)
        if lesson is not None:
            lessons[lesson.id] = lesson
    return lessons


def _unread(lessons: Path) -> Iterator[Problem]:
    """Yield a warning for each file by whose ending it is neither a lesson nor a picture, as `traffic.toml.txt`."""
    for path in sorted(lessons.glob("*")):
        if not path.name.startswith(".") and path.suffix != _LESSON and path.suffix.lower() not in _ENDINGS:
            yield Problem("lesson_unread", _name(path), details={"ending": _LESSON}, severity=Severity.WARNING)


def _name(path: Path) -> str:
    return f"{FOLDER}/{path.name}"


def _read(path: Path, problems: list[Problem]) -> Lesson | None:
    if not _ID.fullmatch(path.stem):
        problems.append(Problem("bad_lesson", path.name, details={"value": path.stem}))
    file = read_toml(path, problems)
    if file is None:
        return None
    top = file.top()
    top.known.append("question")
    picture = _picture(path.parent, top)
    questions = tuple(_questions(file, top))
    lesson = Lesson(
        id=path.stem,
        zh=top.need("zh", _short(_TITLE_LONGEST), ""),
        en=top.need("en", _short(_TITLE_LONGEST), ""),
        text_zh=top.need("text_zh", _long(_TEXT_LONGEST), ""),
        text_en=top.need("text_en", _long(_TEXT_LONGEST), ""),
        questions=questions,
        mark=hashlib.sha256(repr(questions).encode()).hexdigest()[:16],
        picture=picture.path,
        picture_mark=picture.mark,
        sign=top.take("sign", _short(_SIGN_LONGEST), ""),
        badge=top.take("badge", choice(*Knight), ""),
        points=top.take("points", whole_number(0, POINTS_AT_MOST), 0),
    )
    top.finish()
    return lesson


@dataclass(frozen=True, slots=True)
class _Picture:
    path: str
    mark: str


_NO_PICTURE: Final = _Picture("", "")


def _picture(beside: Path, top: Table) -> _Picture:
    name = top.need("picture", _file, "")
    if not name:
        return _NO_PICTURE
    path = beside / name
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= PICTURE_AT_MOST else b""
    except OSError:
        top.report("lesson_picture_missing", "picture", value=f"{FOLDER}/{name}")
        return _NO_PICTURE
    if size > PICTURE_AT_MOST:
        top.report("lesson_picture_large", "picture", value=name, most=f"{PICTURE_AT_MOST // 1_000_000} MB")
        return _NO_PICTURE
    if not _can_be_shown(data):
        top.report("lesson_picture_unfit", "picture", value=name)
        return _NO_PICTURE
    return _Picture(str(path), hashlib.sha256(data).hexdigest()[:16])


def _can_be_shown(data: bytes) -> bool:
    """Return whether these are the bytes of a picture that can be drawn, as far as its parts tell without decoding."""
    try:
        photo = parse(data)
        if photo.needs_decoding:
            return False
        take_in(photo, ZoneInfo("UTC"))
    except PhotoUnfit:
        return False
    return True


def _questions(file: TomlFile, top: Table) -> Iterator[Question]:
    """Yield the questions; the tables of choices are counted through the whole file, as their headers stand there."""
    tables, counted = file.tables("question"), 0
    if len(tables) != QUESTIONS:
        top.report("lesson_questions", "question", found=str(len(tables)), expected=str(QUESTIONS))
    for table in tables:
        listed = _choices(file, table, counted)
        counted += len(listed)
        yield _question(table, listed)


def _choices(file: TomlFile, question: Table, counted: int) -> list[Table]:
    question.known.append("choice")
    entries = question.values.get("choice", [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        question.report("not_tables", "choice", name="question.choice")
        return []
    if len(entries) not in CHOICES:
        question.report(
            "lesson_choices", "choice", found=str(len(entries)), least=str(CHOICES[0]), most=str(CHOICES[-1])
        )
    return [Table(file, "question.choice", counted + number, entry) for number, entry in enumerate(entries)]


def _question(table: Table, listed: list[Table]) -> Question:
    rights = [number for number, each in enumerate(listed) if each.take("right", flag, default=False)]
    if listed and len(rights) != 1:
        table.report("lesson_right", "choice", found=str(len(rights)))
    choices = tuple(_choice(each) for each in listed)
    for language in ("zh", "en"):
        table.report_repeats("choice", (said for each in choices if (said := getattr(each, language))))
    question = Question(
        zh=table.need("zh", _short(_QUESTION_LONGEST), ""),
        en=table.need("en", _short(_QUESTION_LONGEST), ""),
        why_zh=table.need("why_zh", _short(_WHY_LONGEST), ""),
        why_en=table.need("why_en", _short(_WHY_LONGEST), ""),
        choices=choices,
        right=rights[0] if rights else 0,
    )
    table.finish()
    return question


def _choice(table: Table) -> Choice:
    made = Choice(
        table.need("zh", _short(_CHOICE_LONGEST), ""),
        table.need("en", _short(_CHOICE_LONGEST), ""),
    )
    table.finish()
    return made


def _file(value: object) -> str:
    name = text(value)
    if "\0" in name or Path(name).name != name or Path(name).suffix.lower() not in _ENDINGS:
        raise BadValue("lesson_picture_name", value=name, endings=", ".join(_ENDINGS))
    return name


def _short(most: int) -> Reader[str]:
    return lambda value: _fitting(" ".join(text(value).split()), most)


def _long(most: int) -> Reader[str]:
    """Return a reader of several lines."""
    return lambda value: _fitting("\n".join(line.strip() for line in text(value).splitlines()), most)


def _fitting(written: str, most: int) -> str:
    """Return a text that has at most so many UTF-16 units, which are what a caption is measured in."""
    if len(written.encode("utf-16-le")) > 2 * most:
        raise BadValue("lesson_text_long", value=f"{written[:16]}…", most=str(most))
    return written
