"""XMP packets: place, time and orientation, found as text in untrusted bytes (ISO 16684-1, Exif for XMP)."""

import re
from typing import Final

from media.formats import exif
from media.formats.exif import Exif, Tags

_PROPERTIES: Final = {
    b"tiff:Orientation": exif.ORIENTATION,
    b"exif:DateTimeOriginal": exif.DATE_TIME_ORIGINAL,
    b"photoshop:DateCreated": exif.DATE_TIME_DIGITIZED,
    b"xmp:CreateDate": exif.DATE_TIME,
}
_GPS_PROPERTIES: Final = {
    b"exif:GPSLatitude": exif.GPS_LATITUDE,
    b"exif:GPSLatitudeRef": exif.GPS_LATITUDE_REF,
    b"exif:GPSLongitude": exif.GPS_LONGITUDE,
    b"exif:GPSLongitudeRef": exif.GPS_LONGITUDE_REF,
    b"exif:GPSTimeStamp": exif.GPS_TIME_STAMP,
    b"exif:GPSMapDatum": exif.GPS_MAP_DATUM,
    b"exif:GPSHPositioningError": exif.GPS_POSITIONING_ERROR,
}
_PROPERTY: Final = re.compile(
    rb"(?<![/\w])((?:tiff|exif|xmp|photoshop):[A-Za-z]{1,30})(?:\s{0,4}=\s{0,4}[\"']|>)([^\"'<>]{1,60})"
)


def parse(packet: bytes) -> Exif:
    """Return what a packet says, each property once, as the texts that it stands in."""
    picture: Tags = {}
    gps: Tags = {}
    for name, text in _PROPERTY.findall(packet):
        value = text.decode("utf-8", "replace").strip()
        if name in _PROPERTIES:
            picture.setdefault(_PROPERTIES[name], value)
        elif name in _GPS_PROPERTIES:
            gps.setdefault(_GPS_PROPERTIES[name], value)
    return Exif(picture, gps)
