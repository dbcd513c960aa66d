"""Answers of HTTP/1.1 are read as h11 reads them, however they are cut; what h11 refuses is refused."""

from contextlib import suppress
from itertools import pairwise

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import BrokenAnswer, Reply

CHUNKED = b"Transfer-Encoding: chunked\r\n"
FIELDS = st.sampled_from([b"Date: x\r\n", b"Server: nginx/1.18.0\r\n", b"X-A:\r\n", b"x-b: a, b \r\n", b"X-A: y\r\n"])
KEEPING = st.sampled_from([b"", b"Connection: keep-alive\r\n", b"connection: Close\r\n", b"Connection: a, close\r\n"])
INTERIM = st.sampled_from([b"", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"])


@st.composite
def chunks(draw: st.DrawFn) -> bytes:
    parts = draw(st.lists(st.binary(min_size=1, max_size=40), max_size=4))
    more = draw(st.sampled_from([b"", b";a=b", b" \t"]))
    trailer = draw(st.sampled_from([b"", b"X-Sum: 1\r\n", b"A: b\r\nC: d\r\n"]))
    body = b"".join(b"%x%b\r\n%b\r\n" % (len(part), more, part) for part in parts)
    return body + b"0\r\n" + trailer + b"\r\n"


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    status = draw(st.sampled_from([b"200 OK", b"204 No Content", b"400 Bad Request", b"429 ", b"304 N", b"502 Bad G"]))
    head = b"HTTP/1.%d %b\r\n" % (draw(st.integers(0, 1)), status)
    fields = b"".join(draw(st.lists(FIELDS, max_size=3))) + draw(KEEPING)
    body = draw(st.binary(max_size=80))
    form = draw(st.sampled_from(["sized", "chunked", "to the end"]))
    if form == "chunked":
        fields, body = fields + CHUNKED, draw(chunks())
    elif form == "sized":
        fields += b"Content-Length: %d\r\n" % len(body)
    if status[:3] in {b"204", b"304"}:
        body = b""
    return draw(INTERIM) + head + fields + b"\r\n" + body


def by_h11(answer: bytes, *, ended: bool) -> tuple[int, bytes, bool]:
    """Status, body, and whether the connection may be kept."""
    client = h11.Connection(h11.CLIENT)
    client.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    client.send(h11.EndOfMessage())
    client.receive_data(answer)
    status, body, needs_end = 0, b"", False
    while not isinstance(event := client.next_event(), h11.EndOfMessage):
        if event is h11.NEED_DATA:
            if not ended or needs_end:
                raise h11.RemoteProtocolError("not whole")
            needs_end = True
            client.receive_data(b"")
        if isinstance(event, h11.Response):
            status = event.status_code
        if isinstance(event, h11.Data):
            body += bytes(event.data)
    is_done = client.our_state is h11.DONE and client.their_state is h11.DONE
    return status, body, is_done and not needs_end and not client.trailing_data[0]


def by_us(pieces: list[bytes], *, ended: bool) -> tuple[int, bytes, bool]:
    reply = Reply()
    for piece in pieces:
        reply.feed(piece)
    if ended and not reply.is_whole:
        reply.end()
    if not reply.is_whole:
        raise BrokenAnswer("not whole")
    return reply.status, reply.body, reply.keeps


def cut(answer: bytes, at: list[int]) -> list[bytes]:
    edges = [0, *sorted({min(each, len(answer)) for each in at}), len(answer)]
    return [answer[start:end] for start, end in pairwise(edges)]


@given(answers(), st.lists(st.integers(0, 300), max_size=6))
def test_answers_are_read_as_h11_reads_them(answer: bytes, at: list[int]) -> None:
    assert by_us(cut(answer, at), ended=True) == by_h11(answer, ended=True)


@given(answers(), st.integers(0, 300))
def test_an_answer_that_ends_too_early_is_none(answer: bytes, length: int) -> None:
    part = answer[:length]
    try:
        expected = by_h11(part, ended=True)
    except h11.RemoteProtocolError:
        with pytest.raises(BrokenAnswer):
            by_us([part], ended=True)
    else:
        assert by_us([part], ended=True)[:2] == expected[:2]


@given(answers(), st.integers(0, 300), st.binary(min_size=1, max_size=3))
def test_what_is_spoiled_ends_in_an_answer_or_an_error(answer: bytes, at: int, other: bytes) -> None:
    with suppress(BrokenAnswer):
        by_us([answer[:at] + other + answer[at:]], ended=True)


@pytest.mark.parametrize("fields", [b"Content-Length: 2\r\nContent-Length: 3\r\n", b"Content-Length: -2\r\n"])
def test_a_length_that_is_none_is_refused(fields: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        by_us([b"HTTP/1.1 200 OK\r\n" + fields + b"\r\nok "], ended=False)


def test_a_length_may_be_said_twice() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n"
    assert by_us([head, b"ok"], ended=False) == (200, b"ok", True)


def test_who_says_both_a_length_and_parts_is_not_trusted_with_another_request() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n" + CHUNKED + b"\r\n2\r\nok\r\n0\r\n\r\n"
    assert by_us([answer], ended=False) == (200, b"ok", False)


@pytest.mark.parametrize(
    "endless",
    [
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000,
        b"HTTP/1.1 200 OK\r\n" + CHUNKED + b"\r\n" + b"1" + b" " * 100_000,
        b"HTTP/1.1 200 OK\r\n" + CHUNKED + b"\r\n0\r\n" + b"x" * 100_000,
    ],
)
def test_what_has_no_end_is_refused(endless: bytes) -> None:
    with pytest.raises(BrokenAnswer, match="too long"):
        by_us([endless], ended=False)


@pytest.mark.parametrize("head", [b"content-length: 6", b"transfer-encoding: chunked", b"connection: close"])
def test_an_answer_longer_than_it_may_be_is_broken(head: bytes) -> None:
    whole = b"HTTP/1.1 200 OK\r\n%b\r\n\r\n" % head
    Reply(len(whole)).feed(whole)
    reply = Reply(len(whole) + 3)
    reply.feed(whole[:10])
    with pytest.raises(BrokenAnswer):
        reply.feed(whole[10:] + b"6\r\nab")
