"""Lessons as offices write them: whole, with each mistake found where it stands."""

import shutil
from pathlib import Path

import pytest

from districts.lessons import FOLDER, LESSONS_AT_MOST, read_lessons
from districts.shipped import SAMPLE
from domain.district.problems import Problem, Severity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a district's folder with one lesson."""
    (tmp_path / FOLDER).mkdir()
    for name in ("traffic.toml", "traffic.png"):
        shutil.copy(SAMPLE / FOLDER / name, tmp_path / FOLDER)
    return tmp_path


def found(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    read_lessons(folder, problems)
    return problems


def edited(folder: Path, before: str, after: str) -> list[Problem]:
    path = folder / FOLDER / "traffic.toml"
    written = path.read_text(encoding="utf-8")
    assert before in written
    path.write_text(written.replace(before, after, 1), encoding="utf-8")
    return found(folder)


def test_the_sample_has_five_lessons_in_both_languages() -> None:
    problems: list[Problem] = []
    lessons = read_lessons(SAMPLE, problems)
    assert problems == []
    assert list(lessons) == ["fire", "first-aid", "lost-elder", "reporting", "traffic"]
    assert {each.badge for each in lessons.values()} == {"flame", "angel", "pioneer", "flash"}
    for each in lessons.values():
        assert [len(question.choices) for question in each.questions] == [3, 3, 3]
        assert Path(each.picture).is_file()


def test_without_the_folder_there_are_no_lessons(tmp_path: Path) -> None:
    assert read_lessons(tmp_path, []) == {}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('picture = "traffic.png"', 'picture = "gone.png"', "lesson_picture_missing"),
        ('picture = "traffic.png"', 'picture = "../traffic.png"', "lesson_picture_name"),
        ('picture = "traffic.png"', 'picture = "traffic.gif"', "lesson_picture_name"),
        ('picture = "traffic.png"', 'picture = "traf\\u0000fic.png"', "lesson_picture_name"),
        ('picture = "traffic.png"', "", "key_missing"),
        ('badge = "flash"', 'badge = "gold"', "unknown_value"),
        ("points = 2", "points = 21", "out_of_range"),
        ("right = true", "", "lesson_right"),
        (
            "right = true",
            "right = true\n[[question.choice]]\nzh = '又'\nen = 'More'\nright = true",
            "lesson_right",
        ),
        ('zh = "15 公里"', 'zh = "25 公里"', "listed_twice"),
        ('en = "15 km/h"', "", "key_missing"),
        ("[[question]]", '[[question]]\nhint = "?"', "key_unknown"),
        ('zh = "骑行安全"', f'zh = "{"长" * 33}"', "lesson_text_long"),
        ('[[question.choice]]\nzh = "40 公里"\nen = "40 km/h"', "", ""),
    ],
)
def test_each_mistake_is_found(folder: Path, before: str, after: str, code: str) -> None:
    problems = edited(folder, before, after)
    assert [each.code for each in problems] == ([code] if code else [])
    assert {each.file for each in problems} <= {"lessons/traffic.toml"}


def test_a_question_too_many_or_too_few_is_found(folder: Path) -> None:
    (problem,) = edited(folder, '[[question]]\nzh = "快超时了', '[[other]]\nzh = "快超时了')[:1]
    assert (problem.code, problem.details["found"]) == ("lesson_questions", "2")


def test_a_question_with_one_choice_is_found(folder: Path) -> None:
    written = (folder / FOLDER / "traffic.toml").read_text(encoding="utf-8")
    head, _, rest = written.partition('[[question.choice]]\nzh = "放慢点')
    rest = rest[rest.index("[[question]]") :]
    (folder / FOLDER / "traffic.toml").write_text(head + rest, encoding="utf-8")
    assert [each.code for each in found(folder)] == ["lesson_choices"]


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_picture_that_is_none_is_found(folder: Path, data: bytes) -> None:
    (folder / FOLDER / "traffic.png").write_bytes(data)
    assert [each.code for each in found(folder)] == ["lesson_picture_unfit"]


def test_a_picture_that_is_too_large_is_found_without_reading_it(folder: Path) -> None:
    with (folder / FOLDER / "traffic.png").open("r+b") as file:
        file.truncate(5_000_001)
    assert [each.code for each in found(folder)] == ["lesson_picture_large"]


def test_a_name_that_no_key_can_carry_is_found(folder: Path) -> None:
    (folder / FOLDER / "traffic.toml").rename(folder / FOLDER / "Traffic lesson.toml")
    assert [each.code for each in found(folder)] == ["bad_lesson"]


@pytest.mark.parametrize("name", ["traffic.toml.txt", "traffic.TOML", "notes", ".traffic.toml.swp", "TRAFFIC.PNG"])
def test_what_is_not_read_is_said(folder: Path, name: str) -> None:
    (folder / FOLDER / "traffic.toml").rename(folder / FOLDER / name)
    (folder / FOLDER / "traffic.png").unlink()
    is_said = name.startswith(("t", "n"))
    expected = [(f"lessons/{name}", "lesson_unread", Severity.WARNING)] if is_said else []
    assert [(each.file, each.code, each.severity) for each in found(folder)] == expected


def test_too_many_lessons_are_found(folder: Path) -> None:
    for number in range(LESSONS_AT_MOST):
        shutil.copy(folder / FOLDER / "traffic.toml", folder / FOLDER / f"copy-{number}.toml")
    assert [each.code for each in found(folder)] == ["too_many_lessons"]


def test_other_questions_have_another_mark_and_another_title_has_not(folder: Path) -> None:
    before = read_lessons(folder, [])["traffic"]
    assert edited(folder, 'zh = "骑行安全"', 'zh = "平安骑行"') == []
    assert read_lessons(folder, [])["traffic"].mark == before.mark
    assert edited(folder, 'zh = "40 公里"', 'zh = "45 公里"') == []
    assert read_lessons(folder, [])["traffic"].mark != before.mark
