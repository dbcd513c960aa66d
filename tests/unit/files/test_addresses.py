"""Addresses and paths that no network and no file system can have are refused where they are read."""

from pathlib import Path

import pytest

from domain.district.problems import Problem
from files.config_file import read_config

LONG = "x" * 300

REFUSED = [
    ("storage", "database", "postgresql://bot:word@127.0.0.1:99999/x", "bad_url"),
    ("storage", "database", "postgresql://bot@127.0.0.1:abc/x", "bad_url"),
    ("storage", "database", "postgresql://bot@[::1/x", "bad_url"),
    ("storage", "database", f"postgresql://bot@{LONG}/x", "bad_url"),
    ("storage", "database", f"sqlite:///{LONG}/x.db", "bad_url"),
    ("storage", "photos", f"file:///{LONG}", "bad_url"),
    ("storage", "photos", "s3://b[ucket", "bad_url"),
    ("telegram", "proxy", "http://[::1", "bad_url"),
    ("telegram", "proxy", "http://proxy:abc", "bad_url"),
    ("telegram", "webhook_url", "https://[::1", "bad_url"),
    ("telegram", "webhook_listen", f"{LONG}:80", "bad_listen"),
    ("telegram", "token_file", "~nobody-of-this-name/token", "bad_path"),
    ("telegram", "token_file", LONG, "bad_path"),
    ("district", "folder", LONG, "bad_path"),
    ("district", "folder", "a\\u0000b", "bad_path"),
]

TAKEN = [
    ("storage", "database", "postgresql://bot:p@ss@one:5432,two:5433/x?sslmode=disable"),
    ("storage", "database", "postgresql:///x?host=/var/run/postgresql"),
    ("storage", "database", "sqlite:////var/lib/前哨/qianshao.db"),
    ("storage", "photos", "file://data/photos"),
    ("storage", "photos", "s3://bucket_1/prefix"),
    ("telegram", "proxy", "socks5h://user:word@[::1]:1080"),
    ("telegram", "webhook_url", "https://[2001:db8::1]/hook"),
    ("telegram", "webhook_url", "https://前哨.中国:8443/hook"),
    ("telegram", "webhook_listen", "[::1]:8080"),
    ("telegram", "webhook_listen", "localhost:8080"),
    ("telegram", "token_file", "~/token"),
]


def problems_of(tmp_path: Path, section: str, key: str, value: str) -> list[Problem]:
    path = tmp_path / "config.toml"
    path.write_text(f'[{section}]\n{key} = "{value}"\n', encoding="utf-8")
    problems: list[Problem] = []
    read_config(path, problems)
    return problems


@pytest.mark.parametrize(("section", "key", "value", "code"), REFUSED)
def test_what_cannot_be_is_refused_by_its_key(tmp_path: Path, section: str, key: str, value: str, code: str) -> None:
    (problem,) = problems_of(tmp_path, section, key, value)
    assert (problem.code, problem.place.key) == (code, f"{section}.{key}")


@pytest.mark.parametrize(("section", "key", "value"), TAKEN)
def test_what_can_be_is_taken(tmp_path: Path, section: str, key: str, value: str) -> None:
    assert problems_of(tmp_path, section, key, value) == []
