"""Each of 95 damaged and hostile images has an outcome of its own: taken as what, or refused for which reason."""

import os
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from cli.locate import describe
from media.errors import PhotoUnfit, RefusalReason
from media.facts import PhotoFormat
from media.pool import PhotoPool

DATA = os.environ.get("QIANSHAO_TEST_DATA")
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs"),
]
FOLDER = Path(str(DATA)) / "photos" / "malformed"

OUTCOMES: dict[str, PhotoFormat | RefusalReason] = {
    "11-tests.jpg": PhotoFormat.JPEG,
    "22-canon_tags.jpg": PhotoFormat.JPEG,
    "28-hex_value.jpg": PhotoFormat.JPEG,
    "30-type_error.jpg": PhotoFormat.JPEG,
    "33-type_error.jpg": PhotoFormat.JPEG,
    "35-empty.jpg": PhotoFormat.JPEG,
    "36-memory_error.jpg": PhotoFormat.JPEG,
    "42_IndexError.jpg": PhotoFormat.JPEG,
    "45-gps_ifd.jpg": PhotoFormat.JPEG,
    "67-0_length_string.jpg": PhotoFormat.JPEG,
    "87_OSError.jpg": PhotoFormat.JPEG,
    "broken.png": RefusalReason.BROKEN,  # no header chunk
    "broken_data_stream.png": PhotoFormat.PNG,  # its last chunk is damaged, its pixels are whole
    "broken_exif_dpi.jpg": PhotoFormat.JPEG,
    "corrupted.jpg": PhotoFormat.JPEG,  # damage inside the scan
    "crash-0c7e0e8e11ce787078f00b5b0ca409a167f070e0.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-0da013a13571cc8eb457a39fee8db18f8a3c7127.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-0e16d3bfb83be87356d026d66919deaefca44dac.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-1152ec2d1a1a71395b6f2ce6721c38924d025bf3.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-1185209cf7655b5aed8ae5e77784dfdd18ab59e9.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-2020-10-test.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-338516dbd2f0e83caddb8ce256c22db3bd6dc40f.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-465703f71a0f0094873a3e0e82c9f798161171b8.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-4f085cc12ece8cde18758d42608bed6a2a2cfb1c.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-4fb027452e6988530aa5dabee76eecacb3b79f8a.j2k": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-5762152299364352.fli": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-63b1dffefc8c075ddc606c0a2f5fdc15ece78863.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-64834657ee604b8797bf99eac6a194c124a9a8ba.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-6b7f2244da6d0ae297ee0754a424213444e92778.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-74d2a78403a5a59db1fb0a2b8735ac068a75f6e3.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-754d9c7ec485ffb76a90eeaab191ef69a2a3a3cd.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-7d4c83eb92150fb8f1653a697703ae06ae7c4998.j2k": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-86214e58da443d2b80820cff9677a38a33dcbbca.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-abcf1c97b8fe42a6c68f1fb0b978530c98d57ced.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-b82e64d4f3f76d7465b6af535283029eda211259.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-c1b2595b8b0b92cc5f38b6635e98e3a119ade807.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-ccca68ff40171fdae983d924e127a721cab2bd50.j2k": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-d2c93af851d3ab9a19e34503626368b2ecde9c03.j2k": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-db8bfa78b19721225425530c5946217720d7df4e.sgi": RefusalReason.UNSUPPORTED_FORMAT,
    "crash-f46f5b2f43c370fe65706c11449f567ecc345e74.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "cross_scan_line_truncated.tga": RefusalReason.UNSUPPORTED_FORMAT,
    "decompression_bomb.gif": RefusalReason.UNSUPPORTED_FORMAT,  # 4 billion pixels
    "decompression_bomb.ico": RefusalReason.UNSUPPORTED_FORMAT,
    "decompression_bomb_extents.gif": RefusalReason.UNSUPPORTED_FORMAT,
    "empty_gps_ifd.jpg": PhotoFormat.JPEG,
    "exif-dpi-zerodivision.jpg": PhotoFormat.JPEG,
    "exif-ifd-offset.jpg": PhotoFormat.JPEG,
    "exif_gps.jpg": PhotoFormat.JPEG,
    "exif_gps_typeerror.jpg": PhotoFormat.JPEG,
    "exif_typeerror.jpg": PhotoFormat.JPEG,
    "frame_size.mpo": PhotoFormat.JPEG,  # as above
    "frozenpond.mpo": PhotoFormat.JPEG,  # the first of its frames
    "hopper_bad_exif.jpg": PhotoFormat.JPEG,  # the EXIF directory lies about its length
    "ignore_frame_size.mpo": PhotoFormat.JPEG,  # as above
    "image00971.jpg": PhotoFormat.JPEG,
    "image01088.jpg": PhotoFormat.JPEG,
    "image01137.jpg": PhotoFormat.JPEG,
    "image01551.jpg": PhotoFormat.JPEG,
    "image01713.jpg": PhotoFormat.JPEG,
    "image01980.jpg": PhotoFormat.JPEG,
    "image02206.jpg": PhotoFormat.JPEG,
    "invalid-exif-without-x-resolution.jpg": PhotoFormat.JPEG,
    "invalid-exif.jpg": PhotoFormat.JPEG,
    "multiple_exif.jpg": PhotoFormat.JPEG,
    "oom-225817ca0f8c663be7ab4b9e717b02c661e66834.tif": RefusalReason.UNSUPPORTED_FORMAT,
    "oom-8ed3316a4109213ca96fb8a256a0bfefdece1461.icns": RefusalReason.UNSUPPORTED_FORMAT,
    "photoshop-200dpi-broken.jpg": PhotoFormat.JPEG,
    "sugarshack_bad_mpo_header.jpg": PhotoFormat.JPEG,
    "sugarshack_ifd_offset.mpo": PhotoFormat.JPEG,  # as above
    "sugarshack_no_data.mpo": PhotoFormat.JPEG,  # as above
    "timeout-041dd17dfde800360a47a172269df127af138c6b.dds": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-060745d3f534ad6e4128c51d336ea5489182c69d.blp": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-1ee28a249896e05b83840ae8140622de8e648ba9.psd": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-31c8f86233ea728339c6e586be7af661a09b5b98.blp": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-52d106579505547091ef69b58341351a37c23e31.dds": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-598843abc37fc080ec36a2699ebbd44f795d3a6f.psd": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-60d8b7c8469d59fc9ffff6b3a3dc0faeae6ea8ee.blp": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-6646305047838720": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-755a4d204f4208e3597ac3391edebee196462bd0.dds": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-8073b430977660cdd48d96f6406ddfd4114e69c7.blp": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-9139147ce93e20eb14088fe238e541443ffd64b3.fli": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-bba4f2e026b5786529370e5dfe9a11b1bf991f07.blp": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-bff0a9dc7243a8e6ede2408d2ffa6a9964698b87.fli": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-c60a3d7314213624607bfb3e38d551a8b24a7435.dds": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-c8efc3fded6426986ba867a399791bae544f59bc.psd": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-d675703545fee17acab56e5fec644c19979175de.eps": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-d6ec061c4afdef39d3edf6da8927240bb07fe9b7.blp": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-dedc7a4ebd856d79b4359bbcc79e8ef231ce38f6.psd": RefusalReason.UNSUPPORTED_FORMAT,
    "timeout-ef9112a065e7183fa7faa2e18929b03e44ee16bf.blp": RefusalReason.UNSUPPORTED_FORMAT,
    "truncated_app14.jpg": PhotoFormat.JPEG,
    "truncated_end_chunk.png": PhotoFormat.PNG,  # all pixels are there
    "truncated_exif_dpi.jpg": PhotoFormat.JPEG,  # EXIF of 13 bytes
    "truncated_image.png": PhotoFormat.PNG,  # shown as far as it goes
    "truncated_jpeg.jpg": PhotoFormat.JPEG,  # shown as far as it goes
    "ultrahdr.jpg": RefusalReason.BROKEN,  # cut off before its first pixel
}


