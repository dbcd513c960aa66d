"""The messages about hand-overs to the group of those who look after riders."""

from dataclasses import dataclass

from domain.messages import Manner, Meaning, Notice


@dataclass(frozen=True, slots=True)
class HandOverCard(Meaning, name="hand_over", manner=Manner.CARD):
    """What one of the staff hands over, and who took it."""

    hand_over_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDue(Notice, name="hand_over_due"):
    """Nobody has taken over yet."""

    hand_over_id: int
