"""Voice messages and videos: nothing of their metadata is left, what they show and say is, and hostile ones end."""

import struct
from collections.abc import AsyncIterator, Callable
from io import BytesIO

import av
import pytest
from PIL import Image

from media import remuxing
from media.errors import PhotoUnfit, RefusalReason
from media.pool import PhotoPool
from tests import clips
from tests.unit.media.taking import DISTRICT

SECRET = clips.SECRET.encode()
TRACES = (SECRET, b"Lavf", b"x264", b"x265")


@pytest.fixture
async def pool() -> AsyncIterator[PhotoPool]:
    """A pool of its own."""
    pool = PhotoPool(DISTRICT, seconds=10)
    yield pool
    pool.close()


def packets(data: bytes, kind: str) -> list[bytes]:
    """The packets of the first stream of a kind."""
    with av.open(BytesIO(data), "r") as file:
        return [bytes(packet) for packet in file.demux(**{kind: 0}) if packet.size]


def test_a_voice_message_keeps_its_sound_alone() -> None:
    """What it says of itself goes, each packet of its sound stays."""
    sent = clips.voice(1.5)
    assert SECRET in sent
    clean = remuxing.voice(sent)
    assert not [trace for trace in TRACES if trace in clean.data]
    assert packets(clean.data, "audio") == packets(sent, "audio")
    assert (clean.mime, clean.seconds, clean.width, clean.still) == ("audio/ogg", 2, 0, b"")


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_a_video_keeps_its_pictures_and_sound_alone(codec: str) -> None:
    """Places, comments, names of handlers and encoders, and what a camera measured on the way are gone."""
    sent = clips.video(2, codec=codec, telemetry=b"GPS5 " + SECRET)
    assert SECRET in sent
    clean = remuxing.video(sent)
    assert not [trace for trace in TRACES if trace in clean.data]
    with av.open(BytesIO(clean.data), "r") as file:
        assert [stream.type for stream in file.streams] == ["video", "audio"]
        assert set(file.metadata) <= {"major_brand", "minor_version", "compatible_brands"}
        assert len(list(file.decode(video=0))) == 10
    assert packets(clean.data, "audio") == packets(sent, "audio")
    assert clean.data.index(b"moov") < clean.data.index(b"mdat"), "it plays while it is loaded"
    assert (clean.mime, clean.seconds, clean.width, clean.height) == ("video/mp4", 2, 64, 48)


def test_apples_own_atoms_go() -> None:
    """A box of the user's data and an unknown one, as telephones append them, are not copied."""
    boxes = b"".join(
        struct.pack(">I4s", 8 + len(body), name) + body
        for name, body in ((b"uuid", b"\0" * 16 + SECRET), (b"free", SECRET), (b"udta", b"\xa9xyz" + SECRET))
    )
    assert SECRET not in remuxing.video(clips.video() + boxes).data


def test_a_video_is_shown_as_it_was_held() -> None:
    """Its still stands upright, and the copy is still to be turned by those who play it."""
    clean = remuxing.video(clips.turned(clips.video()))
    with Image.open(BytesIO(clean.still)) as still:
        assert still.size == (clean.width, clean.height) == (48, 64)
        top, bottom = still.getpixel((24, 5)), still.getpixel((24, 60))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > bottom[0], "the left side, red, is above now"
    assert bottom[2] > top[2], "the right side, blue, is below"
    with av.open(BytesIO(clean.data), "r") as file:
        assert [frame.rotation for frame in file.decode(video=0)] == [-90] * 5


def test_a_still_is_of_the_middle() -> None:
    """The first picture often shows a pocket, the last one the ground."""
    with Image.open(BytesIO(remuxing.video(clips.video(4)).still)) as still:
        red = still.getpixel((5, 5))
    assert isinstance(red, tuple)
    assert red[0] == pytest.approx(200, abs=8), "the first picture has 100, the last one 255"


@pytest.mark.parametrize(
    "options",
    [{"movflags": "frag_keyframe+empty_moov"}, {"movflags": "faststart"}, {}],
    ids=["fragmented", "index first", "index last"],
)
def test_wherever_its_index_is(options: dict[str, str]) -> None:
    """Fragmented, for streaming, or as a camera leaves it."""
    if options == {"movflags": "faststart"}:
        sent = remuxing.video(clips.video()).data
    else:
        sent = clips.video(options=options or {"movflags": "use_metadata_tags"})
    clean = remuxing.video(sent)
    assert clean.seconds == 1
    assert SECRET not in clean.data


