"""Whose week a digest is, as one word."""

import pytest

from services.week import scopes


@pytest.mark.parametrize(
    ("scope", "rider", "queue"),
    [
        (scopes.rider_scope(12), 12, "rider:12"),
        (scopes.queue_scope("lighting"), None, "lighting"),
        (scopes.DISTRICT, None, "district"),
    ],
)
def test_a_scope_is_read_as_it_was_written(scope: str, rider: int | None, queue: str) -> None:
    assert scopes.parse_rider_scope(scope) == rider
    assert scopes.parse_queue_scope(scope) == queue


def test_scopes_keep_their_words_for_good() -> None:
    assert (scopes.rider_scope(12), scopes.queue_scope("a"), scopes.DISTRICT) == ("rider:12", "queue:a", "district")
