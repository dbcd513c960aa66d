"""A message joins the draft that it belongs to, opens its own, or waits for room; none is lost."""

from dataclasses import replace

import pytest

from domain.errors import Stale
from domain.geo.positions import Position
from domain.language.intents import Intent
from domain.language.suggestion import Suggester
from domain.people.riders import Rider
from domain.reporting.drafts import OPEN_AT_MOST, DraftMenu, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import DraftCard, KeptForRoom
from services.people import talk
from services.reporting import cancelling, draft_menus, receiving, splitting
from tests.tables import waiting
from tests.usecases import HERE, Case, spot


@pytest.fixture
def case(case: Case) -> Case:
    """A case in which words are read by the phrases of the catalogue."""
    case.deps = replace(case.deps, suggester=Suggester(tuple(case.deps.district.catalogue.values())))
    return case


async def test_two_captioned_photos_of_one_minute_are_two_drafts(case: Case) -> None:
    rider = await case.rider()
    first = await case.sends(rider, "井盖不见了", photo=case.photo())
    assert await case.sends(rider, "路灯不亮", photo=case.photo()) != first
    assert await case.sends(rider, "", photo=case.photo()) != first  # beside the newest


async def test_two_files_of_two_streets_are_two_drafts(case: Case) -> None:
    rider = await case.rider()
    first = await case.sends(rider, photo_position=replace(HERE, source="exif"), photo=case.photo())
    second = await case.sends(rider, photo_position=replace(spot(5), source="exif"), photo=case.photo())
    assert first != second


async def test_what_was_sent_long_ago_is_judged_by_when_it_was_sent(case: Case) -> None:
    rider = await case.rider()
    sent = case.clock.at
    await case.passes(hours=5)  # the bot was away
    first = await case.sends(rider, "井盖不见了", photo=case.photo(), sent_at=sent)
    assert await case.sends(rider, photo=case.photo(), sent_at=sent + 60_000) == first
    assert await case.sends(rider, photo=case.photo(), sent_at=sent + 9 * 60_000) != first


