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
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.reporting.drafts import aside_card, draft_card
from texts.reporting.origins import spot_line
from texts.reporting.progress import answer_rows
from texts.reporting.urgent import urgent_lines

_MINUTE = 60_000


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
    return ((key(locale, "receipt.key_withdraw", Verb.WITHDRAW, report.id),),)


def _receipt(view: DraftView, locale: Locale) -> Screen:
    report = _report(view)
    text = lines(
        _urgent(report, locale),
        locale.say(_TITLES.get(report.status, "receipt.title"), number=report.number),
        _what(report, locale),
        spot_line(report.note, locale),
        locale.say("receipt.queue", queue=locale.queue(report.queue)),
        _expected(report, locale),
        locale.say("receipt.status", status=locale.status(report.status)),
        locale.say("receipt.points", points=f"{view.points:+d}") if view.points else None,
        locale.say("receipt.same_photo") if view.same_photo else None,
        locale.say("receipt.command", command=html(report.number.command)),
        locale.say("receipt.hint") if report.status not in FINAL else None,
    )
    return Screen(text, withdraw_rows(report, view.now, locale))


def _urgent(report: Report, locale: Locale) -> Html | None:
    district = locale.district
    danger = district.counting(report.danger, report.category)
    return urgent_lines(district.catalogue.get(report.category), danger, locale)


_TITLES: Mapping[Status, str] = {Status.WITHDRAWN: "receipt.withdrawn"}
"""Title of a receipt, if it is not the one for *submitted*."""


def _expected(report: Report, locale: Locale) -> Html | None:
    """Return the deadlines while staff must act, as dates that stay true while the receipt stands."""
    wording = _EXPECTED.get(report.status)
    if wording is None or report.respond_by is None or report.due_at is None:
        return None
    return locale.say(wording, respond_by=locale.stamp(report.respond_by), due_at=locale.stamp(report.due_at))


_EXPECTED: Mapping[Status, str] = {
    Status.SUBMITTED: "receipt.expected",
    Status.ROUTED: "receipt.expected",
    Status.BOUNCED: "receipt.expected",
    Status.ACCEPTED: "receipt.due",
    Status.IN_PROGRESS: "receipt.due",
    Status.REOPENED: "receipt.due",
}
"""The wording of what is due in each status: first a response, then the end."""


def _what(report: Report, locale: Locale) -> Html:
    return locale.say(
        "receipt.what", category=locale.category(report.category), community=locale.community(report.community)
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
        locale.say("receipt.status", status=locale.status(report.status)),
        locale.say("resolved.ask_plain") if report.status is Status.RESOLVED else None,
        locale.say("receipt.points", points=f"{view.points:+d}") if view.points else None,
        locale.say("receipt.command", command=html(report.number.command)),
        locale.say("joined.hint") if report.status not in FINAL else None,
    )
    return Screen(text, answer_rows(report, locale))


def _also_seen(view: DraftView, locale: Locale) -> Screen:
    """Return what became of a draft that shows no evidence: what, where and status, and how to become a witness."""
    report = _report(view)
    text = lines(
        _urgent(report, locale),
        locale.say("joined.also_seen", number=report.number),
        _what(report, locale),
        locale.say("receipt.status", status=locale.status(report.status)),
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
    DraftStage.EXPIRED: lambda _, locale: Screen(locale.say("draft.expired", hours=locale.limits.draft_hours)),
}
