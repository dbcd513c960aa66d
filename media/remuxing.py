"""Voice messages and videos cleaned: their packets in a new container, without metadata or any other stream."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from typing import Any, Final

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from media.clips import PACKETS_AT_MOST, SECONDS_AT_MOST, STILL_PIXELS, CleanClip
from media.errors import MAX_BYTES, PhotoUnfit, RefusalReason
from media.stills import still_of

_READ: Final = {
    "codec_whitelist": "h264,hevc,aac,opus,libopus",
    "protocol_whitelist": "",
    "probesize": "1000000",
    "analyzeduration": "2000000",
}
"""Nothing is decoded to find out what a file holds but what is taken, and no file or address is opened by a name."""

_WRITTEN: Final = {"fflags": "+bitexact"}
"""Without the writer's name and version."""

_SOUND: Final = frozenset({"aac"})


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of a coding of pictures that are kept: what their makers note between them may tell time and place.

    Attributes:
        kept: The types of units that pictures are made of, as the filter `filter_units` reads them.
        settings: Those that stand before the first picture.
        type_of: Reads the type from a unit's first byte.
    """

    kept: str
    settings: frozenset[int]
    type_of: Callable[[int], int]

    def settings_of(self, units: bytes) -> bytes:
        """Return the settings among these units, which begin with 00 00 01 each (Annex B of H.264 and H.265)."""
        found = [unit.rstrip(b"\0") for unit in units.split(b"\0\0\1")]
        return b"".join(b"\0\0\0\1" + unit for unit in found if unit and self.type_of(unit[0]) in self.settings)


_PICTURES: Final = {
    "h264": _Units("1-5|7-11|13|19", frozenset({7, 8, 13}), lambda first: first & 0x1F),
    "hevc": _Units("0-9|16-21|32-37", frozenset({32, 33, 34}), lambda first: first >> 1 & 0x3F),
}
"""Codings of pictures that are taken: ITU-T H.264, table 7-1, and H.265, table 7-1."""


def voice(data: bytes) -> CleanClip:
    """Clean a voice message: Opus in Ogg.

    Raises:
        PhotoUnfit: It is something else, damaged, or too long.
    """
    with _opened(data, "ogg") as source:
        sound = next((each for each in source.streams.audio if each.codec_context.name in {"opus", "libopus"}), None)
        if sound is None:
            raise PhotoUnfit(RefusalReason.UNSUPPORTED_FORMAT, "no Opus in Ogg")
        copy = _Copy(source, (sound,))
        clean = copy.written("ogg", {})
    return CleanClip(clean, "audio/ogg", copy.seconds)


def video(data: bytes) -> CleanClip:
    """Clean a video: the pictures of an MP4 file with its sound, ready to be played while it is loaded, and a still.

    Sound that is not AAC is left out.

    Raises:
        PhotoUnfit: It is something else, damaged, too long, or its pictures are too large.
    """
    with _opened(data, "mp4") as source:
        shown = _pictures_of(source)
        heard = next((each for each in source.streams.audio if each.codec_context.name in _SOUND), None)
        copy = _Copy(source, (shown,) if heard is None else (shown, heard))
        clean = copy.written("mp4", {"movflags": "+faststart"})
    still = still_of(clean, copy.seconds)
    return CleanClip(clean, "video/mp4", copy.seconds, still.width, still.height, still.data)


def _opened(data: bytes, name: str) -> InputContainer:
    """Open a file of this format.

    Raises:
        PhotoUnfit: It has another format.
    """
    try:
        return av.open(BytesIO(data), "r", format=name, options=_READ)
    except av.error.FFmpegError as error:
        raise PhotoUnfit(RefusalReason.UNSUPPORTED_FORMAT, str(error)) from error


def _pictures_of(source: InputContainer) -> VideoStream:
    found = [each for each in source.streams.video if not each.disposition & Disposition.attached_pic]
    shown = next((each for each in found if each.codec_context.name in _PICTURES), None)
    if shown is None:
        raise PhotoUnfit(RefusalReason.UNSUPPORTED_FORMAT, "no H.264 or HEVC in MP4")
    if not 0 < shown.width * shown.height <= STILL_PIXELS:
        raise PhotoUnfit(RefusalReason.TOO_MANY_PIXELS, f"{shown.width} × {shown.height} pixels")
    return shown


@dataclass(slots=True)
class _Copy:
    """Writes the packets of these streams into a new file, the first of them tells how long it is."""

    source: InputContainer
    streams: tuple[Stream, ...]
    packets: int = 0
    size: int = 0
    begin: Fraction | None = None
    end: Fraction = field(default_factory=Fraction)

    @property
    def seconds(self) -> int:
        """How long the clip is."""
        return max(1, round(self.end - (self.begin or 0)))

    def written(self, name: str, options: dict[str, str]) -> bytes:
        """Return the new file.

        Raises:
            PhotoUnfit: There is no packet, there are too many, or they take too much or last too long.
        """
        file = BytesIO()

        def reopened(*_: Any) -> BytesIO:
            """Read what is written so far: the writer moves its index before the packets."""
            return BytesIO(file.getvalue())

        with av.open(file, "w", format=name, options=_WRITTEN | options, io_open=reopened) as target:
            ways = {each.index: _Way.begun(each, target) for each in self.streams}
            for packet in self.source.demux(*self.streams):
                self._count(packet)
                ways[packet.stream.index].take(packet, target)
            if self.begin is None:
                raise PhotoUnfit(RefusalReason.BROKEN, "no packets")
        return file.getvalue()

    def _count(self, packet: "Packet[Any]") -> None:
        """Hold a packet against the limits: an index may name the same bytes again and again."""
        self.packets += 1
        self.size += packet.size
        if self.packets > PACKETS_AT_MOST or self.size > MAX_BYTES:
            raise PhotoUnfit(RefusalReason.BROKEN, f"{self.packets} packets of {self.size} bytes")
        if packet.pts is None or packet.time_base is None or packet.stream is not self.streams[0]:
            return
        at = packet.pts * packet.time_base
        self.begin = at if self.begin is None else min(self.begin, at)
        self.end = max(self.end, at + (packet.duration or 0) * packet.time_base)
        if self.end - self.begin > SECONDS_AT_MOST:
            raise PhotoUnfit(RefusalReason.TOO_LONG, f"longer than {SECONDS_AT_MOST} s")


@dataclass(frozen=True, slots=True)
class _Way:
    """The way of one stream's packets into the new file."""

    stream: Stream
    bare: BitStreamFilterContext | None

    @classmethod
    def begun(cls, source: Stream, target: OutputContainer) -> "_Way":
        stream = target.add_stream_from_template(source)
        units = _PICTURES.get(source.codec_context.name)
        if units is None:
            return cls(stream, None)
        bare = BitStreamFilterContext(f"filter_units=pass_types={units.kept}", source, stream)
        settings = stream.codec_context.extradata  # the filter has made units of them
        stream.codec_context.extradata = units.settings_of(settings or b"")
        return cls(stream, bare)

    def take(self, packet: "Packet[Any]", target: OutputContainer) -> None:
        """Write a packet; the last one of a stream is empty."""
        for each in self._bared(packet):
            each.stream = self.stream
            target.mux(each)

    def _bared(self, packet: "Packet[Any]") -> "Iterator[Packet[Any]]":
        ends = packet.dts is None
        if self.bare is not None:
            yield from self.bare.filter(None if ends else packet)
        elif not ends:
            yield packet
