"""What a message or an edit makes of a draft, and when the phone is asked where."""

from dataclasses import replace
from typing import Any

import pytest

from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.messages import Outgoing, Precedence
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import DraftCard, EditedLate, LocationKey, PhotoAgain
from domain.timers import Timer, TimerKind
from services.reporting import draft_menus, edits, receiving
from tests.sample_views import HOUR, MINUTE
from tests.tables import timers, waiting, waiting_keys
from tests.usecases import HERE, START, Case, spot

DAY = 24 * HOUR
STREET = Position(37.4425, 116.31, "wgs84", "place", 300.0, START)


def north(metres: float, source: str = "location") -> Position:
    return replace(HERE, source=source, lat=HERE.lat + metres / METRES_PER_DEGREE)


async def open_draft(case: Case, text: str = "", **brought: Any) -> tuple[Rider, int]:
    """A draft of one message, of which the rider has been told."""
    rider = await case.rider()
    draft = await case.sends(rider, text, **brought)
    await case.told()
    return rider, draft


async def test_a_first_message_opens_a_draft_with_its_reminder_and_its_end(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "有个坑", position=HERE)
    draft = await case.draft(draft_id)
    assert (draft.rider_id, draft.opened_at, draft.touched_at) == (rider.id, START, START)
    assert (draft.position, draft.community, draft.note, draft.stage) == (HERE, "C6", "有个坑", DraftStage.OPEN)
    assert timers(case) == [
        Timer(TimerKind.DRAFT_REMINDER, str(draft_id), START + 30 * MINUTE),
        Timer(TimerKind.DRAFT_EXPIRY, str(draft_id), START + DAY),
    ]
    assert waiting(case) == [
        Outgoing(f"draft:{draft_id}", 700, None, Precedence.ANSWER, DraftCard(draft_id), language="zh")
    ]


