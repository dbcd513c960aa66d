"""What guesses the category of a text: for a district's own catalogue, and for the one that is shipped."""

from bot.district.catalogue_table import read_catalogue
from bot.sample_folder import sample_folder
from domain.catalogue import Catalogue
from domain.problems import Problem
from domain.suggestion import Suggester


def suggester_of(catalogue: Catalogue) -> Suggester:
    """The suggester of a catalogue's categories."""
    return Suggester(catalogue.values())


def shipped_catalogue() -> Catalogue:
    """The default catalogue, wherever the program is started. Raises RuntimeError where the installation lacks it."""
    problems: list[Problem] = []
    catalogue = read_catalogue(sample_folder(), None, problems)
    if catalogue is None or problems:
        raise RuntimeError(f"the catalogue in {sample_folder()} can't be read: {problems}")
    return catalogue
