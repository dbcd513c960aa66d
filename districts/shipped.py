"""The sample district and words shipped with the program, and the readers of what people write."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from districts.catalogue_table import read_catalogue
from districts.dangers import read_dangers, read_sets
from districts.model_file import FILE, read_model
from domain.district.catalogue import Catalogue
from domain.district.district import District
from domain.district.problems import Problem
from domain.language.classifier import Classifier
from domain.language.danger import DangerReader
from domain.language.dangers import Danger
from domain.language.suggestion import Suggester

SAMPLE: Final = Path(__file__).with_name("sample")
"""The folder of the sample district, whose catalogue is the default one."""

WORDS: Final = Path(__file__).with_name("words")
"""The folder of the shipped model of categories, of the captions from which it was learned, and of dangers."""

DANGER_WEIGHTS: Final = "danger.model"
"""The file of the weights of dangers, which are the same for every district."""


def read_classifier(folder: Path, problems: list[Problem]) -> Classifier | None:
    """Read the model of a district's folder, or the shipped one if it has none; None if it cannot be read.

    The reason is added to `problems`.
    """
    own = folder / FILE
    return read_model(own if own.exists() else WORDS / FILE, problems)


def suggester_of(district: District) -> Suggester:
    """Return the suggester of a district's catalogue and model."""
    return Suggester(district.catalogue.values(), district.classifier)


def shipped_suggester() -> Suggester:
    """Return the suggester of the default catalogue and the shipped model.

    Raises:
        RuntimeError: The installation lacks them or they are broken.
    """
    problems: list[Problem] = []
    classifier = read_classifier(WORDS, problems)
    if problems:
        raise RuntimeError(f"what is learned in {WORDS} can't be read: {problems}")
    return Suggester(shipped_catalogue().values(), classifier)


def shipped_catalogue() -> Catalogue:
    """Return the default catalogue.

    Raises:
        RuntimeError: The installation lacks it or it is broken.
    """
    problems: list[Problem] = []
    catalogue = read_catalogue(SAMPLE, None, problems)
    if catalogue is None or problems:
        raise RuntimeError(f"the catalogue in {SAMPLE} can't be read: {problems}")
    return catalogue


def danger_reader_of(district: District) -> DangerReader:
    """Return the reader of a district's dangers. Raises `RuntimeError`, as `shipped_danger_weights`."""
    return _danger_reader(district.dangers)


def shipped_danger_reader() -> DangerReader:
    """Return the reader of the shipped table of dangers.

    Raises:
        RuntimeError: The installation lacks what it reads or it is broken.
    """
    return _danger_reader(shipped_dangers())


@lru_cache(maxsize=2)
def _danger_reader(dangers: tuple[Danger, ...]) -> DangerReader:
    """Return the reader of these dangers, which takes a while to make and keeps no state."""
    return DangerReader(dangers, shipped_danger_weights())


@cache
def shipped_danger_weights() -> Classifier:
    """Return the weights by which a text that the table does not name reads like a danger (docs/danger.md).

    Raises:
        RuntimeError: The installation lacks them or they are broken.
    """
    problems: list[Problem] = []
    weights = read_model(WORDS / DANGER_WEIGHTS, problems)
    if weights is None:
        raise RuntimeError(f"the weights of dangers in {WORDS} can't be read: {problems}")
    return weights


@cache
def shipped_dangers() -> tuple[Danger, ...]:
    """Return the shipped table of dangers, one for each kind.

    Raises:
        RuntimeError: The installation lacks it or it is broken.
    """
    problems: list[Problem] = []
    dangers = tuple(danger for danger, _ in read_dangers(WORDS, shipped_sets(), problems))
    if problems or not dangers:
        raise RuntimeError(f"the dangers in {WORDS} can't be read: {problems}")
    return dangers


@cache
def shipped_sets() -> dict[str, str]:
    """Return the named sets of words of the shipped table of dangers.

    Raises:
        RuntimeError: The installation lacks it or it is broken.
    """
    problems: list[Problem] = []
    sets = read_sets(WORDS, problems)
    if problems or not sets:
        raise RuntimeError(f"the sets of words in {WORDS} can't be read: {problems}")
    return sets
