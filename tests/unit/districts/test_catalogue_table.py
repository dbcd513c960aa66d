from pathlib import Path

import pytest

from districts.catalogue_table import read_catalogue
from districts.shipped import SAMPLE
from domain.district.catalogue import Catalogue, Clock, PhotoRule, Span, Urgency
from domain.district.problems import Problem, Severity

CATALOGUE = SAMPLE / "catalogue.csv"
NEEDED = (
    "slug,zh,en,gb_code,urgency,first_response,resolve_within,clock,responsible,"
    "duplicate_radius_m,duplicate_days,call,photo,indoor"
)
GAS = "gas_leak,燃气泄漏,Gas leak,E0502,urgent,15m,1h,urgent_hours,gas,80,3,gas,optional,0"


def read(folder: Path, text: str) -> tuple[Catalogue | None, list[Problem]]:
    (folder / "catalogue.csv").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read_catalogue(folder, {"gas": "12345"}, problems), problems


def test_every_cell_of_a_row_is_read(tmp_path: Path) -> None:
    extra = f"{NEEDED},words_zh,words_en,advice_zh,advice_en\n{GAS},煤气|漏气+煤气,gas,别开灯,No lights\n"
    catalogue, problems = read(tmp_path, extra)
    assert not problems
    assert catalogue
    gas = catalogue["gas_leak"]
    assert (gas.zh, gas.en, gas.gb_code, gas.responsible) == ("燃气泄漏", "Gas leak", "E0502", "gas")
    assert (gas.urgency, gas.clock, gas.photo) == (Urgency.URGENT, Clock.URGENT_HOURS, PhotoRule.OPTIONAL)
    assert (gas.first_response, gas.resolve_within) == (Span(15, "m"), Span(1, "h"))
    assert (gas.duplicate_radius_m, gas.duplicate_days, gas.call, gas.indoor) == (80, 3, "gas", False)
    assert (gas.words_zh, gas.words_en) == (("煤气", "漏气+煤气"), ("gas",))
    assert (gas.advice_zh, gas.advice_en) == ("别开灯", "No lights")


def test_word_columns_may_be_left_out(tmp_path: Path) -> None:
    catalogue, problems = read(tmp_path, f"{NEEDED}\n{GAS}\n")
    assert not problems
    assert catalogue
    assert catalogue["gas_leak"].words_zh == ()


WIDE = GAS.replace("gas_leak,燃气泄漏,Gas leak", "bikes,非机动车、共享单车乱停放,Bicycles in the way of people")


def test_a_key_too_wide_for_half_a_row_is_a_warning_at_its_cell(tmp_path: Path) -> None:
    catalogue, problems = read(tmp_path, f"{NEEDED}\n{GAS}\n{WIDE}\n")
    assert catalogue
    assert {(each.code, each.severity, each.place.line, each.place.key) for each in problems} == {
        ("key_too_wide", Severity.WARNING, 3, "zh"),
        ("key_too_wide", Severity.WARNING, 3, "en"),
    }
    named = f"{NEEDED},short_zh,short_en\n{GAS},,\n{WIDE},🚲 单车乱停,Bikes in all the ways\n"
    catalogue, problems = read(tmp_path, named)
    assert catalogue
    (told,) = problems
    assert (told.code, told.place.key, told.details["wide"]) == ("key_too_wide", "short_en", "21")
    assert catalogue["bikes"].short_zh == "🚲 单车乱停"
    assert catalogue["gas_leak"].short_en == ""


def test_no_key_of_the_sample_is_too_wide() -> None:
    problems: list[Problem] = []
    assert read_catalogue(SAMPLE, None, problems)
    assert not problems


def test_columns_may_stand_in_any_order_and_lines_may_be_empty(tmp_path: Path) -> None:
    turned = "\n".join([",".join(reversed(NEEDED.split(","))), "", ",".join(reversed(GAS.split(","))), ",,", ""])
    catalogue, problems = read(tmp_path, turned)
    assert not problems
    assert list(catalogue or ()) == ["gas_leak"]


def test_every_mistake_of_a_row_is_told_at_its_cell(tmp_path: Path) -> None:
    broken = GAS.replace("15m", "soon").replace("urgent,", "URGENT,").replace("80", "-80")
    _, problems = read(tmp_path, f"{NEEDED}\n\n{broken}\n")
    assert {(problem.place.line, problem.place.key) for problem in problems} == {
        (3, "urgency"),
        (3, "first_response"),
        (3, "duplicate_radius_m"),
    }


def test_the_sample_keeps_the_order_of_its_file() -> None:
    problems: list[Problem] = []
    catalogue = read_catalogue(CATALOGUE.parent, None, problems)
    assert not problems
    assert catalogue
    slugs = [line.partition(",")[0] for line in CATALOGUE.read_text(encoding="utf-8").splitlines()[1:]]
    assert list(catalogue) == slugs
    assert catalogue["lost_person"].photo is PhotoRule.NEVER_SHOWN
    assert catalogue["stairwell_dark"].indoor


@pytest.mark.parametrize("text", ["", "0m", "15", "m", "1w", "-1h", "1.5h", "١h"])
def test_a_span_is_a_count_of_minutes_hours_or_days(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        Span.parse(text)
