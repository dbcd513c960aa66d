"""The messages to riders about drafts and reports."""

from dataclasses import dataclass

from domain.language.dangers import DangerKind
from domain.messages import FixedNotice, Manner, Meaning, Notice, ReportNotice


@dataclass(frozen=True, slots=True)
class DraftCard(Meaning, name="draft_card", manner=Manner.CARD):
    """The card of a rider's draft; after submission, the receipt."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class LocationKey(Meaning, name="location_key", manner=Manner.REPLY_KEY):
    """The reply keyboard that asks a rider's phone for its location; removed once the place is known.

    `draft_id` is 0 where no draft asks.
    """

    draft_id: int


@dataclass(frozen=True, slots=True)
class DangerTold(Notice, name="danger"):
    """An answer to words of danger: whom to call; the draft has the words, and `waits` for the rider's key or is open.

    `draft_id` was 0 once in answers without a key.
    """

    kind: DangerKind
    draft_id: int = 0
    waits: bool = True


class KeptForLater(FixedNotice, name="kept_for_later"):
    """An answer: a photo or a place was put with what waits until the rider is safe."""

    __slots__ = ()


class NearPhoto(ReportNotice, name="near_photo"):
    """The first photo of a report that a draft may repeat, below the card that asks."""

    __slots__ = ()


class DraftReminder(FixedNotice, name="draft_reminder", manner=Manner.CARD):
    """A reminder of all drafts of a rider that were left alone; there is one at most."""

    __slots__ = ()


class KeptForRoom(FixedNotice, name="kept_for_room"):
    """An answer: ten drafts are open, and this one is kept until one of them ends."""

    __slots__ = ()


class CancelAsked(FixedNotice, name="cancel_asked"):
    """A question: which of the unfinished drafts is to be cancelled."""

    __slots__ = ()


class LiveStarted(FixedNotice, name="live_started"):
    """An explanation of what a shared live location does."""

    __slots__ = ()


class NothingToCancel(FixedNotice, name="nothing_to_cancel"):
    """An answer: there is no open draft."""

    __slots__ = ()


class LostLink(FixedNotice, name="lost_link"):
    """A map link could not be resolved; the message says what to send instead."""

    __slots__ = ()


class FileAwaited(FixedNotice, name="file_awaited"):
    """A file could not be fetched or stored yet; it is tried again and added by itself."""

    __slots__ = ()


class CancelledBefore(FixedNotice, name="cancelled_before"):
    """An answer: a file came late, and was of a draft that its rider has cancelled meanwhile."""

    __slots__ = ()


class PhotoAgain(FixedNotice, name="photo_again"):
    """An answer: the draft has this photo already."""

    __slots__ = ()


class NoteFull(FixedNotice, name="note_full"):
    """The draft's note is as long as it may be; the words beyond that were left out."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unsupported(Notice, name="unsupported"):
    """The message was of a kind that we cannot use; `what` is its Bot API name, or `other`."""

    what: str


@dataclass(frozen=True, slots=True)
class PhotoNotTaken(Notice, name="photo_refused"):
    """A photo was refused; `reason` as in `domain.errors.PhotoRefused`."""

    reason: str


@dataclass(frozen=True, slots=True)
class ClipNotTaken(Notice, name="clip_refused"):
    """A voice message or a video was refused; `reason` as in `domain.errors.ClipRefused`."""

    reason: str


@dataclass(frozen=True, slots=True)
class StatusTold(ReportNotice, name="status"):
    """A report's status has changed.

    Attributes:
        status: The new status.
        words: Staff's comment.
        queue: The queue that it was assigned to, else "".
        reason: Why it was rejected, else "".
        until: The end of a hold, ms UTC; 0 if it is not on hold.
        brief: Whether it is for a rider who has only also seen it, and can't look at the report.
        slip: Whether their delay slip holds no longer.
    """

    status: str
    words: str = ""
    queue: str = ""
    reason: str = ""
    until: int = 0
    brief: bool = False
    slip: bool = False


