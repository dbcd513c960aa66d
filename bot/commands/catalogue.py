"""Which catalogue a command works with: a district's own where a configuration is given, else the shipped one."""

from pathlib import Path

from bot.commands.settings import Language, load_all
from domain.catalogue import Catalogue


def catalogue_of(config: Path | None, language: Language) -> Catalogue:
    """The catalogue; with a mistake in the district's files, say so on standard error and exit with 1."""
    if config is not None:
        return load_all(config, language)[1].catalogue
    from bot.suggesters import shipped_catalogue  # noqa: PLC0415  only this needs it

    return shipped_catalogue()
