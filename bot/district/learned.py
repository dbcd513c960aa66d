"""``categories.model`` of a district's folder: what was learned from its captions, or else what is shipped."""

from pathlib import Path

from bot.model_file import FILE, SHIPPED, read_model
from domain.classifier import Classifier
from domain.problems import Problem


def read_classifier(folder: Path, problems: list[Problem]) -> Classifier | None:
    """The district's own classifier where its folder has one, else the shipped; None, with a problem noted."""
    own = folder / FILE
    return read_model(own if own.exists() else SHIPPED / FILE, problems)
