"""Checks of settings and files that are well-formed but not ready for riders: addresses, samples, next year's days."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from districts.shipped import SAMPLE
from domain.district.district import District
from domain.district.problems import InFile, Problem, Severity
from files.config import Config, Telegram

_TELEGRAM: Final = "https://api.telegram.org"
_PORTS: Final = (443, 80, 88, 8443)
"""https://core.telegram.org/bots/api#setwebhook"""

_SAMPLE_WORDS: Final = ("示例", "(sample)")
_SAMPLE_FILES: Final = ("communities.geojson", "landmarks.csv", "queues.toml")
_SAMPLE_HOSTS: Final = ("example.org", "example.com", "example.net")


def check_readiness(config: Config, file: str, district: District | None, today: date) -> list[Problem]:
    """Return what is accepted by the program but not by Telegram or by riders."""
    found = [*webhook_problems(config.telegram, file), *_proxy_problems(config.telegram, file)]
    if district is not None:
        found += [*sample_problems(config.district.folder, district), *holiday_problems(district, today)]
    return found


def webhook_problems(telegram: Telegram, file: str) -> Iterator[Problem]:
    """Yield why Telegram would not take the webhook; a Bot API server of one's own takes any."""
    if telegram.mode != "webhook" or telegram.webhook_url is None:
        return
    place, details = InFile(key="telegram.webhook_url"), {"value": telegram.webhook_url}
    url = urlsplit(telegram.webhook_url)
    host = (url.hostname or "").lower()
    if host.endswith(_SAMPLE_HOSTS):
        yield Problem("sample_host", file, place, details, Severity.WARNING)
    if telegram.base_url != _TELEGRAM:
        return
    if url.scheme != "https":
        yield Problem("webhook_not_https", file, place, details)
    if _port(url) not in _PORTS:
        yield Problem("webhook_port", file, place, details)
    if _is_address(host) or "." not in host or host.endswith((".local", ".internal", ".lan")):
        yield Problem("webhook_host", file, place, details)


def _port(url: SplitResult) -> int | None:
    with suppress(ValueError):
        return url.port or 443
    return None


def _is_address(host: str) -> bool:
    with suppress(ValueError):
        return bool(ip_address(host))
    return False


def _proxy_problems(telegram: Telegram, file: str) -> Iterator[Problem]:
    if telegram.proxy is None:
        return
    url = urlsplit(telegram.proxy)
    with suppress(ValueError):
        if url.hostname and (url.port or url.scheme in {"http", "https"}):
            return
    yield Problem("proxy_incomplete", file, InFile(key="telegram.proxy"), {"scheme": url.scheme})


def sample_problems(folder: Path, district: District) -> Iterator[Problem]:
    """Yield a warning for each thing that still is the sample's."""
    for key, said in {
        "name.zh": district.zh,
        "name.en": district.en,
        "privacy_contact": district.privacy_contact,
    }.items():
        if any(word in said for word in _SAMPLE_WORDS):
            yield Problem("sample_value", "district.toml", InFile(key=key), {"value": said}, Severity.WARNING)
    for name in _SAMPLE_FILES:
        own, sample = folder / name, SAMPLE / name
        if own.is_file() and own.read_bytes() == sample.read_bytes():
            yield Problem("sample_file", name, severity=Severity.WARNING)


def holiday_problems(district: District, today: date) -> Iterator[Problem]:
    """Yield a warning where the statutory holidays of this year, or from October of the next, are not in the file."""
    for year in district.calendar.unknown_years(today):
        place, details = InFile(key="holidays"), {"year": str(year)}
        yield Problem("holidays_missing", "calendar.toml", place, details, Severity.WARNING)
