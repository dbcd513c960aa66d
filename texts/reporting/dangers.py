"""Danger to life: whom to call and what to do, for riders; what it is, for staff."""

from collections.abc import Mapping
from typing import Final

from domain.language.dangers import DangerKind
from domain.reporting.messages import DangerTold
from domain.tickets.messages import DangerFiled
from services.gathering import NoticeView, ReportNoticeView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.reporting.urgent import danger_lines

_AFTERWARDS: Final[Mapping[DangerKind, str]] = {DangerKind.SUICIDE: "danger.afterwards_for_others"}
"""The line about the key, where it is not the usual one."""


@screen.register(DangerTold)
def danger_told(view: NoticeView[DangerTold], locale: Locale) -> Screen:
    """Return whom to call, and that nobody watches; with the key for afterwards if something waits for it."""
    kind, draft_id = view.notice.kind, view.notice.draft_id
    call, nobody = danger_lines(kind, None, locale), locale.say("danger.nobody")
    if not (draft_id and view.notice.waits):
        return Screen(lines(call, nobody))
    afterwards = locale.say(_AFTERWARDS.get(kind, "danger.afterwards"))
    return Screen(lines(call, nobody, afterwards), ((key(locale, "danger.key_report", Verb.REPORT_PLACE, draft_id),),))


@screen.register(DangerFiled)
def danger_filed(view: ReportNoticeView[DangerFiled], locale: Locale) -> Screen:
    """Return for supervisors what happened where, and which queue has it."""
    report = view.report
    return Screen(
        locale.say(
            "danger.filed",
            danger=danger_of_ticket(report.danger or DangerKind.HELP, locale),
            number=report.number,
            category=locale.category(report.category),
            community=locale.community(report.community),
            queue=locale.queue(report.queue),
        )
    )


def danger_of_ticket(kind: DangerKind, locale: Locale) -> Html:
    """Return what a rider told of, as staff read it."""
    return locale.say(f"danger_is.{kind}")
