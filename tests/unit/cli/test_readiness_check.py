"""What the program would take, and Telegram or riders would not."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cli.readiness_check import check_readiness, holiday_problems, sample_problems, webhook_problems
from districts.shipped import SAMPLE
from files.config import Config, Telegram
from tests.sample_views import district

OWN = replace(district(), zh="某区", en="Some district", privacy_contact="区社工部 010-1")


def codes(telegram: Telegram) -> list[str]:
    return [problem.code for problem in check_readiness(Config(telegram=telegram), "config.toml", None, date.min)]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bot.decheng.gov.cn/hook", []),
        ("https://bot.decheng.gov.cn:8443/hook", []),
        ("http://bot.decheng.gov.cn/hook", ["webhook_not_https"]),
        ("https://bot.decheng.gov.cn:8080/hook", ["webhook_port"]),
        ("https://bot.decheng.gov.cn:99999/hook", ["webhook_port"]),
        ("https://localhost/hook", ["webhook_host"]),
        ("https://203.0.113.5/hook", ["webhook_host"]),
        ("https://[::1]/hook", ["webhook_host"]),
        ("https://qianshao.local/hook", ["webhook_host"]),
        ("https://bot.example.org/telegram", ["sample_host"]),
    ],
)
def test_a_webhook_that_telegram_does_not_take_is_named(url: str, expected: list[str]) -> None:
    assert codes(Telegram(mode="webhook", webhook_url=url)) == expected
    assert codes(Telegram(mode="polling", webhook_url=url)) == []


def test_a_server_of_ones_own_takes_any_webhook() -> None:
    own = Telegram(mode="webhook", webhook_url="http://127.0.0.1:99/hook", base_url="http://127.0.0.1:8081")
    assert not list(webhook_problems(own, "config.toml"))


@pytest.mark.parametrize(
    ("proxy", "complete"),
    [
        (None, True),
        ("socks5://127.0.0.1:1080", True),
        ("http://user:word@proxy.lan", True),
        ("socks5://127.0.0.1", False),
        ("socks5://:1080", False),
        ("http://proxy:port", False),
    ],
)
def test_a_proxy_needs_host_and_port(proxy: str | None, *, complete: bool) -> None:
    assert codes(Telegram(proxy=proxy)) == ([] if complete else ["proxy_incomplete"])


def test_what_is_still_the_samples_is_warned_of(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    found = [(problem.file, problem.place.key) for problem in sample_problems(tmp_path, district())]
    assert found == [
        ("district.toml", "name.zh"), ("district.toml", "name.en"), ("district.toml", "privacy_contact"),
        ("communities.geojson", None), ("landmarks.csv", None), ("queues.toml", None),
    ]  # fmt: skip
    for name in ("communities.geojson", "landmarks.csv", "queues.toml"):
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b"\n")
    assert not list(sample_problems(tmp_path, OWN))


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 9, 30), []),
        (date(2026, 10, 1), ["2027"]),
        (date(2027, 1, 1), ["2027"]),
        (date(2027, 12, 31), ["2027", "2028"]),
    ],
)
def test_the_holidays_of_the_year_and_from_october_of_the_next_are_asked_for(today: date, years: list[str]) -> None:
    assert [problem.details["year"] for problem in holiday_problems(district(), today)] == years
