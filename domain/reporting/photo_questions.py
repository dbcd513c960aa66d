"""What a photo shows: the question that an outside model is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoQuestion:
    """Which category a photo of a draft shows.

    It was put at `put_at` and is asked at `due_at` (ms UTC), None once it is answered or given up; `tries` counts how
    often it was asked.
    """

    draft_id: int
    photo_id: int
    put_at: int
    due_at: int | None
    tries: int = 0
