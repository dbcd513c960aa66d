"""The card of a draft that has ended: receipt, thanks to a witness, or cancelled and expired drafts."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.reporting.drafts import DraftStage
from domain.reporting.messages import DraftCard
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import FINAL, Action, transition
from services.reporting.views import DraftView
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.times import lasting
from texts.base.wording import Html, lines
from texts.reporting.drafts import aside_card, draft_card
from texts.reporting.origins import spot_line
from texts.reporting.progress import answer_rows
from texts.reporting.urgent import urgent_lines

_MINUTE, _HOUR = 60_000, 3_600_000


@screen.register(DraftCard)
def card_of_draft(view: DraftView, locale: Locale) -> Screen:
    """Return the rider's card for any stage of the draft."""
    shown = _BY_STAGE[view.draft.stage](view, locale)
    return replace(shown, below=view.draft.last_message_id, report_id=view.draft.report_id)


def withdraw_rows(report: Report, now: int, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key *withdraw* while withdrawing is possible."""
    in_time = now - report.submitted_at <= locale.limits.withdraw_minutes * _MINUTE
    if not in_time or report.accepted_at is not None or transition(Action.WITHDRAW, report.status) is None:
        return ()
    return ((key(locale, "receipt.key_withdraw", Verb.WITHDRAW, report.id, style=Style.DANGER),),)


def _receipt(view: DraftView, locale: Locale) -> Screen:
    report = _report(view)
    text = lines(
        _urgent(report, locale),
        locale.say(_TITLES.get(report.status, "receipt.title"), number=report.number),
        _what(report, locale),
        spot_line(report, locale),
        _status(report, locale),
        _expected(report, locale),
        _points(view, locale),
        locale.say("receipt.same_photo") if view.same_photo else None,
        locale.say("receipt.hint") if report.status not in FINAL else None,
    )
    asked_apart = report.status is Status.RESOLVED
    answers = () if asked_apart else answer_rows(report, view.now, locale)
    return Screen(text, (*answers, (_progress_key(report, locale), *_withdraw(report, view.now, locale))))


def _withdraw(report: Report, now: int, locale: Locale) -> KeyRow:
    return tuple(button for row in withdraw_rows(report, now, locale) for button in row)


def _progress_key(report: Report, locale: Locale) -> Button:
    return key(locale, "receipt.key_progress", Verb.PROGRESS, report.id)


def _points(view: DraftView, locale: Locale) -> Html | None:
    """Return what it has earned, and what acceptance would earn besides."""
    if not view.points:
        return None
    wording = "receipt.points_to_come" if view.to_earn else "receipt.points"
    return locale.say(wording, points=f"{view.points:+d}", more=f"{view.to_earn:+d}")


def _status(report: Report, locale: Locale) -> Html:
    """Return who has it and how far it is; while it waits, who is to take it."""
    wording = _WAITING.get(report.status, "receipt.status")
    return locale.say(wording, queue=locale.queue(report.queue), status=locale.status(report.status))


_WAITING: Mapping[Status, str] = {
    Status.SUBMITTED: "receipt.waiting",
    Status.ROUTED: "receipt.waiting",
    Status.BOUNCED: "receipt.moving",
}
"""The wording of who has a report, where nobody has taken it yet."""


def _urgent(report: Report, locale: Locale) -> Html | None:
    district = locale.district
    danger = district.counting(report.danger, report.category)
    return urgent_lines(district.catalogue.get(report.category), danger, locale)


_TITLES: Mapping[Status, str] = {Status.WITHDRAWN: "receipt.withdrawn"}
"""Title of a receipt, if it is not the one for *submitted*."""


def _expected(report: Report, locale: Locale) -> Html | None:
    """Return the limit while staff must act, as a date that stays true while the receipt stands."""
    if report.status not in _STAFF_ACT or report.due_at is None:
        return None
    return locale.say("receipt.expected", due_at=locale.stamp(report.due_at))


_STAFF_ACT: frozenset[Status] = frozenset(
    {
        Status.SUBMITTED, Status.ROUTED, Status.BOUNCED, Status.ACCEPTED, Status.IN_PROGRESS, Status.REOPENED,
    }
)  # fmt: skip


def _what(report: Report, locale: Locale) -> Html:
    return locale.say(
        "receipt.what", category=locale.category_short(report.category), community=locale.community(report.community)
    )


def _joined(view: DraftView, locale: Locale) -> Screen:
    """Return the thanks to a witness; for a report in status *resolved*, also ask whether it is fixed."""
    if view.also_seen:
        return _also_seen(view, locale)
    report = _report(view)
    wording = "joined.own" if report.rider_id == view.draft.rider_id else "joined.title"
    text = lines(
        _urgent(report, locale),
        locale.say(wording, number=report.number),
        _what(report, locale),
        _status(report, locale),
        locale.say("resolved.ask_plain") if report.status is Status.RESOLVED else None,
        _points(view, locale),
        locale.say("joined.hint") if report.status not in FINAL else None,
    )
    return Screen(text, (*answer_rows(report, view.now, locale), (_progress_key(report, locale),)))


def _also_seen(view: DraftView, locale: Locale) -> Screen:
    """Return what became of a draft that shows no evidence: what, where and status, and how to become a witness."""
    report = _report(view)
    text = lines(
        _urgent(report, locale),
        locale.say("joined.also_seen", number=report.number),
        _what(report, locale),
        _status(report, locale),
        locale.say("joined.prove") if report.status not in FINAL else None,
    )
    return Screen(text)


def _report(view: DraftView) -> Report:
    if view.report is None:
        raise LookupError(f"draft {view.draft.id} ended as a report that is not there")
    return view.report


_BY_STAGE: Mapping[DraftStage, Callable[[DraftView, Locale], Screen]] = {
    DraftStage.OPEN: draft_card,
    DraftStage.WAITING: draft_card,
    DraftStage.ASIDE: aside_card,
    DraftStage.SUBMITTED: _receipt,
    DraftStage.JOINED: _joined,
    DraftStage.MERGED: lambda _, locale: Screen(locale.say("draft.merged")),
    DraftStage.CANCELLED: lambda _, locale: Screen(locale.say("draft.cancelled")),
    DraftStage.EXPIRED: lambda _, locale: Screen(
        locale.say("draft.expired", span=lasting(locale.limits.draft_hours * _HOUR, locale.language))
    ),
}
