"""What an operator sets in ``config.toml``: every setting with its default; units stand in the names."""

from dataclasses import dataclass, field
from pathlib import Path

from domain.people.points import Awards
from services import deps


@dataclass(frozen=True, slots=True)
class Telegram:
    """How Telegram is reached, and how updates come in."""

    base_url: str = "https://api.telegram.org"
    mode: str = "polling"
    proxy: str | None = None
    token_file: Path | None = None
    webhook_url: str | None = None
    webhook_listen: str = "127.0.0.1:8080"
    webhook_secret_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Storage:
    """Where reports and photos are kept, as addresses."""

    database: str = "sqlite:////var/lib/qianshao/qianshao.db"
    photos: str = "file:///var/lib/qianshao/photos"


@dataclass(frozen=True, slots=True)
class DistrictFolder:
    """Where the files of the district lie."""

    folder: Path = Path("district")


GEOCODERS = ("amap", "baidu", "tianditu", "nominatim")


@dataclass(frozen=True, slots=True)
class Places:
    """Who is asked for addresses beyond the district's own names; nobody unless the operator says so."""

    geocoders: tuple[str, ...] = ()
    area: str | None = None
    nominatim_url: str = "https://nominatim.openstreetmap.org"


@dataclass(frozen=True, slots=True)
class Limits(deps.Limits):
    """The times of a report's life, and how much the bot takes and sends; a sending limit of 0 is none."""

    messages_per_second: int = 30
    private_per_second: int = 1
    private_burst: int = 3
    group_per_minute: int = 20
    workers: int = 64


@dataclass(frozen=True, slots=True)
class Log:
    """What is logged to standard error, and in which form."""

    level: str = "info"
    format: str = "console"


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, in the sections of the file."""

    telegram: Telegram = field(default_factory=Telegram)
    storage: Storage = field(default_factory=Storage)
    district: DistrictFolder = field(default_factory=DistrictFolder)
    places: Places = field(default_factory=Places)
    points: Awards = field(default_factory=Awards)
    limits: Limits = field(default_factory=Limits)
    log: Log = field(default_factory=Log)
