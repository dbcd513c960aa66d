"""What a rider reads of being on the lookout for missing persons."""

from dataclasses import dataclass

from domain.messages import Notice


@dataclass(frozen=True, slots=True)
class LookoutShown(Notice, name="lookout"):
    """What being on the lookout means, whether the rider is, and the key that changes it."""
