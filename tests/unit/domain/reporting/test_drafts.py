"""How a draft begins, and how the words of its messages become its note."""

from domain.reporting.drafts import Draft, DraftMenu, DraftStage, NotePart, with_note
from tests.sample_views import HERE


def draft(**more: object) -> Draft:
    return Draft(1, 7, 1000, 1000, **more)  # type: ignore[arg-type]


def test_a_draft_begins_open_with_nothing_known_chosen_or_confirmed() -> None:
    begun = draft()
    assert (begun.stage, begun.menu, begun.version) == (DraftStage.OPEN, DraftMenu.CARD, 1)
    assert not any((begun.category, begun.position, begun.note, begun.photos, begun.report_id))
    assert not any((begun.category_chosen, begun.position_confirmed, begun.place_chosen))
    assert not any((begun.asks_place, begun.asks_near, begun.stood))


def test_words_of_one_message_take_the_place_of_what_it_said_before() -> None:
    said = with_note(with_note(draft(), NotePart(5, "井盖")), NotePart(6, "路口"))
    assert with_note(said, NotePart(5, "井盖丢了")).note == "井盖丢了\n路口"


def test_what_was_said_twice_stands_once() -> None:
    assert with_note(with_note(draft(), NotePart(5, "井盖")), NotePart(6, "井盖")).note == "井盖"


def test_two_places_are_asked_about_until_one_is_chosen() -> None:
    assert draft(other_position=HERE).asks_place
    assert not draft(other_position=HERE, place_chosen=True).asks_place


def test_reports_near_by_are_asked_about() -> None:
    assert draft(near_shown=(3,)).asks_near
