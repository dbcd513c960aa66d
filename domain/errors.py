"""The errors of the product; each class's docstring is its meaning, its wording is in `texts`."""

from domain.geo.positions import Position


class QianshaoError(Exception):
    """The base class of errors that a person can act on."""


class NobodyAnswered(QianshaoError):
    """No geocoder gave a usable answer."""


class Refused(QianshaoError):
    """A request was understood but refused; nothing has changed."""


class NotAllowed(Refused):
    """The person has no right to do this here."""


class Nameless(NotAllowed):
    """A question was answered in the name of a group or a channel, which does not show who answers."""


class NotStaff(NotAllowed):
    """The person is not in the group now, or was muted there: they act for no queue."""


class AdministratorNeeded(NotAllowed):
    """Only an administrator of the group may do this."""


class TriageNeeded(NotAllowed):
    """Only triage may do this."""


class GroupsOnly(NotAllowed):
    """A key of a ticket was pressed outside groups."""


class PrivateOnly(NotAllowed):
    """A rider's key was pressed in a group, or in somebody else's chat."""


class OthersQuestion(NotAllowed):
    """Somebody answers a question that was put to a colleague."""


class SupervisorNeeded(NotAllowed):
    """Of staff only a supervisor may do this: the ticket is urgent, or was held as often as it may be."""


class JustBounced(Refused):
    """Triage assigns a ticket to the queue that has just sent it back."""


class OwnTicket(NotAllowed):
    """Staff cannot act on a ticket that they reported or witnessed."""


class ActedAsStaff(NotAllowed):
    """A rider cannot witness, check or add to a ticket that they acted on as staff."""


class RiderLeft(Refused):
    """Nobody is left to whom staff's words could be sent: the rider has erased their data, or blocked the bot."""


class NotTheirs(NotAllowed):
    """The report or draft belongs to another rider."""


class ConsentMissing(Refused):
    """The rider has not agreed to the current terms."""


class AlreadyDone(Refused):
    """The same action was done before; doing it again changes nothing."""


