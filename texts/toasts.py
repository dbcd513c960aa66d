"""What a press that was carried out answers for a moment, above the chat."""

from collections.abc import Mapping

from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action, Need, transition
from texts.base.callbacks import Press, Verb
from texts.base.locale import Locale

_BY_VERB: Mapping[Verb, str] = {
    Verb.AGREE: "toast.agreed",
    Verb.LANGUAGE: "toast.language",
    Verb.SUBMIT: "toast.submitted",
    Verb.SAME: "toast.joined",
    Verb.DIFFERENT: "toast.different",
    Verb.CANCEL: "toast.cancelled",
    Verb.OLD_PLACE: "toast.place",
    Verb.THIS_PLACE: "toast.place",
    Verb.CLEAR_NOTE: "toast.note_cleared",
    Verb.CATEGORY: "toast.category",
    Verb.WITHDRAW: "toast.withdrawn",
    Verb.ANSWER: "toast.answered",
    Verb.REASON: "toast.done",
    Verb.QUEUE: "toast.done",
    Verb.CORRECT: "toast.done",
    Verb.PHOTOS: "toast.sent_below",
    Verb.PIN: "toast.sent_below",
}
_REPLIES = {"resolve": "toast.done", "rider": "toast.told", "note": "toast.noted"}
_MUTES = {"1": "toast.muted", "0": "toast.unmuted"}


def toast(press: Press, locale: Locale) -> str:
    """A word for a press that was carried out; "" where the screen says it all."""
    wording = _wording(press)
    return locale.plain(wording) if wording else ""


def _wording(press: Press) -> str | None:
    match press.verb:
        case Verb.ACT:
            return _of_action(Action(press.argument), press.offered)
        case Verb.REPLY:
            return _REPLIES.get(press.argument)
        case Verb.MUTE:
            return _MUTES.get(press.argument)
        case _:
            return _BY_VERB.get(press.verb)


def _of_action(action: Action, offered: Status | None) -> str | None:
    """Done at once; what needs more says where it is asked, a choice shows itself on the card."""
    row = transition(action, offered) if offered else None
    needs = row.need if row else Need.NOTHING
    if needs is Need.NOTHING:
        return "toast.done"
    return None if needs in {Need.REASON, Need.QUEUE} else "toast.asked"
