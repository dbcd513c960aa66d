"""The settings of ``config.toml`` with their defaults; units are part of the names."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from domain.people.points import Awards
from services import deps


@dataclass(frozen=True, slots=True)
class Telegram:
    """The connection to Telegram, and how updates are received."""

    base_url: str = "https://api.telegram.org"
    mode: str = "polling"
    proxy: str | None = None
    token_file: Path | None = None
    webhook_url: str | None = None
    webhook_listen: str = "127.0.0.1:8080"
    webhook_secret_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Http:
    """The web door: where it listens, and the address under which people reach it; none without both."""

    listen: str | None = None
    public_url: str | None = None


@dataclass(frozen=True, slots=True)
class Storage:
    """Addresses of the database and the photo store."""

    database: str = "sqlite:////var/lib/qianshao/qianshao.db"
    photos: str = "file:///var/lib/qianshao/photos"


@dataclass(frozen=True, slots=True)
class DistrictFolder:
    """The folder with the district's files."""

    folder: Path = Path("district")


GEOCODERS = ("amap", "baidu", "tianditu", "nominatim")


@dataclass(frozen=True, slots=True)
class Places:
    """Geocoders for addresses that the district's own names do not cover; none by default."""

    geocoders: tuple[str, ...] = ()
    area: str | None = None
    nominatim_url: str = "https://nominatim.openstreetmap.org"


@dataclass(frozen=True, slots=True)
class Vision:
    """The endpoint that is asked which category a photo shows; none without its `url`."""

    url: str | None = None
    model: str | None = None
    key_file: Path | None = None
    per_day: int = 500

    @property
    def host(self) -> str:
        """The host that photos go to; "" for none."""
        return urlsplit(self.url or "").hostname or ""


@dataclass(frozen=True, slots=True)
class Speech:
    """The endpoint that writes recordings down; none without its `url`. A rider waits for it for so many `seconds`."""

    url: str | None = None
    model: str | None = None
    key_file: Path | None = None
    seconds: int = 10

    @property
    def host(self) -> str:
        """The host that recordings go to; "" for none."""
        return urlsplit(self.url or "").hostname or ""


@dataclass(frozen=True, slots=True)
class Limits(deps.Limits):
    """Times in a report's life and limits of sending; 0 turns a sending limit off."""

    messages_per_second: int = 30
    private_per_second: int = 1
    private_burst: int = 3
    group_per_minute: int = 20
    workers: int = 64
    photo_memory_mb: int = 192


@dataclass(frozen=True, slots=True)
class Log:
    """Level and format of the log on standard error."""

    level: str = "info"
    format: str = "console"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, by section of the file."""

    telegram: Telegram = field(default_factory=Telegram)
    http: Http = field(default_factory=Http)
    storage: Storage = field(default_factory=Storage)
    district: DistrictFolder = field(default_factory=DistrictFolder)
    places: Places = field(default_factory=Places)
    vision: Vision = field(default_factory=Vision)
    speech: Speech = field(default_factory=Speech)
    points: Awards = field(default_factory=Awards)
    limits: Limits = field(default_factory=Limits)
    log: Log = field(default_factory=Log)
