"""The row of a photo that was taken in."""

import pytest

from domain.reporting.photo_hash import PhotoHash
from domain.reporting.photos import Photo, PhotoRole
from services.reporting.photos import TakenPhoto, as_row
from tests.usecases import HERE, START, Case

LOOK = PhotoHash((1,), (2,), (3,))


@pytest.mark.parametrize("file_id", [None, "telegram's"])
async def test_a_photo_belongs_to_nothing_yet_and_keeps_no_position(case: Case, file_id: str | None) -> None:
    taken = TakenPhoto("a" * 64, "PNG", 640, 480, 6, HERE, LOOK)
    row = as_row(case.deps, taken, 12, file_id)
    assert row == Photo(row.id, None, None, PhotoRole.BEFORE, 12, "a" * 64, "PNG", 640, 480, 6, None, file_id, START)
    assert row.photo_hash == LOOK
    assert as_row(case.deps, taken, 12, file_id).id != row.id
