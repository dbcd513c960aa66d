"""What supervisors do against a rider who misuses the bot: a mute, a ban, each with a reason and an end, and a lift."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SanctionKind(StrEnum):
    """What is done; the newest act takes the place of all before."""

    MUTE = "mute"  # what they write reaches nobody; their reports do
    BAN = "ban"  # nor do they report, witness, answer or check
    LIFT = "lift"


class SanctionReason(StrEnum):
    """Why; a lift has none."""

    FALSE = "false"
    INSULTS = "insults"
    FLOODING = "flooding"
    OTHER = "other"


UNTIL_LIFTED: Final = 0

DAYS: Final = (1, 7, 30, UNTIL_LIFTED)
"""How many days a mute or a ban may last."""


@dataclass(frozen=True, slots=True)
class Sanction:
    """One act; never changed or removed, but for `person`.

    Attributes:
        id: Its id; later acts have greater ones.
        begun_id: The act with which it began: it is carried over to whoever comes back under another id.
        rider_id: Against whom.
        person: By what the person is known who comes back after they had themselves erased; "" once that is moot.
        kind, reason: What was done, and why; None for a lift.
        at: When, ms UTC.
        until: When it ends by itself, ms UTC, that of a lift at once; None for one that stands until it is lifted.
        report_id: The report by which the rider was found.
        by_id, by_name: The supervisor, whom riders never see.
    """

    id: int
    begun_id: int
    rider_id: int
    person: str
    kind: SanctionKind
    reason: SanctionReason | None
    at: int
    until: int | None
    report_id: int
    by_id: int
    by_name: str

    def is_in_force(self, now: int) -> bool:
        """Return whether it holds now (ms UTC)."""
        return self.kind is not SanctionKind.LIFT and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class RiderRecord:
    """What a rider has done, without who they are; `since` is ms UTC, None of one who is erased or never was."""

    since: int | None
    reports: int
    false: int
