"""Answers of HTTP/1.1, read piece by piece as they come over a connection."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

_LONGEST_HEAD: Final = 64 * 1024
_LONGEST_SIZE: Final = 16
_HEX: Final = frozenset(b"0123456789abcdefABCDEF")
_NO_BODY: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
_LINE: Final = b"\r\n"
_BLANK: Final = b"\r\n\r\n"
_VERSIONS: Final = {b"HTTP/1.1": True, b"HTTP/1.0": False}
"""Whether a connection is kept if the head says nothing of it."""


class BrokenAnswer(OSError):
    """What came is no answer, or it ended too early."""


class Reply:
    """One answer; those in between (1xx), which only say that another will come, are passed over.

    Attributes:
        status: The HTTP status.
        body: The body, once it is whole.
        is_whole: Whether it was read to its end.
        keeps: Whether the connection may then be used for another request.
    """

    __slots__ = ("_buffer", "_left", "_pieces", "_room", "_step", "body", "is_whole", "keeps", "status")

    def __init__(self, at_most: int | None = None) -> None:
        """Begin an answer that may have so many bytes, head and all; None for any number."""
        self.status = 0
        self.body = b""
        self.is_whole = False
        self.keeps = False
        self._buffer = bytearray()
        self._pieces: list[bytes] = []
        self._left = 0
        self._room = at_most
        self._step: Callable[[], bool] = self._read_head

    def feed(self, data: bytes) -> None:
        """Read a piece. Raises `BrokenAnswer`."""
        if self._room is not None:
            self._room -= len(data)
            if self._room < 0:
                raise BrokenAnswer("it is too long")
        self._buffer += data
        while not self.is_whole and self._step():
            pass
        if self.is_whole and self._buffer:  # nobody asked for it
            self.keeps = False

    def end(self) -> None:
        """Note that nothing more will come. Raises `BrokenAnswer` where the answer is not whole then."""
        if self._step != self._read_on:
            raise BrokenAnswer("the server closed the connection")
        self._finish(bytes(self._buffer))

    def _read_head(self) -> bool:
        end = self._buffer.find(_BLANK)
        if end < 0:
            self._limit()
            return False
        status_line, *lines = self._taken(end, len(_BLANK)).split(_LINE)
        version, _, rest = status_line.partition(b" ")
        status = rest[:3]
        if version not in _VERSIONS or len(status) != len(b"200") or not status.isdigit():
            raise BrokenAnswer("it has no status")
        self.status = int(status)
        if self.status == HTTPStatus.SWITCHING_PROTOCOLS:
            raise BrokenAnswer("it is of another protocol")
        if self.status >= HTTPStatus.OK:
            fields = _fields(lines)
            closes = b"close" in fields.get(b"connection", b"").lower()
            self.keeps = _VERSIONS[version] and not closes
            self._expect_body(fields)
        return True

    def _expect_body(self, fields: dict[bytes, bytes]) -> None:
        encoding, length = fields.get(b"transfer-encoding"), fields.get(b"content-length")
        if self.status in _NO_BODY:
            self._finish(b"")
        elif encoding is not None:
            if encoding.lower() != b"chunked":
                raise BrokenAnswer("its form is not known")
            self.keeps = self.keeps and length is None  # who says both may mean either
            self._step = self._read_size
        elif length is None:
            self.keeps = False
            self._step = self._read_on
        elif length.isdigit() and len(length) <= _LONGEST_SIZE:
            self._left, self._step = int(length), self._read_sized
        else:
            raise BrokenAnswer("its length is no number")

    def _read_on(self) -> bool:
        """Wait for the end of the connection, which is the end of the answer."""
        return False

    def _read_sized(self) -> bool:
        if len(self._buffer) < self._left:
            return False
        self._finish(self._taken(self._left))
        return True

    def _read_size(self) -> bool:
        end = self._buffer.find(_LINE)
        if end < 0:
            self._limit()
            return False
        size = self._taken(end, len(_LINE)).partition(b";")[0].strip(b" \t")
        if not 0 < len(size) <= _LONGEST_SIZE or not _HEX.issuperset(size):
            raise BrokenAnswer("the size of a part is no number")
        self._left = int(size, 16)
        self._step = self._read_chunk if self._left else self._read_trailer
        return True

    def _read_chunk(self) -> bool:
        if len(self._buffer) < self._left + len(_LINE):
            return False
        if self._buffer[self._left : self._left + len(_LINE)] != _LINE:
            raise BrokenAnswer("a part is longer than it says")
        self._pieces.append(self._taken(self._left, len(_LINE)))
        self._step = self._read_size
        return True

    def _read_trailer(self) -> bool:
        end = self._buffer.find(_LINE)
        if end < 0:
            self._limit()
            return False
        if not self._taken(end, len(_LINE)):
            self._finish(b"".join(self._pieces))
        return True

    def _finish(self, body: bytes) -> None:
        self.body, self.is_whole = body, True

    def _limit(self) -> None:
        if len(self._buffer) > _LONGEST_HEAD:
            raise BrokenAnswer("its head is too long")

    def _taken(self, length: int, behind: int = 0) -> bytes:
        """Take so many bytes off the buffer, and some behind them, which are dropped."""
        with memoryview(self._buffer) as view:
            taken = bytes(view[:length])
        del self._buffer[: length + behind]
        return taken


def _fields(lines: list[bytes]) -> dict[bytes, bytes]:
    """Return the fields of a head by their names in small letters; what stands in several is joined by commas."""
    fields: dict[bytes, bytes] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not name or name != name.strip():
            raise BrokenAnswer("a field has no name")
        name, value = name.lower(), value.strip(b" \t")
        fields[name] = fields[name] + b", " + value if name in fields and fields[name] != value else value
    return fields
