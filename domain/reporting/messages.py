"""What riders are told while they report, and of what became of their reports."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Manner, Meaning, Notice, ReportNotice


@dataclass(frozen=True, slots=True)
class DraftCard(Meaning, name="draft_card", manner=Manner.CARD):
    """The one card of a rider's draft; after submitting, the receipt."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class LocationKey(Meaning, name="location_key", manner=Manner.REPLY_KEY):
    """The reply key that asks a rider's phone for its location; goes away once the place is known."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class DraftReminder(FixedNotice, name="draft_reminder"):
    """A draft was left lying."""


@dataclass(frozen=True, slots=True)
class LiveStarted(FixedNotice, name="live_started"):
    """What a live location does, once it is shared."""


@dataclass(frozen=True, slots=True)
class NothingToCancel(FixedNotice, name="nothing_to_cancel"):
    """There is no open draft."""


@dataclass(frozen=True, slots=True)
class LostLink(FixedNotice, name="lost_link"):
    """A map's link led nowhere: what to send in its place."""


@dataclass(frozen=True, slots=True)
class PhotoAgain(FixedNotice, name="photo_again"):
    """The draft has this photo already."""


@dataclass(frozen=True, slots=True)
class Unsupported(Notice, name="unsupported"):
    """What was sent is no report; `what` as the Bot API names its kind, or `other`."""

    what: str


@dataclass(frozen=True, slots=True)
class PhotoNotTaken(Notice, name="photo_refused"):
    """A photo was not taken in; `reason` as in `domain.errors.PhotoRefused`."""

    reason: str


@dataclass(frozen=True, slots=True)
class StatusTold(ReportNotice, name="status"):
    """A report has moved.

    Attributes:
        status: where it moved to. words: what staff said to it.
        queue: that it was assigned to; else "". reason: why it was rejected; else "".
        until: end of a hold, ms UTC; 0 where it is not on hold.
    """

    status: str
    words: str = ""
    queue: str = ""
    reason: str = ""
    until: int = 0


@dataclass(frozen=True, slots=True)
class ResolvedTold(ReportNotice, name="resolved"):
    """A report is resolved, with the after-photos: whether that is so. `words` are what staff said."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class FromStaff(ReportNotice, name="from_staff"):
    """Staff wrote to the riders of a report; `photo` is the id of one that came with it."""

    words: str = ""
    photo: int | None = None


@dataclass(frozen=True, slots=True)
class Added(ReportNotice, name="added"):
    """What a rider sent later joined the report."""


@dataclass(frozen=True, slots=True)
class EditedLate(ReportNotice, name="edited_late"):
    """A message was edited whose report is submitted already."""


@dataclass(frozen=True, slots=True)
class ReportsList(Notice, name="reports"):
    """One page of a rider's reports; `page` counts from 0."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReportShown(ReportNotice, name="report"):
    """One report as its reporter or a witness sees it."""


@dataclass(frozen=True, slots=True)
class RefusalTold(Notice, name="refused"):
    """Something was not done; `error` names a class of `domain.errors`, `missing` is what a draft lacks."""

    error: str
    missing: tuple[str, ...] = ()
