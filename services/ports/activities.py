"""The repository of activities and of who signed up for them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.programme.activities import Activity, Attended, SignUp, SignUpState


class Activities(Protocol):
    """The repository of activities and sign-ups."""

    async def get(self, activity_id: int) -> Activity | None:
        """Return the activity with this id, or None."""

    async def save(self, activity: Activity) -> None:
        """Insert an activity, or put what it is now in place of what it was."""

    async def remove_draft(self, activity_id: int) -> None:
        """Remove a draft; one that riders have seen stays."""

    async def meet(self, activity_id: int) -> None:
        """Let transactions meet that give or free seats of one activity: the later one runs again.

        It is called before the sign-ups are read.
        """

    async def to_come(self, now: int, after_id: int, limit: int) -> list[Activity]:
        """Return a page of open activities that end after `now` (ms UTC), the next one first.

        `after_id` is the last of the page before, 0 for the first page.
        """

    async def of_queues(self, queues: Sequence[str], since: int, offset: int, limit: int) -> list[Activity]:
        """Return a page of the activities of queues that end after `since` (ms UTC) and drafts, the next one first."""

    async def queues(self, since: int) -> list[str]:
        """Return the queues of activities that end after `since` (ms UTC), and of drafts."""

    async def ending(self, queue: str, since: int, until: int) -> list[Attended]:
        """Return the activities of a queue that end from `since` until before `until` (ms UTC), the next one first.

        Drafts are left out.
        """

    async def behind(self, activity_id: int, limit: int) -> list[Activity]:
        """Return a page of all activities, by id, behind one; 0 for the first page."""

    async def sign_up_of(self, activity_id: int, rider_id: int) -> SignUp | None:
        """Return what a rider has to do with an activity, or None."""

    async def numbered(self, activity_id: int, number: int) -> SignUp | None:
        """Return the sign-up with this number in an activity, or None."""

    async def of_rider(self, rider_id: int, since: int) -> list[tuple[Activity, SignUp]]:
        """Return what a rider signed up for and that ends after `since` (ms UTC), the next one first."""

    async def save_sign_up(self, sign_up: SignUp) -> None:
        """Insert a sign-up, or keep what has become of it."""

    async def next_number(self, activity_id: int) -> int:
        """Return the number of who signs up next."""

    async def counts(self, activity_id: int) -> Mapping[SignUpState, int]:
        """Return how many riders of an activity are in each state."""

    async def came_again(self, activity_id: int) -> int:
        """Return how many riders checked in at an activity more than once."""

    async def sign_ups(self, activity_id: int, states: Sequence[SignUpState], after: int, limit: int) -> list[SignUp]:
        """Return a page of an activity's sign-ups in these states with numbers above `after`, in their order."""

    async def waiting_before(self, sign_up: SignUp) -> int:
        """Return how many wait in front of somebody on the waiting list."""

    async def note_no_shows(self, activity_id: int) -> None:
        """Let who is signed up for an activity, and has not come, be a no-show."""

    async def first_waiting(self, activity_id: int) -> SignUp | None:
        """Return who moves up next, or None."""