class Barred(NotAllowed):
    """The rider is banned by the supervisors.

    Attributes:
        reason: A value of `domain.people.sanctions.SanctionReason`.
        until: ms UTC; 0 for until that is lifted.
        key: Who was refused in which minute, as they hear it once a minute.
    """

    def __init__(self, reason: str, until: int, key: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.until = until
        self.key = key


class SupervisorsOnly(NotAllowed):
    """What only the supervisors' group does was asked for elsewhere."""


class AdminsOnly(NotAllowed):
    """What only the administrators of the supervisors' group may do was asked for by somebody else."""


class OwnReports(NotAllowed):
    """A supervisor cannot act against the reporter of a ticket that they have a part in, nor against themselves."""


class AnnouncementLong(Refused):
    """An announcement to riders has more words than it may have."""


class ChasedToday(AlreadyDone):
    """A queue hears once a day that supervisors wait for a ticket."""


class NothingToChase(Refused):
    """The ticket is neither late nor without anybody."""


class AcceptedBy(AlreadyDone):
    """A colleague, or the same person, has accepted the ticket before."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class AlreadyExtended(Refused):
    """A ticket's limit was extended once, which is as often as it may be."""


class QuestionOver(Refused):
    """A question to staff was not answered in time."""


class AlreadyYours(Refused):
    """Whoever takes the ticket has it."""


class SplitAlready(Refused):
    """A part of the same report has this category in the same queue."""


class SplitEnough(Refused):
    """A report has been split into as many tickets as it may be."""


class NoColleague(Refused):
    """Nobody else has acted on a ticket of this queue of late, to whom it could be handed over."""


class ColleagueLeft(Refused):
    """The colleague, `user_id`, to whom it was to be handed over is not in the group any more."""

    def __init__(self, user_id: int, name: str) -> None:
        super().__init__(user_id, name)
        self.user_id = user_id
        self.name = name


class NoLongerPossible(Refused):
    """The report has moved on; its present status does not allow this transition."""


class SentBack(NoLongerPossible):
    """The rider calls fixed what was just sent back as not fixed."""


class NeverShown(Refused):
    """What is asked to be shown to others is private: a missing person, or what is indoors."""


class Stale(Refused):
    """The button belongs to a message that is no longer the live card."""


class NoQueueHere(NotAllowed):
    """Staff's key was pressed in a group in which no queue works any more."""


class Elsewhere(Refused):
    """The ticket is acted on in another group now."""


class Incomplete(Refused):
    """A draft was submitted before it had everything it needs.

    Attributes:
        missing: What it lacks, as `services.reporting.drafts.missing` names it.
    """

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class FarOutside(Incomplete):
    """The place is so far outside the district that nothing can be reported there."""


class DraftGone(Refused):
    """The draft was submitted or cancelled, or has expired."""


class LastPlaceOver(Refused):
    """The place of the last report is too long ago, or the rider has gone on since."""


class DraftAside(Refused):
    """The draft has made way for a danger to life, and goes on once that is reported or cancelled."""


class NoSuchReport(Refused):
    """The person can see no report with this number."""


class NoNumber(Refused):
    """What was written is no number of a report."""


class AlsoSeen(Refused):
    """The rider has also seen the problem, but hasn't shown that they were there; they add nothing to the report."""


class ReportClosed(Refused):
    """The report is closed; nothing can be added to it."""


class LongClosed(ReportClosed):
    """The report was closed more than thirty days ago; what is seen there now is a new report."""


class TooLate(Refused):
    """The time for this is over (withdrawing: five minutes, and not after it was accepted)."""


class TooLateToUndo(Refused):
    """What followed from the ticket's end has happened: it can't be undone any more."""


class WordsNeeded(Refused):
    """The transition needs words, a photo or another input that was not given."""


class NoSuchOriginal(WordsNeeded):
    """The words name no other open report of which this could be a duplicate."""


class MergeIntoItself(NoSuchOriginal):
    """A ticket was to be merged into itself."""


class MergeInCircle(NoSuchOriginal):
    """A ticket was to be merged into one that was merged into it."""


class MergeClosed(NoSuchOriginal):
    """A ticket was to be merged into one that is closed."""


class MergeElsewhere(NoSuchOriginal):
    """A ticket was to be merged into one of another district."""


class MergeOwn(NoSuchOriginal):
    """A ticket was to be merged into one that whoever presses reported or witnessed."""


class PlaceUnclear(WordsNeeded):
    """No place could be read from what staff sent to put one right."""


class PlaceFarOff(WordsNeeded):
    """The place to which staff put a ticket is another district's."""


class TooMany(Refused):
    """A limit on a count was reached (photos of a draft, reports of a rider in an hour)."""


class TooOften(TooMany):
    """A limit of which the person hears once, not each time that they go on.

    Attributes:
        key: What was refused to whom since when; the same until the limit is over.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class TooManyPhotos(TooOften):
    """A draft or a report has all the photos that it may have."""


class TooManyClips(TooOften):
    """A draft or a report has all the voice messages and videos that it may have."""


class TooManyMessages(TooOften):
    """A rider sent more to drafts than an hour allows."""


class TooManyDrafts(TooOften):
    """A rider opened more drafts than an hour allows."""


class TooManyEdits(TooOften):
    """A person edited more messages than an hour allows."""


class TooManyAdditions(TooOften):
    """A rider added more to one report than an hour allows."""


class TooManyToRiders(TooOften):
    """Staff sent more to the riders of one report than an hour allows."""


class TooManyQuestions(TooOften):
    """A member of staff had the bot ask more questions than an hour allows."""


class TalkOver(Refused):
    """Nothing goes from staff to the riders any more: the report was closed more than thirty days ago."""


class NoSuchTicket(Refused):
    """Supervisors named no report of the district whose rider they would see."""


class AnnouncementEmpty(Refused):
    """An announcement to riders has no words."""


class NoSuchQueue(Refused):
    """The words name no queue of the district."""


class NotLinked(Refused):
    """The queue has no group, or not this one."""


class DistrictTaken(Refused):
    """Other files of the district were taken up meanwhile."""


class CodeUnknown(Refused):
    """The link code is unknown, used or expired."""


class GroupUnfit(Refused):
    """The group cannot be linked to a queue: it is public, or the bot lacks its rights there."""


class ClaimLost(QianshaoError):
    """Another process has claimed this update and will handle it."""


class Conflict(QianshaoError):
    """A row changed between reading and writing; the transaction is run again."""


class PhotoRefused(Refused):
    """A photo cannot be accepted.

    Attributes:
        reason: `empty`, `too_large`, `too_many_pixels`, `unsupported_format` or `broken`.
        position: Where the photo was taken, if its file could still be read that far, else None.
    """

    def __init__(self, reason: str, position: Position | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


class ClipRefused(Refused):
    """A voice message or a video cannot be accepted.

    Attributes:
        reason: `empty`, `too_large`, `too_long`, `too_many_pixels`, `unsupported_format` or `broken`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
