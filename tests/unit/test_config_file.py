from pathlib import Path

import pytest

from bot.config import Config
from bot.config_file import TOKEN_VARIABLE, read_config, read_token
from domain.problems import Problem


def read(folder: Path, text: str) -> Config:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    config = read_config(folder / "config.toml", problems)
    assert not problems
    assert config
    return config


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    config = read(tmp_path, "")
    assert config.limits == Config().limits
    assert config.points == Config().points
    assert config.telegram == Config().telegram


def test_paths_count_from_the_configuration(tmp_path: Path) -> None:
    config = read(tmp_path, '[district]\nfolder = "d"\n[telegram]\ntoken_file = "/run/token"\n')
    assert config.district.folder == tmp_path / "d"
    assert config.telegram.token_file == Path("/run/token")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("sqlite:///data/q.db", "sqlite:///{folder}/data/q.db"),
        ("sqlite:////var/q.db", "sqlite:////var/q.db"),
        ("postgresql://u:p@host/q?sslmode=require", "postgresql://u:p@host/q?sslmode=require"),
    ],
)
def test_a_relative_database_lies_beside_the_configuration(tmp_path: Path, given: str, kept: str) -> None:
    config = read(tmp_path, f'[storage]\ndatabase = "{given}"\n')
    assert config.storage.database == kept.format(folder=tmp_path)


def test_sending_limits_may_be_off(tmp_path: Path) -> None:
    assert read(tmp_path, "[limits]\nmessages_per_second = 0\n").limits.messages_per_second == 0


def test_a_root_may_end_with_a_slash(tmp_path: Path) -> None:
    root = 'base_url = "http://127.0.0.1:8081/"'
    assert read(tmp_path, f"[telegram]\n{root}\n").telegram.base_url == "http://127.0.0.1:8081"


def test_the_token_of_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("2:file\n", encoding="utf-8")
    config = read(tmp_path, '[telegram]\ntoken_file = "token"\n')
    problems: list[Problem] = []
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert read_token(config, "config.toml", problems) == "2:file"
    monkeypatch.setenv(TOKEN_VARIABLE, " 1:env ")
    assert read_token(config, "config.toml", problems) == "1:env"
    assert not problems


def test_a_missing_token_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    problems: list[Problem] = []
    assert read_token(read(tmp_path, '[telegram]\ntoken_file = "token"\n'), "config.toml", problems) is None
    assert [(problem.code, problem.file) for problem in problems] == [("file_missing", "token")]