def test_every_malformed_image_has_an_outcome() -> None:
    assert set(OUTCOMES) == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize(("name", "outcome"), OUTCOMES.items())
async def test_a_malformed_image_is_taken_and_shown_or_refused_by_name(
    name: str, outcome: PhotoFormat | RefusalReason
) -> None:
    pool = PhotoPool(ZoneInfo("Asia/Shanghai"))
    data = (FOLDER / name).read_bytes()
    try:
        if isinstance(outcome, RefusalReason):
            with pytest.raises(PhotoUnfit) as refusal:
                await pool.intake(data)
            assert refusal.value.reason is outcome
            return
        photo = (await pool.intake(data)).clean
        assert photo.format is outcome
        with Image.open(BytesIO(await pool.shown(photo.data, photo.orientation)), formats=["JPEG"]) as image:
            assert max(image.size) == min(1280, max(photo.width, photo.height))
    finally:
        pool.close()


def test_every_malformed_image_is_described() -> None:
    rows = describe(str(FOLDER / name) for name in OUTCOMES)
    assert len(rows) == len(OUTCOMES)
    unread = {row["file"] for row in rows if row["orientation"] is None}
    unsupported = {
        str(FOLDER / name) for name, outcome in OUTCOMES.items() if outcome is RefusalReason.UNSUPPORTED_FORMAT
    }
    assert unread == unsupported
    assert all(row["warnings"] for row in rows if row["file"] in unread)