@dataclass(frozen=True, slots=True)
class SplitTold(ReportNotice, name="split_told"):
    """Staff have made a second report of one, whose number is `of`; the notice is about the second."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class ExtendedTold(ReportNotice, name="extended"):
    """A report's limit was extended: `until` when it will be fixed (ms UTC), and staff's `words` why."""

    until: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class LateForRiders(ReportNotice, name="late_for_riders"):
    """A promise to a report's riders has passed, and who was reminded.

    Attributes:
        late: Which promise, a value of `services.tickets.lateness.Promise`.
        promised: When it passed, ms UTC.
        queue: The queue whose group was reminded.
    """

    late: str
    promised: int
    queue: str


@dataclass(frozen=True, slots=True)
class ResolvedTold(ReportNotice, name="resolved"):
    """A report was resolved: shows the after-photos and staff's `words`, and asks whether it is fixed."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class SpotCheck(ReportNotice, name="spot_check"):
    """The same question to a rider who passes and has nothing to do with the report; `unseen` if they can't see it."""

    unseen: bool = False


@dataclass(frozen=True, slots=True)
class ChecksTold(Notice, name="checks"):
    """An answer: whether the rider is asked about repairs near by."""

    on: bool


@dataclass(frozen=True, slots=True)
class FromStaff(ReportNotice, name="from_staff"):
    """A message from staff to the riders of a report; `photo` and `photos` are the ids of photos that came with it."""

    words: str = ""
    photo: int | None = None
    photos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FromStaffClip(ReportNotice, name="from_staff_clip"):
    """A voice message or video from staff to the riders of a report, with its caption."""

    clip_id: int
    words: str = ""


class AskedAgain(ReportNotice, name="asked_again"):
    """The question what is wrong with a report that the rider called not fixed; over after some minutes."""

    __slots__ = ()


class Added(ReportNotice, name="added"):
    """An answer: the addition was stored with the report."""

    __slots__ = ()


class AddedClosed(ReportNotice, name="added_closed"):
    """An answer: the addition reaches the queue, but the report is closed and stays so unless its rider reopens it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class LongClosedTold(ReportNotice, name="long_closed"):
    """An answer: a report closed so long ago takes nothing any more, and how to report what is seen as new.

    `category` is that with which the key reports the message's words; "" if the message has begun a draft.
    """

    category: str = ""


@dataclass(frozen=True, slots=True)
class PlaceTold(ReportNotice, name="placed"):
    """An answer: what a new place did to the report, by `services.reporting.relocating.Correction`.

    Attributes:
        correction: Its value.
        queue: The queue of the new place.
        away_m: Metres from the nearest community, if it is far outside.
    """

    correction: str
    queue: str
    away_m: int = 0


class NowWitness(ReportNotice, name="now_witness"):
    """An answer: the message shows that the rider, who had only also seen it, is there."""

    __slots__ = ()


class EditedLate(ReportNotice, name="edited_late"):
    """An answer: the edited message belongs to a report that was already submitted."""

    __slots__ = ()


class EditedOver(FixedNotice, name="edited_over"):
    """An answer: the edited message belongs to a draft that was cancelled or has expired."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReportsList(Notice, name="reports", reads_much=True):
    """One page of a rider's reports; `page` counts from 0."""

    page: int = 0


class ReportShown(ReportNotice, name="report"):
    """One report as its reporter or a witness sees it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class RefusalTold(Notice, name="refused"):
    """An action was refused; `error` names a class of `domain.errors`, `missing` is what a draft lacks."""

    error: str
    missing: tuple[str, ...] = ()


class FormerCard(FixedNotice, manner=Manner.REDRAWN):
    """What stands in place of a message, `edits`, that is no card any more."""

    __slots__ = ()


class CardBelow(FormerCard, name="card_below"):
    """The card stands further down."""

    __slots__ = ()


class CardUnknown(FormerCard, name="card_unknown"):
    """What it showed is not known any more, as a backup was restored."""

    __slots__ = ()
