"""The sample pictures of the playground's tray: drawn here, with the EXIF that a phone's camera would write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from playground import scenery
from playground.canvas import Canvas

_UPRIGHT = 1
_ERROR_METRES = 8  # what a phone outdoors claims
_QUALITY = 86


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture of the tray: its file name, its title and a rider's caption in both languages, who paints it."""

    name: str
    zh: str
    en: str
    caption_zh: str
    caption_en: str
    painter: Callable[[Canvas], None]


SCENES: tuple[Scene, ...] = (
    Scene(
        "manhole_missing",
        "井盖缺失",
        "Manhole cover missing",
        "路口井盖缺失，很危险",
        "Manhole cover missing at the crossing, dangerous",
        scenery.manhole_missing,
    ),
    Scene(
        "stairwell_dark",
        "楼道灯不亮",
        "Dark stairwell",
        "3 号楼楼道灯不亮，晚上看不清台阶",
        "Dark stairwell in building 3, the steps can't be seen",
        scenery.stairwell_dark,
    ),
    Scene(
        "rubbish_overflowing",
        "垃圾满溢",
        "Overflowing rubbish",
        "垃圾桶满溢，垃圾堆到路上了",
        "Overflowing rubbish bins, bags on the path",
        scenery.rubbish_overflowing,
    ),
    Scene(
        "pothole",
        "道路坑洼",
        "Pothole",
        "道路坑洼积着水，骑车容易摔",
        "Pothole in the road, easy to fall with a bike",
        scenery.pothole,
    ),
    Scene(
        "street_light_out",
        "路灯不亮",
        "Street light out",
        "这盏路灯不亮，整段路都是黑的",
        "Street light out, the whole stretch is dark",
        scenery.street_light_out,
    ),
    Scene(
        "fire_lane_blocked",
        "占用消防通道",
        "Fire lane blocked",
        "小车占用消防通道",
        "Fire lane blocked by a car",
        scenery.fire_lane_blocked,
    ),
    Scene(
        "tree_down", "树木倒伏", "Fallen tree", "树木倒伏，横在路中间", "Fallen tree across the road", scenery.tree_down
    ),
    Scene(
        "bicycles_clutter",
        "共享单车乱停放",
        "Bicycles in the way",
        "共享单车乱停放，盲道走不了",
        "Bicycles obstructing the way, nobody can pass",
        scenery.bicycles_clutter,
    ),
    Scene(
        "road_flooding",
        "道路积水",
        "Road flooding",
        "道路积水过半个车轮",
        "Road flooding, half a wheel deep",
        scenery.road_flooding,
    ),
    Scene(
        "manhole_repaired",
        "修好：井盖",
        "Fixed: manhole",
        "井盖已装好",
        "The cover is back in place",
        scenery.manhole_repaired,
    ),
    Scene(
        "stairwell_lit",
        "修好：楼道灯",
        "Fixed: stairwell",
        "楼道灯已换新",
        "The lamp has been replaced",
        scenery.stairwell_lit,
    ),
    Scene(
        "bins_clean",
        "清理后：垃圾点",
        "Clean: bins",
        "垃圾已清运",
        "The rubbish has been taken away",
        scenery.bins_clean,
    ),
    Scene(
        "street_light_lit",
        "修好：路灯",
        "Fixed: street light",
        "路灯已修好",
        "The lamp is lit again",
        scenery.street_light_lit,
    ),
)


def draw(
    scene: Scene,
    *,
    position: tuple[float, float] | None,
    taken_at: datetime,
    size: tuple[int, int] = (1280, 960),
) -> bytes:
    """The scene as JPEG bytes, the same for the same arguments.

    Raises: see `photograph`.
    """
    return photograph(paint(scene, size), position=position, taken_at=taken_at)


def paint(scene: Scene, size: tuple[int, int]) -> Image.Image:
    """The scene as an image, which takes far longer than to photograph it."""
    canvas = Canvas(size)
    scene.painter(canvas)
    return canvas.finish()


def photograph(image: Image.Image, *, position: tuple[float, float] | None, taken_at: datetime) -> bytes:
    """An image as the JPEG that a phone would have written.

    `position` is latitude and longitude in WGS-84 degrees, None for a picture without GPS; `taken_at` carries its
    offset from UTC.

    Raises:
        ValueError: `taken_at` is naive.
    """
    if taken_at.tzinfo is None:
        raise ValueError("taken_at needs an offset from UTC")
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, exif=_exif(position, taken_at))
    return written.getvalue()


def _exif(position: tuple[float, float] | None, taken_at: datetime) -> Image.Exif:
    """Exif 2.32, section 4.6: local time and its offset in the Exif IFD, UTC in the GPS IFD."""
    exif = Image.Exif()
    exif[Base.Orientation] = _UPRIGHT
    offset = taken_at.strftime("%z")
    details = exif.get_ifd(IFD.Exif)
    details[Base.DateTimeOriginal] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    details[Base.OffsetTimeOriginal] = f"{offset[:3]}:{offset[3:5]}"
    if position is not None:
        exif.get_ifd(IFD.GPSInfo).update(_gps(position, taken_at.astimezone(UTC)))
    return exif


def _gps(position: tuple[float, float], at: datetime) -> dict[int, Any]:
    latitude, longitude = position
    return {
        GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        GPS.GPSLatitude: _sexagesimal(latitude),
        GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        GPS.GPSLongitude: _sexagesimal(longitude),
        GPS.GPSTimeStamp: tuple(IFDRational(part) for part in (at.hour, at.minute, at.second)),
        GPS.GPSDateStamp: at.strftime("%Y:%m:%d"),
        GPS.GPSHPositioningError: IFDRational(_ERROR_METRES),
    }


def _sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Degrees, minutes and seconds, the last to a ten-thousandth (3 mm)."""
    minutes, ticks = divmod(round(abs(degrees) * 3600 * 10_000), 60 * 10_000)
    return IFDRational(minutes // 60), IFDRational(minutes % 60), IFDRational(ticks, 10_000)
