"""What stands on a page to be printed, in plain words, figures and pictures; `files.annual_page` writes it as HTML."""

from dataclasses import dataclass

from domain.reporting.photos import Photo
from domain.week.posters import Column, Part


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture; `alt` says in words what it shows, `note` what is to be known; `photos` are for a `BeforeAfter`."""

    part: Part
    alt: str
    note: str = ""
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of which no row is left out; the first cell of each row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under a heading; `notes` stand below its pictures and tables."""

    title: str
    figures: tuple[Figure, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page in `zh` or `en`."""

    language: str
    title: str
    subtitle: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    footer: str
