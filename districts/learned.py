"""``categories.model`` of a district's folder: what was learned from its captions, or else what is shipped."""

from pathlib import Path

from districts.model_file import FILE, read_model
from districts.shipped import WORDS
from domain.district.problems import Problem
from domain.language.classifier import Classifier


def read_classifier(folder: Path, problems: list[Problem]) -> Classifier | None:
    """The district's own classifier where its folder has one, else the shipped; None, with a problem noted."""
    own = folder / FILE
    return read_model(own if own.exists() else WORDS / FILE, problems)
