"""Reading ``config.toml`` and the token, with every problem in them."""

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from domain.district.problems import InFile, Problem, Severity
from domain.people.points import Awards
from files.addresses import address, listen_address, path_on_disk, root_of_api
from files.config import GEOCODERS, Config, DistrictFolder, Http, Limits, Log, Places, Speech, Storage, Telegram, Vision
from files.source_files import read_text
from files.toml_tables import Table, read_toml
from files.values import Reader, choice, flag, list_of, text, whole_number

TOKEN_VARIABLE = "QIANSHAO_TELEGRAM_TOKEN"  # noqa: S105  the name of a variable, not a token
KEY_VARIABLES = {"vision": "QIANSHAO_VISION_KEY", "speech": "QIANSHAO_SPEECH_KEY"}
"""By the section of the endpoint that asks for the key."""

S = TypeVar("S", Telegram, Http, Storage, DistrictFolder, Places, Vision, Speech, Awards, Limits, Log)
_SQLITE = "sqlite:///"
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_KEY = re.compile(r"[!-~]+")
"""What can stand in a field of a request's head."""

_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)
"""https://core.telegram.org/bots/api#setwebhook"""


_figure = whole_number(1, 1_000_000)
_figure_or_none = whole_number(0, 1_000_000)

_READERS: Mapping[str, Reader[Any]] = {
    "telegram.base_url": address("https", "http"),
    "telegram.mode": choice("polling", "webhook"),
    "telegram.proxy": address("http", "https", "socks5", "socks5h"),
    "telegram.token_file": path_on_disk,
    "telegram.webhook_url": address("https", "http"),
    "telegram.webhook_listen": listen_address,
    "telegram.webhook_secret_file": path_on_disk,
    "http.listen": listen_address,
    "http.public_url": address("https", "http"),
    "storage.database": address("sqlite", "postgresql"),
    "storage.photos": address("file", "s3"),
    "district.folder": path_on_disk,
    "places.geocoders": list_of(choice(*GEOCODERS)),
    "places.area": text,
    "places.nominatim_url": address("https", "http"),
    "vision.url": root_of_api("/chat/completions"),
    "vision.model": text,
    "vision.key_file": path_on_disk,
    "speech.url": root_of_api("/audio/transcriptions"),
    "speech.model": text,
    "speech.key_file": path_on_disk,
    "speech.seconds": whole_number(1, 30),
    "points.end_with_year": flag,
    "limits.messages_per_second": _figure_or_none,
    "limits.private_per_second": _figure_or_none,
    "limits.private_burst": _figure_or_none,
    "limits.group_per_minute": _figure_or_none,
    "log.level": choice("debug", "info", "warning", "error"),
    "log.format": choice("console", "json"),
}
"""Readers by setting; all other settings are whole numbers, at least 1, in ``[points]`` at least 0."""


def read_config(path: Path, problems: list[Problem]) -> Config | None:
    """Read a configuration file; relative paths in it start from its folder.

    Every problem is added to ``problems``, and its setting keeps the default. Returns None if the file cannot be
    read or parsed.
    """
    file = read_toml(path, problems)
    if file is None:
        return None
    top, folder = file.top(), path.parent
    config = Config(
        telegram=_read_section(top.table("telegram"), Telegram, folder),
        http=_read_section(top.table("http"), Http, folder),
        storage=_anchored(_read_section(top.table("storage"), Storage, folder), folder),
        district=_read_section(top.table("district"), DistrictFolder, folder),
        places=_read_section(top.table("places"), Places, folder),
        vision=_read_section(top.table("vision"), Vision, folder),
        speech=_read_section(top.table("speech"), Speech, folder),
        points=_read_section(top.table("points"), Awards, folder),
        limits=_read_section(top.table("limits"), Limits, folder),
        log=_read_section(top.table("log"), Log, folder),
    )
    _check_webhook(top.table("telegram"), config.telegram, problems)
    _check_door(top.table("http"), config)
    _check_endpoint(top.table("vision"), config.vision)
    _check_endpoint(top.table("speech"), config.speech)
    _check_exposed(path.name, config.storage, problems)
    top.finish()
    return config


def read_token(config: Config, config_file: str, problems: list[Problem]) -> str | None:
    """Return the bot's token from the environment, else from the token file; None with a problem added if absent."""
    found = _secret(TOKEN_VARIABLE, config.telegram.token_file, problems)
    if found is None:
        return None
    token, source = found
    if not token:
        place = InFile(key="telegram.token_file")
        problems.append(Problem("token_missing", config_file, place, {"variable": TOKEN_VARIABLE}))
        return None
    if not _TOKEN.fullmatch(token):
        problems.append(Problem("token_shape", source))
        return None
    return token


def read_keys(config: Config, config_file: str, problems: list[Problem]) -> None:
    """Add a problem for each endpoint that is asked without a key that can be used."""
    for section in KEY_VARIABLES:
        read_key(config, section, config_file, problems)


