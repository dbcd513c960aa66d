"""One way after the other, each with less that may be refused, until there is none."""

from itertools import pairwise

import pytest

from bot.outgoing.outcomes import Outcome
from bot.outgoing.ways import AS_IT_IS, Pictures, Way, other_way


def all_ways(outcome: Outcome) -> list[Way]:
    ways = [AS_IT_IS]
    while (way := other_way(ways[-1], outcome)) is not None:
        ways.append(way)
    return ways


def test_a_refused_photo_becomes_a_file_and_is_then_left_out() -> None:
    assert [way.pictures for way in all_ways(Outcome.NO_PHOTO)] == [Pictures.PHOTO, Pictures.FILE, Pictures.LEFT_OUT]


def test_a_refused_file_id_is_uploaded_first() -> None:
    ways = all_ways(Outcome.NO_FILE)
    assert ways[1] == Way(uploads=True)
    assert ways[-1].pictures is Pictures.LEFT_OUT


def test_a_refused_message_loses_markup_then_pictures_then_keys() -> None:
    plain, words, bare = all_ways(Outcome.REFUSED)[1:]
    assert (plain.plain, words.pictures, bare.keys) == (True, Pictures.LEFT_OUT, False)
    assert words.keys


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_way_is_gone_twice(outcome: Outcome) -> None:
    ways = all_ways(outcome)
    assert len(set(ways)) == len(ways) <= 4
    assert all(before != after for before, after in pairwise(ways))
