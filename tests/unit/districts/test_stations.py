"""``stations.csv``: what its rows give, in any encoding and datum; mistakes stand in `tests.broken_districts`."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from districts.calendar import ALWAYS
from districts.folder import read_district
from districts.shipped import SAMPLE
from districts.stations import Surroundings, read_stations
from domain.district.clocks import Calendar
from domain.district.district import District
from domain.district.problems import Problem, Severity
from domain.district.stations import Amenity, Station
from domain.geo.datums import from_wgs84

HEADER = "id,zh,en,lat,lng,hours,queue"
QUOTED = '"东站\n二楼"'
ROW = "A1,东站,East,37.4495,116.2893,mon-sun 08:00-20:00,triage"


@pytest.fixture(scope="module")
def sample() -> District:
    problems: list[Problem] = []
    district = read_district(SAMPLE, problems)
    assert district is not None, problems
    return district


def read(
    folder: Path, content: str | bytes, district: District, datum: str | None = None
) -> tuple[dict[str, Station], list[Problem]]:
    (folder / "stations.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    problems: list[Problem] = []
    around = Surroundings(Calendar(ALWAYS, district.timezone), district.boundaries, district.queues, datum)
    return read_stations(folder, around, problems), problems


def test_the_sample_has_stations_in_all_communities(sample: District) -> None:
    found = [sample.community_at(each.lat, each.lng) for each in sample.stations.values()]
    assert len(found) == 41
    assert {each.id for each in found if each} == {*sample.communities}
    assert {amenity for each in sample.stations.values() for amenity in each.amenities} == {*Amenity}


def test_a_district_may_do_without(tmp_path: Path, sample: District) -> None:
    around = Surroundings(sample.calendar, sample.boundaries, sample.queues, None)
    assert read_stations(tmp_path, around, []) == {}
    assert read(tmp_path, "", sample) == ({}, [])
    assert read(tmp_path, HEADER, sample) == ({}, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_it_is_read_as_spreadsheet_programs_write_it(
    tmp_path: Path, sample: District, encoding: str, delimiter: str
) -> None:
    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", delimiter)
    stations, problems = read(tmp_path, text.encode(encoding), sample)
    assert not problems
    (station,) = stations.values()
    assert (station.id, station.zh, station.queue, station.capacity) == ("A1", "东站", "triage", None)
    assert station.amenities == ()


def test_places_are_converted_from_the_districts_datum_or_the_rows_own(tmp_path: Path, sample: District) -> None:
    lat, lng = from_wgs84(37.4495, 116.2893, "gcj02")
    gcj = f"{lat},{lng},mon-sun 08:00-20:00,triage"
    content = f"{HEADER},crs\nA1,一,One,{gcj},\nA2,二,Two,37.4495,116.2893,mon-sun 08:00-20:00,triage,wgs84\n"
    stations, problems = read(tmp_path, content, sample, "gcj02")
    assert not problems
    for each in stations.values():
        assert (each.lat, each.lng) == pytest.approx((37.4495, 116.2893), abs=1e-7)


def test_all_mistakes_of_a_row_are_told_and_the_others_stand(tmp_path: Path, sample: District) -> None:
    stations, problems = read(tmp_path, f"{HEADER}\n A ,,B,x,y,never,nobody\n{ROW}\n", sample)
    assert [*stations] == ["A1"]
    assert {(each.place.line, each.place.key) for each in problems} == {(2, "zh"), (2, "hours"), (2, "queue")}


def test_a_place_near_the_district_is_warned_of(tmp_path: Path, sample: District) -> None:
    stations, problems = read(tmp_path, f"{HEADER}\n{ROW.replace('37.4495', '37.4750')}\n", sample)
    assert [*stations] == ["A1"]
    assert [(each.code, each.severity, each.place.key) for each in problems] == [
        ("station_outside", Severity.WARNING, "lat")
    ]


def test_amenities_are_listed_once_in_the_order_of_the_table(tmp_path: Path, sample: District) -> None:
    stations, problems = read(tmp_path, f"{HEADER},amenities\n{ROW},Toilet| water |toilet|\n", sample)
    assert not problems
    assert stations["A1"].amenities == (Amenity.WATER, Amenity.TOILET)


def test_in_another_folder_a_station_is_the_same_until_its_picture_changes(tmp_path: Path, sample: District) -> None:
    found = []
    for name, colour in (("standing", "red"), ("fresh", "red"), ("changed", "blue")):
        (tmp_path / name / "stations").mkdir(parents=True)
        (tmp_path / name / "stations" / "door.png").write_bytes(picture(colour))
        found.append(read(tmp_path / name, f"{HEADER},photo\n{ROW},door.png\n", sample)[0])
    standing, fresh, changed = found
    assert standing == fresh
    assert standing != changed


def test_a_cell_of_several_lines_is_one_line(tmp_path: Path, sample: District) -> None:
    stations, problems = read(tmp_path, f"{HEADER},address\n{ROW.replace('东站', QUOTED)},{QUOTED}\n", sample)
    assert not problems
    assert (stations["A1"].zh, stations["A1"].address) == ("东站 二楼", "东站 二楼")


def picture(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("door.png", None),
        ("none.png", "station_photo_missing"),
        ("../secret.png", "station_photo_missing"),
        ("/etc/passwd", "station_photo_missing"),
        ("../district/stations/door.png", "station_photo_missing"),
        ("x" * 300 + ".png", "station_photo_missing"),
        (".", "station_photo_missing"),
        ("broken.png", "station_photo_broken"),
        ("text.png", "station_photo_broken"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_warned_of(
    tmp_path: Path, sample: District, named: str, code: str | None
) -> None:
    (tmp_path / "stations").mkdir()
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "stations" / "door.png").write_bytes(picture())
    (tmp_path / "stations" / "broken.png").write_bytes(picture()[:30])
    (tmp_path / "stations" / "text.png").write_text("no picture")
    stations, problems = read(tmp_path, f"{HEADER},photo\n{ROW},{named}\n", sample)
    assert [each.code for each in problems] == [code] * (code is not None)
    assert all(each.severity is Severity.WARNING for each in problems)
    photo = stations["A1"].photo
    assert (photo is not None) == (code is None)
    if photo is not None:
        assert Path(photo.path).read_bytes() == picture()
