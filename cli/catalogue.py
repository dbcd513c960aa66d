"""Which catalogue a command works with: a district's own where a configuration is given, else the shipped one."""

from pathlib import Path

from cli.settings import Language, load_all
from domain.district.catalogue import Catalogue
from domain.language.suggestion import Suggester


def catalogue_of(config: Path | None, language: Language) -> Catalogue:
    """The catalogue; with a mistake in the district's files, say so on standard error and exit with 1."""
    from districts.suggesters import shipped_catalogue  # noqa: PLC0415  only this needs it

    return shipped_catalogue() if config is None else load_all(config, language)[1].catalogue


def suggester_for(config: Path | None, language: Language) -> tuple[Catalogue, Suggester]:
    """The same, and what guesses by it."""
    from districts.suggesters import shipped_catalogue, shipped_suggester, suggester_of  # noqa: PLC0415  only this needs it

    if config is None:
        return shipped_catalogue(), shipped_suggester()
    district = load_all(config, language)[1]
    return district.catalogue, suggester_of(district)
