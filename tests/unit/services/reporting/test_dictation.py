"""Whose recordings go to whom, and how what was heard stands in a note."""

from dataclasses import replace
from typing import Any

import pytest

from districts.shipped import suggester_of
from domain.people.riders import CONSENT_VERSION
from domain.reporting.drafts import DICTATED
from domain.reporting.incoming_message import IncomingMessage
from services.reporting import dangers, dictation, edits
from tests.tables import waiting
from tests.usecases import DANGER, HERE, Case

HOST = "hear.example.cn"
SAID = "解放大道新湖路口井盖丢了"


@pytest.mark.parametrize(
    ("host", "changes", "language"),
    [
        (HOST, {"voices_to": HOST}, "zh"),
        (HOST, {"voices_to": HOST, "language": "en"}, "en"),
        (HOST, {"voices_to": HOST, "language": None}, ""),
        (HOST, {"voices_to": ""}, None),
        (HOST, {"voices_to": "old.example.cn"}, None),
        (HOST, {"voices_to": HOST, "consent": CONSENT_VERSION - 1}, None),
        ("", {"voices_to": ""}, None),
        ("", {"voices_to": HOST}, None),
    ],
)
async def test_recordings_go_to_the_host_that_the_rider_agreed_to_and_to_no_other(
    case: Case, host: str, changes: dict[str, Any], language: str | None
) -> None:
    case.deps = replace(case.deps, voices_to=host)
    rider = await case.rider(**({"language": "zh"} | changes))
    assert await case.do(dictation.language_spoken, rider.chat_id) == language


async def test_who_agreed_to_one_host_only_is_heard_by_nobody_while_the_other_waits(case: Case) -> None:
    case.deps = replace(case.deps, photos_to="see.example.cn", voices_to=HOST)
    rider = await case.rider(voices_to=HOST)
    assert await case.do(dictation.language_spoken, rider.chat_id) is None


async def test_who_never_wrote_is_heard_by_nobody(case: Case) -> None:
    case.deps = replace(case.deps, voices_to=HOST)
    assert await case.do(dictation.language_spoken, 987_654) is None


async def test_no_more_is_heard_in_an_hour_than_drafts_take(case: Case) -> None:
    case.deps = replace(case.deps, voices_to=HOST, limits=replace(case.deps.limits, messages_per_hour=2))
    rider = await case.rider(voices_to=HOST)
    heard = [await case.do(dictation.language_spoken, rider.chat_id) for _ in range(3)]
    assert heard == ["zh", "zh", None]
    await case.passes(hours=1)
    assert await case.do(dictation.language_spoken, rider.chat_id) == "zh"


async def test_what_was_heard_is_read_like_typed_words_and_marked_in_the_note(case: Case) -> None:
    case.deps = replace(case.deps, suggester=suggester_of(case.deps.district))
    rider = await case.rider()
    heard = await case.sends(rider, text=SAID, position=HERE, dictated=True)
    typed = await case.sends(await case.rider(2), text=SAID, position=HERE)
    by_machine, by_hand = await case.draft(heard), await case.draft(typed)
    assert (by_machine.note, by_hand.note) == (f"{DICTATED}{SAID}", SAID)
    assert by_machine.category == by_hand.category == "manhole_missing"
    assert by_machine.guesses == by_hand.guesses


async def test_a_caption_that_comes_later_leaves_what_was_heard(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, text=SAID, dictated=True)
    (part,) = (await case.draft(draft_id)).note_parts
    await case.do(edits.hear, rider, IncomingMessage(part.message_id, "在东门"))
    assert (await case.draft(draft_id)).note == f"{DICTATED}{SAID}\n在东门"


async def test_an_edit_that_leaves_the_caption_as_it_was_repeats_nothing(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, text=f"在东门\n{SAID}", dictated=True)
    (part,) = (await case.draft(draft_id)).note_parts
    await case.do(edits.hear, rider, IncomingMessage(part.message_id, "在东门"))
    assert (await case.draft(draft_id)).note == f"{DICTATED}在东门\n{SAID}"


async def test_a_danger_that_was_heard_is_answered_and_waits_with_its_mark(case: Case) -> None:
    rider = await case.rider()
    message = IncomingMessage(case.numbers.new(), "救命，有人被车撞了", dictated=True, sent_at=case.clock.at)
    danger = DANGER.find(message.text)
    assert danger
    await case.do(dangers.answer, rider, danger, message)
    assert [each.meaning.reply_to for each in waiting(case)] == [message.message_id]  # type: ignore[attr-defined]
    await case.do(dangers.add_rest, rider, message)
    (waits,) = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    assert waits.note == f"{DICTATED}{message.text}"
