"""A danger, told and reported: what one message does in which transaction, and what is urgent afterwards."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.errors import AlreadyDone, DraftGone, NotTheirs
from domain.language.dangers import Danger, DangerKind
from domain.language.intents import Intent
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from services.outgoing import danger_key, kept_key
from services.reporting import dangers, draft_menus, drafts, receiving, submission
from services.tickets.correcting import recategorized
from services.upkeep import my_data
from tests.sample_views import HOUR
from tests.tables import waiting_keys
from tests.usecases import GROUPS, HERE, STAFF, Case, spot

MIDNIGHT = int(datetime(2026, 11, 28, 16, 0, tzinfo=UTC).timestamp() * 1000)
"""Of Saturday to Sunday in the district: no queue is at work."""

INJURY, GAS = DangerKind.INJURY, DangerKind.GAS


def danger(case: Case, kind: DangerKind = INJURY, **changes: object) -> Danger:
    return replace(case.deps.district.danger(kind), **changes)  # type: ignore[arg-type]


async def told(case: Case, rider: Rider, kind: DangerKind = INJURY, text: str = "我被车撞了") -> IncomingMessage:
    """A message that was answered."""
    message = IncomingMessage(case.numbers.new(), text, sent_at=case.clock.at)
    await case.do(dangers.answer, rider, danger(case, kind), message)
    return message


async def at_hand(case: Case, rider: Rider) -> int:
    unfinished = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    (draft,) = (each for each in unfinished if each.stage is DraftStage.WAITING)
    return draft.id


async def reported(case: Case, rider: Rider, kind: DangerKind = INJURY, category: str = "") -> Report:
    """The report of a danger, in its own category or in another."""
    await told(case, rider, kind)
    if danger(case, kind).to_person:
        draft_id = await at_hand(case, rider)
        await case.do(dangers.report_place, rider, draft_id)
    draft_id = await case.sends(rider, position=replace(HERE, taken_at=case.clock.at))
    if category:
        await case.do(draft_menus.choose_category, rider, draft_id, category)
    await case.do(draft_menus.is_different, rider, draft_id)
    return await case.do(submission.submit_report, rider, draft_id)


async def test_a_message_that_is_tried_again_is_answered_once(case: Case) -> None:
    rider = await case.rider()
    message = await told(case, rider)
    draft_id = await at_hand(case, rider)
    before = await case.draft(draft_id)
    await case.do(dangers.answer, rider, danger(case), message)
    await case.do(dangers.add_rest, rider, message)
    assert await case.draft(draft_id) == before
    assert waiting_keys(case) == [f"danger:{rider.id}:{message.message_id}:injury"]


@pytest.mark.parametrize("kind", [INJURY, GAS])
async def test_a_flood_is_answered_and_stops_growing(case: Case, kind: DangerKind) -> None:
    rider = await case.rider()
    case.deps = replace(case.deps, limits=replace(case.deps.limits, messages_per_hour=3))
    for _ in range(8):
        await told(case, rider, kind)
    (draft,) = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    assert len(draft.note_parts) == 3
    assert len([key for key in waiting_keys(case) if key.startswith("danger:")]) == (4 if kind is INJURY else 0)


async def test_a_message_that_is_tried_again_after_its_draft_has_ended_opens_none(case: Case) -> None:
    rider = await case.rider()
    for kind in (INJURY, GAS):
        message = await told(case, rider, kind)
        (draft,) = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
        await case.do(drafts.end, rider, draft, DraftStage.CANCELLED)
        await case.do(dangers.answer, rider, danger(case, kind), message)
        await case.do(dangers.add_rest, rider, replace(message, photo=case.photo()))
        assert await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id)) == []


async def test_the_rest_of_a_message_follows_its_words_wherever_they_are(case: Case) -> None:
    rider = await case.rider()
    message = await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.do(dangers.add_rest, rider, replace(message, photo=case.photo()))
    assert len((await case.draft(draft_id)).photos) == 1
    await case.do(dangers.report_place, rider, draft_id)
    await case.do(dangers.add_rest, rider, replace(message, photo=case.photo(), position=HERE))
    opened = await case.draft(draft_id)
    assert (len(opened.photos), opened.position, opened.note) == (2, HERE, message.text)
    report = await case.do(submission.submit_report, rider, draft_id)
    await case.do(dangers.add_rest, rider, replace(message, photo=case.photo()))
    kept = await case.now(report)
    assert len(kept.photos) == 3
    await case.do(dangers.add_rest, rider, replace(message, text="我被车撞了，还有人流血"))
    assert [event.words for event in await case.events(report) if event.action == "added"] == [
        "",
        "我被车撞了，还有人流血",
    ]


async def test_what_waits_has_no_card_no_reminder_and_no_place_of_before(case: Case) -> None:
    rider = await case.rider(last_place=HERE, last_place_at=case.clock.at)
    await told(case, rider)
    draft = await case.draft(await at_hand(case, rider))
    assert (draft.stage, draft.position, draft.category, draft.category_chosen) == (
        DraftStage.WAITING,
        None,
        danger(case).category,
        True,
    )
    (answer,) = await case.told()
    assert answer.chat == rider.chat_id
    await case.passes(hours=23)
    assert await case.told() == []
    await case.passes(hours=1)
    assert await case.told() == []
    assert (await case.draft(draft.id)).stage is DraftStage.EXPIRED


async def test_the_key_is_refused_to_others_and_when_nothing_waits(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    await told(case, rider)
    draft_id = await at_hand(case, rider)
    with pytest.raises(NotTheirs):
        await case.do(dangers.report_place, other, draft_id)
    with pytest.raises(DraftGone):
        await case.do(dangers.report_place, rider, 404)
    await case.do(dangers.report_place, rider, draft_id)
    with pytest.raises(AlreadyDone):
        await case.do(dangers.report_place, rider, draft_id)
    await case.do(draft_menus.cancel, rider, draft_id)
    with pytest.raises(DraftGone):
        await case.do(dangers.report_place, rider, draft_id)


async def test_the_key_of_a_draft_that_is_open_beside_gas_is_used_already(case: Case) -> None:
    rider = await case.rider()
    await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.do(dangers.report_place, rider, draft_id)
    await told(case, rider, GAS, "煤气漏了")
    assert (await case.draft(draft_id)).stage is DraftStage.OPEN
    with pytest.raises(AlreadyDone):
        await case.do(dangers.report_place, rider, draft_id)


async def test_a_danger_that_the_district_has_no_category_for_leaves_it_to_the_rider(case: Case) -> None:
    rider = await case.rider()
    message = IncomingMessage(case.numbers.new(), "救命")
    await case.do(dangers.answer, rider, danger(case, DangerKind.HELP, category=None), message)
    draft_id = await at_hand(case, rider)
    await case.do(dangers.report_place, rider, draft_id)
    draft = await case.draft(draft_id)
    assert not draft.category_chosen
    assert drafts.missing(case.deps, draft) == ("category", "place")


async def test_the_card_of_a_danger_asks_for_the_place_at_once(case: Case) -> None:
    rider = await case.rider()
    await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.told()
    await case.do(dangers.report_place, rider, draft_id)
    asked = [call for call in await case.told(rider.chat_id) if "reply_markup" in call.params]
    assert len(asked) == 2  # the card, and the key that sends where the phone is


async def test_it_is_reminded_of_half_an_hour_after_the_key(case: Case) -> None:
    rider = await case.rider()
    await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.passes(hours=2)
    await case.do(dangers.report_place, rider, draft_id)
    await case.told()
    await case.passes(minutes=30)
    (reminder,) = await case.told()
    assert "刚才那件" in reminder.text


@pytest.mark.parametrize("category", ["", "street_light", "other"])
async def test_a_report_of_danger_is_urgent_in_any_category_at_any_hour(case: Case, category: str) -> None:
    case.clock.at = MIDNIGHT
    rider = await case.rider()
    report = await reported(case, rider, category=category)
    assert (report.urgent, report.danger) == (True, INJURY)
    assert report.due_at is not None
    assert report.due_at - MIDNIGHT <= 2 * HOUR
    (card,) = await case.told(GROUPS[report.queue])
    assert not card.params.get("disable_notification")
    assert "有人受伤" in card.text.splitlines()[0]


async def test_it_stays_urgent_whatever_staff_call_it(case: Case) -> None:
    report = await reported(case, await case.rider())
    corrected = await case.do(recategorized, replace(report, queue="triage"), "street_light", STAFF)
    assert (corrected.category, corrected.urgent, corrected.danger) == ("street_light", True, INJURY)
    assert corrected.due_at is not None
    assert corrected.due_at - case.clock.at <= 2 * HOUR


async def test_gas_that_staff_call_something_else_is_urgent_no_more(case: Case) -> None:
    report = await reported(case, await case.rider(), GAS)
    assert (report.category, report.urgent, report.danger) == ("gas_leak", True, GAS)
    corrected = await case.do(recategorized, replace(report, queue="triage"), "street_light", STAFF)
    assert not corrected.urgent


async def test_the_supervisors_hear_of_it_once_and_at_once(case: Case) -> None:
    report = await reported(case, await case.rider())
    (told_them,) = await case.told(GROUPS["supervisors"])
    for said in (str(report.number), "有人受伤", "新湖街道"):
        assert said in told_them.text
    assert not told_them.params.get("disable_notification")


async def test_supervisors_who_stand_in_for_the_queue_read_it_on_the_card(case: Case) -> None:
    await case.database.write(lambda tx: tx.queues.lose(GROUPS["supervisors"], case.clock.at))
    report = await reported(case, await case.rider())
    in_triage = [call for call in await case.told(GROUPS["triage"]) if str(report.number) in call.text]
    assert len(in_triage) == 1


async def test_nobody_in_danger_is_asked_whether_others_reported_it(case: Case) -> None:
    await case.submitted("other", by=await case.rider(8))
    rider = await case.rider()
    await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.do(dangers.report_place, rider, draft_id)
    await case.sends(rider, position=HERE)
    assert (await case.draft(draft_id)).near_shown == ()


async def test_gas_joins_what_is_of_gas_or_still_of_nothing(case: Case) -> None:
    rider = await case.rider()
    bare = await case.sends(rider, position=spot(1), photo=case.photo())
    await told(case, rider, GAS, "煤气漏了")
    joined = await case.draft(bare)
    assert (joined.category, joined.danger, len(joined.photos)) == ("gas_leak", GAS, 1)
    await told(case, rider, GAS, "煤气味更大了")
    assert (await case.draft(bare)).note == "煤气漏了\n煤气味更大了"


@pytest.mark.parametrize("to", ["own words", "answer", "what was kept"])
@pytest.mark.parametrize("brings", ["place", "photo", "words"])
async def test_a_reply_to_what_was_told_goes_with_the_danger_whenever_it_comes(
    case: Case, to: str, brings: str
) -> None:
    rider = await case.rider()
    message = await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.sends(rider, photo=case.photo())
    await case.told()
    keys = {"answer": danger_key(rider.id, message.message_id, INJURY), "what was kept": kept_key(draft_id)}
    ours = await case.database.read(lambda tx: tx.messages.of_key(keys.get(to, "")))
    await case.passes(hours=3)
    newer = await case.sends(rider, "路灯不亮", photo=case.photo())
    assert newer != draft_id
    content = {"place": {"position": HERE}, "photo": {"photo": case.photo()}, "words": {"text": "在负一层"}}[brings]
    reply = IncomingMessage(
        case.numbers.new(),
        sent_at=case.clock.at,
        replied_to=ours.message_id if ours else message.message_id,
        **content,  # type: ignore[arg-type]
    )
    joined = await case.do(receiving.receive_words, rider, reply)
    assert joined is not None
    assert (joined.id, joined.stage) == (draft_id, DraftStage.WAITING)


async def test_a_complaint_in_reply_to_a_danger_is_said_of_it(case: Case) -> None:
    rider = await case.rider()
    message = await told(case, rider)
    draft_id = await at_hand(case, rider)
    for reply_to, joins in ((message.message_id, True), (None, False)):
        said = IncomingMessage(case.numbers.new(), "没人来", sent_at=case.clock.at, replied_to=reply_to)
        joined = await case.do(receiving.receive_talk, rider, said, Intent.COMPLAINT)
        assert (joined is not None and joined.id == draft_id) is joins


async def test_after_a_reply_what_follows_goes_with_the_danger_again(case: Case) -> None:
    rider = await case.rider()
    before = await case.sends(rider, photo=case.photo())
    message = await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.sends(rider, photo=case.photo(), replied_to=(await case.draft(before)).last_message_id)
    assert await case.sends(rider, photo=case.photo()) == before  # it is newer
    assert await case.sends(rider, position=HERE, replied_to=message.message_id) == draft_id
    assert await case.sends(rider, photo=case.photo()) == draft_id


async def test_a_reply_to_the_answer_finds_the_draft_that_is_open(case: Case) -> None:
    rider = await case.rider()
    await told(case, rider)
    draft_id = await at_hand(case, rider)
    await case.do(dangers.report_place, rider, draft_id)
    again = await told(case, rider, text="还在流血")
    shown = await case.told(rider.chat_id)
    assert not any("report_place" in str(call.params.get("reply_markup")) for call in shown)
    ours = await case.database.read(lambda tx: tx.messages.of_key(danger_key(rider.id, again.message_id, INJURY)))
    assert ours
    await case.passes(hours=1)
    assert await case.sends(rider, photo=case.photo(), replied_to=ours.message_id) == draft_id


async def test_only_an_album_that_has_parts_there_goes_with_what_waits(case: Case) -> None:
    rider = await case.rider()
    other = await case.sends(rider, photo=case.photo())
    said = IncomingMessage(case.numbers.new(), "我被车撞了", sent_at=case.clock.at, album="A")
    await case.do(dangers.answer, rider, danger(case), said)
    waits = await at_hand(case, rider)
    beside = (await case.draft(other)).last_message_id
    assert await case.sends(rider, photo=case.photo(), album="B", replied_to=beside) == other
    assert await case.sends(rider, photo=case.photo(), album="B") == other
    assert await case.sends(rider, photo=case.photo(), album="A") == waits


@pytest.mark.parametrize("apart", ["time", "place"])
async def test_another_leak_opens_a_card_of_its_own_unless_it_replies(case: Case, apart: str) -> None:
    rider = await case.rider()
    await told(case, rider, GAS, "煤气漏了")
    first = await case.sends(rider, position=spot(1))
    await case.passes(minutes=3 if apart == "time" else 1)
    there = HERE if apart == "time" else spot(60)
    leak = IncomingMessage(case.numbers.new(), "煤气漏了", position=there, sent_at=case.clock.at)
    await case.do(dangers.answer, rider, danger(case, GAS), leak)
    (kept, second) = await case.database.read(lambda tx: tx.drafts.open_of(rider.id))
    assert (kept.id, kept.position, second.danger, second.position) == (first, spot(1), GAS, there)
    more = IncomingMessage(case.numbers.new(), "煤气味更大了", replied_to=kept.last_message_id, sent_at=case.clock.at)
    await case.do(dangers.answer, rider, danger(case, GAS), more)
    assert (await case.draft(first)).note == "煤气漏了\n煤气味更大了"


@pytest.mark.parametrize("first", ["words", "category", "late"])
async def test_gas_stands_beside_what_is_of_another_problem(case: Case, first: str) -> None:
    rider = await case.rider()
    other = await case.sends(rider, "那个坏了" if first == "words" else "", photo=case.photo())
    if first == "category":
        await case.do(draft_menus.choose_category, rider, other, "pothole")
    await case.do(draft_menus.open_menu, rider, other, DraftMenu.NOTE)
    await case.passes(minutes=3 if first == "late" else 0)
    await told(case, rider, GAS, "煤气漏了")
    opened = await case.database.read(lambda tx: tx.drafts.open_of(rider.id))
    assert [(each.id == other, each.danger, "煤气" in each.note) for each in opened] == [
        (True, None, False),
        (False, GAS, True),
    ]


async def test_a_message_edited_into_gas_takes_its_own_draft_along(case: Case) -> None:
    rider = await case.rider()
    message = IncomingMessage(case.numbers.new(), "味道很大")
    draft = await case.do(receiving.receive, rider, message)
    await case.do(dangers.answer, rider, danger(case, GAS), replace(message, text="煤气漏了"))
    turned = await case.draft(draft.id)
    assert (turned.stage, turned.danger, turned.note) == (DraftStage.OPEN, GAS, "煤气漏了")


async def test_what_waits_and_what_is_open_is_the_riders_to_take_out(case: Case) -> None:
    rider = await case.rider()
    await case.sends(rider, "那个坏了", photo=case.photo())
    await told(case, rider, GAS, "煤气漏了")
    await told(case, rider)
    record = await case.database.read(lambda tx: my_data.record_of(tx, rider))
    found = [(each["note"], each["danger"], len(each["photos"])) for each in record["drafts"]]
    assert sorted(found) == sorted([("那个坏了", None, 1), ("煤气漏了", GAS, 0), ("我被车撞了", INJURY, 0)])
