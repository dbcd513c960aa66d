"""The bytes that people and the bot uploaded, and the identifiers under which they are known."""

import asyncio
import base64
import hashlib
import mimetypes
import random
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from playground import images
from playground.errors import Refusal, bad_request

JSON = dict[str, Any]

MAX_PHOTO = 10 * 1024 * 1024  # tdlib/td, FileManager.cpp, MAX_PHOTO_SIZE
MAX_UPLOAD = 50 * 1024 * 1024  # https://core.telegram.org/bots/api#sending-files
MAX_DOWNLOAD = 20 * 1024 * 1024  # Client.h, MAX_DOWNLOAD_FILE_SIZE
_REMEMBERED = 512  # photos whose sizes are kept by their hash


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived: its name, its bytes, and their hash in hexadecimal digits."""

    name: str
    data: bytes
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the hash once: it names the bytes in the journal and finds what was made of them before."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())


@dataclass(slots=True)
class File:
    """One stored file: ``shown`` is what Telegram serves, ``sent`` what arrived."""

    id: str
    unique_id: str
    kind: str
    content: JSON
    shown: bytes
    sent: bytes
    path: str = ""

    def document(self) -> JSON:
        """Return the ``File`` object of ``getFile``."""
        document = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.shown)}
        return document | ({"file_path": self.path} if self.path else {})


CLIPS = {
    "audio": ("audio/ogg", "music", ".ogg"),
    "voice": ("audio/ogg", "voice", ".oga"),
    "video": ("video/mp4", "videos", ".mp4"),
    "video_note": ("video/mp4", "video_notes", ".mp4"),
}
"""Recordings by their key in a message: kind of file, folder and ending of their path."""


class Files:
    """All files of the one bot. ``content`` is what stands in a message: ``photo``, ``document`` or a recording."""

    def __init__(self, source: random.Random, pool: Executor) -> None:
        self._random = source
        self._pool = pool
        self._files: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._renditions: dict[str, tuple[images.Rendition, ...]] = {}
        self._bytes: dict[str, bytes] = {}
        self._previews: dict[str, tuple[images.Rendition, ...]] = {}

    async def add_photo(self, upload: Upload) -> JSON:
        """Store a photo in its sizes and return ``{"photo": [PhotoSize, …]}``.

        Raises:
            Refusal: 400 as ``images.render``, or the file is empty or over 10 MB.
        """
        _check_photo_size(len(upload.data))
        renditions = await self._made(self._renditions, upload, images.render)
        sent = self._kept(upload)
        content: JSON = {"photo": []}
        for rendition in renditions:
            largest = rendition is renditions[-1]
            file = self._store("photo", content, rendition.data, sent if largest else rendition.data)
            content["photo"].append(_size(file, rendition))
        return content

    async def add_document(self, upload: Upload, *, preview: bool = False) -> JSON:
        """Store a file as it is and return ``{"document": {…}}``.

        ``preview`` adds the small picture that a person's client sends along with an image.
        """
        _check_file_size(len(upload.data))
        content: JSON = {}
        sent = self._kept(upload)
        file = self._store("document", content, sent, sent)
        mime_type = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        name = {"file_name": upload.name} if upload.name else {}
        content["document"] = {**file.document(), **name, "mime_type": mime_type}
        if preview and mime_type.startswith("image/"):
            for rendition in await self._made(self._previews, upload, _preview):
                small = self._store("thumbnail", {}, rendition.data, rendition.data)
                content["document"]["thumbnail"] = _size(small, rendition)
        return content

    def add_clip(self, upload: Upload, kind: str) -> JSON:
        """Store a recording as it is and return ``{kind: {…}}``; it is not looked into, so that it lasts a second."""
        _check_file_size(len(upload.data))
        content: JSON = {}
        sent = self._kept(upload)
        file = self._store(kind, content, sent, sent)
        content[kind] = {**file.document(), "duration": 1, **_SHAPES.get(kind, {})}
        if kind != "video_note":
            content[kind]["mime_type"] = CLIPS[kind][0]
        return content

    def find(self, file_id: str) -> File:
        """Return a file; KeyError for an identifier that was never given out."""
        return self._files[file_id]

    def offer(self, file: File) -> None:
        """Give a file the path under which it can be downloaded (what ``getFile`` does)."""
        if not file.path:
            _, folder, suffix = CLIPS.get(file.kind, ("", "photos", ".jpg"))
            folder, suffix = (folder, suffix) if file.kind != "document" else ("documents", "")
            name = str(file.content.get("document", {}).get("file_name", ""))
            suffix = suffix or ("." + name.rpartition(".")[2] if "." in name else "")
            file.path = f"{folder}/file_{len(self._by_path)}{suffix}"
            self._by_path[file.path] = file

    def at(self, path: str) -> bytes | None:
        """Return the bytes behind a path that ``getFile`` gave."""
        file = self._by_path.get(path)
        return file.shown if file else None

    def _store(self, kind: str, content: JSON, shown: bytes, sent: bytes) -> File:
        prefix = "AgACAgUAAxk" if kind == "photo" else "BQACAgUAAxk"
        number = len(self._files).to_bytes(6) + self._random.randbytes(30)
        unique = self._random.randbytes(12)
        file = File(prefix + _letters(number), "AQAD" + _letters(unique), kind, content, shown, sent)
        self._files[file.id] = file
        return file

    def _kept(self, upload: Upload) -> bytes:
        """Return the bytes, those of an earlier upload if they are the same: a bench sends one picture often."""
        return self._bytes.setdefault(upload.sha256, upload.data)

    async def _made(
        self,
        memory: dict[str, tuple[images.Rendition, ...]],
        upload: Upload,
        make: Callable[[bytes], tuple[images.Rendition, ...]],
    ) -> tuple[images.Rendition, ...]:
        key = upload.sha256
        if key not in memory:
            loop = asyncio.get_running_loop()
            memory[key] = await loop.run_in_executor(self._pool, make, upload.data)
            if len(memory) > _REMEMBERED:
                memory.pop(next(iter(memory)))
        return memory[key]


_SHAPES: dict[str, JSON] = {"video": {"width": 640, "height": 480}, "video_note": {"length": 384}}


def _preview(data: bytes) -> tuple[images.Rendition, ...]:
    rendition = images.thumbnail(data)
    return (rendition,) if rendition else ()


def _size(file: File, rendition: images.Rendition) -> JSON:
    return {**file.document(), "width": rendition.width, "height": rendition.height}


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _check_file_size(size: int) -> None:
    if not size:
        raise bad_request("file must be non-empty")  # tdlib/td, FileManager.cpp
    if size > MAX_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")


def _check_photo_size(size: int) -> None:
    _check_file_size(size)
    if size > MAX_PHOTO:  # tdlib/td, FileManager.cpp, check_local_location
        raise bad_request(f"file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes")
