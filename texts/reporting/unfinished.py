"""What names all of a rider's unfinished drafts: the reminder, and the question which to cancel."""

from domain.reporting.messages import CancelAsked, DraftReminder
from services.reporting.cancelling import UnfinishedView
from texts.base.buttons import choice, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.reporting.draft_lines import missing_text
from texts.reporting.several_drafts import draft_name


@screen.register(DraftReminder)
def reminder(view: UnfinishedView, locale: Locale) -> Screen:
    """Return what is left to be submitted, and what each lacks."""
    if len(view.drafts) == 1:
        ((draft, missing),) = view.drafts
        category = locale.district.catalogue.get(draft.category or "")
        what = locale.category_short(category.slug) if category else locale.plain("drafts.unnamed")
        if missing:
            text = locale.say("draft_reminder.lacks", category=what, missing=missing_text(missing, locale))
        else:
            text = locale.say("draft_reminder.ready", category=what)
    else:
        text = lines(locale.say("draft_reminder.several", count=len(view.drafts)), *_lines(view, locale))
    return Screen(text, below=max(draft.last_message_id for draft, _ in view.drafts))


@screen.register(CancelAsked)
def cancel_asked(view: UnfinishedView, locale: Locale) -> Screen:
    """Return the question which draft is to be cancelled."""
    each = tuple(
        (choice(draft_name(draft, number, locale), Verb.CANCEL_THIS, draft.id, ""),)
        for number, (draft, _) in enumerate(view.drafts, 1)
    )
    everything = key(locale, "cancel_asked.key_all", Verb.CANCEL_ALL, style=Style.DANGER)
    return Screen(locale.say("cancel_asked"), (*each, (everything,)))


def _lines(view: UnfinishedView, locale: Locale) -> tuple[Html, ...]:
    return tuple(
        locale.say(
            "draft_reminder.one",
            name=draft_name(draft, number, locale),
            missing=missing_text(missing, locale) if missing else locale.plain("draft_reminder.nothing"),
        )
        for number, (draft, missing) in enumerate(view.drafts, 1)
    )