async def test_words_that_belong_to_no_draft_change_none(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.passes(minutes=3)
    words = IncomingMessage(case.numbers.new(), "今天风好大", sent_at=case.clock.at)
    assert await case.do(receiving.receive_words, rider, words) is None
    assert (await case.draft(draft)).note == "井盖不见了"
    soon = replace(words, message_id=case.numbers.new(), sent_at=case.clock.at - 2 * 60_000)
    joined = await case.do(receiving.receive_words, rider, soon)
    assert joined is not None
    assert joined.id == draft


async def test_the_parts_of_an_album_leave_together_with_the_one_that_names_another_problem(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    assert await case.sends(rider, photo=case.photo(), album="7") == draft
    other = await case.sends(rider, "路灯不亮", photo=case.photo(), album="7")
    assert await case.sends(rider, photo=case.photo(), album="7") == other != draft
    assert [len((await case.draft(each)).photos) for each in (draft, other)] == [1, 3]


async def test_an_album_whose_first_part_names_it_goes_there_whole(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    other = await case.sends(rider, "路灯不亮", photo=case.photo(), album="7")
    assert await case.sends(rider, photo=case.photo(), album="7") == other != draft


async def test_an_open_menu_takes_its_words_whatever_else_is_open(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.passes(minutes=30)
    await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.do(draft_menus.open_menu, rider, draft, DraftMenu.NOTE)
    await case.sends(rider, "旁边有个小卖部")
    assert (await case.draft(draft)).note == "井盖不见了\n旁边有个小卖部"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("修了又坏", Intent.COMPLAINT),
        ("你们怎么没人管", Intent.COMPLAINT),
        ("修好了吗", Intent.PROGRESS),
        ("人工", Intent.PERSON),
    ],
)
async def test_a_reply_to_the_card_and_what_the_note_s_menu_asked_for_are_no_talk(
    case: Case, text: str, intent: Intent
) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    card, _ = await case.told(rider.chat_id)  # below it the location key
    await case.passes(minutes=20)
    reply = IncomingMessage(case.numbers.new(), text, sent_at=case.clock.at, replied_to=card.message)
    assert await case.do(receiving.receive_talk, rider, reply, intent)
    assert (await case.draft(draft)).note == f"井盖不见了\n{text}"
    await case.passes(minutes=5)
    other = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.do(draft_menus.open_menu, rider, other, DraftMenu.NOTE)
    typed = IncomingMessage(case.numbers.new(), text, sent_at=case.clock.at)
    assert await case.do(receiving.receive_talk, rider, typed, intent)
    assert (await case.draft(other)).note == f"路灯不亮\n{text}"


@pytest.mark.parametrize(
    ("text", "intent", "joins"),
    [
        ("修了又坏", Intent.COMPLAINT, True),
        ("还没修好", Intent.PROGRESS, True),
        ("你们怎么没人管", Intent.COMPLAINT, False),
        ("什么时候修好", Intent.PROGRESS, False),
        ("没人管", Intent.SWEARING, False),
        ("人工", Intent.PERSON, False),
    ],
)
async def test_right_after_a_photo_what_may_be_of_it_joins_and_questions_do_not(
    case: Case, text: str, intent: Intent, *, joins: bool
) -> None:
    rider = await case.rider()
    await case.sends(rider, "井盖不见了", photo=case.photo())
    for minutes, expected in ((1, joins), (3, False)):
        await case.passes(minutes=minutes)
        said = IncomingMessage(case.numbers.new(), text, sent_at=case.clock.at)
        assert (await case.do(receiving.receive_talk, rider, said, intent) is not None) is expected


@pytest.mark.parametrize("menu", [DraftMenu.PLACE, DraftMenu.PLACE_UNKNOWN, DraftMenu.CARD])
async def test_a_serial_is_of_a_house_where_the_open_menu_asks_for_the_place(case: Case, menu: DraftMenu) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.do(draft_menus.open_menu, rider, draft, menu)
    serial = f"{report.number.serial:04}"
    assert await case.database.read(lambda tx: talk.takes(tx, rider, Intent.NUMBER, str(report.number)))
    is_taken = await case.database.read(lambda tx: talk.takes(tx, rider, Intent.NUMBER, serial))
    assert is_taken is (menu is DraftMenu.CARD)


async def test_the_eleventh_is_kept_and_opened_when_there_is_room(case: Case) -> None:
    rider = await case.rider()
    drafts = [
        await case.sends(rider, position=replace(spot(number), source="exif"), photo=case.photo())
        for number in range(OPEN_AT_MOST)
    ]
    eleventh = await case.sends(rider, "路灯不亮", position=spot(20), photo=case.photo())
    twelfth = await case.sends(rider, "井盖不见了", position=spot(30), photo=case.photo())
    assert len([each for each in waiting(case) if isinstance(each.meaning, KeptForRoom)]) == 2
    assert (await case.draft(eleventh)).stage is DraftStage.ASIDE
    await case.sends(rider, photo=case.photo(), album="", sent_at=case.clock.at)
    assert (await case.draft(twelfth)).photos  # the newest takes what follows, also while it waits
    await case.do(draft_menus.cancel, rider, drafts[3])
    assert (await case.draft(eleventh)).stage is DraftStage.OPEN
    assert (await case.draft(twelfth)).stage is DraftStage.ASIDE
    await case.do(cancelling.cancel_all, rider, 1)
    unfinished = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    assert unfinished == []


@pytest.mark.parametrize("number", [1, 2])
async def test_cancel_by_command_ends_the_only_one_and_asks_of_several(case: Case, number: int) -> None:
    rider = await case.rider()
    for at in range(number):
        await case.sends(rider, position=replace(spot(5 * at), source="exif"), photo=case.photo())
    await case.do(cancelling.cancel_one, rider)
    unfinished = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    assert len(unfinished) == (0 if number == 1 else 2)


FLAT = "3号楼2单元"
"""Words that say where and nothing else, and that nobody can place."""


async def said(case: Case, rider: Rider, text: str) -> int | None:
    """The draft that words typed now belong to, if they belong to one."""
    message = IncomingMessage(case.numbers.new(), text, sent_at=case.clock.at)
    draft = await case.do(receiving.receive_words, rider, message)
    return draft.id if draft is not None else None


async def beside_one_without_a_place(case: Case) -> tuple[Rider, int, int]:
    """A rider with a draft that lacks a place, and a newer one with the position in its file."""
    rider = await case.rider()
    lacking = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.passes(minutes=5)
    placed = await case.sends(rider, "井盖不见了", photo=case.photo(), photo_position=replace(HERE, source="exif"))
    return rider, lacking, placed


@pytest.mark.parametrize("words", [FLAT, "德州站", "大学路28号"])
async def test_what_is_typed_to_the_open_note_is_the_note_however_late(case: Case, words: str) -> None:
    rider, lacking, placed = await beside_one_without_a_place(case)
    await case.passes(minutes=10)
    await case.do(draft_menus.open_menu, rider, placed, DraftMenu.NOTE)
    await case.passes(minutes=5)
    assert await said(case, rider, words) == placed
    drafts = [await case.draft(each) for each in (placed, lacking)]
    assert [each.note for each in drafts] == [f"井盖不见了\n{words}", "路灯不亮"]
    assert [each.position and each.position.source for each in drafts] == ["exif", None]


async def test_a_name_typed_to_the_open_note_is_the_place_that_its_draft_lacks_and_stays_there(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.do(draft_menus.open_menu, rider, draft, DraftMenu.NOTE)
    await said(case, rider, "德州站")
    kept = await case.draft(draft)
    assert kept.position is not None
    assert kept.note == "井盖不见了\n德州站"


async def test_words_that_nobody_can_place_are_of_the_photo_that_just_came(case: Case) -> None:
    rider, lacking, placed = await beside_one_without_a_place(case)
    assert await said(case, rider, FLAT) == placed
    assert (await case.draft(placed)).note == f"井盖不见了\n{FLAT}"
    await case.passes(minutes=5)
    assert await said(case, rider, FLAT) == lacking, "but later of what lacks a place"


async def test_words_that_nobody_can_place_open_no_card_where_several_lack_one(case: Case) -> None:
    rider = await case.rider()
    older, newer = await beside_each_other(case, rider)
    assert await said(case, rider, FLAT) == newer
    joined = await case.draft(newer)
    assert joined.note == f"井盖不见了\n{FLAT}"
    assert joined.joined == (joined.last_message_id,), "and can be split off"
    assert joined.menu is DraftMenu.PLACE_UNKNOWN
    unfinished = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    assert len(unfinished) == 3
    assert (await case.draft(older)).note == "路灯不亮"


async def beside_each_other(case: Case, rider: Rider) -> tuple[int, int]:
    """Two drafts without a place, and a third that was asked for one last and got it."""
    drafts = []
    for caption in ("路灯不亮", "井盖不见了", "有个大坑"):
        drafts.append(await case.sends(rider, caption, photo=case.photo()))
        await case.passes(minutes=5)
    assert await case.sends(rider, position=HERE) == drafts[2]
    await case.passes(minutes=5)
    return drafts[0], drafts[1]


def by_hand(number: int) -> Position:
    """A place that a rider shares."""
    return replace(spot(number), source="location")


async def placed_by_hand(case: Case) -> tuple[Rider, int]:
    """A draft of a photo, with a location that its rider sent."""
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.sends(rider, position=by_hand(0))
    return rider, draft


async def test_a_place_elsewhere_is_the_next_problem_s_unless_its_rider_says_that_it_corrects(case: Case) -> None:
    rider, draft = await placed_by_hand(case)
    other = await case.sends(rider, position=by_hand(5))
    assert [(await case.draft(each)).position for each in (draft, other)] == [by_hand(0), by_hand(5)]
    assert [each.id for each in (await case.view(DraftCard(other))).asking] == [draft]
    await case.do(splitting.belongs_to, rider, other, draft)
    corrected = await case.draft(draft)
    assert (corrected.position, corrected.other_position, len(corrected.photos)) == (by_hand(5), None, 1)
    assert (await case.draft(other)).stage is DraftStage.MERGED


async def test_a_photo_goes_with_the_place_that_came_before_it(case: Case) -> None:
    rider, draft = await placed_by_hand(case)
    other = await case.sends(rider, position=by_hand(5))
    assert await case.sends(rider, photo=case.photo()) == other
    assert [(await case.draft(each)).position for each in (draft, other)] == [by_hand(0), by_hand(5)]
    assert not (await case.view(DraftCard(other))).asking
    with pytest.raises(Stale):
        await case.do(splitting.belongs_to, rider, draft, draft)


async def test_what_came_since_the_second_of_two_places_is_split_off_with_it(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, photo=case.photo(), photo_position=replace(HERE, source="exif"))
    await case.sends(rider, position=by_hand(5))
    assert await case.sends(rider, photo=case.photo()) == draft
    new = await case.do(splitting.split_off, rider, draft)
    rest = await case.draft(draft)
    assert (rest.position, rest.other_position, len(rest.photos)) == (replace(HERE, source="exif"), None, 1)
    assert (new.position, len(new.photos)) == (by_hand(5), 1)


@pytest.mark.parametrize("ends", ["cancelled", "closed"])
async def test_a_reply_to_what_takes_nothing_more_is_of_no_other_draft(case: Case, ends: str) -> None:
    rider = await case.rider()
    if ends == "cancelled":
        replied = await case.sends(rider, "路灯不亮", photo=case.photo())
        message = (await case.draft(replied)).last_message_id
        await case.do(draft_menus.cancel, rider, replied)
    else:
        report = await case.submitted(by=rider)
        message = (await case.draft(report.id)).last_message_id
    beside = await case.sends(rider, "井盖不见了", photo=case.photo(), position=spot(9))
    own = await case.sends(rider, photo=case.photo(), replied_to=message)
    assert own != beside
    words = IncomingMessage(case.numbers.new(), "就在路口", sent_at=case.clock.at, replied_to=message)
    assert await case.do(receiving.receive_words, rider, words) is None
    assert (await case.draft(beside)).note == "井盖不见了"


async def ten_without_a_place(case: Case) -> tuple[Rider, list[int]]:
    """A rider with as many drafts as may be open, the last of which alone has a place."""
    rider, drafts = await case.rider(), []
    for _ in range(OPEN_AT_MOST):
        drafts.append(await case.sends(rider, "路灯不亮", photo=case.photo()))
        await case.passes(minutes=3)
    await case.sends(rider, position=by_hand(0))
    await case.passes(minutes=3)
    return rider, drafts


async def test_the_card_that_asks_whose_a_place_is_is_seen_beyond_ten_and_no_second_one(case: Case) -> None:
    rider, drafts = await ten_without_a_place(case)
    asking = await case.sends(rider, position=by_hand(1))
    assert (await case.draft(asking)).stage is DraftStage.OPEN
    assert len((await case.view(DraftCard(asking))).asking) == OPEN_AT_MOST - 1
    await case.passes(minutes=3)
    second = await case.sends(rider, position=by_hand(2))
    assert (await case.draft(second)).stage is DraftStage.ASIDE
    await case.do(splitting.belongs_to, rider, asking, drafts[0])
    assert (await case.draft(drafts[0])).position == by_hand(1)


async def test_what_is_split_off_ten_waits_as_an_eleventh(case: Case) -> None:
    rider, drafts = await ten_without_a_place(case)
    whole = await case.sends(rider, photo=case.photo(), replied_to=(await case.draft(drafts[0])).last_message_id)
    await case.sends(rider, photo=case.photo())
    new = await case.do(splitting.split_off, rider, whole)
    split = await case.draft(new.id)
    assert (split.stage, len(split.photos)) == (DraftStage.ASIDE, 1)
    await case.do(draft_menus.cancel, rider, drafts[5])
    assert (await case.draft(new.id)).stage is DraftStage.OPEN
