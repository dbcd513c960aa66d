"""The button presses of a private chat."""

import re
from typing import Final

from domain.errors import Stale
from domain.reporting.drafts import DraftMenu
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ReportsList, ResolvedTold, SpotCheck
from domain.tickets.lifecycle import Action
from domain.week.messages import DigestTimes
from handlers.pressing import Presses, PressRow, RiderPress, known, of_rider, of_rider_with
from handlers.riders.reward_presses import REWARD_PRESSES
from handlers.riders.station_presses import STATION_PRESSES
from services.outgoing import answer, draft_card
from services.people import riders
from services.programme import links
from services.reporting import (
    asking,
    cancelling,
    dangers,
    draft_menus,
    last_places,
    photo_guesses,
    rider_actions,
    splitting,
    submission,
    witnessing,
)
from services.upkeep import forgetting
from services.week import digests, rider_years
from texts.base.callbacks import Verb

_PAGE: Final = re.compile(r"[0-9]{1,6}")
_ID: Final = re.compile(r"[0-9]{1,19}")


async def _agree(it: RiderPress) -> None:
    rider = await riders.agree(it.tx, it.deps, it.rider, it.message_id, it.press.argument)
    await photo_guesses.ask_of_open(it.tx, it.deps, rider)


async def _follow(it: RiderPress) -> None:
    await links.follow_kept(it.tx, it.deps, it.rider)


async def _choose_language(it: RiderPress) -> None:
    await riders.choose_language(it.tx, it.deps, it.rider, known(it.press.argument, ("zh", "en")), it.message_id)


async def _report_this(it: RiderPress) -> None:
    words, position = (it.replied.rest, it.replied.position) if it.replied else ("", None)
    message = IncomingMessage(it.replied_to or it.message_id, words, position)  # an edit of the words is theirs
    category = _category(it) if it.press.argument else None
    await asking.report_this(it.tx, it.deps, it.rider, message, category, it.message_id)


async def _mute(it: RiderPress) -> None:
    slot = None if known(it.press.argument, ("1", "0")) == "1" else it.rider.digest_slot
    await digests.choose_time(it.tx, it.deps, it.rider, slot)


async def _choose_digest_time(it: RiderPress) -> None:
    """Open the menu below a digest, or choose there."""
    said = it.press.argument
    if said == _ASK:
        await answer(it.tx, it.deps, it.rider, DigestTimes())
        return
    if said != _OFF and _PAGE.fullmatch(said) is None:
        raise Stale
    await digests.choose_time(it.tx, it.deps, it.rider, None if said == _OFF else int(said), it.message_id)


_OFF, _ASK = "off", "ask"


async def _show_page(it: RiderPress) -> None:
    if _PAGE.fullmatch(it.press.argument) is None:
        raise Stale
    await answer(it.tx, it.deps, it.rider, ReportsList(int(it.press.argument), edits=it.message_id))


