from pathlib import Path

import pytest

from domain.district.problems import Problem, Severity
from files.config import Config
from files.config_file import KEY_VARIABLES, TOKEN_VARIABLE, read_config, read_keys, read_token


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


DOORS = [
    ('listen = "127.0.0.1:8081"\npublic_url = "https://q.example.org/"', []),
    ("", []),
    ('listen = "127.0.0.1:8081"', [("door_needs", "http.listen")]),
    ('public_url = "https://q.example.org"', [("door_needs", "http.public_url")]),
    ('listen = "8081"\npublic_url = "https://q.example.org"', [("bad_listen", "http.listen")]),
    ('listen = "127.0.0.1:8081"\npublic_url = "ftp://q"', [("bad_url", "http.public_url")]),
    ('listen = "127.0.0.1:8081"\npublic_url = "https://q/?a=1"', [("door_with_query", "http.public_url")]),
]


@pytest.mark.parametrize(("text", "found"), DOORS)
def test_a_web_door_is_set_whole_or_not_at_all(tmp_path: Path, text: str, found: list[tuple[str, str]]) -> None:
    (tmp_path / "config.toml").write_text(f"[http]\n{text}\n")
    problems: list[Problem] = []
    read_config(tmp_path / "config.toml", problems)
    assert [(problem.code, problem.place.key) for problem in problems] == found


def test_a_web_door_and_a_webhook_have_each_an_address(tmp_path: Path) -> None:
    private(tmp_path / "secret", "open-sesame")
    door = '[http]\nlisten = "127.0.0.1:8080"\npublic_url = "https://q.example.org"\n'
    (tmp_path / "config.toml").write_text(_WEBHOOK + door)
    problems: list[Problem] = []
    read_config(tmp_path / "config.toml", problems)
    assert [problem.code for problem in problems] == ["door_is_webhook"]


ENDPOINT = '[{section}]\nurl = "{url}"\nmodel = "m-7b"\n'
SECTIONS = pytest.mark.parametrize("section", ["vision", "speech"])
METHODS = {"vision": "/chat/completions", "speech": "/audio/transcriptions"}


def wrong(folder: Path, text: str) -> list[tuple[str, str | None]]:
    """The problems of a configuration and the keys of its endpoints, with the settings that they are of."""
    (folder / "config.toml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    config = read_config(folder / "config.toml", problems)
    assert config
    read_keys(config, "config.toml", problems)
    return [(problem.code, problem.place.key if problem.place else None) for problem in problems]


@SECTIONS
@pytest.mark.parametrize(
    ("url", "root", "host"),
    [
        ("https://models.example.cn/v1", "https://models.example.cn/v1", "models.example.cn"),
        ("https://models.example.cn/v1/", "https://models.example.cn/v1", "models.example.cn"),
        ("https://a.cn:8443/v1{method}", "https://a.cn:8443/v1", "a.cn"),
        ("http://user:secret@127.0.0.1:11434/v1", "http://user:secret@127.0.0.1:11434/v1", "127.0.0.1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1", "::1"),
        ("http://192.168.1.9:8000/v1", "http://192.168.1.9:8000/v1", "192.168.1.9"),
        ("http://whisper:8000/v1", "http://whisper:8000/v1", "whisper"),
        ("http://asr.lan/v1", "http://asr.lan/v1", "asr.lan"),
    ],
)
def test_an_endpoint_is_named_by_the_root_of_its_api(
    tmp_path: Path, section: str, url: str, root: str, host: str
) -> None:
    written = url.format(method=METHODS[section])
    endpoint = getattr(read(tmp_path, ENDPOINT.format(section=section, url=written)), section)
    assert (endpoint.url, endpoint.host, endpoint.model) == (root, host, "m-7b")


def test_without_a_url_nobody_is_asked_and_no_key_is_wanted(tmp_path: Path) -> None:
    assert wrong(tmp_path, "[vision]\nper_day = 5\n[speech]\nseconds = 5\n") == []
    config = read(tmp_path, "")
    assert (config.vision.host, config.vision.per_day) == ("", 500)
    assert (config.speech.host, config.speech.seconds) == ("", 10)


@SECTIONS
@pytest.mark.parametrize(
    ("text", "code", "setting"),
    [
        ('url = "https://a.cn/v1"\n', "endpoint_needs", "url"),
        ('model = "m"\n', "endpoint_needs", "model"),
        ('key_file = "key"\n', "endpoint_needs", "key_file"),
        ('url = "a.cn/v1"\nmodel = "m"\n', "bad_url", "url"),
        ('url = "https://a.cn/v1?version=2"\nmodel = "m"\n', "url_with_query", "url"),
        ('url = "http://a.cn/v1"\nmodel = "m"\n', "url_in_the_clear", "url"),
        ('url = "http://47.93.1.9/v1"\nmodel = "m"\n', "url_in_the_clear", "url"),
        ('url = "https://a.cn/v1"\nmodel = 7\n', "not_a_text", "model"),
        ('url = "https://a.cn/v1"\nmodel = "m"\nkey = "sk-1"\n', "key_unknown", "key"),
    ],
)
def test_what_cannot_work_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, section: str, text: str, code: str, setting: str
) -> None:
    monkeypatch.setenv(KEY_VARIABLES[section], "sk-1")
    assert wrong(tmp_path, f"[{section}]\n{text}") == [(code, f"{section}.{setting}")]


@pytest.mark.parametrize("setting", ["vision.per_day = 0", "speech.seconds = 0", "speech.seconds = 31"])
def test_a_figure_that_cannot_work_is_told(tmp_path: Path, setting: str) -> None:
    assert wrong(tmp_path, setting) == [("out_of_range", setting.partition(" ")[0])]


@SECTIONS
@pytest.mark.parametrize(
    ("variable", "file", "code"),
    [
        ("", None, "endpoint_key_missing"),
        ("  ", "", "endpoint_key_missing"),
        ("sk-1", None, None),
        ("", "sk-2\n", None),
        ("sk 1", None, "endpoint_key_shape"),
        ("", "sk-2\nX-Other: 1", "endpoint_key_shape"),
        ("密钥", None, "endpoint_key_shape"),
    ],
)
def test_an_endpoints_key_comes_from_the_environment_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, section: str, variable: str, file: str | None, code: str | None
) -> None:
    monkeypatch.setenv(KEY_VARIABLES[section], variable)
    text = ENDPOINT.format(section=section, url="https://a.cn/v1")
    if file is not None:
        private(tmp_path / "key", file)
        text += 'key_file = "key"\n'
    assert [found for found, _ in wrong(tmp_path, text)] == ([code] if code else [])
