"""The messages to the groups of queues and supervisors."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messages import FixedNotice, Manner, Meaning, Notice, ReportNotice
from domain.reporting.messages import RefusalTold


@dataclass(frozen=True, slots=True)
class TicketMessage(Meaning):
    """A message about a ticket in a queue's group."""

    report_id: int
    queue: str


class TicketCard(TicketMessage, name="ticket_card", manner=Manner.CARD):
    """The live card of a ticket; in the group of a previous queue it says where the ticket went."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CardLeft(TicketMessage, name="card_left", manner=Manner.REDRAWN):
    """A former card, `message_id`, whose ticket is handled in another group now: it loses its keys and says so."""

    message_id: int


class PlainTicketCard(TicketMessage, name="plain_ticket_card", manner=Manner.CARD):
    """The live card of a ticket in few words, after the full one could not be shown or sent."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Album(TicketMessage, name="album", manner=Manner.BESIDE_CARD):
    """Photos of a report: ten of them, counted in pages from 0; without a page, all of them."""

    page: int | None = None


@dataclass(frozen=True, slots=True)
class TicketClip(TicketMessage, name="ticket_clip", manner=Manner.BESIDE_CARD):
    """A voice message or video of a report."""

    clip_id: int


class Pin(TicketMessage, name="pin", manner=Manner.BESIDE_CARD):
    """A report's location."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Nudge(TicketMessage, manner=Manner.NUDGE):
    """A short reply to a ticket's card: a fixed wording, and a rider's `words` if there are any.

    Attributes:
        alarms: Whether that of an urgent ticket goes before others and sounds at any hour.
        count: How many things of its kind it stands for.
        events: The ids of the report's events that it tells of, if it is known which.
    """

    alarms: ClassVar[bool] = True
    words: str = ""
    count: int = 1
    events: tuple[int, ...] = ()


class Reopened(Nudge, name="nudge_reopened"):
    """A rider answered that the problem is not fixed."""

    __slots__ = ()


class ReopenedSaid(Reopened, name="nudge_reopened_said"):
    """A rider has said what is wrong with it: the nudge says that it is reopened and all that riders said since."""

    __slots__ = ()


class ReopenedMore(Reopened, name="nudge_reopened_more", manner=Manner.NUDGE_GROWN):
    """Riders have said more of it: the same nudge in place, without a sound."""

    __slots__ = ()


class Witnessed(Nudge, name="nudge_witness"):
    """Another rider has seen an urgent problem."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AddedLater(Nudge, name="nudge_added"):
    """A rider added to the report."""

    alarms: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class PlacedRight(Nudge, name="nudge_placed"):
    """The reporter has put the report's place right; the card shows the new one."""

    alarms: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class PlacedElsewhere(Nudge, name="nudge_elsewhere"):
    """The reporter says that the place is another queue's; the card shows the old one."""

    alarms: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class MoreAdded(Nudge, name="nudge_more_added"):
    """Riders have added to the report several times since its queue last heard of them."""

    alarms: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class MoreWitnessed(Nudge, name="nudge_more_witnesses"):
    """Several riders have seen an urgent problem since its queue last heard of them."""

    alarms: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class AddedAfterClosing(Nudge, name="nudge_added_closed"):
    """Riders have added to a report since it was closed."""

    alarms: ClassVar[bool] = False


class HalfTime(Nudge, name="nudge_half_time"):
    """Half of the time to resolve is over."""

    __slots__ = ()


class Unanswered(Nudge, name="nudge_unanswered"):
    """Nobody has accepted it by the time that riders were promised."""

    __slots__ = ()


class Overdue(Nudge, name="nudge_overdue"):
    """The time to resolve is over."""

    __slots__ = ()


class Chased(Nudge, name="nudge_chased"):
    """Supervisors wait for it; a ticket's queue hears that once a day."""

    __slots__ = ()


class HoldOver(Nudge, name="nudge_hold_over"):
    """The hold has ended."""

    __slots__ = ()


class Unmerged(Nudge, name="nudge_unmerged"):
    """The ticket into which it was to be merged has ended without anything done."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unaccepted(Nudge, name="nudge_unaccepted"):
    """Nobody has had an urgent ticket since then (ms UTC); `users`, by their Telegram ids, are called upon."""

    users: tuple[int, ...] = ()
    since: int = 0


@dataclass(frozen=True, slots=True)
class ReminderList(Meaning, name="reminder_list", manner=Manner.CARD, reads_much=True):
    """Reminders of several tickets in one message, which loses a line once that is moot."""

    batch: str
    page: int


@dataclass(frozen=True, slots=True)
class HandedOver(Nudge, name="nudge_handed_over"):
    """A colleague has it now, `to`, a Telegram id, called `called`; whoever is called `by` handed it over."""

    alarms: ClassVar[bool] = False
    to: int = 0
    called: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class PromptShown(Meaning, name="prompt"):
    """A question to one staff member; deleted once it is answered or has expired."""

    prompt_id: int


@dataclass(frozen=True, slots=True)
class HolidaysMissing(Notice, name="holidays_missing"):
    """The district's file has no holidays of a year, so that limits are counted as if it had none."""

    year: int


