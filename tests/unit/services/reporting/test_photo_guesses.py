"""A question about a photo: when it is put, taken, answered, put off and dropped."""

from dataclasses import replace
from typing import Any

import pytest

from districts.shipped import suggester_of
from domain.language.dangers import DangerKind
from domain.people.riders import CONSENT_VERSION, Rider, Terms
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from services.people import riders
from services.reporting import draft_menus, drafts, edits, photo_guesses, receiving
from services.reporting.photo_guesses import LEASE_MS, Asked
from tests.sample_views import HOUR
from tests.tables import rows_of, waiting_keys
from tests.usecases import HERE, Case

HOST = "models.example.cn"


@pytest.fixture
def seeing(case: Case) -> Case:
    """A district that asks a model."""
    case.deps = replace(case.deps, photos_to=HOST)
    return case


async def willing(case: Case, number: int = 7, **changes: object) -> Rider:
    return await case.rider(number, photos_to=HOST, **changes)


async def taken(case: Case, per_day: int = 100) -> Asked | None:
    return await case.do(photo_guesses.take_next, per_day)


async def taken_surely(case: Case) -> Asked:
    asked = await taken(case)
    assert asked
    return asked


async def answered(case: Case, asked: Asked, seen: str | None) -> Draft:
    await case.do(photo_guesses.take_answer, asked.question, seen)
    return await case.draft(asked.question.draft_id)


async def test_a_photo_is_asked_about_once_and_its_answer_stands_on_the_card(seeing: Case) -> None:
    rider = await willing(seeing)
    draft = await seeing.sends(rider, photo=seeing.photo())
    asked = await taken_surely(seeing)
    assert asked.photo == (await seeing.draft(draft)).photos[0]
    await seeing.told()
    kept = await answered(seeing, asked, "pothole")
    assert (kept.seen, kept.category, kept.category_chosen) == ("pothole", None, False)
    assert waiting_keys(seeing) == [f"draft:{draft}"]
    await seeing.sends(rider, "就在这里", position=HERE)
    await seeing.passes(minutes=10)
    assert await taken(seeing) is None
    assert (await seeing.draft(draft)).seen == "pothole"


@pytest.mark.parametrize("seen", [None, "nowhere", ""])
async def test_what_is_no_category_of_the_district_changes_nothing(seeing: Case, seen: str | None) -> None:
    await seeing.sends(await willing(seeing), photo=seeing.photo())
    asked = await taken_surely(seeing)
    await seeing.told()
    before = await seeing.draft(asked.question.draft_id)
    assert await answered(seeing, asked, seen) == before
    assert waiting_keys(seeing) == []
    await seeing.passes(minutes=10)
    assert await taken(seeing) is None


@pytest.mark.parametrize("end", ["category", "cancel", "danger", "consent", "photo"])
async def test_an_answer_that_nobody_needs_any_more_is_dropped(seeing: Case, end: str) -> None:
    rider = await willing(seeing)
    draft = await seeing.sends(rider, photo=seeing.photo())
    asked = await taken_surely(seeing)
    match end:
        case "category":
            await seeing.do(draft_menus.choose_category, rider, draft, "street_light")
        case "cancel":
            await seeing.do(draft_menus.cancel, rider, draft)
        case "danger":
            kept = replace(await seeing.draft(draft), danger=DangerKind.GAS)
            await seeing.database.write(lambda tx: tx.drafts.save(kept))
        case "consent":
            seeing.deps = replace(seeing.deps, photos_to="another.example.cn")
        case _:
            lost = IncomingMessage(asked.photo.message_id)
            await seeing.do(edits.hear, rider, lost, photo_lost=True)
    assert (await answered(seeing, asked, "pothole")).seen is None
    await seeing.passes(minutes=10)
    assert await taken(seeing) is None


@pytest.mark.parametrize(
    "changes", [{"photos_to": ""}, {"photos_to": "old.example.cn"}, {"consent": CONSENT_VERSION - 1}]
)
async def test_before_a_rider_agrees_to_the_host_nothing_is_asked_and_afterwards_it_is(
    seeing: Case, changes: dict[str, Any]
) -> None:
    rider = await seeing.rider(**({"photos_to": HOST} | changes))
    await seeing.sends(rider, photo=seeing.photo())
    assert await taken(seeing) is None
    rider = await seeing.do(riders.agree, rider, 1, riders.terms_mark(Terms(HOST)))
    assert rider.photos_to == HOST
    await seeing.do(photo_guesses.ask_of_open, rider)
    assert await taken(seeing)


