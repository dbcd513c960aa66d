"""What stands on a picture that is drawn, such as that of a week, in words and figures; `media.charts` draws it."""

from dataclasses import dataclass, field

from domain.geo.rings import Ring


@dataclass(frozen=True, slots=True)
class Tile:
    """One large number; `change` is against the time before, `good` whether that is to the better, None for neither."""

    label: str
    value: str
    change: str = ""
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """One to six large numbers."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something in a few words, and what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts below each other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of figures."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One or two series over the weeks, or other times, that `labels` name.

    Each is named with its last figure, or with the sum of all (`totals`).
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar."""

    label: str
    value: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, the longest first."""

    title: str
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the map; None colours it as land."""

    rings: tuple[Ring, ...] = field(repr=False)  # a screen is known again by how its parts are written
    value: int | None


@dataclass(frozen=True, slots=True)
class Map:
    """Areas coloured by their values, with dots at latitudes and longitudes, and circles of `circle_m` around these."""

    title: str
    areas: tuple[Area, ...]
    dots: tuple[tuple[float, float], ...]
    legend: tuple[str, ...]
    circle_m: float = 0


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The poster's two photos side by side."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures; `more` says how many do not fit, `{count}` in it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code that holds `payload`, and a line below it, "" for none."""

    payload: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file of the district's folder; `mark` is another one when its content is."""

    path: str
    mark: str


@dataclass(frozen=True, slots=True)
class Medal:
    """A badge of a colour, a value of `Knight`, with one to three stars; without any it is drawn as not held yet.

    `name` stands large, `small` is its other name below.
    """

    colour: str
    stars: int
    name: str
    small: str


@dataclass(frozen=True, slots=True)
class Medals:
    """Badges beside each other; one alone is drawn large."""

    medals: tuple[Medal, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of honour: its title, the same in small, its sentences, who gives it, and its day and number."""

    title: str
    small: str
    sentences: tuple[str, ...]
    giver: str
    day: str
    number: str


Part = Qr | Medals | Letter | Picture | Tiles | Facts | Trend | Bars | Map | BeforeAfter | Table


@dataclass(frozen=True, slots=True)
class Poster:
    """A picture: its parts stand below each other."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    footer: str
