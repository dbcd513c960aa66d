"""What a press that was carried out answers for a moment."""

import pytest

from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from handlers.presses import RIDER_PRESSES, STAFF_PRESSES
from playground.entities import utf16_length
from texts.base.callbacks import Press, Verb
from texts.base.wording import words_of

SOME = {Verb.ACT: Action.ACCEPT, Verb.REPLY: "note", Verb.MUTE: "1"}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_press_that_was_carried_out_is_answered_briefly(verb: Verb, language: str) -> None:
    row = RIDER_PRESSES.get(verb) or STAFF_PRESSES[verb]
    wording = row.toast_of(Press(verb, 1, SOME.get(verb, ""), Status.ROUTED))
    assert not wording or 0 < utf16_length(words_of(language).plain(wording)) <= 200


@pytest.mark.parametrize(
    ("action", "status", "wording"),
    [
        (Action.ACCEPT, Status.ROUTED, "toast.accepted"),
        (Action.START, Status.ACCEPTED, "toast.started"),
        (Action.RESUME, Status.ON_HOLD, "toast.resumed"),
        (Action.UNDO, Status.REJECTED, "toast.undone"),
        (Action.BOUNCE, Status.ROUTED, ""),
        (Action.RESOLVE, Status.ACCEPTED, "toast.asked"),
        (Action.REJECT, Status.ROUTED, ""),
        (Action.ASSIGN, Status.ROUTED, ""),
    ],
)
def test_a_step_says_whether_it_is_done_or_asks_for_more(action: Action, status: Status, wording: str) -> None:
    assert STAFF_PRESSES[Verb.ACT].toast_of(Press(Verb.ACT, 1, action, status)) == wording


@pytest.mark.parametrize(("argument", "wording"), [("1", "toast.muted"), ("0", "toast.unmuted")])
def test_muting_says_which(argument: str, wording: str) -> None:
    assert RIDER_PRESSES[Verb.MUTE].toast_of(Press(Verb.MUTE, 0, argument)) == wording
