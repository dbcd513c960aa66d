"""What riders' and staff's screens of appeals say alike."""

from domain.programme.appeals import Appeal, AppealKind, Stage, brings
from services.programme.appeals import AppealView
from texts.base.locale import Locale
from texts.base.wording import Html

WORDS: int = 1500
"""Limit for words on a card, in UTF-16 units; a key shows the whole."""


def kind_of(kind: AppealKind | None, locale: Locale) -> str:
    """Return what an appeal is about, or that this is not said yet."""
    return locale.plain(f"appeal_kind.{kind}") if kind is not None else locale.plain("appeal.no_kind")


def files_of(view: AppealView, locale: Locale) -> Html | None:
    """Return how many photos and how many voice messages and videos it has; None for none."""
    photos, clips = brings(view.lines)
    return locale.say("appeal.files", photos=photos, clips=clips) if photos or clips else None


def place_of(appeal: Appeal, locale: Locale) -> Html | None:
    """Return where it is; None where nobody said."""
    return locale.say("appeal.place", place=appeal.place) if appeal.place else None


def contact_of(appeal: Appeal, locale: Locale) -> Html | None:
    """Return how to reach the rider; None where they did not say."""
    return locale.say("appeal.contact", contact=appeal.contact) if appeal.contact else None


def stage_for_rider(appeal: Appeal, locale: Locale) -> Html:
    """Return how far it is and what comes next by when, in riders' words."""
    return locale.say(f"appeal_stage.{_stage(appeal)}", **_fields(appeal, locale))


def stage_for_staff(appeal: Appeal, locale: Locale) -> Html:
    """Return how far it is, who has it and what is due by when, in offices' words."""
    return locale.say(f"appeal_at.{_stage(appeal)}", **_fields(appeal, locale))


def _stage(appeal: Appeal) -> str:
    return "taken" if appeal.stage is Stage.COLLECTED and appeal.holder_id is not None else appeal.stage.value


def _fields(appeal: Appeal, locale: Locale) -> dict[str, str]:
    by = {"collected": appeal.answer_by, "taken": appeal.plan_by}.get(_stage(appeal))
    return {
        "queue": locale.queue(appeal.queue),
        "by": locale.stamp(by or 0),
        "day": locale.day(appeal.until or 0),
        "who": appeal.holder or locale.plain("prompt.nameless"),
        "how": locale.plain(f"appeal_answer.{appeal.answer}") if appeal.stage is Stage.CLOSED else "",
    }


def does(what: str, about: object) -> str:
    """Return the argument of a key that does something about a thing."""
    return f"{what}.{about}"
