"""What guesses the category of a text: for a district's own catalogue, and for the one that is shipped."""

from districts.catalogue_table import read_catalogue
from districts.learned import read_classifier
from districts.shipped import SAMPLE, WORDS
from domain.district.catalogue import Catalogue
from domain.district.district import District
from domain.district.problems import Problem
from domain.language.suggestion import Suggester


def suggester_of(district: District) -> Suggester:
    """The suggester of a district's categories, by what it learned of them."""
    return Suggester(district.catalogue.values(), district.classifier)


def shipped_suggester() -> Suggester:
    """The suggester of the default catalogue. Raises RuntimeError where the installation lacks it."""
    problems: list[Problem] = []
    classifier = read_classifier(WORDS, problems)
    if problems:
        raise RuntimeError(f"what is learned in {WORDS} can't be read: {problems}")
    return Suggester(shipped_catalogue().values(), classifier)


def shipped_catalogue() -> Catalogue:
    """The default catalogue, wherever the program is started. Raises RuntimeError where the installation lacks it."""
    problems: list[Problem] = []
    catalogue = read_catalogue(SAMPLE, None, problems)
    if catalogue is None or problems:
        raise RuntimeError(f"the catalogue in {SAMPLE} can't be read: {problems}")
    return catalogue
