"""Desks: where a queue hands something out to riders, in person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """A member of a queue's group who stands at its desk, with a Telegram id and a name for the record."""

    user_id: int
    name: str
    queue: str