def test_a_video_without_sound_and_one_with_a_strange_one() -> None:
    """Sound of a kind that is not taken is left out."""
    for sent in (clips.video(sound=""), clips.video(sound="libmp3lame")):
        with av.open(BytesIO(remuxing.video(sent).data), "r") as file:
            assert [stream.type for stream in file.streams] == ["video"]


REFUSED: dict[str, tuple[str, Callable[[], bytes], RefusalReason]] = {
    "no bytes": ("video", lambda: b"", RefusalReason.EMPTY),
    "no voice": ("voice", lambda: b"", RefusalReason.EMPTY),
    "too large": ("video", lambda: bytes(20 * 1024 * 1024 + 1), RefusalReason.TOO_LARGE),
    "an image": ("video", lambda: b"\xff\xd8\xff\xe0" + bytes(500), RefusalReason.UNSUPPORTED_FORMAT),
    "a page": ("voice", lambda: b"<html>" * 100, RefusalReason.UNSUPPORTED_FORMAT),
    "a playlist": ("video", lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", RefusalReason.UNSUPPORTED_FORMAT),
    "a voice in place of a video": ("video", clips.voice, RefusalReason.UNSUPPORTED_FORMAT),
    "a video in place of a voice": ("voice", clips.video, RefusalReason.UNSUPPORTED_FORMAT),
    "FLAC in Ogg": ("voice", lambda: clips.voice(codec="flac"), RefusalReason.UNSUPPORTED_FORMAT),
    "MPEG-4 Part 2": ("video", lambda: clips.video(codec="mpeg4"), RefusalReason.UNSUPPORTED_FORMAT),
    "sound alone": ("video", lambda: clips.voice(codec="aac", form="mp4"), RefusalReason.UNSUPPORTED_FORMAT),
    "cut before its index": ("video", lambda: clips.video()[:5000], RefusalReason.UNSUPPORTED_FORMAT),
    "hours of silence": ("voice", lambda: clips.stretched(clips.voice(2), 3600), RefusalReason.TOO_LONG),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_refused(pool: PhotoPool, name: str) -> None:
    """Each with the reason that its sender is told, and the next one is taken."""
    kind, made, reason = REFUSED[name]
    with pytest.raises(PhotoUnfit) as refused:
        await getattr(pool, kind)(made())
    assert refused.value.reason is reason, refused.value.detail
    assert (await pool.video(clips.video())).seconds == 1


async def test_pictures_that_are_too_large(pool: PhotoPool) -> None:
    """Refused by what the file says of them, before one is decoded."""
    with pytest.raises(PhotoUnfit) as refused:
        await pool.video(clips.video(0.2, size=(5120, 2880), sound=""))
    assert refused.value.reason is RefusalReason.TOO_MANY_PIXELS


async def test_the_largest_pictures_that_telephones_make(pool: PhotoPool) -> None:
    """3840 × 2160 is decoded within the memory that there is, and shown smaller."""
    clean = await pool.video(clips.video(0.6, size=(3840, 2160), sound=""))
    with Image.open(BytesIO(clean.still)) as still:
        assert still.size == (1280, 720)


async def test_an_index_that_names_the_same_bytes_again_and_again(pool: PhotoPool) -> None:
    """Fifty thousand pictures of 30 kB each in a small file would be 1.5 GB."""
    sent = bytearray(clips.video(1, sound=""))
    at = sent.index(b"stsz") + 8  # size of each sample, and how many
    sent[at : at + 8] = struct.pack(">II", 30_000, 50_000)
    at = sent.index(b"stts") + 8
    sent[at : at + 12] = struct.pack(">III", 1, 50_000, 1)
    with pytest.raises(PhotoUnfit):
        await pool.video(bytes(sent) + bytes(40_000))


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7, 0.9, 0.99])
async def test_cut_files(pool: PhotoPool, part: float) -> None:
    """A file that ends too soon is cleaned as far as it goes, or refused; none goes through as it is."""
    for kind, sent in (("voice", clips.voice(2)), ("video", remuxing.video(clips.video(2)).data)):
        try:
            clean = await getattr(pool, kind)(sent[: int(len(sent) * part)])
        except PhotoUnfit:
            continue
        assert SECRET not in clean.data
