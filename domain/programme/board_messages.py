"""The messages about boards."""

from dataclasses import dataclass

from domain.messages import Notice


@dataclass(frozen=True, slots=True)
class BoardsShown(Notice, name="boards", reads_much=True):
    """A board of the last week that was counted: values of `Board` and of `Measure`."""

    board: str = "team"
    measure: str = "share"
