"""The wording of every refusal: one table from its class."""

from collections.abc import Mapping

from domain import errors
from domain.errors import Incomplete, PhotoRefused, Refused
from texts.base.lengths import TOAST, cut
from texts.base.locale import Locale
from texts.reporting.drafts import missing_text

WORDINGS: Mapping[type[Refused], str] = {
    errors.Refused: "refusal.refused",
    errors.NotAllowed: "refusal.not_allowed",
    errors.OwnTicket: "refusal.own_ticket",
    errors.NotTheirs: "refusal.not_theirs",
    errors.ConsentMissing: "refusal.consent_missing",
    errors.AlreadyDone: "refusal.already_done",
    errors.NoLongerPossible: "refusal.no_longer_possible",
    errors.Stale: "refusal.stale",
    errors.Incomplete: "refusal.incomplete",
    errors.DraftGone: "refusal.draft_gone",
    errors.NoSuchReport: "refusal.no_such_report",
    errors.ReportClosed: "refusal.report_closed",
    errors.TooLate: "refusal.too_late",
    errors.WordsNeeded: "refusal.words_needed",
    errors.TooMany: "refusal.too_many",
    errors.CodeUnknown: "refusal.code_unknown",
    errors.GroupUnfit: "refusal.group_unfit",
    errors.PhotoRefused: "photo.broken",
}
_BY_NAME = {kind.__name__: wording for kind, wording in WORDINGS.items()}


def refusal(error: Refused, locale: Locale) -> str:
    """What is said to whoever was refused: plain text of at most 200 units, as an alert takes it."""
    if isinstance(error, PhotoRefused):
        return locale.plain(f"photo.{error.reason}")
    missing = error.missing if isinstance(error, Incomplete) else ()
    return refusal_named(type(error).__name__, missing, locale)


def refusal_named(name: str, missing: tuple[str, ...], locale: Locale) -> str:
    """The same by the name of the error's class. Raises KeyError for a class that is no refusal."""
    return cut(locale.plain(_BY_NAME[name], missing=missing_text(missing, locale)), TOAST)
