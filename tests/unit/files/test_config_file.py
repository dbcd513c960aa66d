from pathlib import Path

import pytest

from domain.district.problems import Problem, Severity
from files.config import Config
from files.config_file import TOKEN_VARIABLE, VISION_KEY_VARIABLE, read_config, read_token, read_vision_key


def read(folder: Path, text: str) -> Config:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    config = read_config(folder / "config.toml", problems)
    assert not problems
    assert config
    return config


def private(path: Path, content: str) -> None:
    """Write a file that its owner alone can read."""
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)


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
    private(tmp_path / "token", "2:file\n")
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


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o666])
def test_a_token_that_everybody_can_read_is_warned_of(
    tmp_path: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    private(tmp_path / "token", "2:file")
    (tmp_path / "token").chmod(mode)
    problems: list[Problem] = []
    assert read_token(read(tmp_path, '[telegram]\ntoken_file = "token"\n'), "config.toml", problems) == "2:file"
    assert [(problem.code, problem.file, problem.severity) for problem in problems] == [
        ("exposed", "token", Severity.WARNING)
    ]


_WEBHOOK = """
[telegram]
mode = "webhook"
webhook_url = "https://bot.example.org/telegram"
webhook_secret_file = "secret"
"""


@pytest.mark.parametrize(
    ("secret", "codes"),
    [("open-sesame_1\n", []), ("", ["secret_shape"]), ("open sesame", ["secret_shape"]), ("a" * 257, ["secret_shape"])],
)
def test_a_webhook_needs_a_secret_that_telegram_takes(tmp_path: Path, secret: str, codes: list[str]) -> None:
    private(tmp_path / "secret", secret)
    (tmp_path / "config.toml").write_text(_WEBHOOK)
    problems: list[Problem] = []
    read_config(tmp_path / "config.toml", problems)
    assert [problem.code for problem in problems] == codes


def test_a_missing_webhook_secret_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(_WEBHOOK)
    problems: list[Problem] = []
    read_config(tmp_path / "config.toml", problems)
    assert [(problem.code, problem.file) for problem in problems] == [("file_missing", "secret")]


VISION = '[vision]\nurl = "{url}"\nmodel = "see-7b"\n'


def wrong(folder: Path, text: str) -> list[tuple[str, str | None]]:
    """The problems of a configuration and its key of the model, with their keys."""
    (folder / "config.toml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    config = read_config(folder / "config.toml", problems)
    assert config
    read_vision_key(config, "config.toml", problems)
    return [(problem.code, problem.place.key if problem.place else None) for problem in problems]


@pytest.mark.parametrize(
    ("url", "root", "host"),
    [
        ("https://models.example.cn/v1", "https://models.example.cn/v1", "models.example.cn"),
        ("https://models.example.cn/v1/", "https://models.example.cn/v1", "models.example.cn"),
        ("https://a.cn:8443/v1/chat/completions", "https://a.cn:8443/v1", "a.cn"),
        ("http://user:secret@127.0.0.1:11434/v1", "http://user:secret@127.0.0.1:11434/v1", "127.0.0.1"),
    ],
)
def test_a_model_is_named_by_the_root_of_its_api(tmp_path: Path, url: str, root: str, host: str) -> None:
    vision = read(tmp_path, VISION.format(url=url)).vision
    assert (vision.url, vision.host, vision.per_day) == (root, host, 500)


def test_without_a_url_nobody_is_asked_and_no_key_is_wanted(tmp_path: Path) -> None:
    assert wrong(tmp_path, "[vision]\nper_day = 5\n") == []
    assert read(tmp_path, "").vision.host == ""


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ('[vision]\nurl = "https://a.cn/v1"\n', "vision_needs", "vision.url"),
        ('[vision]\nmodel = "m"\n', "vision_needs", "vision.model"),
        ('[vision]\nkey_file = "key"\n', "vision_needs", "vision.key_file"),
        ('[vision]\nurl = "a.cn/v1"\nmodel = "m"\n', "bad_url", "vision.url"),
        ('[vision]\nurl = "https://a.cn/v1?version=2"\nmodel = "m"\n', "url_with_query", "vision.url"),
        ('[vision]\nurl = "https://a.cn/v1"\nmodel = 7\n', "not_a_text", "vision.model"),
        (VISION.format(url="https://a.cn/v1") + "per_day = 0\n", "out_of_range", "vision.per_day"),
        (VISION.format(url="https://a.cn/v1") + 'key = "sk-1"\n', "key_unknown", "vision.key"),
    ],
)
def test_what_cannot_work_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: str, key: str
) -> None:
    monkeypatch.setenv(VISION_KEY_VARIABLE, "sk-1")
    assert wrong(tmp_path, text) == [(code, key)]


@pytest.mark.parametrize(
    ("variable", "file", "told"),
    [
        ("", None, [("vision_key_missing", "vision.key_file")]),
        ("  ", "", [("vision_key_missing", "vision.key_file")]),
        ("sk-1", None, []),
        ("", "sk-2\n", []),
        ("sk 1", None, [("vision_key_shape", None)]),
        ("", "sk-2\nX-Other: 1", [("vision_key_shape", None)]),
        ("密钥", None, [("vision_key_shape", None)]),
    ],
)
def test_the_models_key_comes_from_the_environment_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, file: str | None, told: list[tuple[str, str | None]]
) -> None:
    monkeypatch.setenv(VISION_KEY_VARIABLE, variable)
    text = VISION.format(url="https://a.cn/v1")
    if file is not None:
        private(tmp_path / "key", file)
        text += 'key_file = "key"\n'
    assert wrong(tmp_path, text) == told