async def test_a_district_that_asks_no_model_puts_no_question(case: Case) -> None:
    rider = await willing(case)
    await case.sends(rider, photo=case.photo())
    await case.do(photo_guesses.ask_of_open, rider)
    assert not rows_of(case, "select * from photo_question")


async def test_words_and_places_alone_are_no_question(seeing: Case) -> None:
    rider = await willing(seeing)
    await seeing.sends(rider, "你好", position=HERE)
    assert not rows_of(seeing, "select * from photo_question")


async def test_who_vanished_while_asking_is_followed_after_a_while_and_three_times_are_enough(seeing: Case) -> None:
    await seeing.sends(await willing(seeing), photo=seeing.photo())
    for _ in range(photo_guesses.TRIES):
        assert await taken(seeing)
        seeing.clock.at += LEASE_MS - 1
        assert await taken(seeing) is None
        seeing.clock.at += 1
    assert await taken(seeing) is None
    assert rows_of(seeing, "select due_at, tries from photo_question")[0]["due_at"] is None


async def test_a_failure_is_tried_again_later_and_later(seeing: Case) -> None:
    await seeing.sends(await willing(seeing), photo=seeing.photo())
    for wait in (20_000, 120_000):
        await seeing.do(photo_guesses.put_off, (await taken_surely(seeing)).question)
        seeing.clock.at += wait - 1
        assert await taken(seeing) is None
        seeing.clock.at += 1
    await seeing.do(photo_guesses.put_off, (await taken_surely(seeing)).question)
    seeing.clock.at += HOUR
    assert await taken(seeing) is None


async def test_an_album_is_one_question_once_it_is_quiet_and_a_later_photo_another(seeing: Case) -> None:
    rider = await willing(seeing)
    for _ in range(3):
        draft = await seeing.sends(rider, photo=seeing.photo(), album="1")
    assert await taken(seeing) is None
    seeing.clock.at += drafts.ALBUM_QUIET_MS
    asked = await taken_surely(seeing)
    assert asked.photo == (await seeing.draft(draft)).photos[-1]
    await answered(seeing, asked, None)
    await seeing.sends(rider, photo=seeing.photo())
    later = await taken_surely(seeing)
    assert later.photo.id != asked.photo.id


async def test_an_answer_about_the_photo_before_counts_and_ends_the_question_about_the_next(seeing: Case) -> None:
    rider = await willing(seeing)
    await seeing.sends(rider, photo=seeing.photo())
    asked = await taken_surely(seeing)
    await seeing.sends(rider, photo=seeing.photo())
    assert (await answered(seeing, asked, "pothole")).seen == "pothole"
    assert await taken(seeing) is None


async def test_a_photo_in_place_of_another_is_looked_at_anew(seeing: Case) -> None:
    rider = await willing(seeing)
    await seeing.sends(rider, photo=seeing.photo())
    asked = await taken_surely(seeing)
    await answered(seeing, asked, "pothole")
    await seeing.do(edits.hear, rider, IncomingMessage(asked.photo.message_id, photo=seeing.photo()))
    assert (await seeing.draft(asked.question.draft_id)).seen is None
    assert await taken(seeing)


async def test_words_that_name_a_category_and_go_again_leave_the_photo_to_be_asked_about(seeing: Case) -> None:
    seeing.deps = replace(seeing.deps, suggester=suggester_of(seeing.deps.district))
    rider = await willing(seeing)
    await seeing.sends(rider, photo=seeing.photo())
    words = seeing.numbers.new()
    for text, asked in (("井盖不见了", False), ("", True)):
        await seeing.do(receiving.receive if not asked else edits.hear, rider, IncomingMessage(words, text))
        assert bool(await taken(seeing)) is asked


async def test_no_more_than_a_days_are_asked_and_the_next_day_as_many_again(seeing: Case) -> None:
    for number in range(1, 5):
        await seeing.sends(await willing(seeing, number), photo=seeing.photo())
    assert [bool(await taken(seeing, 2)) for _ in range(3)] == [True, True, False]
    seeing.clock.at += 24 * HOUR
    await seeing.sends(await willing(seeing, 9), photo=seeing.photo())
    assert await taken(seeing, 2)


async def test_the_newest_draft_comes_first(seeing: Case) -> None:
    newest = [await seeing.sends(await willing(seeing, number), photo=seeing.photo()) for number in (1, 2)][-1]
    assert (await taken_surely(seeing)).question.draft_id == newest


async def test_an_ended_draft_is_never_asked_about(seeing: Case) -> None:
    rider = await willing(seeing)
    draft = await seeing.sends(rider, photo=seeing.photo())
    await seeing.do(drafts.end, rider, await seeing.draft(draft), DraftStage.EXPIRED)
    assert await taken(seeing) is None
