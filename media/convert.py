"""HEIC, AVIF and animations become a JPEG: their own pixels, upright, and nothing else of the file."""

from typing import Final

from PIL import ImageOps

from media.decoding import encoded, flattened, opened
from media.facts import UPRIGHT, CleanPhoto, PhotoFormat

_QUALITY: Final = 90
_PILLOW_FORMATS: Final = {PhotoFormat.HEIC: "HEIF", PhotoFormat.AVIF: "AVIF", PhotoFormat.WEBP: "WEBP"}


def to_jpeg(data: bytes, kind: PhotoFormat) -> CleanPhoto:
    """Decode the main picture or first frame and encode it as JPEG, upright. Raises `PhotoRefused`."""
    if kind is PhotoFormat.HEIC:
        from pillow_heif import register_heif_opener  # noqa: PLC0415  its library is loaded for iPhones only

        register_heif_opener()
    with opened(data, (_PILLOW_FORMATS[kind],)) as image:
        # pillow-heif has turned HEIC already and says so; AVIF comes with its turning as an orientation.
        picture = flattened(ImageOps.exif_transpose(image))
        coded = encoded(picture, _QUALITY)
    return CleanPhoto(coded, PhotoFormat.JPEG, picture.width, picture.height, UPRIGHT)
