"""The sample pictures: what their EXIF says, and that each is itself, every time."""

from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from playground.pictures import SCENES, Scene, draw

SMALL = (160, 120)
DEZHOU = (37.451234, 116.310987)
TAKEN = datetime(2026, 11, 20, 7, 30, 5, tzinfo=timezone(timedelta(hours=8)))
IN_A_SCENE = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)


def small(scene: Scene, position: tuple[float, float] | None = DEZHOU) -> bytes:
    return draw(scene, position=position, taken_at=TAKEN, size=SMALL)


def exif_of(picture: bytes) -> Image.Exif:
    return Image.open(BytesIO(picture)).getexif()


def degrees(parts: tuple[float, float, float]) -> float:
    return float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600


@IN_A_SCENE
def test_a_scene_is_a_jpeg_of_the_size_asked_for(scene: Scene) -> None:
    image = Image.open(BytesIO(small(scene)))
    image.load()
    assert (image.format, image.size) == ("JPEG", SMALL)


@IN_A_SCENE
def test_a_scene_is_drawn_the_same_each_time(scene: Scene) -> None:
    assert small(scene) == small(scene)


@IN_A_SCENE
def test_a_scene_has_words_in_both_languages(scene: Scene) -> None:
    assert all((scene.zh, scene.en, scene.caption_zh, scene.caption_en))
    assert scene.caption_en.isascii()
    assert not scene.caption_zh.isascii()


def test_scenes_differ_in_name_and_in_pixels() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)
    assert len({small(scene) for scene in SCENES}) == len(SCENES)


@pytest.mark.parametrize(
    ("position", "references"),
    [(DEZHOU, "NE"), ((-33.865143, -70.2099), "SW"), ((0.99999999, 179.99999999), "NE")],
)
def test_the_position_reads_back_within_a_centimetre(position: tuple[float, float], references: str) -> None:
    gps = exif_of(small(SCENES[0], position)).get_ifd(IFD.GPSInfo)
    assert gps[GPS.GPSLatitudeRef] + gps[GPS.GPSLongitudeRef] == references
    assert degrees(gps[GPS.GPSLatitude]) == pytest.approx(abs(position[0]), abs=1e-7)
    assert degrees(gps[GPS.GPSLongitude]) == pytest.approx(abs(position[1]), abs=1e-7)
    assert gps[GPS.GPSHPositioningError] > 0


def test_the_time_is_local_with_its_offset_and_in_utc_for_gps() -> None:
    exif = exif_of(small(SCENES[0]))
    details, gps = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    assert exif[Base.Orientation] == 1
    assert details[Base.DateTimeOriginal] == "2026:11:20 07:30:05"
    assert details[Base.OffsetTimeOriginal] == "+08:00"
    assert gps[GPS.GPSDateStamp] == "2026:11:19"
    assert gps[GPS.GPSTimeStamp] == (23, 30, 5)


def test_without_a_position_there_is_no_gps() -> None:
    assert IFD.GPSInfo not in exif_of(small(SCENES[0], None))


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        draw(SCENES[0], position=None, taken_at=TAKEN.replace(tzinfo=None), size=SMALL)
