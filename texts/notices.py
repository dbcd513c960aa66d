"""Messages to one person or group, by kind: what each says, from a view and a few fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from domain.people.riders import Rider
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Report, Status
from services.reporting.views import NoticeView
from texts.base.buttons import Row, choice, key
from texts.base.callbacks import Verb
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.wording import Html, lines, words_of
from texts.refusals import refusal_named
from texts.reporting.progress import answer_rows, progress
from texts.reporting.welcome import welcome
from texts.tickets.tickets import SHEET

_WORDS = 500
"""Units of what staff wrote, so that it fits below a photo."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a notice is told from; `rider` is whoever's private chat it goes to, None in a group."""

    view: NoticeView
    fields: Mapping[str, str]
    rider: Rider | None
    locale: Locale

    @property
    def report(self) -> Report:
        """What it is about. Raises LookupError for a notice that was queued without."""
        if self.view.report is None:
            raise LookupError("a notice about no report")
        return self.view.report


Telling = Callable[[Occasion], Screen]


def _fixed(wording: str, occasion: Occasion) -> Screen:
    """A notice that always says the same."""
    return Screen(occasion.locale.say(wording))


def _welcome(occasion: Occasion) -> Screen:
    return welcome(agreed="agreed" in occasion.fields, locale=occasion.locale)


def _language(occasion: Occasion) -> Screen:
    """The languages by their own names, whatever is spoken now."""
    names = {language: words_of(language).plain("language.name") for language in ("zh", "en")}
    keys = tuple(choice(name, Verb.LANGUAGE, 0, language) for language, name in names.items())
    return Screen(occasion.locale.say("language.ask"), (keys,))


def _help(occasion: Occasion) -> Screen:
    keys: tuple[Row, ...] = ((key(occasion.locale, "help.key_report", Verb.REPORT_THIS),),)
    return Screen(occasion.locale.say("help.text"), keys)


def _status(occasion: Occasion) -> Screen:
    return Screen(progress(occasion.report, occasion.view.original, occasion.fields, occasion.locale))


def _resolved(occasion: Occasion) -> Screen:
    """That it is resolved, with the newest photos of it, and the question whether it is."""
    report, locale = occasion.report, occasion.locale
    waits = report.status is Status.RESOLVED
    text = lines(
        locale.say("resolved.title", number=report.number, category=locale.category(report.category)),
        _quoted(occasion, "resolved.words"),
        locale.say("resolved.ask", days=locale.limits.autoclose_days)
        if waits
        else locale.say("resolved.answered", status=locale.plain(f"status.{report.status}")),
    )
    after = tuple(photo for photo in report.photos if photo.role is PhotoRole.AFTER)
    return Screen(text, answer_rows(report, locale), after[-SHEET:])


def _from_staff(occasion: Occasion) -> Screen:
    report, locale = occasion.report, occasion.locale
    text = lines(
        locale.say("from_staff.title", number=report.number, queue=locale.queue(report.queue)),
        _quoted(occasion, "from_staff.words"),
        locale.say("from_staff.hint"),
    )
    return Screen(text, photos=_named_photo(report, occasion.fields.get("photo", "")))


def _named_photo(report: Report, photo_id: str) -> tuple[Photo, ...]:
    return tuple(photo for photo in report.photos if str(photo.id) == photo_id)


def _quoted(occasion: Occasion, wording: str) -> Html | None:
    words = occasion.fields.get("words", "").strip()
    return occasion.locale.say(wording, words=cut(words, _WORDS)) if words else None


def _late(wording: str, occasion: Occasion) -> Screen:
    """To the supervisors: a ticket is past its time."""
    report, locale = occasion.report, occasion.locale
    return Screen(
        locale.say(
            wording,
            number=report.number,
            category=locale.category(report.category),
            community=locale.community(report.community),
            queue=locale.queue(report.queue),
            status=locale.plain(f"status.{report.status}"),
            due_at=locale.stamp(report.due_at) if report.due_at is not None else "—",
        )
    )


def _group(wording: str, occasion: Occasion) -> Screen:
    return Screen(occasion.locale.say(wording, queue=occasion.locale.queue(occasion.fields["queue"])))


def _refused(occasion: Occasion) -> Screen:
    missing = tuple(filter(None, occasion.fields.get("missing", "").split(",")))
    why = refusal_named(occasion.fields["error"], missing, occasion.locale)
    return Screen(occasion.locale.say("refused", why=why))


UNSUPPORTED = frozenset(
    {"video", "video_note", "voice", "audio", "sticker", "animation", "document", "location", "other"}
)
"""What people send that is no report, as far as it has a wording of its own."""


def _unsupported(occasion: Occasion) -> Screen:
    what = occasion.fields.get("what", "other")
    return Screen(occasion.locale.say(f"unsupported.{what if what in UNSUPPORTED else 'other'}"))


def _photo_refused(occasion: Occasion) -> Screen:
    return Screen(occasion.locale.say(f"photo.{occasion.fields['reason']}"))


def _muted(occasion: Occasion) -> Screen:
    is_muted = occasion.rider is not None and occasion.rider.muted
    return Screen(occasion.locale.say("digest.muted" if is_muted else "digest.unmuted"))


def _numbered(wording: str, occasion: Occasion) -> Screen:
    return Screen(occasion.locale.say(wording, number=occasion.report.number))


KINDS: Mapping[str, Telling] = {
    "welcome": _welcome,
    "language": _language,
    "help": _help,
    "how_to": partial(_fixed, "how_to"),
    "live_started": partial(_fixed, "live.started"),
    "draft_reminder": partial(_fixed, "draft.reminder"),
    "nothing_to_cancel": partial(_fixed, "nothing_to_cancel"),
    "failed": partial(_fixed, "failed"),
    "status": _status,
    "resolved": _resolved,
    "from_staff": _from_staff,
    "added": partial(_numbered, "added"),
    "edited_late": partial(_numbered, "edited_late"),
    "overdue": partial(_late, "late.overdue"),
    "long_overdue": partial(_late, "late.long_overdue"),
    "group_lost": partial(_group, "group.lost"),
    "group_linked": partial(_group, "group.linked"),
    "refused": _refused,
    "unsupported": _unsupported,
    "photo_refused": _photo_refused,
    "lost_link": partial(_fixed, "lost_link"),
    "photo_again": partial(_fixed, "photo_again"),
    "muted": _muted,
}
"""How each kind is told; `texts.rendering` gathers more for a rider's points and reports."""
