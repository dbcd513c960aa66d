"""Whatever riders, staff and time do to an activity, in whatever order, leaves what a model of a few lines says."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.errors import Refused
from domain.people.riders import Rider
from domain.programme.activities import Activity, CameBy, SignUpState
from domain.programme.activity_errors import (
    ActivityFull,
    ActivityOver,
    CameAlready,
    DoorNotOpen,
    NoSeat,
    NotCame,
    NotSignedUp,
)
from services.programme import attendance, sign_ups
from services.upkeep import forgetting
from tests.unit.services.programme.test_sign_ups import HOUR, TRAINING, becomes, holds
from tests.usecases import Case, open_case

T = TypeVar("T")
S = SignUpState

RIDERS = (7, 8, 9, 10)
POINTS = TRAINING.points


class SignUpsMachine(RuleBasedStateMachine):
    """Use cases on a database of their own beside the model; after each step both say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.case: Case = self.run(self.stack.enter_async_context(open_case(f"sqlite:///{folder}/qianshao.db")))
        self.activity: Activity = self.run(holds(self.case, seats=2))
        self.riders: dict[int, Rider] = {number: self.run(self.case.rider(number)) for number in RIDERS}
        self.states: dict[int, SignUpState] = {}
        self.list: list[int] = []
        self.numbers: dict[int, int] = {}
        self.left: set[int] = set()

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def refuses(self, expected: type[Refused] | None, use_case: Callable[..., Awaitable[T]], *args: object) -> None:
        """Do it a second later; it is refused exactly as expected."""
        self.run(self.case.passes(seconds=1))
        if expected is None:
            self.run(self.case.do(use_case, *args))
            return
        with pytest.raises(expected):
            self.run(self.case.do(use_case, *args))

    @property
    def now(self) -> int:
        return self.case.clock.at + 1000

    @property
    def is_over(self) -> bool:
        return self.now >= self.activity.ends_at

    @property
    def has_begun(self) -> bool:
        return self.now >= self.activity.starts_at

    def taken(self) -> int:
        return sum(state in {S.SIGNED_UP, S.CAME} for state in self.states.values())

    def free(self) -> bool:
        return self.taken() < (self.activity.seats or 0)

    def fill(self) -> None:
        while not self.has_begun and self.list and self.free():
            self.states[self.list.pop(0)] = S.SIGNED_UP

    @rule(number=st.sampled_from(RIDERS))
    def signs_up(self, number: int) -> None:
        if number in self.left:
            return
        has_place = self.states.get(number) in {S.SIGNED_UP, S.WAITING, S.CAME}
        full = not has_place and not self.free() and self.has_begun
        expected = ActivityOver if self.is_over else ActivityFull if full else None
        is_free = self.free()
        self.refuses(expected, sign_ups.sign_up, self.riders[number], self.activity.id)
        if expected is None and not has_place:
            self.states[number] = S.SIGNED_UP if is_free else S.WAITING
            self.numbers.setdefault(number, len(self.numbers) + 1)
            if not is_free:
                self.list.append(number)

    @rule(number=st.sampled_from(RIDERS))
    def cancels(self, number: int) -> None:
        state = self.states.get(number)
        expected: type[Refused] | None = None
        if self.is_over:
            expected = ActivityOver
        elif state is S.CAME:
            expected = CameAlready
        elif state not in {S.SIGNED_UP, S.WAITING}:
            expected = NotSignedUp
        if number not in self.left:
            self.refuses(expected, sign_ups.cancel, self.riders[number], self.activity.id)
            if expected is None:
                self.gives_up(number)

    def gives_up(self, number: int) -> None:
        self.states[number] = S.CANCELLED
        self.list = [each for each in self.list if each != number]
        self.fill()

    @rule(number=st.sampled_from(RIDERS))
    def comes(self, number: int) -> None:
        state = self.states.get(number)
        reasons: dict[type[Refused], bool] = {
            ActivityOver: self.is_over,
            DoorNotOpen: self.now < self.activity.starts_at - HOUR,
            NotSignedUp: state in {None, S.CANCELLED},
            NoSeat: state is S.WAITING and not self.free(),
        }
        expected = next((refusal for refusal, applies in reasons.items() if applies), None)
        if number not in self.left:
            self.refuses(expected, attendance.check_in, self.activity, self.riders[number], CameBy.STAFF)
            if expected is None:
                self.states[number] = S.CAME
                self.list = [each for each in self.list if each != number]

    @rule(number=st.sampled_from(RIDERS))
    def was_checked_in_by_mistake(self, number: int) -> None:
        if number not in self.numbers or self.is_over:
            return
        expected = None if self.states[number] is S.CAME else NotCame
        self.refuses(expected, attendance.undo_check_in, self.activity, self.numbers[number])
        if expected is None:
            self.states[number] = S.SIGNED_UP

    @rule(seats=st.sampled_from([0, 1, 2, 3]))
    def seats_change(self, seats: int) -> None:
        if self.is_over:
            return
        self.activity = self.run(becomes(self.case, self.activity, seats=seats))
        self.refuses(None, sign_ups.fill, self.activity)
        self.fill()

    @rule(number=st.sampled_from(RIDERS))
    def leaves(self, number: int) -> None:
        if self.left or number not in self.numbers:
            return
        self.left.add(number)
        is_over = self.is_over
        self.refuses(None, forgetting.forget, self.riders[number])
        if not is_over and self.states[number] in {S.SIGNED_UP, S.WAITING}:
            self.gives_up(number)

    @rule(to=st.sampled_from(["door", "start", "end", "minute", "minute"]))
    def time_passes(self, to: str) -> None:
        it = self.activity
        at = {"door": it.starts_at - HOUR, "start": it.starts_at, "end": it.ends_at}.get(
            to, self.case.clock.at + 60_000
        )
        self.run(self.case.passes(milliseconds=max(0, at - self.case.clock.at)))
        if self.case.clock.at >= it.ends_at:
            self.states = {each: S.NO_SHOW if state is S.SIGNED_UP else state for each, state in self.states.items()}

    @invariant()
    def both_say_the_same(self) -> None:
        for number in self.numbers:
            kept = self.kept(number)
            assert (kept.state, kept.number) == (self.states[number], self.numbers[number])
            came = self.states[number] is S.CAME
            assert self.run(self.case.balance(self.riders[number])) == came * POINTS
            trainings = self.trainings(number)
            assert len(trainings) == (came and number not in self.left)
        first = self.run(self.case.database.read(lambda tx: tx.activities.first_waiting(TRAINING.id)))
        assert (first.rider_id if first else None) == (self.list[0] if self.list else None)

    def kept(self, number: int) -> Any:
        return self.run(self.case.database.read(lambda tx: tx.activities.sign_up_of(TRAINING.id, number)))

    def trainings(self, number: int) -> Any:
        return self.run(self.case.database.read(lambda tx: tx.badges.trainings_of(number)))

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.runner.close()


TestSignUps = SignUpsMachine.TestCase
TestSignUps.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
