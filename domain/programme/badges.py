"""Badges: trainings that a rider has completed, what was given for them and for deeds, and what is missing."""

from dataclasses import dataclass

from domain.district.badges import Knight as Knight  # noqa: PLC0414  also known by its place in the programme


@dataclass(frozen=True, slots=True)
class Training:
    """A training that a rider has completed (ms UTC), once for each cause, such as an activity."""

    cause: str
    rider_id: int
    knight: Knight
    at: int