@dataclass(frozen=True, slots=True)
class DayUnderstood(Notice, name="day_understood", manner=Manner.FLEETING):
    """The day that an answer was understood to name: the `action` that it answered, and `until` when (ms UTC)."""

    action: str
    until: int


@dataclass(frozen=True, slots=True)
class LateTold(ReportNotice, manner=Manner.NUDGE):
    """A notice beyond its queue that a ticket is late; the newest of a ticket stands in each chat.

    `to_supervisors` says that it goes to their own group, where they may chase its queue.
    """

    to_supervisors: bool = False


class UrgentTold(LateTold, name="urgent_told"):
    """An urgent ticket has come: what stands before supervisors until it is late, and changes as the ticket does."""

    __slots__ = ()


class UrgentChanged(UrgentTold, name="urgent_changed", manner=Manner.NUDGE_GROWN):
    """The same after the ticket has changed: what stands is edited, without a sound."""

    __slots__ = ()


class UnansweredTold(LateTold, name="unanswered"):
    """Nobody has accepted an urgent ticket in time."""

    __slots__ = ()


class OnCallTold(UnansweredTold, name="on_call"):
    """The same, in private to somebody who is on call for its queue."""

    __slots__ = ()


class OverdueTold(LateTold, name="overdue"):
    """The ticket is overdue."""

    __slots__ = ()


class LongOverdueTold(LateTold, name="long_overdue"):
    """The ticket has taken three times its limit."""

    __slots__ = ()


class DangerFiled(ReportNotice, name="danger_filed"):
    """A notice to supervisors: a rider has reported where somebody's life was in danger."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class GroupNotice(Notice):
    """A notice about a queue's group."""

    queue: str


class GroupLost(GroupNotice, name="group_lost"):
    """The bot was removed from a queue's group."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class GroupClosed(GroupNotice, name="group_closed"):
    """The bot may not write to a queue's group or topic at present; `said` is Telegram's reason."""

    said: str = ""


class GroupOpened(GroupNotice, name="group_opened"):
    """Messages reach a queue's group or topic again."""

    __slots__ = ()


class TopicLost(GroupNotice, name="topic_lost"):
    """The topic of a queue was deleted; its tickets go to the general topic."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Undelivered(Meaning, name="undelivered", manner=Manner.CARD, reads_much=True):
    """The supervisors' list of messages that were set aside since `since`, ms UTC; it grows in place."""

    since: int


class GroupLinked(GroupNotice, name="group_linked"):
    """The group was linked to a queue."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class GroupUnfitTold(Notice, name="group_unfit"):
    """A group that these queues work in lacks what the bot needs: values of `domain.tickets.fitness.Lack`."""

    queues: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupFit(Notice, name="group_fit"):
    """The group that these queues work in is well again."""

    queues: tuple[str, ...]


class StaffEditLate(FixedNotice, name="staff_edit_late"):
    """Staff edited a reply that was used already, or whose question has expired."""

    __slots__ = ()


class FileNotTaken(FixedNotice, name="file_not_taken"):
    """Staff replied with a file that is no image: nothing of it was taken, and what to send in its place."""

    __slots__ = ()


class MediaNotTaken(FixedNotice, name="media_not_taken"):
    """Staff replied with a sticker, a place or the like: nothing of it was taken, and what counts."""

    __slots__ = ()


class ClipNoAnswer(FixedNotice, name="clip_no_answer"):
    """Staff answered a question for words with a voice message or a video: nothing of it was taken."""

    __slots__ = ()


class ClipKept(FixedNotice, name="clip_kept"):
    """Staff answered how a ticket was resolved with a voice message: it is kept, a photo or words are still missing."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StrayCommand(Notice, name="stray_command", manner=Manner.FLEETING):
    """A command that is answered elsewhere, or none that there is.

    Attributes:
        command: Its name, "" for one that there is not.
        where: Where it is answered: `private`, or the kind of group, a value of `GroupKind`; `caption` if it is one.
    """

    command: str = ""
    where: str = "private"


class CommandRefused(RefusalTold, name="command_refused", manner=Manner.FLEETING):
    """Why a command was refused that somebody sent in a group, where nobody else needs to read it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class RiderShown(Notice, name="rider_shown"):
    """What supervisors see of the rider of a report, who stays nameless.

    `step` is what has been chosen so far: `mute`, then `mute.insults`.
    """

    report: int
    step: str = ""
