"""Which draft a message belongs to, whatever is open and in whatever order it comes."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.reporting.drafts import PHOTOS_AT_MOST, Draft, DraftMenu, NotePart
from domain.reporting.evidence import Trace
from domain.reporting.joining import (
    OUTCOMES,
    TOGETHER_M,
    TOGETHER_MS,
    Arrival,
    Decision,
    Fit,
    Kind,
    Outcome,
    belongs,
    decide,
    lacks_place,
    may_be_of,
    without,
)
from tests import sample_views

NOW = 1_795_485_600_000
SECOND = 1000
HERE = Position(37.4425, 116.3075, "wgs84", "exif", None, NOW)
PHOTO = sample_views.photo(1)


def north(metres: float, **changes: object) -> Position:
    return replace(HERE, lat=HERE.lat + metres / METRES_PER_DEGREE, **changes)  # type: ignore[arg-type]


def draft(number: int = 1, **changes: object) -> Draft:
    values: dict[str, object] = {"heard_at": NOW, "position": HERE, "last_message_id": number, **changes}
    return Draft(number, 7, NOW, NOW, **values)  # type: ignore[arg-type]


def photo(**changes: object) -> Arrival:
    values: dict[str, object] = {"shows": True, **changes}
    return Arrival(Kind.PROBLEM, NOW, **values)  # type: ignore[arg-type]


def test_the_table_says_what_becomes_of_everything_that_can_be() -> None:
    are_places = {Kind.PLACE, Kind.WHERE}
    places_only = {(kind, fit) for kind in set(Kind) - are_places for fit in (Fit.ASKED, Fit.SEVERAL)}
    places_only |= {(kind, Fit.ELSEWHERE) for kind in set(Kind) - {Kind.PLACE}}
    assert OUTCOMES.keys() == {(kind, fit) for kind in Kind for fit in Fit} - places_only
    asked = {fits for fits, outcome in OUTCOMES.items() if outcome is Outcome.ASK}
    assert asked == {(Kind.PLACE, Fit.SEVERAL), (Kind.PLACE, Fit.ELSEWHERE)}


@pytest.mark.parametrize(
    ("arrival", "kept", "joins"),
    [
        (photo(), draft(heard_at=NOW - TOGETHER_MS), True),
        (photo(), draft(heard_at=NOW - TOGETHER_MS - 1), False),
        (photo(), draft(heard_at=NOW + TOGETHER_MS), True),  # tried again later than what was sent after it
        (photo(), draft(heard_at=NOW + TOGETHER_MS + 1), False),
        (photo(place=north(TOGETHER_M - 1)), draft(), True),
        (photo(place=north(TOGETHER_M + 1)), draft(), False),
        (photo(place=north(TOGETHER_M + 1, accuracy_m=20.0)), draft(), True),
        (photo(place=north(TOGETHER_M + 1)), draft(position=None), True),
        (photo(place=north(2_000)), draft(position=replace(HERE, source="last")), True),
        (photo(problem="pothole"), draft(category="manhole"), False),
        (photo(problem="pothole"), draft(category="pothole"), True),
        (photo(problem="pothole"), draft(), True),
        (photo(), draft(category="manhole"), True),
        (photo(), draft(photos=(PHOTO,) * PHOTOS_AT_MOST), False),
    ],
)
def test_a_photo_joins_what_is_recent_near_and_of_no_other_problem(
    arrival: Arrival, kept: Draft, *, joins: bool
) -> None:
    found = decide(arrival, [kept])
    assert (found.outcome, found.draft) == ((Outcome.JOIN, kept) if joins else (Outcome.OPEN, None))


def test_words_of_no_problem_join_soon_and_are_answered_later() -> None:
    words = Arrival(Kind.WORDS, NOW)
    assert decide(words, [draft()]).outcome is Outcome.JOIN
    assert decide(words, [draft(heard_at=NOW - TOGETHER_MS - 1)]) == Decision(Outcome.ANSWER)
    assert decide(words, []) == Decision(Outcome.ANSWER)


@pytest.mark.parametrize(
    ("kind", "kept", "joins"),
    [
        (Kind.REMARK, draft(), True),
        (Kind.REMARK, draft(heard_at=NOW - TOGETHER_MS - 1), False),
        (Kind.REMARK, replace(draft(heard_at=0, menu=DraftMenu.NOTE), touched_at=0), True),
        (Kind.REMARK, draft(heard_at=0, menu=DraftMenu.PLACE), False),
        (Kind.TALK, draft(), False),
        (Kind.TALK, replace(draft(heard_at=0, menu=DraftMenu.NOTE), touched_at=NOW - TOGETHER_MS), True),
        (Kind.TALK, replace(draft(heard_at=0, menu=DraftMenu.NOTE), touched_at=NOW - TOGETHER_MS - 1), False),
        (Kind.TALK, draft(menu=DraftMenu.PLACE), False),
    ],
)
def test_what_has_an_answer_of_its_own_joins_where_it_was_asked_for_or_may_be_a_remark(
    kind: Kind, kept: Draft, *, joins: bool
) -> None:
    found = decide(Arrival(kind, NOW), [kept])
    assert (found.outcome, found.draft) == ((Outcome.JOIN, kept) if joins else (Outcome.ANSWER, None))
    assert decide(Arrival(kind, NOW, replied_draft=1), [kept]) == Decision(Outcome.JOIN, kept)


def test_a_reply_joins_whenever_wherever_and_whatever_it_says() -> None:
    old = draft(1, heard_at=NOW - 20 * 3_600_000, category="manhole")
    far = photo(place=north(9_000), problem="pothole", replied_draft=1)
    assert decide(far, [old, draft(2)]) == Decision(Outcome.JOIN, old)


def test_a_reply_to_what_has_ended_is_of_no_other_draft() -> None:
    beside = [draft(), draft(2, position=None), draft(3, menu=DraftMenu.NOTE)]
    assert decide(photo(replied_draft=99), beside) == Decision(Outcome.OPEN)
    assert decide(Arrival(Kind.WORDS, NOW, replied_draft=99), beside) == Decision(Outcome.ANSWER)
    assert decide(Arrival(Kind.PLACE, NOW, place=HERE, replied_draft=99), beside) == Decision(Outcome.OPEN)
    later = photo(replied_draft=99, of_album=True, album_draft=1, album_parts=(5,))
    assert decide(later, beside).draft == beside[0], "as the first part of its album opened that"


def test_of_several_that_fit_the_newest_is_joined_in_doubt() -> None:
    older, newer = draft(1, heard_at=NOW - SECOND), draft(2)
    assert decide(photo(), [newer, older]) == Decision(Outcome.JOIN, newer, doubtful=True)
    assert decide(Arrival(Kind.WORDS, NOW), [older, newer]) == Decision(Outcome.JOIN, newer, doubtful=True)


def test_a_photo_beside_a_photo_is_in_doubt_and_the_first_one_is_not() -> None:
    assert not decide(photo(), [draft()]).doubtful
    assert decide(photo(), [draft(photos=(PHOTO,))]).doubtful


@pytest.mark.parametrize("source", ["place", "location"])
def test_a_bare_place_finds_the_only_draft_that_lacks_one_without_limit_of_time(source: str) -> None:
    old = draft(1, position=None, heard_at=NOW - 20 * 3_600_000)
    place = Arrival(Kind.PLACE, NOW, place=north(9_000, source=source))
    assert decide(place, [draft(2), old]) == Decision(Outcome.JOIN, old)
    vague = replace(old, position=replace(HERE, source="place", accuracy_m=500.0))
    assert decide(place, [draft(2), vague]) == Decision(Outcome.JOIN, vague)
    asks = replace(old, position=HERE, other_position=north(900))
    assert decide(place, [draft(2), asks]) == Decision(Outcome.JOIN, asks)


def test_a_bare_place_goes_where_the_key_was_shown_last_and_is_asked_about_else() -> None:
    first, second = draft(1, position=None, place_asked_at=1), draft(2, position=None, place_asked_at=2)
    place = Arrival(Kind.PLACE, NOW, place=HERE)
    assert decide(place, [first, second]).draft == second
    served = replace(second, position=HERE)
    assert decide(place, [first, served]).draft == first
    third = draft(3, position=None, place_asked_at=None)
    assert decide(place, [first, served, third]) == Decision(Outcome.ASK)
    assert decide(place, [replace(first, place_asked_at=None), third]) == Decision(Outcome.ASK)


def test_a_bare_place_beside_one_that_is_known_is_in_doubt_where_it_is_elsewhere() -> None:
    assert not decide(Arrival(Kind.PLACE, NOW, place=north(20)), [draft()]).doubtful
    assert decide(Arrival(Kind.PLACE, NOW, place=north(2_000)), [draft()]) == Decision(
        Outcome.JOIN, draft(), doubtful=True
    )
    late = draft(heard_at=NOW - TOGETHER_MS - 1)
    assert decide(Arrival(Kind.PLACE, NOW, place=HERE), [late]) == Decision(Outcome.OPEN)


BY_HAND = replace(HERE, source="location")


@pytest.mark.parametrize(
    ("changes", "metres", "outcome"),
    [
        ({}, 2_000, Outcome.ASK),
        ({}, TOGETHER_M - 1, Outcome.JOIN),
        ({"position": HERE}, 2_000, Outcome.JOIN),  # the GPS of a file: the card asks which of two
        ({"position": HERE, "other_position": north(900), "place_chosen": True}, 2_000, Outcome.ASK),
        ({"position": replace(HERE, source="live")}, 2_000, Outcome.JOIN),
        ({"position": replace(HERE, source="last")}, 2_000, Outcome.JOIN),
        ({"photos": ()}, 2_000, Outcome.JOIN),  # nothing but a place stood there
        ({"photos": (), "note_parts": (NotePart(1, "井盖不见了"),)}, 2_000, Outcome.ASK),
        ({"menu": DraftMenu.PLACE}, 2_000, Outcome.JOIN),
        ({"heard_at": NOW - TOGETHER_MS - 1}, 2_000, Outcome.OPEN),
    ],
)
def test_a_second_place_by_hand_that_is_elsewhere_is_asked_about(
    changes: dict[str, object], metres: float, outcome: Outcome
) -> None:
    kept = replace(draft(position=BY_HAND, photos=(PHOTO,)), **changes)  # type: ignore[arg-type]
    given = north(metres, source="location")
    assert decide(Arrival(Kind.PLACE, NOW, place=given), [kept]).outcome is outcome
    assert may_be_of(draft(2, position=given), kept) is (outcome is Outcome.ASK or "menu" in changes)
    assert decide(Arrival(Kind.PLACE, NOW, place=given, replied_draft=1), [kept]) == Decision(Outcome.JOIN, kept)
    assert decide(Arrival(Kind.PLACE, NOW, place=replace(given, source="live")), [kept]).outcome is not Outcome.ASK


@pytest.mark.parametrize(
    ("menu", "kind", "joins"),
    [
        (DraftMenu.NOTE, Kind.WORDS, True),
        (DraftMenu.NOTE, Kind.WHERE, True),
        (DraftMenu.NOTE, Kind.PLACE, False),
        (DraftMenu.NOTE, Kind.PROBLEM, False),  # the menu has been open for hours
        (DraftMenu.PLACE, Kind.WORDS, True),
        (DraftMenu.PLACE, Kind.WHERE, True),
        (DraftMenu.PLACE_UNKNOWN, Kind.PLACE, True),
        (DraftMenu.PLACE, Kind.PROBLEM, False),
        (DraftMenu.CATALOGUE, Kind.WORDS, False),
    ],
)
def test_an_open_menu_takes_what_it_asks_for(menu: DraftMenu, kind: Kind, *, joins: bool) -> None:
    asking = replace(draft(1, menu=menu, heard_at=NOW - 5 * 3_600_000), touched_at=NOW - 3_600_000)
    found = decide(Arrival(kind, NOW), [asking])
    assert (found.draft == asking) is joins


@pytest.mark.parametrize("arrival", [photo(), Arrival(Kind.PROBLEM, NOW, records=True)])
def test_a_file_is_what_the_open_note_asks_for_unless_it_is_of_another_problem(arrival: Arrival) -> None:
    asking = draft(1, menu=DraftMenu.NOTE, category="manhole", heard_at=NOW - 5 * 3_600_000)
    assert decide(arrival, [asking]) == Decision(Outcome.JOIN, asking)
    assert decide(arrival, [draft(2), asking]).draft == asking
    assert decide(replace(arrival, problem="pothole"), [asking]).outcome is Outcome.OPEN
    assert decide(replace(arrival, place=north(400)), [asking]).outcome is Outcome.OPEN
    assert decide(arrival, [replace(asking, menu=DraftMenu.PLACE)]).outcome is Outcome.OPEN


def test_a_picture_beside_others_that_an_open_note_takes_can_be_split_off() -> None:
    asking = draft(1, menu=DraftMenu.NOTE, heard_at=NOW - 5 * 3_600_000, photos=(PHOTO,))
    assert decide(photo(), [asking]) == Decision(Outcome.JOIN, asking, doubtful=True)
    full = replace(asking, photos=(PHOTO,) * PHOTOS_AT_MOST)
    assert decide(photo(), [full]).outcome is Outcome.OPEN


def test_what_is_typed_is_a_note_while_its_menu_is_open_whoever_lacks_a_place() -> None:
    asking = draft(1, menu=DraftMenu.NOTE, heard_at=NOW - 5 * 3_600_000)
    lacking = draft(2, position=None, place_asked_at=NOW)
    assert decide(Arrival(Kind.WHERE, NOW, typed=True), [asking, lacking]) == Decision(Outcome.JOIN, asking)
    assert decide(Arrival(Kind.PLACE, NOW, north(9), typed=True), [asking, lacking]) == Decision(Outcome.JOIN, asking)
    assert decide(Arrival(Kind.PLACE, NOW, north(9)), [asking, lacking]) == Decision(Outcome.JOIN, lacking)


def test_words_that_nobody_can_place_are_of_what_just_came_else_of_what_lacks_a_place() -> None:
    placed = draft(1)
    lacking = [draft(number, position=None, heard_at=NOW - number * TOGETHER_MS) for number in (2, 3)]
    where = Arrival(Kind.WHERE, NOW, typed=True)
    assert decide(where, [placed, *lacking]) == Decision(Outcome.JOIN, placed)
    assert decide(where, lacking[:1]) == Decision(Outcome.JOIN, lacking[0])
    assert decide(where, lacking) == Decision(Outcome.JOIN, lacking[0], doubtful=True)
    assert decide(where, []) == Decision(Outcome.ANSWER)
    assert decide(Arrival(Kind.PLACE, NOW, HERE, typed=True), [placed, *lacking]) == Decision(Outcome.ASK)


def test_words_of_a_problem_are_a_note_just_after_the_menu_was_opened() -> None:
    asking = draft(menu=DraftMenu.NOTE, category="manhole")
    assert decide(Arrival(Kind.PROBLEM, NOW, problem="pothole"), [asking]).draft == asking
    assert decide(photo(problem="pothole"), [asking]).outcome is Outcome.OPEN


PLACES = st.sampled_from([None, HERE, north(100), north(400), north(5_000), north(3_000, source="location"), BY_HAND])


def bare(arrival: Arrival, position: Position) -> Draft:
    """The draft that a place opens."""
    return draft(100, position=position, heard_at=arrival.sent_at)


PROBLEMS = st.sampled_from([None, "manhole", "pothole"])
ARRIVALS = st.builds(
    Arrival,
    st.sampled_from(Kind),
    st.integers(NOW - 10 * 60_000, NOW),
    PLACES,
    st.booleans(),
    PROBLEMS,
    st.booleans(),
    st.sampled_from([None, 1, 2, 99]),
)


@st.composite
def open_drafts(draw: st.DrawFn) -> list[Draft]:
    return [
        draft(
            number,
            heard_at=draw(st.integers(NOW - 10 * 60_000, NOW)),
            position=draw(PLACES),
            category=draw(PROBLEMS),
            menu=draw(st.sampled_from(DraftMenu)),
            place_asked_at=draw(st.sampled_from([None, NOW - 5, NOW])),
            photos=draw(st.sampled_from([(), (PHOTO,)])),
        )
        for number in range(1, draw(st.integers(0, 4)) + 1)
    ]


@given(arrival=ARRIVALS, drafts=open_drafts(), data=st.data())
def test_every_message_has_one_outcome_whatever_the_order_of_the_drafts(
    arrival: Arrival, drafts: list[Draft], data: st.DataObject
) -> None:
    found = decide(arrival, drafts)
    assert (found.draft in drafts) is (found.outcome is Outcome.JOIN)
    assert found.outcome is not Outcome.ANSWER or arrival.kind not in {Kind.PLACE, Kind.PROBLEM}
    assert found.outcome is not Outcome.ASK or arrival.kind is Kind.PLACE, "a card can ask of a position alone"
    asked = [each for each in drafts if arrival.place is not None and may_be_of(bare(arrival, arrival.place), each)]
    assert found.outcome is not Outcome.ASK or sum(map(lacks_place, drafts)) > 1 or asked, "there is one to ask of"
    if arrival.replied_draft == 99:
        assert found.draft is None
    assert decide(arrival, data.draw(st.permutations(drafts))) == found
    if found.draft is not None and arrival.replied_draft in {each.id for each in drafts}:
        assert found.draft.id == arrival.replied_draft


Part = tuple[Position | None, str | None]


def arrived(order: Sequence[int], parts: Sequence[Part], background: Draft) -> dict[int, set[int]]:
    """Where the parts of an album are, by draft, once all have come in this order."""
    drafts = {background.id: background}
    where: dict[int, int] = {}
    for number in order:
        place, problem = parts[number]
        others = tuple(where)
        album_draft = where[others[-1]] if others else None
        arrival = photo(place=place, problem=problem, of_album=True, album_draft=album_draft, album_parts=others)
        found = decide(arrival, list(drafts.values()))
        if found.draft is not None:
            target = found.draft.id
            joined = (*found.together, number) if found.doubtful else found.draft.joined
            drafts[target] = replace(drafts[target], joined=joined)
        else:
            target = 100
            drafts[target] = draft(target, position=place, category=problem)
            if found.takes_from is not None:
                where = dict.fromkeys(where, target)
                kept = drafts[found.takes_from.id]
                drafts[found.takes_from.id] = replace(kept, joined=())
        where[number] = target
    return {target: {part for part, at in where.items() if at == target} for target in set(where.values())}


@given(
    parts=st.lists(st.tuples(PLACES, PROBLEMS), min_size=1, max_size=4),
    position=PLACES,
    category=PROBLEMS,
    photos=st.sampled_from([(), (PHOTO,)]),
)
def test_an_album_goes_together_in_whatever_order_its_parts_come(
    parts: list[Part], position: Position | None, category: str | None, photos: tuple[object, ...]
) -> None:
    background = draft(1, position=position, category=category, photos=photos)
    ends = [arrived(order, parts, background) for order in permutations(range(len(parts)))]
    assert all(len(end) == 1 for end in ends)
    assert all(end.keys() == ends[0].keys() for end in ends)


def test_what_is_taken_out_takes_its_photos_words_and_place_along() -> None:
    first, second = replace(PHOTO, id=1, message_id=1), replace(PHOTO, id=2, message_id=2)
    both = draft(
        photos=(first, second),
        note_parts=(NotePart(1, "井盖"), NotePart(2, "路灯")),
        traces=(Trace(1, (HERE,)), Trace(2, (north(900),))),
        position=north(900),
        other_position=HERE,
        joined=(2,),
    )
    left = without(both, [2])
    assert (left.photos, left.note, left.joined) == ((first,), "井盖", ())
    assert (left.position, left.other_position) == (HERE, None)
    assert without(both, [3]) == both


def test_a_place_that_nobody_takes_out_stays() -> None:
    kept = draft(traces=(Trace(2, (north(900),)),), position=replace(HERE, source="live"))
    assert without(kept, [2]).position == kept.position


@given(st.lists(st.tuples(st.integers(1, 4), PLACES), max_size=5), st.sets(st.integers(1, 4)))
def test_parting_loses_nothing(brought: list[tuple[int, Position | None]], gone: set[int]) -> None:
    photos = tuple(replace(PHOTO, id=at, message_id=message) for at, (message, _) in enumerate(brought))
    whole = draft(photos=photos, note_parts=tuple(NotePart(each.message_id, str(each.id)) for each in photos))
    staying = {each.message_id for each in photos} - gone
    halves = [without(whole, gone), without(whole, staying)]
    assert sorted(each.id for half in halves for each in half.photos) == [each.id for each in photos]
    assert sorted(part.text for half in halves for part in half.note_parts) == sorted(str(each.id) for each in photos)


def test_nothing_belongs_to_what_is_long_past() -> None:
    assert not belongs(photo(), draft(heard_at=0))