async def _show_progress(it: RiderPress) -> None:
    await rider_actions.show_progress(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def _show_near_photo(it: RiderPress) -> None:
    near = _report(it)
    if near is None:
        raise Stale
    await draft_menus.show_near_photo(it.tx, it.deps, it.rider, it.press.id, near, it.message_id)


async def _forget(it: RiderPress) -> None:
    await forgetting.forget(it.tx, it.deps, it.rider)


async def _answer_fixed(it: RiderPress) -> None:
    action = Action(known(it.press.argument, (Action.FIXED, Action.NOT_FIXED)))
    report = await rider_actions.answer_fixed(it.tx, it.deps, it.rider, it.press.id, action)
    pressed = await it.tx.messages.at(it.rider.chat_id, it.message_id)
    if pressed is not None and pressed.draft_id is not None:  # a receipt stays one
        await it.tx.outbox.put(draft_card(it.deps, it.rider, pressed.draft_id))
        return
    await answer(it.tx, it.deps, it.rider, ResolvedTold(report.id, report.outcome, edits=it.message_id))


async def _show_year(it: RiderPress) -> None:
    """Show another year in place of the message."""
    await rider_years.turn_to(it.tx, it.deps, it.rider, it.press.argument, it.message_id)


async def _answer_in_digest(it: RiderPress) -> None:
    """Record an answer that was given below a digest, which then asks about what is left."""
    said, _, week = it.press.argument.partition(".")
    action = Action(known(said, (Action.FIXED, Action.NOT_FIXED)))
    await rider_actions.answer_fixed(it.tx, it.deps, it.rider, it.press.id, action)
    await digests.show_again(it.tx, it.deps, it.rider, week, it.message_id)


async def _check(it: RiderPress) -> None:
    """Record what a rider who passes says of a repair; that they can't see it ends the question and no more."""
    said = known(it.press.argument, (Action.FIXED, Action.NOT_FIXED, _UNSEEN))
    if said != _UNSEEN:
        await rider_actions.answer_fixed(it.tx, it.deps, it.rider, it.press.id, Action(said))
    shown = SpotCheck(it.press.id, unseen=said == _UNSEEN, edits=it.message_id)
    await answer(it.tx, it.deps, it.rider, shown)


_UNSEEN: Final = "unseen"


async def _cancel_this(it: RiderPress) -> None:
    await cancelling.cancel_this(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def _cancel_all(it: RiderPress) -> None:
    await cancelling.cancel_all(it.tx, it.deps, it.rider, it.message_id)


async def _submit_all(it: RiderPress) -> None:
    await submission.submit_ready(it.tx, it.deps, it.rider)


def _other(it: RiderPress) -> int:
    """Return the id of a photo, of a clip or of another draft."""
    if _ID.fullmatch(it.press.argument) is None:
        raise Stale
    return int(it.press.argument)


def _menu(it: RiderPress) -> DraftMenu:
    return DraftMenu(known(it.press.argument, tuple(DraftMenu)))


def _category(it: RiderPress) -> str:
    return known(it.press.argument, it.deps.district.catalogue)


def _report(it: RiderPress) -> int | None:
    """Return the id of a report; None if the button means the most likely one."""
    named = it.press.argument
    if named and _ID.fullmatch(named) is None:
        raise Stale
    return int(named) if named else None


RIDER_PRESSES: Final[Presses[RiderPress]] = {
    Verb.AGREE: PressRow(_agree, "toast.agreed"),
    Verb.FOLLOW: PressRow(_follow),
    Verb.LANGUAGE: PressRow(_choose_language, "toast.language"),
    Verb.REPORT_THIS: PressRow(_report_this),
    Verb.MUTE: PressRow(_mute, lambda press: "toast.muted" if press.argument == "1" else "toast.unmuted"),
    Verb.DIGEST_TIME: PressRow(_choose_digest_time),
    Verb.YEAR: PressRow(_show_year),
    Verb.WEEK_ANSWER: PressRow(_answer_in_digest, "toast.answered"),
    Verb.REPORTS_PAGE: PressRow(_show_page),
    Verb.FORGET: PressRow(_forget, "toast.forgotten"),
    Verb.SUBMIT: PressRow(of_rider(submission.submit_report), "toast.submitted"),
    Verb.MENU: PressRow(of_rider_with(draft_menus.open_menu, _menu)),
    Verb.CATEGORY: PressRow(of_rider_with(draft_menus.choose_category, _category), "toast.category"),
    Verb.SAME: PressRow(of_rider_with(witnessing.same_problem, _report), "toast.joined"),
    Verb.DIFFERENT: PressRow(of_rider(draft_menus.is_different), "toast.different"),
    Verb.NEAR_PHOTO: PressRow(_show_near_photo),
    Verb.CANCEL: PressRow(of_rider(draft_menus.cancel), "toast.cancelled"),
    Verb.OLD_PLACE: PressRow(of_rider(draft_menus.confirm_old_place), "toast.place"),
    Verb.THIS_PLACE: PressRow(of_rider_with(draft_menus.choose_place, lambda it: it.press.argument), "toast.place"),
    Verb.STILL_HERE: PressRow(of_rider_with(last_places.still_here, lambda it: it.press.argument), "toast.place"),
    Verb.CLEAR_NOTE: PressRow(of_rider(draft_menus.clear_note), "toast.note_cleared"),
    Verb.SPLIT: PressRow(of_rider(splitting.split_off), "toast.split"),
    Verb.DROP_FILE: PressRow(of_rider_with(splitting.take_back, _other), "toast.dropped"),
    Verb.BELONGS: PressRow(of_rider_with(splitting.belongs_to, _other), "toast.place"),
    Verb.SUBMIT_ALL: PressRow(_submit_all),
    Verb.CANCEL_THIS: PressRow(_cancel_this, "toast.cancelled"),
    Verb.CANCEL_ALL: PressRow(_cancel_all, "toast.cancelled"),
    Verb.REPORT_PLACE: PressRow(of_rider(dangers.report_place), "toast.opened"),
    **REWARD_PRESSES,
    Verb.WITHDRAW: PressRow(of_rider(rider_actions.withdraw), "toast.withdrawn"),
    Verb.PROGRESS: PressRow(_show_progress),
    Verb.ANSWER: PressRow(_answer_fixed, "toast.answered"),
    Verb.CHECK: PressRow(_check, "toast.answered"),
    **STATION_PRESSES,
}
