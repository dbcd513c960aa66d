"""What a press makes of a draft, and who may press."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import DraftGone, NotTheirs, Stale
from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu, DraftStage
from services.reporting import draft_menus, drafts
from services.reporting.position_conflict import mark
from tests.sample_views import HOUR
from tests.tables import waiting_keys
from tests.usecases import HERE, START, Case

DAY = 24 * HOUR


def north(metres: float, source: str = "location") -> Position:
    return replace(HERE, source=source, lat=HERE.lat + metres / METRES_PER_DEGREE)


async def open_draft(case: Case, text: str = "", **brought: Any) -> tuple[Rider, int]:
    """A draft of one message, of which the rider has been told."""
    rider = await case.rider()
    draft = await case.sends(rider, text, **brought)
    await case.told()
    return rider, draft


async def test_a_menu_opens_and_closes_again(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.NOTE)
    assert (await case.draft(draft_id)).menu is DraftMenu.NOTE
    assert waiting_keys(case) == [f"draft:{draft_id}"]
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.NOTE)
    assert (await case.draft(draft_id)).menu is DraftMenu.CARD


async def test_the_place_menu_asks_the_phone_and_closing_it_does_not(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.PLACE)
    assert waiting_keys(case) == [f"draft:{draft_id}", f"location:{rider.id}"]
    await case.told()
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.PLACE)
    assert f"draft:{draft_id}" in waiting_keys(case)
    assert (await case.draft(draft_id)).menu is DraftMenu.CARD


async def test_a_chosen_category_is_changed_by_no_words(case: Case) -> None:
    rider, draft_id = await open_draft(case, "路灯不亮", position=HERE)
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.CATALOGUE)
    await case.do(draft_menus.choose_category, rider, draft_id, "pothole")
    draft = await case.draft(draft_id)
    assert (draft.category, draft.category_chosen, draft.menu) == ("pothole", True, DraftMenu.CARD)
    await case.sends(rider, "路灯不亮")
    assert (await case.draft(draft_id)).category == "pothole"
    with pytest.raises(KeyError):
        await case.do(draft_menus.choose_category, rider, draft_id, "given_up")


async def test_a_chosen_category_that_the_district_gave_up_is_asked_for_anew(case: Case) -> None:
    rider, draft_id = await open_draft(case, position=HERE, photo=case.photo())
    await case.do(draft_menus.choose_category, rider, draft_id, "pothole")
    case.gives_up("pothole")
    await case.sends(rider, "就在路口")
    draft = await case.draft(draft_id)
    assert (draft.category, draft.category_chosen) == (None, False)
    assert drafts.missing(case.deps, draft) == ("category",)


async def test_words_propose_a_category_and_none_where_they_say_nothing(case: Case) -> None:
    suggester = type(case.deps.suggester)(tuple(case.deps.district.catalogue.values()))
    case.deps = replace(case.deps, suggester=suggester)
    rider, draft_id = await open_draft(case, "井盖不见了", position=HERE)
    draft = await case.draft(draft_id)
    assert (draft.category, draft.category_chosen, draft.guesses[0]) == ("manhole_missing", False, "manhole_missing")
    await case.do(draft_menus.clear_note, rider, draft_id)
    draft = await case.draft(draft_id)
    assert (draft.category, draft.guesses, draft.note_parts, draft.menu) == (None, (), (), DraftMenu.CARD)


async def test_an_old_place_counts_once_the_rider_said_yes(case: Case) -> None:
    old = replace(HERE, taken_at=START - DAY - 1)
    rider, draft_id = await open_draft(case, "有个坑", position=old, photo=case.photo())
    await case.do(draft_menus.choose_category, rider, draft_id, "pothole")
    assert drafts.missing(case.deps, await case.draft(draft_id)) == ("old_place",)
    await case.do(draft_menus.confirm_old_place, rider, draft_id)
    assert drafts.missing(case.deps, await case.draft(draft_id)) == ()
    assert not drafts.is_old(case.deps, await case.draft(draft_id), START)


@pytest.mark.parametrize(("age", "is_old"), [(DAY, False), (DAY + 1, True), (None, False)])
async def test_a_place_is_old_after_24_hours(case: Case, age: int | None, *, is_old: bool) -> None:
    position = replace(HERE, taken_at=None if age is None else START - age)
    _, draft_id = await open_draft(case, "有个坑", position=position)
    assert drafts.is_old(case.deps, await case.draft(draft_id), START) is is_old
    assert not drafts.is_old(case.deps, replace(await case.draft(draft_id), position=None), START)


async def test_what_is_missing_is_named_in_the_order_of_asking(case: Case) -> None:
    rider, draft_id = await open_draft(case, "路过")
    assert drafts.missing(case.deps, await case.draft(draft_id)) == ("category", "place")
    await case.do(draft_menus.choose_category, rider, draft_id, "pothole")
    assert drafts.missing(case.deps, await case.draft(draft_id)) == ("photo", "place")
    old = replace(HERE, source="exif", taken_at=START - DAY - 1)
    both = replace(await case.draft(draft_id), position=old, other_position=north(500), near_shown=(1,))
    assert drafts.missing(case.deps, both) == ("photo", "which_place", "answer")
    chosen = replace(both, place_chosen=True)
    assert drafts.missing(case.deps, chosen) == ("photo", "old_place", "answer")


@pytest.mark.parametrize(("category", "needs"), [("pothole", True), ("snow_ice", False), ("manhole_missing", False)])
async def test_a_photo_is_missing_where_the_catalogue_says_so(case: Case, category: str, *, needs: bool) -> None:
    rider, draft_id = await open_draft(case, "路过", position=HERE)
    await case.do(draft_menus.choose_category, rider, draft_id, category)
    assert ("photo" in drafts.missing(case.deps, await case.draft(draft_id))) is needs


async def test_the_rider_says_which_of_two_places_it_is(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", photo=case.photo(), photo_position=north(0, "exif"))
    await case.sends(rider, position=north(500))
    assert (await case.draft(draft_id)).asks_place
    with pytest.raises(Stale):
        await case.do(draft_menus.choose_place, rider, draft_id, "0_0")
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.CATALOGUE)
    await case.do(draft_menus.choose_place, rider, draft_id, mark(north(0)))
    draft = await case.draft(draft_id)
    assert (draft.position, draft.asks_place, draft.menu) == (north(0, "exif"), False, DraftMenu.CARD)


OUTSIDE = replace(HERE, lat=HERE.lat + 0.035)


@pytest.mark.parametrize(("position", "community"), [(HERE, "C6"), (OUTSIDE, None)])
async def test_the_community_is_that_of_the_place(case: Case, position: Position, community: str | None) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=position)
    assert (await case.draft(draft_id)).community == community
    await case.do(draft_menus.clear_note, rider, draft_id)
    assert (await case.draft(draft_id)).community == community


async def press(case: Case, name: str, rider: Rider, draft_id: int) -> None:
    """Each press on a draft's card."""
    more: dict[str, tuple[Any, ...]] = {
        "open_menu": (DraftMenu.NOTE,),
        "choose_category": ("pothole",),
        "choose_place": ("0_0",),
    }
    await case.do(getattr(draft_menus, name), rider, draft_id, *more.get(name, ()))


