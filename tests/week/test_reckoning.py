"""Each promise of a week is seen to be broken where a few messages and rows break it, and kept where they keep it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.week.city import HOUR, MINUTE
from tests.week.ledger import ENDS
from tests.week.reckoning import BUSY, unreached
from tests.week.stories import (
    CARD,
    GROUP,
    NOON,
    RIDER,
    SUPERVISORS,
    WITNESS,
    Story,
    begun,
    broken,
    ended,
    ledger,
    wording,
)
from tests.week.wire import Face, Note

KEPT = {
    "waiting": (begun(), 20),
    "urgent, and told again and again": (begun(urgent=True).said(8, wording("nudge_unaccepted"), gone=15)
        .said(15, wording("nudge_unaccepted"), gone=22).said(22, wording("nudge_unaccepted")), 35),
    "told of each end": (ended(), 40 * 60),
    "reminded, then accepted": (begun().said(50, wording("nudge_unanswered"), gone=61).came(60, "accepted"), 90),
    "reminded of half time and the limit": (begun().came(5, "accepted").said(50, wording("nudge_half_time"), gone=91)
        .said(90, wording("nudge_overdue")), 200),
    "reminded anew after a hold": (begun().came(5, "accepted").said(50, wording("nudge_overdue"), gone=61)
        .came(60, "on_hold", "hold").came(90, "accepted", "resume").said(120, wording("nudge_overdue")), 200),
    "a line remains of an old one": (begun().came(5, "accepted").said(50, wording("nudge_overdue"))
        .edited(4320, "（已处理）").came(4319, "in_progress"), 4400),
}  # fmt: skip


def life(status: str, *timers: str) -> Story:
    story = begun().came(10, "accepted").came(20, status)
    story.timers = [(kind, "1:5", NOON) for kind in timers]
    return story


BROKEN = {
    "open without a card": ("without_next_step", Story().came(0, "routed"), 20),
    "a card without keys": ("without_next_step", begun(keys=""), 20),
    "only a reminder has keys": ("without_next_step",
        Story().came(0, "routed").said(60, wording("nudge_unanswered"), keys="✅ 我来"), 90),
    "its card was deleted": ("without_next_step",
        Story().came(0, "routed").said(0, CARD, keys="✅ 受理", gone=10), 20),
    "the card that stands is another's": ("without_next_step",
        Story().came(0, "routed").said(0, CARD.replace("0001", "0002"), keys="✅ 受理"), 20),
    "resolved without its end": ("without_next_step", life("resolved"), 30),
    "held without its end": ("without_next_step", life("on_hold", "auto_close"), 30),
    "urgent, and the ladder has ended": ("without_next_step", replace(begun(urgent=True), timers=[]), 10),
    "ended and not closed": ("without_next_step", replace(ended(), row={"closed_at": None}), 70),
    "reminded where it was resolved": ("reminded_in_vain",
        begun().came(5, "accepted").came(9, "resolved").said(50, wording("nudge_overdue")), 51),
    "a reminder that stays": ("reminded_in_vain",
        begun().said(50, wording("nudge_unanswered")).came(60, "accepted"), 90),
    "supervisors' stays": ("reminded_in_vain",
        begun().came(5, "accepted").said(50, wording("late.overdue"), chat=SUPERVISORS).came(60, "resolved"), 90),
    "edited to a line too early": ("reminded_in_vain",
        begun().said(50, wording("nudge_unanswered")).edited(61, "（已处理）").came(60, "accepted"), 90),
    "two at once": ("reminded_twice",
        begun().came(5, "accepted").said(50, wording("nudge_half_time")).said(90, wording("nudge_overdue")), 200),
    "the same limit twice": ("reminded_twice",
        begun().came(5, "accepted").said(50, wording("nudge_overdue"), gone=60)
        .said(90, wording("nudge_overdue")), 200),
    "running while it is held": ("running_while_held",
        replace(life("on_hold", "hold_over"), row={"stopped_at": None}), 30),
    "standing still while it runs": ("running_while_held", replace(begun(), row={"stopped_at": NOON}), 30),
    "overdue while it is held": ("running_while_held",
        replace(life("on_hold", "hold_over"), row={"overdue_at": NOON + 25 * MINUTE}), 30),
    "overdue during a hold of before": ("running_while_held",
        replace(life("on_hold").came(60, "accepted"), row={"overdue_at": NOON + 25 * MINUTE}), 90),
    "urgent and silent": ("silent_though_urgent", begun(urgent=True), 20),
    "silent after a while": ("silent_though_urgent",
        begun(urgent=True).said(8, wording("nudge_unaccepted"), gone=15).said(15, wording("nudge_unaccepted")), 40),
    "silent after it was reopened": ("silent_though_urgent",
        begun(urgent=True).came(5, "accepted").came(9, "resolved").came(60, "reopened", "not_fixed"), 90),
}  # fmt: skip


@pytest.mark.parametrize("kept", KEPT)
def test_what_keeps_all_promises_breaks_none(kept: str) -> None:
    story, minutes = KEPT[kept]
    assert broken(ledger(story, minutes=minutes)) == {}


@pytest.mark.parametrize("how", BROKEN)
def test_what_breaks_a_promise_is_seen(how: str) -> None:
    invariant, story, minutes = BROKEN[how]
    assert invariant in broken(ledger(story, minutes=minutes))


@pytest.mark.parametrize("status", ENDS)
@pytest.mark.parametrize("told", [(), (RIDER,), (WITNESS,)])
def test_each_rider_must_be_told_of_each_end(status: str, told: tuple[int, ...]) -> None:
    it = ledger(ended(status, told=told), minutes=40 * 60)
    missing = {RIDER, WITNESS} - {*told}
    assert {rider for line in broken(it)["untold"] for rider in missing if f"rider {rider} " in line} == missing
    assert "untold" not in broken(replace(it, silent=frozenset(missing)))


def test_who_brought_an_end_about_need_not_be_told() -> None:
    story = begun().came(60, "confirmed", "fixed", actor=RIDER).said(61, wording("told.confirmed"), chat=WITNESS)
    assert "untold" not in broken(ledger(story, minutes=40 * 60))


def test_another_end_than_the_one_told_is_not_enough() -> None:
    story = ended("rejected", told=()).said(61, wording("told.duplicate"), chat=RIDER)
    assert len(broken(ledger(story, minutes=40 * 60))["untold"]) == 2


def test_told_long_after_is_not_told() -> None:
    story = ended(told=()).said(61 + 24 * 60, wording("told.confirmed"), chat=RIDER)
    assert len(broken(ledger(story, minutes=60 * 60))["untold"]) == 2


@pytest.mark.parametrize(("apart", "is_broken"), [(2900, True), (3000, False)])
def test_twenty_messages_a_minute_are_the_most(apart: int, *, is_broken: bool) -> None:
    story = begun()
    story.notes = [Note(GROUP, n, 0, [Face(NOON + n * apart, CARD, "✅")]) for n in range(21)]
    it = ledger(story, minutes=10)
    assert ("too_much_traffic" in broken(it)) is is_broken


def test_edits_count_as_messages() -> None:
    story = begun()
    for n in range(20):
        story.edited(n / 100, CARD + str(n), "✅")
    assert "too_much_traffic" in broken(ledger(story, minutes=10))


@pytest.mark.parametrize(("since_start", "is_broken"), [(59_000, False), (60_000, True)])
def test_what_telegram_had_to_refuse_was_too_much(since_start: int, *, is_broken: bool) -> None:
    it = ledger(begun(), minutes=10, started=[NOON], too_fast=[NOON + since_start])
    assert ("too_much_traffic" in broken(it)) is is_broken


def closed(serial: int, beside: int) -> Story:
    """A ticket closed for days, so many messages still beside its card."""
    story = replace(ended(), serial=serial)
    for note in story.notes:
        note.id += 1000 * serial
        for n, face in enumerate(note.faces):
            note.faces[n] = replace(face, text=face.text.replace("0001", f"{serial:04d}"))
    for _ in range(beside):
        story.notes.append(Note(GROUP, 1000 * serial + len(story.notes), story.notes[0].id, [Face(NOON, "", "")]))
    return story


@pytest.mark.parametrize(("tickets", "beside", "is_broken"), [(BUSY, 5, True), (BUSY, 4, False), (BUSY - 1, 9, False)])
def test_few_messages_stand_in_a_busy_group(tickets: int, beside: int, *, is_broken: bool) -> None:
    it = ledger(*(closed(n + 1, n < beside) for n in range(tickets)), minutes=40 * 60)
    assert ("crowded" in broken(it)) is is_broken


def test_a_list_counts_while_it_names_a_ticket() -> None:
    stories = [closed(n + 1, 0) for n in range(BUSY)]
    listed = "⏰ 15 件要盯一下\n" + "\n".join(f"DC-2610-{n + 1:04d}" for n in range(BUSY))
    stories[0].notes.append(Note(GROUP, 9, None, [Face(NOON, listed, "")]))
    assert "crowded" in broken(ledger(*stories, minutes=40 * 60))
    stories[0].notes[-1].faces.append(Face(NOON + HOUR, "（已处理）", ""))
    assert "crowded" not in broken(ledger(*stories, minutes=40 * 60))


def test_what_was_given_up_is_seen() -> None:
    assert broken(ledger(begun(), minutes=10, parked=["refused"])) == {"set_aside": ["refused"]}


def outages() -> Iterator[tuple[int | None, str]]:
    yield None, "the bot stood still"
    yield GROUP, "it was not in the group"


@pytest.mark.parametrize("where", [where for where, _ in outages()], ids=[why for _, why in outages()])
@pytest.mark.parametrize(("gone", "is_broken"), [(122, False), (None, True)])
def test_what_reminds_without_cause_after_an_outage_goes_when_it_is_over(
    where: int | None, gone: float | None, *, is_broken: bool
) -> None:
    story = begun().said(50, wording("nudge_unanswered"), gone=gone).came(60, "accepted")
    it = ledger(story, minutes=150, deaf=[(where, NOON + 55 * MINUTE, NOON + 120 * MINUTE)])
    assert ("reminded_in_vain" in broken(it)) is is_broken


def test_a_week_in_which_little_happened_proves_little() -> None:
    found = list(unreached(ledger(ended(), minutes=40 * 60)))
    assert "no ticket ended rejected" in found
    assert "no ticket ended confirmed" not in found
    assert {"no nudge_overdue was told", "no group was busy", "nothing was held"} <= set(found)