async def test_the_next_message_joins_it(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    case.clock.at += MINUTE
    assert await case.sends(rider, "很深", photo=case.photo()) == draft_id
    draft = await case.draft(draft_id)
    assert (draft.note, len(draft.photos), draft.touched_at) == ("有个坑\n很深", 1, START + MINUTE)
    assert len(timers(case, TimerKind.DRAFT_EXPIRY)) == 1


async def test_a_draft_takes_ten_photos_and_the_next_opens_its_own(case: Case) -> None:
    rider = await case.rider()
    for _ in range(10):
        draft = await case.sends(rider, position=HERE, photo=case.photo())
    assert await case.sends(rider, photo=case.photo()) != draft
    assert len((await case.draft(draft)).photos) == 10
    await case.sends(rider, "就在路口")


async def test_the_same_photo_again_is_not_added_and_said_so(case: Case) -> None:
    rider = await case.rider()
    photo = case.photo()
    draft = await case.sends(rider, position=HERE, photo=photo)
    await case.told()
    await case.sends(rider, photo=replace(case.photo(), object_key=photo.object_key))
    assert len((await case.draft(draft)).photos) == 1
    newest = (await case.draft(draft)).last_message_id
    assert PhotoAgain(reply_to=newest) in [each.meaning for each in waiting(case)]


async def test_ten_photos_and_one_of_them_again_is_no_eleventh(case: Case) -> None:
    rider = await case.rider()
    photos = [case.photo() for _ in range(10)]
    for photo in photos:
        await case.sends(rider, position=HERE, photo=photo)
    await case.sends(rider, photo=replace(case.photo(), object_key=photos[0].object_key))


@pytest.mark.parametrize(
    ("brought", "parts"),
    [({"text": "有个坑"}, 1), ({"position": HERE}, 1), ({"photo_position": HERE}, 1), ({}, 0)],
)
async def test_a_message_that_says_something_is_remembered_so_that_its_edit_counts(
    case: Case, brought: dict[str, Any], parts: int
) -> None:
    rider, draft = await open_draft(case, "第一句")
    await case.sends(rider, **brought)
    assert len((await case.draft(draft)).note_parts) == 1 + parts


async def test_a_card_stands_below_the_newest_message(case: Case) -> None:
    rider, draft = await open_draft(case, "第一句")
    newest = (await case.draft(draft)).last_message_id
    await case.do(receiving.receive, rider, IncomingMessage(newest - 5, "早一点的"))
    assert (await case.draft(draft)).last_message_id == newest
    await case.do(receiving.receive, rider, IncomingMessage(newest + 5, "晚一点的"))
    assert (await case.draft(draft)).last_message_id == newest + 5


@pytest.mark.parametrize(
    ("menu", "words", "after"),
    [
        (DraftMenu.PLACE, "德州站", DraftMenu.CARD),
        (DraftMenu.PLACE_UNKNOWN, "德州站", DraftMenu.CARD),
        (DraftMenu.PLACE, "月亮背面", DraftMenu.PLACE_UNKNOWN),
        (DraftMenu.PLACE_UNKNOWN, "月亮背面", DraftMenu.PLACE_UNKNOWN),
        (DraftMenu.NOTE, "就在路口", DraftMenu.CARD),
        (DraftMenu.CATALOGUE, "就在路口", DraftMenu.CATALOGUE),
        (DraftMenu.CARD, "就在路口", DraftMenu.CARD),
    ],
)
async def test_a_message_closes_the_menu_that_it_answers(
    case: Case, menu: DraftMenu, words: str, after: DraftMenu
) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    if menu is not DraftMenu.CARD:
        await case.do(draft_menus.open_menu, rider, draft_id, menu)
    await case.sends(rider, words)
    assert (await case.draft(draft_id)).menu is after


async def test_a_name_typed_to_the_place_menu_puts_a_measured_place_right(case: Case) -> None:
    far = replace(HERE, lat=HERE.lat + 0.3, source="exif")
    rider, draft_id = await open_draft(case, "有个坑", photo=case.photo(), photo_position=far)
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.PLACE)
    await case.sends(rider, "德州站")
    corrected = await case.draft(draft_id)
    named = corrected.position
    assert named is not None
    assert (named.source, corrected.note) == ("place", "有个坑")
    await case.sends(rider, photo=case.photo(), photo_position=far, replied_to=corrected.last_message_id)
    drawn = await case.draft(draft_id)
    assert (drawn.position, drawn.other_position, len(drawn.photos)) == (named, None, 2)


async def test_words_that_name_no_known_place_are_asked_for_again_where_a_place_was_asked(case: Case) -> None:
    rider, draft_id = await open_draft(case, "路灯不亮")
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.PLACE)
    await case.sends(rider, "月亮背面")
    assert (await case.draft(draft_id)).menu is DraftMenu.PLACE_UNKNOWN


@pytest.mark.parametrize(
    ("brought", "is_asked"),
    [
        ({"photo": True}, True),
        ({"photo": True, "position": STREET}, True),
        ({"photo": True, "position": replace(STREET, accuracy_m=200.0)}, False),
        ({"photo": True, "position": HERE}, False),
        ({"text": "有个坑"}, True),
    ],
)
async def test_the_phone_is_asked_where_a_draft_has_no_exact_place(
    case: Case, brought: dict[str, Any], *, is_asked: bool
) -> None:
    rider = await case.rider()
    photo = {"photo": case.photo()} if brought.get("photo") else {}
    await case.sends(rider, **{**brought, **photo})
    assert (f"location:{rider.id}" in waiting_keys(case)) is is_asked


async def test_the_phone_is_asked_once_and_its_key_goes_once_the_place_is_known(case: Case) -> None:
    rider, draft_id = await open_draft(case, photo=case.photo())
    await case.sends(rider, photo=case.photo())
    assert waiting_keys(case) == [f"draft:{draft_id}"]
    await case.sends(rider, position=HERE)
    assert waiting_keys(case) == [f"draft:{draft_id}", f"location:{rider.id}"]


