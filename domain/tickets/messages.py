"""What the groups of queues and of supervisors are told."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Manner, Meaning, Notice, ReportNotice


@dataclass(frozen=True, slots=True)
class TicketMessage(Meaning):
    """A message about a ticket in the group of a queue."""

    report_id: int
    queue: str


@dataclass(frozen=True, slots=True)
class TicketCard(TicketMessage, name="ticket_card", manner=Manner.CARD):
    """The live card of a ticket; a queue that lost the ticket sees where it went."""


@dataclass(frozen=True, slots=True)
class Album(TicketMessage, name="album", manner=Manner.BESIDE_CARD):
    """All photos of a report."""


@dataclass(frozen=True, slots=True)
class Pin(TicketMessage, name="pin", manner=Manner.BESIDE_CARD):
    """A report's location."""


@dataclass(frozen=True, slots=True)
class Nudge(TicketMessage, manner=Manner.NUDGE):
    """What staff must notice of a ticket: the wording of its name, and a rider's `words` where there are any."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Reopened(Nudge, name="nudge_reopened"):
    """A rider says that it is not fixed."""


@dataclass(frozen=True, slots=True)
class Witnessed(Nudge, name="nudge_witness"):
    """Another rider has seen an urgent problem."""


@dataclass(frozen=True, slots=True)
class AddedLater(Nudge, name="nudge_added"):
    """A rider added to the report."""


@dataclass(frozen=True, slots=True)
class HalfTime(Nudge, name="nudge_half_time"):
    """Half of the time is over."""


@dataclass(frozen=True, slots=True)
class Overdue(Nudge, name="nudge_overdue"):
    """The time is over."""


@dataclass(frozen=True, slots=True)
class HoldOver(Nudge, name="nudge_hold_over"):
    """A hold has ended."""


@dataclass(frozen=True, slots=True)
class PromptShown(Meaning, name="prompt"):
    """A selective question for words, naming who pressed; deleted once answered or expired."""

    prompt_id: int


@dataclass(frozen=True, slots=True)
class LateTold(ReportNotice):
    """To the supervisors: a ticket is past its time."""


@dataclass(frozen=True, slots=True)
class OverdueTold(LateTold, name="overdue"):
    """A ticket is overdue."""


@dataclass(frozen=True, slots=True)
class LongOverdueTold(LateTold, name="long_overdue"):
    """A ticket has taken three times its time."""


@dataclass(frozen=True, slots=True)
class GroupNotice(Notice):
    """A notice about the group of a queue."""

    queue: str


@dataclass(frozen=True, slots=True)
class GroupLost(GroupNotice, name="group_lost"):
    """The bot was removed from a queue's group."""


@dataclass(frozen=True, slots=True)
class GroupLinked(GroupNotice, name="group_linked"):
    """The group is a queue's now."""


@dataclass(frozen=True, slots=True)
class FileNotTaken(FixedNotice, name="file_not_taken"):
    """Staff replied with a file that is no image: nothing of it was taken, and what to send in its place."""
