"""The bot's token is in no line that is logged, whoever logs it, in whatever form and place."""

import json
import logging
from collections.abc import Callable, Iterator
from urllib.parse import quote

import httpx
import pytest
import structlog

from bot.logs import configure

SECRET = "AAE-no_secret_of_anybody_0123456789"
TOKEN = f"7000000001:{SECRET}"
API = "https://api.telegram.org"
FORMS = ("console", "json")
LOGGERS = (
    "httpx",
    "httpcore.connection",
    "h11",
    "telegram.Bot",
    "telegram.ext.Application",
    "uvicorn.error",
    "asyncio",
)
PLACES = {
    "call": f"{API}/bot{TOKEN}/sendMessage",
    "file": f"{API}/file/bot{TOKEN}/photos/file_1.jpg",
    "encoded": f"{API}/bot{quote(TOKEN, safe='')}/getMe",
    "encoded in small letters": f"{API}/bot{quote(TOKEN, safe='').replace('%3A', '%3a')}/getMe",
    "encoded twice": f"next={quote(quote(f'{API}/bot{TOKEN}/getMe', safe=''), safe='')}",
    "alone": TOKEN,
    "in words": f"the token '{TOKEN}' was rejected",
}


@pytest.fixture(autouse=True)
def _configured_anew() -> Iterator[None]:
    """Logging as it was, after the test."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("httpx", "httpcore", "telegram", "asyncio"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.configure(**before)


def written(capsys: pytest.CaptureFixture[str], form: str, log: Callable[[], object]) -> str:
    """What is written to standard error while something is logged; each line of JSON can be read."""
    configure("debug", form)
    log()
    lines = capsys.readouterr().err
    if form == "json":
        assert all(json.loads(line)["event"] for line in lines.splitlines())
    return lines


def assert_blotted(lines: str) -> None:
    assert lines
    assert SECRET not in lines
    assert "[token]" in lines


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_no_form_of_the_token_is_written(capsys: pytest.CaptureFixture[str], form: str, place: str) -> None:
    assert_blotted(written(capsys, form, lambda: structlog.get_logger().warning("poll_failed", error=place)))
    assert_blotted(written(capsys, form, lambda: structlog.get_logger().warning(place)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LOGGERS)
def test_no_library_writes_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str, name: str
) -> None:
    """A web server that a test ran before may have turned its loggers down."""
    for each in (name, name.partition(".")[0]):
        for attribute, value in {"level": logging.NOTSET, "propagate": True, "disabled": False}.items():
            monkeypatch.setattr(logging.getLogger(each), attribute, value)
        monkeypatch.setattr(logging.getLogger(each), "_cache", {})
    url = httpx.URL(PLACES["call"])
    assert_blotted(written(capsys, form, lambda: logging.getLogger(name).warning('HTTP Request: %s "%s"', "POST", url)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "value",
    [[PLACES["file"]], {"url": PLACES["call"]}, httpx.URL(PLACES["file"]), OSError(PLACES["encoded"]), {TOKEN: 1}],
    ids=["list", "mapping", "address", "error", "key"],
)
def test_nothing_that_is_logged_beside_a_line_brings_it(
    capsys: pytest.CaptureFixture[str], form: str, value: object
) -> None:
    assert_blotted(written(capsys, form, lambda: structlog.get_logger().error("broken", about=value)))


def fail() -> None:
    """Fail as a client does: an address in the cause, another in the error, the token in a variable."""
    kept = TOKEN
    cause = httpx.ConnectError(f"no answer from {PLACES['file']}")
    raise RuntimeError(f"gave up on {PLACES['encoded']}", kept[:2]) from cause


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("is_ours", [True, False], ids=["structlog", "logging"])
def test_no_traceback_shows_it(capsys: pytest.CaptureFixture[str], form: str, *, is_ours: bool) -> None:
    def log() -> None:
        try:
            fail()
        except RuntimeError:
            (structlog.get_logger() if is_ours else logging.getLogger("telegram.ext")).exception("failed")

    lines = written(capsys, form, log)
    assert_blotted(lines)
    assert lines.count("[token]") >= 2
    assert "Traceback" in lines


@pytest.mark.parametrize("form", FORMS)
def test_calls_that_went_well_are_not_written_at_all(capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert not written(capsys, form, lambda: logging.getLogger("httpx").info("HTTP Request: %s", PLACES["call"]))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_token_stays(capsys: pytest.CaptureFixture[str], form: str) -> None:
    lines = written(
        capsys, form, lambda: structlog.get_logger().info("sent", key="ticket:7000000001:lighting", at="1:2")
    )
    assert "ticket:7000000001:lighting" in lines
    assert "[token]" not in lines
