"""What riders are told at the door of an activity."""

from dataclasses import dataclass

from domain.messages import Notice


@dataclass(frozen=True, slots=True)
class CameTold(Notice, name="came_told"):
    """To a rider who checked in: what it earned, or that they had done so before (`again`)."""

    activity_id: int
    points: int
    again: bool = False
