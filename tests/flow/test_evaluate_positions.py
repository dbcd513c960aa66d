"""``qianshao evaluate positions``: photos with a known position, and what is made of a table of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from cli.main import app
from tests.cities import real_data

GPS, ORIENTATION = 0x8825, 0x0112


def photo(path: Path, place: tuple[float, float] | None = None, orientation: int = 1) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    if place is not None:
        exif.get_ifd(GPS).update(
            {
                1: "N" if place[0] >= 0 else "S",
                2: (abs(place[0]), 0.0, 0.0),
                3: "E" if place[1] >= 0 else "W",
                4: (abs(place[1]), 0.0, 0.0),
            }
        )
    Image.new("RGB", (8, 8)).save(path, exif=exif)


def evaluate(table: Path, folder: Path, *options: str) -> Result:
    words = ["evaluate", "positions", "--csv", str(table), "--photos", str(folder), "--language", "en", *options]
    return CliRunner().invoke(app, words)


def measured(folder: Path, *rows: str) -> dict[str, Any]:
    table = folder.parent / "expected.csv"
    table.write_text("\n".join(["file,lat,lng,orientation", *rows]), encoding="utf-8")
    answer = evaluate(table, folder, "--json")
    assert answer.exit_code == 0, answer.stderr
    document: dict[str, Any] = json.loads(answer.stdout)
    return document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    photo(folder / "here.jpg", (37.5, 116.25))
    photo(folder / "south.jpg", (-37.5, -116.25), orientation=6)
    photo(folder / "nowhere.jpg")
    photo(folder / "zero.jpg", (0, 0))
    (folder / "broken.jpg").write_bytes(b"no photo at all")
    return folder


def test_each_photo_is_counted_once_by_what_became_of_it(folder: Path) -> None:
    found = measured(
        folder,
        "here.jpg,37.5000009,116.25,1",
        "south.jpg,-37.5,-116.25,1",
        "here.jpg,37.50001,116.25,",
        "nowhere.jpg,37.5,116.25,",
        "nowhere.jpg,,,",
        "zero.jpg,0,0,",
        "here.jpg,nan,nan,",
        "here.jpg,ERR:TypeError,,",
        "broken.jpg,37.5,116.25,",
        "absent.jpg,37.5,116.25,",
    )
    counts = ("photos", "with_position", "right", "wrong", "missed", "rightly_none", "invented", "unreadable")
    assert [found[name] for name in counts] == [10, 6, 2, 1, 1, 2, 2, 1]
    assert (found["missing_file"], found["orientation_right"], found["orientation_wrong"]) == (1, 1, 1)
    assert found["share_right"] == round(2 / 6, 6)
    told = [(mistake["file"], mistake["mistake"]) for mistake in found["mistakes"]]
    assert told[:2] == [("south.jpg", "orientation_wrong"), ("here.jpg", "wrong")]
    assert len(told) == 7


@pytest.mark.parametrize("name", ["../secret.jpg", "{root}/secret.jpg", "link.jpg", ".", "", "a/../../secret.jpg"])
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    photo(folder.parent / "secret.jpg", (37.5, 116.25))
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    found = measured(folder, f"{name.format(root=folder.parent)},37.5,116.25,", "nowhere.jpg,,,")
    assert (found["right"], found["missing_file"]) == (0, 1)


@pytest.mark.parametrize(("rows", "said"), [((), "no row below"), (("a.jpg,1,2", "b.jpg,,"), "none of 2 photos")])
def test_where_every_photo_is_missing_it_is_said(folder: Path, rows: tuple[str, ...], said: str) -> None:
    table = folder.parent / "expected.csv"
    table.write_text("\n".join(["file,lat,lng", *rows]), encoding="utf-8")
    answer = evaluate(table, folder, "--json")
    assert answer.exit_code == 1
    assert said in answer.stderr
    assert json.loads(answer.stdout)["photos"] == len(rows)


def test_a_name_that_no_file_can_have_is_no_stop(folder: Path) -> None:
    found = measured(folder, f"{'x' * 5000},37.5,116.25,", "here.jpg,37.5,116.25,")
    assert (found["right"], found["unreadable"] + found["missing_file"]) == (1, 1)


def test_missing_columns_are_told(folder: Path) -> None:
    table = folder.parent / "expected.csv"
    table.write_text("picture,lat,lng\nhere.jpg,37.5,116.25\n", encoding="utf-8")
    answer = evaluate(table, folder)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "--file-column" in answer.stderr
    assert "picture, lat, lng" in answer.stderr
    assert evaluate(table, folder, "--file-column", "picture").exit_code == 0


@pytest.mark.realdata
def test_every_usable_position_of_real_photos_is_read() -> None:
    photos = real_data() / "photos"
    found = json.loads(evaluate(photos / "gps_expected.csv", photos / "gps", "--json").stdout)
    assert (found["photos"], found["with_position"], found["right"], found["rightly_none"]) == (47, 33, 33, 14)
    assert found["mistakes"] == []
