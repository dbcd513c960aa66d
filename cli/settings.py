"""Options shared by several commands, and loading of the configuration, district or catalogue that they name."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.printing import print_mistakes
from domain.district.catalogue import Catalogue
from domain.district.district import District
from domain.district.problems import InFile, Problem, Severity
from domain.language.danger import DangerReader
from domain.language.suggestion import Suggester
from files.config import Config
from files.config_file import read_config
from texts.terminal.commands import outlines_only_text


class Language(StrEnum):
    """A language of the command line."""

    ZH = "zh"
    EN = "en"


def spoken() -> Language:
    """Return the language of the terminal, from LC_ALL, LC_MESSAGES or LANG as POSIX says."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    return Language.ZH if locale.startswith("zh") else Language.EN


ConfigOption = Annotated[Path, typer.Option("--config", help="The configuration file, config.toml.", dir_okay=False)]
OwnConfigOption = Annotated[
    Path | None,
    typer.Option("--config", help="Configuration of a district with its own catalogue.", dir_okay=False),
]
LanguageOption = Annotated[
    Language, typer.Option("--language", default_factory=spoken, help="zh or en; the terminal's by default.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
CsvFile = Annotated[
    Path,
    typer.Option("--csv", help="A CSV file, or a ZIP archive that holds one.", exists=True, dir_okay=False),
]
LatColumn = Annotated[str | None, typer.Option("--lat-column", help="Column of degrees north, if not found by name.")]
LngColumn = Annotated[str | None, typer.Option("--lng-column", help="Column of degrees east, if not found by name.")]
CategoryColumn = Annotated[
    str | None, typer.Option("--category-column", help="Column of the category, if not found by name.")
]


def read_all(path: Path, problems: list[Problem]) -> tuple[Config | None, District | None]:
    """Read a configuration file and its district, and add every problem of both to `problems`.

    Each is None if it cannot be used.
    """
    from districts.folder import read_district  # noqa: PLC0415  imports shapely, which --help does not need

    config = read_config(path, problems)
    if config is None:
        return None, None
    folder = config.district.folder
    if not folder.is_dir():
        place = InFile(key="district.folder")
        problems.append(Problem("folder_missing", path.name, place, {"path": str(folder)}))
        return config, None
    return config, read_district(folder, problems)


def load_outlines(path: Path, language: Language) -> District:
    """Return the district; while it is unfinished, only its boundaries, and say so on standard error.

    Exits with 1 after printing the problems if the boundaries cannot be used.
    """
    from districts.folder import read_outlines  # noqa: PLC0415  as above

    problems: list[Problem] = []
    config, district = read_all(path, problems)
    if district is not None:
        return district
    if config is not None and config.district.folder.is_dir():
        problems = []
        district = read_outlines(config.district.folder, problems)
    if district is None:
        print_mistakes(problems, language, to_stderr=True)
        raise typer.Exit(1)
    typer.echo(outlines_only_text(language), err=True)
    return district


def load_all(path: Path, language: Language) -> tuple[Config, District]:
    """Return a configuration and its district; exit with 1 after printing the problems if either has an error."""
    problems: list[Problem] = []
    config, district = read_all(path, problems)
    if config is None or district is None or any(problem.severity is Severity.ERROR for problem in problems):
        print_mistakes(problems, language, to_stderr=True)
        raise typer.Exit(1)
    return config, district


def catalogue_of(config: Path | None, language: Language) -> Catalogue:
    """Return the district's catalogue, without a configuration the shipped one; exit with 1 after printing problems."""
    from districts.shipped import shipped_catalogue  # noqa: PLC0415  as above

    return shipped_catalogue() if config is None else load_all(config, language)[1].catalogue


def suggester_for(config: Path | None, language: Language) -> tuple[Catalogue, Suggester]:
    """Return the catalogue as `catalogue_of` does, and the suggester of its categories."""
    from districts.shipped import shipped_catalogue, shipped_suggester, suggester_of  # noqa: PLC0415  as above

    if config is None:
        return shipped_catalogue(), shipped_suggester()
    district = load_all(config, language)[1]
    return district.catalogue, suggester_of(district)


def danger_reader_for(config: Path | None, language: Language) -> DangerReader:
    """Return the reader of the district's dangers, without a configuration of the shipped ones; exits as above."""
    from districts.shipped import danger_reader_of, shipped_danger_reader  # noqa: PLC0415  as above

    return shipped_danger_reader() if config is None else danger_reader_of(load_all(config, language)[1])