def read_key(config: Config, section: str, config_file: str, problems: list[Problem]) -> str | None:
    """Return the key of the endpoint in a section as `read_token` does; None without a problem if none is asked."""
    files = {"vision": config.vision.key_file, "speech": config.speech.key_file}
    urls, variable = {"vision": config.vision.url, "speech": config.speech.url}, KEY_VARIABLES[section]
    found = _secret(variable, files[section], problems) if urls[section] else None
    if found is None:
        return None
    key, source = found
    if not key:
        place, details = InFile(key=f"{section}.key_file"), {"section": section, "variable": variable}
        problems.append(Problem("endpoint_key_missing", config_file, place, details))
        return None
    if not _KEY.fullmatch(key):
        problems.append(Problem("endpoint_key_shape", source, details={"section": section}))
        return None
    return key


def _secret(variable: str, file: Path | None, problems: list[Problem]) -> tuple[str, str] | None:
    """Return a secret, "" for none, and what it was read from: the environment, else a file.

    None with a problem added if the file cannot be read.
    """
    secret = os.environ.get(variable, "").strip()
    if secret or file is None:
        return secret, variable
    content = _read_private(file, problems)
    return None if content is None else (content, file.name)


def _read_section(table: Table, section: type[S], folder: Path) -> S:
    figure = _figure_or_none if section is Awards else _figure
    values: dict[str, Any] = {}
    for setting in fields(section):
        read = _READERS.get(f"{table.header}.{setting.name}", figure)
        value = table.take(setting.name, read, setting.default)
        values[setting.name] = folder / value if isinstance(value, Path) else value
    table.finish()
    return section(**values)


def _anchored(storage: Storage, folder: Path) -> Storage:
    """Make a relative path of a SQLite file start from the configuration's folder."""
    scheme, found, file = storage.database.partition(_SQLITE)
    if scheme or not found:
        return storage
    return replace(storage, database=f"{_SQLITE}{(folder / file).absolute()}")


def _check_exposed(file: str, storage: Storage, problems: list[Problem]) -> None:
    """Warn about a database or photos that other users of the machine can read, as older releases made them."""
    kept = {
        "storage.database": storage.database.removeprefix(_SQLITE),
        "storage.photos": unquote(storage.photos.removeprefix("file://")),
    }
    for key, name in kept.items():
        place = Path(name)
        if "://" not in name and place.exists() and place.stat().st_mode & stat.S_IRWXO & ~stat.S_IXOTH:
            details = {"path": name}
            problems.append(Problem("exposed_data", file, InFile(key=key), details, severity=Severity.WARNING))


def _check_webhook(table: Table, telegram: Telegram, problems: list[Problem]) -> None:
    if telegram.mode != "webhook":
        return
    for key in ("webhook_url", "webhook_secret_file"):
        if getattr(telegram, key) is None:
            table.report("webhook_needs", "mode", setting=key)
    if telegram.webhook_secret_file is not None:
        secret = _read_private(telegram.webhook_secret_file, problems)
        if secret is not None and not _SECRET.fullmatch(secret):
            file = telegram.webhook_secret_file.name
            problems.append(Problem("secret_shape", file, details={"file": file}))


def _check_door(table: Table, config: Config) -> None:
    """Report a web door of which only half is set, one on the webhook's address, and an address with a query."""
    http, telegram = config.http, config.telegram
    for one, other in (("listen", "public_url"), ("public_url", "listen")):
        if getattr(http, one) is not None and getattr(http, other) is None and other not in table.values:
            table.report("door_needs", one, setting=other)
    if http.listen is not None and telegram.mode == "webhook" and http.listen == telegram.webhook_listen:
        table.report("door_is_webhook", "listen", value=http.listen)
    if http.public_url is not None and set(http.public_url) & {"?", "#"}:
        table.report("door_with_query", "public_url", value=http.public_url)


def _check_endpoint(table: Table, endpoint: Vision | Speech) -> None:
    """Report an endpoint without a model, and anything said of it without an endpoint."""
    if endpoint.url is not None and endpoint.model is None and "model" not in table.values:
        table.report("endpoint_needs", "url", section=table.header, setting="model")
    if endpoint.url is None and "url" not in table.values and (endpoint.model or endpoint.key_file):
        table.report("endpoint_needs", "model" if endpoint.model else "key_file", section=table.header, setting="url")


def _read_private(path: Path, problems: list[Problem]) -> str | None:
    """Return the text of a file that only the bot should read; None with a problem added if it cannot be read."""
    content = read_text(path, problems)
    if content is None:
        return None
    if path.stat().st_mode & stat.S_IRWXO:
        problems.append(Problem("exposed", path.name, details={"file": path.name}, severity=Severity.WARNING))
    return content.strip()
