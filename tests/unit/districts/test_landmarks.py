"""``landmarks.csv``: what its rows give; mistakes in it stand in `tests.broken_districts`."""

from pathlib import Path

import pytest

from districts.landmarks import read_landmarks
from domain.district.problems import Problem
from domain.geo.datums import from_wgs84
from domain.geo.place_names import Bounds, Landmark, PlaceKind

BOUNDS = Bounds(37.43, 116.27, 37.47, 116.36)


def read(folder: Path, text: str, datum: str | None = None) -> tuple[list[Landmark], list[Problem]]:
    (folder / "landmarks.csv").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read_landmarks(folder, BOUNDS, datum, problems), problems


def test_a_district_may_do_without(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_landmarks(tmp_path, BOUNDS, None, problems) == []
    assert not problems


def test_points_and_paths_are_read(tmp_path: Path) -> None:
    landmarks, problems = read(
        tmp_path,
        "name,kind,lat,lng,aliases,path\n"
        "德州站,station,37.4497,116.2881,火车站| 德州火车站 ,\n"
        '湖滨路,street,,,,"37.43 116.30; 37.47, 116.301;"\n',
    )
    assert not problems
    assert landmarks == [
        Landmark("德州站", PlaceKind.STATION, ((37.4497, 116.2881),), ("火车站", "德州火车站")),
        Landmark("湖滨路", PlaceKind.STREET, ((37.43, 116.30), (37.47, 116.301))),
    ]


def test_two_columns_may_be_left_out(tmp_path: Path) -> None:
    landmarks, problems = read(tmp_path, "name,kind,lat,lng\n德州站,station,37.4497,116.2881\n")
    assert (len(landmarks), problems) == (1, [])


@pytest.mark.parametrize("text", ["", "\n\n", "name,kind,lat,lng\n"])
def test_a_file_without_rows_has_no_names(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text)[0] == []


@pytest.mark.parametrize(
    "row",
    ["x,station,1,1", "德州站,community,37.45,116.3", "德州站,station,nan,116.3", "德州站,station,0,0",
     "德,站,,", "德州站,station,37.45,1e2", "德州站,station,９９９,116.3", '"\ud7ff\n",station,37.45,116.3',
     "德州站,station,37.45"],
)  # fmt: skip
def test_a_row_that_is_refused_is_told_and_left_out(tmp_path: Path, row: str) -> None:
    landmarks, problems = read(tmp_path, f"name,kind,lat,lng\n{row}\n第一中学,school,37.45,116.3\n")
    assert [landmark.name for landmark in landmarks] == ["第一中学"]
    assert len(problems) == 1
    assert problems[0].file == "landmarks.csv"


def test_positions_are_in_the_datum_of_the_district(tmp_path: Path) -> None:
    lat, lng = from_wgs84(37.4497, 116.2881, "gcj02")
    landmarks, problems = read(tmp_path, f"name,kind,lat,lng\n德州站,station,{lat},{lng}\n", "gcj02")
    assert not problems
    assert landmarks[0].path[0] == pytest.approx((37.4497, 116.2881), abs=1e-7)
