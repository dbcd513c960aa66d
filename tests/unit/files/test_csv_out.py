"""What is written opens in spreadsheet programs as it stands, and nothing in it is run."""

from pathlib import Path

import pytest

from files.csv_out import inert, write_rows


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "=HYPERLINK(1)", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "-", "＝1", "+", "-坑", '="01"'],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    ["", "坑", "-3.5", "+86 138 0000", "-1,234.50", "-12%", "-1e5", "-.5", "1+1", "a=b", " =1", "'=1", "0012", "37.45"],
)
def test_numbers_and_words_stay(cell: str) -> None:
    assert inert(cell) == cell


def test_excel_and_wps_see_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_rows(path, [["名称", "=1"], ["德州", "-3"]])
    assert path.read_bytes() == "\ufeff名称,'=1\r\n德州,-3\r\n".encode()
