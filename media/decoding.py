"""Decoding photos within limits, upright and in RGB, and encoding them as JPEG; nothing else opens images."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile, ImageOps

from media.errors import MAX_PIXELS, PhotoUnfit, RefusalReason, refuse_oversized
from media.facts import UPRIGHT, CleanPhoto, PhotoFormat
from media.formats.icc import without_owner

# Pillow's settings are per process. A truncated photo is shown as far as it goes.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = True

_WHITE: Final = (255, 255, 255)
_WITHOUT_SHADES: Final = ("1", "P", "PA")  # scaling needs shades
_KEPT_FORMATS: Final = ("JPEG", "PNG", "WEBP")  # the formats of clean photos
_DECODED_FORMATS: Final = {PhotoFormat.HEIC: "HEIF", PhotoFormat.AVIF: "AVIF", PhotoFormat.WEBP: "WEBP"}
_BRANDS: Final = {PhotoFormat.HEIC: b"heic", PhotoFormat.AVIF: b"avif"}
_CLEAN_QUALITY: Final = 90
_GLANCE: Final = 64
_UPRIGHT_BY: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@contextmanager
def opened(data: bytes, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    """Open an image of one of these formats within the pixel limit.

    Raises:
        PhotoUnfit: Anything failed on opening or in the body, as decoders fail on hostile bytes in many ways.
        MemoryError: It took more than this process may have.
    """
    # Set on each call, as resetting the process's filters would remove the limit.
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(data), formats=formats) as image:
            refuse_oversized(image.width, image.height)
            yield image
    except (PhotoUnfit, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoUnfit(RefusalReason.TOO_MANY_PIXELS, str(error)) from error
    except Exception as error:
        raise PhotoUnfit(RefusalReason.BROKEN, f"{type(error).__name__}: {error}") from error


def to_jpeg(data: bytes, photo_format: PhotoFormat) -> CleanPhoto:
    """Decode the main picture or first frame and encode it as an upright JPEG, without the file's other content.

    Raises:
        PhotoUnfit: It cannot be decoded.
    """
    if photo_format in _BRANDS:  # decoders look at brands alone, of which writers invent new ones
        data = b"%b%b%b" % (data[:8], _BRANDS[photo_format], data[12:])
    if photo_format is PhotoFormat.HEIC:
        from pillow_heif import register_heif_opener  # noqa: PLC0415  its library is loaded for iPhones only

        register_heif_opener()
    with opened(data, (_DECODED_FORMATS[photo_format],)) as image:
        # pillow-heif has rotated HEIC and resets its orientation; AVIF still has its orientation to apply.
        ImageOps.exif_transpose(image, in_place=True)
        picture = flattened(image)
        coded = encoded(picture, _CLEAN_QUALITY)
    return CleanPhoto(coded, PhotoFormat.JPEG, picture.width, picture.height, UPRIGHT)


def upright(data: bytes, orientation: int, side: int, *, grey: bool = False) -> Image.Image:
    """Decode a clean photo upright in RGB, at most `side` pixels on either side.

    A JPEG is decoded at the smallest sufficient scale, and without colours if `grey`.

    Raises:
        PhotoUnfit: It cannot be decoded.
    """
    with opened(data, _KEPT_FORMATS) as image:
        image.draft("L" if grey else "RGB", (side, side))
        picture = image.convert("RGBA") if image.mode in _WITHOUT_SHADES else image
        picture.thumbnail((side, side), reducing_gap=None)
        turn = _UPRIGHT_BY.get(orientation)
        return flattened(picture if turn is None else picture.transpose(turn))


def upright_of_any(data: bytes, side: int) -> Image.Image:
    """Decode a photo that nobody has cleaned upright in RGB, at most `side` pixels on either side.

    Raises:
        PhotoUnfit: It cannot be decoded, or is none of JPEG, PNG and WEBP.
    """
    with opened(data, _KEPT_FORMATS) as image:
        image.draft("RGB", (side, side))
        ImageOps.exif_transpose(image, in_place=True)
        image.thumbnail((side, side), reducing_gap=None)
        return flattened(image)


def can_be_shown(data: bytes) -> bool:
    """Return whether a file is a picture of a format that is kept, as far as decoding it small shows."""
    try:
        upright_of_any(data, _GLANCE)
    except PhotoUnfit:
        return False
    return True


def flattened(image: Image.Image) -> Image.Image:
    """Return an image in RGB, white where it was transparent, with its colour profile, nobody's, if it is an RGB one.

    The rest of its `info` is dropped, as Pillow would write a comment found there.
    """
    profile = without_owner(image.info.get("icc_profile") or b"") if image.mode in ("RGB", "RGBA") else b""
    if image.mode.startswith("I"):
        image = image.point(lambda level: level / 256).convert("L")  # 16 bits of grey
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        image = Image.new("RGB", layered.size, _WHITE)
        image.paste(layered, mask=layered)
    image.load()
    flat = image if image.mode == "RGB" else image.convert("RGB")  # a copy would double the memory
    flat.info = {"icc_profile": profile} if profile else {}
    return flat


def encoded(image: Image.Image, quality: int) -> bytes:
    """Return the image as JPEG with its colour profile, if any, and no other metadata."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, icc_profile=image.info.get("icc_profile"))
    return out.getvalue()
