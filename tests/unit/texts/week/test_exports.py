"""What supervisors choose from, and what stands below a file, in both languages."""

import pytest

from domain.week.exports import Export, Extract, Form, Place, Subject
from domain.week.messages import ExportPart
from domain.week.weeks import Span
from services.deps import Limits
from services.week.asked_exports import Asked, ExportChoiceView, ExportPartView
from tests.sample_views import district
from texts.base.callbacks import Verb, decode
from texts.base.locale import Locale
from texts.base.wording import words_of
from texts.week.exports import export_choice, export_part

PERIODS = ("2026-11", "2026-10", "2026", "2025")
PART = ExportPart(
    chat_id=-1, asked="1.reports.csv.2026", subject="reports", form="csv", first="2026-01-01", last="2026-12-31",
    start=0, end=9, at=0, part=2,
)  # fmt: skip


def chosen(asked: Asked, language: str = "en") -> list[list[str]]:
    shown = export_choice(ExportChoiceView(asked, PERIODS), Locale(words_of(language), district(), Limits()))
    pressed = [decode(button.press) for row in shown.buttons for button in row]
    assert all(press and press.verb is Verb.EXPORT for press in pressed)
    assert pressed[-1]
    assert (pressed[-1].id, pressed[-1].argument) == (1, asked.mark)
    return [[button.text for button in row] for row in shown.buttons]


def test_what_is_chosen_is_marked() -> None:
    assert chosen(Asked(Subject.REPORTS, Form.XLSX, "2026-11")) == [
        ["✓ Reports", "Points"], ["Figures", "Events"], ["Vouchers"], ["✓ XLSX", "CSV", "GEOJSON"],
        ["✓ This month", "Last month"], ["This year", "Last year"], ["📦 Export"],
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_has_no_position_is_offered_as_no_map(language: str) -> None:
    assert "GEOJSON" not in str(chosen(Asked(Subject.FIGURES, Form.CSV, "2026-W46"), language))
    longest = Asked(Subject.REPORTS, Form.GEOJSON, "2026-W46")
    shown = export_choice(ExportChoiceView(longest, PERIODS), Locale(words_of(language), district(), Limits()))
    points = decode(shown.buttons[0][1].press)
    assert points
    assert points.argument == "points.xlsx.2026-W46"


@pytest.mark.parametrize(
    ("language", "goes_on", "says"),
    [
        ("zh", True, "第 2 份，后面还有"),
        ("zh", False, "第 2 份，完"),
        ("en", True, "Part 2, more"),
        ("en", False, "the last"),
    ],
)
def test_a_part_says_whether_more_follow(language: str, goes_on: bool, says: str) -> None:  # noqa: FBT001
    extract = Extract(
        "a.csv", district(), Export(Subject.REPORTS, Span(0, 9)), Form.CSV, Place(0, 0), Place(9, 0), goes_on=goes_on
    )
    shown = export_part(ExportPartView(PART, 12_345, extract), Locale(words_of(language), district(), Limits()))
    assert says in shown.text
    assert "12,345" in shown.text
    assert shown.archive is extract


@pytest.mark.parametrize(("language", "says"), [("zh", "没有数据"), ("en", "nothing from 2026-01-01")])
def test_nothing_is_no_file(language: str, says: str) -> None:
    shown = export_part(ExportPartView(PART, 0, None), Locale(words_of(language), district(), Limits()))
    assert says in shown.text
    assert shown.archive is None
