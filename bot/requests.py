"""Requests of the Bot API as they go over the wire: JSON, or a form in parts where files are uploaded."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote

import httpx
from telegram.request import RequestData

File = tuple[str, bytes, str]
"""Name, content and kind of a file."""

_BOUNDARY: Final = b"----part-of-the-form"
_PRINTED: Final = "".join(map(chr, range(0x21, 0x7F)))
_UNSAFE: Final = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


@dataclass(frozen=True, slots=True)
class Server:
    """Where a request goes; `name` is what its head says of it."""

    host: str
    port: int
    secure: bool
    name: bytes


def split(url: str) -> tuple[Server, str]:
    """Return the server of a URL, and what is asked of it."""
    end = url.find("/", len("https://"))
    return _server(url[:end]), url[end:]


def request_of(method: str, server: Server, target: str, data: RequestData | None) -> bytes:
    """Return head and body of a request."""
    path = quote(target, safe=_PRINTED).encode()
    head = b"%b %b HTTP/1.1\r\nHost: %b\r\n" % (method.encode(), path, server.name)
    if data is None:
        return head + b"\r\n"
    kind, body = _form(_parts(data)) if data.contains_files else (b"application/json", _json(data))
    return b"%bContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (head, kind, len(body), body)


def post_json(server: Server, target: str, document: object, fields: Mapping[str, str]) -> bytes:
    """Return head and body of a request with a JSON document and further fields of its head."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return _post(server, target, fields, "application/json", body)


def post_form(
    server: Server, target: str, values: Mapping[str, str], files: Mapping[str, File], fields: Mapping[str, str]
) -> bytes:
    """Return head and body of a request with a form of values and files, and further fields of its head."""
    said = [(_disposition(name), value.encode("utf-8", "replace")) for name, value in values.items()]
    kind, body = _form([*said, *(_part(name, file) for name, file in files.items())])
    return _post(server, target, fields, kind.decode(), body)


def _post(server: Server, target: str, fields: Mapping[str, str], kind: str, body: bytes) -> bytes:
    given = {**fields, "Content-Type": kind, "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items()).encode("ascii")
    path = quote(target, safe=_PRINTED).encode()
    return b"POST %b HTTP/1.1\r\nHost: %b\r\n%b\r\n%b" % (path, server.name, head, body)


@lru_cache(maxsize=8)
def _server(root: str) -> Server:
    url = httpx.URL(root)
    secure = url.scheme == "https"
    return Server(url.host, url.port or (443 if secure else 80), secure, url.netloc)


def _json(data: RequestData) -> bytes:
    """Return the parameters as one document; half a character, which no encoding takes, becomes a question mark."""
    return json.dumps(data.parameters, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _form(form: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """Return the kind and the body of a form in parts, between which stands what stands in none of them."""
    parts = list(form)
    boundary = _BOUNDARY
    while any(boundary in content for _, content in parts):
        boundary += b"-"
    pieces: list[bytes] = []
    for head, content in parts:
        pieces += (b"--", boundary, b"\r\n", head, b"\r\n\r\n", content, b"\r\n")
    pieces += (b"--", boundary, b"--\r\n")
    return b"multipart/form-data; boundary=" + boundary, b"".join(pieces)


def _parts(data: RequestData) -> Iterator[tuple[bytes, bytes]]:
    """Yield head and content of each part."""
    for name, value in data.json_parameters.items():
        yield _disposition(name), value.encode("utf-8", "replace")
    for name, (filename, content, kind) in data.multipart_data.items():
        yield _part(name, (filename, content if isinstance(content, bytes) else content.read(), kind))


def _part(name: str, file: File) -> tuple[bytes, bytes]:
    filename, content, kind = file
    head = b'%b; filename="%b"\r\nContent-Type: %b' % (_disposition(name), _quoted(filename), kind.encode())
    return head, content


def _disposition(name: str) -> bytes:
    return b'Content-Disposition: form-data; name="%b"' % _quoted(name)


def _quoted(name: str) -> bytes:
    return name.translate(_UNSAFE).encode("utf-8", "replace")