async def test_an_album_asks_the_phone_with_its_card(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, photo=case.photo(), album="1")
    told = {each.key: (each.meaning, each.not_before) for each in waiting(case)}
    assert told == {
        f"draft:{draft}": (DraftCard(draft), START + 700),
        f"location:{rider.id}": (LocationKey(draft), START + 700),
    }


@pytest.mark.parametrize(("album", "lines"), [("1", 0), ("", 1)])
async def test_who_has_not_agreed_sees_the_first_screen_once_an_album_and_no_card(
    case: Case, album: str, lines: int
) -> None:
    rider = await case.rider(consent=0)
    for _ in range(3):
        await case.sends(rider, position=HERE, photo=case.photo(), album=album)
    assert [each.meaning.name for each in waiting(case)] == ["welcome", *["kept_until_agreed"] * lines]


async def edited(case: Case, rider: Rider, message_id: int, text: str, position: Position | None = None) -> None:
    await case.do(edits.hear, rider, IncomingMessage(message_id, text, position))


async def test_an_edited_message_replaces_its_own_words(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    (part,) = (await case.draft(draft_id)).note_parts
    await case.sends(rider, "很深")
    await edited(case, rider, part.message_id, "有个大坑", HERE)
    draft = await case.draft(draft_id)
    assert draft.note_parts[0] == replace(part, text="有个大坑")
    assert draft.note == "有个大坑\n很深"
    assert waiting_keys(case) == [f"draft:{draft_id}"]


async def test_an_edited_caption_of_a_photo_without_words_is_its_note(case: Case) -> None:
    rider, draft_id = await open_draft(case, photo=case.photo())
    (photo,) = (await case.draft(draft_id)).photos
    await edited(case, rider, photo.message_id, "有个坑", HERE)
    draft = await case.draft(draft_id)
    assert (draft.note, draft.position) == ("有个坑", HERE)


async def test_an_edit_of_another_message_changes_nothing(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    await edited(case, rider, 5, "别的")
    assert (await case.draft(draft_id)).note == "有个坑"
    assert waiting(case) == []


async def test_an_edit_names_another_place_than_before(case: Case) -> None:
    rider, draft_id = await open_draft(case, "德州站")
    (part,) = (await case.draft(draft_id)).note_parts
    before = (await case.draft(draft_id)).position
    await edited(case, rider, part.message_id, "中心广场")
    after = (await case.draft(draft_id)).position
    assert before
    assert after
    assert (after.source, after.lat) == ("place", 37.4512)
    await edited(case, rider, part.message_id, "月亮背面")
    assert (await case.draft(draft_id)).note == "月亮背面"


async def test_an_edit_after_submitting_comes_too_late_and_is_told_so(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    (photo,) = report.photos
    await case.told()
    await edited(case, rider, photo.message_id, "有个坑")
    assert [each.meaning for each in waiting(case)] == [EditedLate(report.id, reply_to=photo.message_id)]
    await edited(case, rider, 5, "别的")
    await edited(case, await case.rider(8), photo.message_id, "有个坑")
    assert len(waiting(case)) == 1


async def test_any_report_of_the_rider_answers_an_edit(case: Case) -> None:
    rider = await case.rider()
    first = await case.submitted(by=rider)
    case.clock.at += 1
    await case.submitted(by=rider, at=spot(1))
    await case.told()
    await edited(case, rider, first.photos[0].message_id, "有个坑")
    assert [each.meaning for each in waiting(case)] == [EditedLate(first.id, reply_to=first.photos[0].message_id)]


async def test_a_witness_who_edits_what_the_reporter_sent_hears_nothing(case: Case) -> None:
    report, witness = await case.submitted(), await case.rider(8)
    await case.witnessed(report, witness)
    await case.told()
    await edited(case, witness, report.photos[0].message_id, "有个坑")
    assert waiting(case) == []
