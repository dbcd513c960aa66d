"""What guesses the category of a text: for a district's own catalogue, and for the one that is shipped."""

from bot.district.catalogue_table import read_catalogue
from bot.district.learned import read_classifier
from bot.model_file import SHIPPED
from bot.sample_folder import sample_folder
from domain.catalogue import Catalogue
from domain.district import District
from domain.problems import Problem
from domain.suggestion import Suggester


def suggester_of(district: District) -> Suggester:
    """The suggester of a district's categories, by what it learned of them."""
    return Suggester(district.catalogue.values(), district.classifier)


def shipped_suggester() -> Suggester:
    """The suggester of the default catalogue. Raises RuntimeError where the installation lacks it."""
    problems: list[Problem] = []
    classifier = read_classifier(SHIPPED, problems)
    if problems:
        raise RuntimeError(f"what is learned in {SHIPPED} can't be read: {problems}")
    return Suggester(shipped_catalogue().values(), classifier)


def shipped_catalogue() -> Catalogue:
    """The default catalogue, wherever the program is started. Raises RuntimeError where the installation lacks it."""
    problems: list[Problem] = []
    catalogue = read_catalogue(sample_folder(), None, problems)
    if catalogue is None or problems:
        raise RuntimeError(f"the catalogue in {sample_folder()} can't be read: {problems}")
    return catalogue
