"""Requests as they go over the wire."""

import json
from email import message_from_bytes, policy

import pytest
from telegram import InputFile
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.requests import Server, request_of, split

URL = "https://api.telegram.org:8443/bot1:a/sendMessage"


def data(files: dict[str, tuple[bytes, str]] | None = None, **values: object) -> RequestData:
    parameters = [RequestParameter(name, value, None) for name, value in values.items()]
    parts = [RequestParameter(name, None, [InputFile(*each)]) for name, each in (files or {}).items()]
    return RequestData(parameters + parts)


def test_parameters_are_one_document() -> None:
    words = {"chat_id": -1001, "text": "井盖 & 路灯", "reply_markup": {"inline_keyboard": []}, "show_alert": True}
    head, _, body = request_of("POST", *split(URL), data(None, **words)).partition(b"\r\n\r\n")
    assert head.split(b"\r\n") == [
        b"POST /bot1:a/sendMessage HTTP/1.1",
        b"Host: api.telegram.org:8443",
        b"Content-Type: application/json",
        b"Content-Length: %d" % len(body),
    ]
    assert json.loads(body) == words


def test_a_request_without_parameters_has_no_body() -> None:
    asked = request_of("GET", *split("https://api.telegram.org/bot1:a/getUpdates?offset=1"), None)
    assert asked == b"GET /bot1:a/getUpdates?offset=1 HTTP/1.1\r\nHost: api.telegram.org\r\n\r\n"


@pytest.mark.parametrize("content", [b"bytes\r\n", b"--" + b"----part-of-the-form", b"----part-of-the-form-- \r\n"])
def test_what_is_uploaded_comes_out_as_it_went_in(content: bytes) -> None:
    form = data({"photo": (content, 'a"b\r\n.jpg')}, chat_id=7, caption="井盖", reply_markup={"inline_keyboard": []})
    head, _, body = request_of("POST", *split(URL), form).partition(b"\r\n\r\n")
    fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
    assert int(fields[b"Content-Length"]) == len(body)
    read = message_from_bytes(b"Content-Type: " + fields[b"Content-Type"] + b"\r\n\r\n" + body, policy=policy.HTTP)
    parts = {part.get_param("name", header="content-disposition"): part for part in read.iter_parts()}
    assert {name: part.get_payload(decode=True) for name, part in parts.items()} == {
        "chat_id": b"7",
        "caption": "井盖".encode(),
        "reply_markup": b'{"inline_keyboard": []}',
        "photo": content,
    }
    assert parts["photo"].get_content_type() == "image/jpeg"
    assert parts["photo"].get_filename() == "a%22b%0D%0A.jpg"


@pytest.mark.parametrize(
    ("url", "server", "target"),
    [
        (URL, Server("api.telegram.org", 8443, secure=True, name=b"api.telegram.org:8443"), "/bot1:a/sendMessage"),
        ("http://a/file/x.jpg", Server("a", 80, secure=False, name=b"a"), "/file/x.jpg"),
        ("http://[::1]:81/b?c=/", Server("::1", 81, secure=False, name=b"[::1]:81"), "/b?c=/"),
        ("https://münchen.de/b", Server("münchen.de", 443, secure=True, name=b"xn--mnchen-3ya.de"), "/b"),
    ],
)
def test_a_url_says_where_a_request_goes(url: str, server: Server, target: str) -> None:
    assert split(url) == (server, target)


def test_no_line_ends_within_what_is_asked() -> None:
    asked = request_of("GET", *split("https://a/b c\r\nX: y/井?d=%20"), None)
    assert asked == b"GET /b%20c%0D%0AX:%20y/%E4%BA%95?d=%20 HTTP/1.1\r\nHost: a\r\n\r\n"
