"""Who is in a group, as it was last heard."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Membership:
    """What was heard of a person in a group at `at` (ms UTC); `inside` is None if only that something changed."""

    chat_id: int
    user_id: int
    inside: bool | None
    at: int
