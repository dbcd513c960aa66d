"""Voice messages and videos for tests, made here: with what telephones and cameras write into them besides."""

import struct
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from typing import Any

import av
import numpy as np

SECRET = "+37.4472+116.2971/"
"""A position as telephones write it, which must not be found in anything that is clean."""

LOCATED = {
    "location": SECRET,
    "com.apple.quicktime.location.ISO6709": SECRET,
    "comment": f"comment {SECRET}",
    "title": f"title {SECRET}",
}
_RATE = 48_000


def voice(seconds: float = 1.0, codec: str = "libopus", notes: Mapping[str, str] = LOCATED, form: str = "ogg") -> bytes:
    """A voice message of one tone."""
    out = BytesIO()
    with av.open(out, "w", format=form) as file:
        file.metadata.update(notes)
        sound: Any = file.add_stream(codec, rate=_RATE)
        sound.layout = "mono"
        sound.metadata.update(notes)
        _tone(file, sound, seconds)
    return out.getvalue()


def video(
    seconds: float = 1.0,
    size: tuple[int, int] = (64, 48),
    codec: str = "libx264",
    sound: str = "aac",
    options: Mapping[str, str] | None = None,
    form: str = "mp4",
    telemetry: bytes = b"",
) -> bytes:
    """A video of five pictures a second, red on the left and blue on the right, each brighter than the one before."""
    out = BytesIO()
    with av.open(out, "w", format=form, options=dict(options or {"movflags": "use_metadata_tags"})) as file:
        file.metadata.update(LOCATED)
        shown: Any = file.add_stream(codec, rate=5, options={"preset": "ultrafast"} if "264" in codec else {})
        shown.width, shown.height, shown.pix_fmt = *size, "yuv420p"
        shown.gop_size = 5
        shown.metadata["handler_name"] = f"handler {SECRET}"
        heard: Any = file.add_stream(sound, rate=_RATE) if sound else None
        if heard is not None:
            heard.layout = "mono"
        beside = file.add_data_stream("bin_data") if telemetry else None
        for number in range(max(1, round(seconds * 5))):
            frame = av.VideoFrame.from_ndarray(_picture(size, min(255, 100 + 10 * number)), format="rgb24")
            file.mux(shown.encode(frame))
        file.mux(shown.encode(None))
        if beside is not None:
            _note(file, beside, telemetry)
        if heard is not None:
            _tone(file, heard, seconds)
    return out.getvalue()


def turned(data: bytes) -> bytes:
    """The same MP4 file, to be shown turned to the right by a quarter, as telephones that are held upright write it."""
    at = data.index(b"tkhd") + 4 + 40  # version 0: the matrix stands 40 bytes behind its flags
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    return data[:at] + matrix + data[at + len(matrix) :]


def stretched(data: bytes, times: int) -> bytes:
    """The same voice message, which says of itself that it lasts so many times longer."""
    out = BytesIO()
    with av.open(BytesIO(data), "r") as source, av.open(out, "w", format="ogg") as file:
        sound = file.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.pts is not None and packet.dts is not None:
                packet.pts, packet.dts, packet.stream = packet.pts * times, packet.dts * times, sound
                file.mux(packet)
    return out.getvalue()


def _picture(size: tuple[int, int], light: int) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    picture[:, : size[0] // 2, 0] = picture[:, size[0] // 2 :, 2] = light
    return picture


def _note(file: Any, stream: Any, words: bytes) -> None:
    packet = av.Packet(words)
    packet.stream, packet.pts, packet.dts, packet.duration = stream, 0, 0, 1
    packet.time_base = Fraction(1, 5)
    file.mux(packet)


def _tone(file: Any, stream: Any, seconds: float) -> None:
    samples = 960 if stream.codec_context.name.endswith("opus") else 1024
    shape = "s16" if stream.codec_context.name == "libopus" else "fltp"
    wave = np.sin(np.arange(samples) * 0.05)
    level = (wave * 8000).astype(np.int16) if shape == "s16" else wave.astype(np.float32) / 4
    for number in range(max(1, round(seconds * _RATE / samples))):
        frame = av.AudioFrame.from_ndarray(level[None, :], format=shape, layout="mono")
        frame.sample_rate, frame.pts = _RATE, number * samples
        file.mux(stream.encode(frame))
    file.mux(stream.encode(None))