PRESSES = [
    "open_menu", "choose_category", "choose_place", "confirm_old_place", "is_different", "clear_note", "cancel",
]  # fmt: skip


@pytest.mark.parametrize("name", PRESSES)
async def test_a_press_counts_on_ones_own_open_draft_only(case: Case, name: str) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    with pytest.raises(NotTheirs):
        await press(case, name, await case.rider(8), draft_id)
    with pytest.raises(DraftGone):
        await press(case, name, rider, 404)
    await case.do(draft_menus.cancel, rider, draft_id)
    with pytest.raises(DraftGone):
        await press(case, name, rider, draft_id)


async def test_a_cancelled_draft_says_so_and_takes_its_location_key_and_reminder_away(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", photo=case.photo())
    await case.passes(minutes=30)
    (reminder,) = await case.told(rider.chat_id)
    case.clock.at += 1
    await case.do(draft_menus.cancel, rider, draft_id)
    draft = await case.draft(draft_id)
    assert (draft.stage, draft.touched_at) == (DraftStage.CANCELLED, case.clock.at)
    assert waiting_keys(case) == [
        f"draft:{draft_id}", f"location:{rider.id}", f"removal:{rider.chat_id}:{reminder.message}",
    ]  # fmt: skip
    assert await case.sends(rider, "又有个坑") != draft_id


async def test_a_cancelled_draft_that_never_asked_the_phone_has_no_key_to_take_away(case: Case) -> None:
    rider, draft_id = await open_draft(case, "有个坑", position=HERE)
    await case.do(draft_menus.cancel, rider, draft_id)
    assert waiting_keys(case) == [f"draft:{draft_id}"]
