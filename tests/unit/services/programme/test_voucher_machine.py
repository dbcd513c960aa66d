"""Whatever riders, desks, staff and time do to vouchers, in whatever order, leaves what a model of a few lines says."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from domain.district.rewards import Reward, Taken, month_of_day
from domain.errors import Barred, Refused, Stale, TooLateToUndo
from domain.people.points import Awards, Entry, Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.desks import Desk
from domain.programme.errors import DeskNeeded, OldVoucher, OwnVoucher, RewardGone, RewardRefused, VoucherOver
from domain.programme.vouchers import UNDO_MS, Voucher, VoucherState
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.ports.transaction import Transaction
from services.programme import handing_out, rewards, vouchers
from services.upkeep import forgetting
from tests.usecases import Case, open_case, spot

T = TypeVar("T")

EARNED = 20
WATER = Reward("water", "矿泉水", "Water", 10, ("drainage",), limit=2, days=2)
GLOVES = Reward("gloves", "手套", "Gloves", 15, ("lighting",), stock=2)
LAMP = Reward("lamp", "头灯", "Lamp", 5, ("drainage", "lighting"), budget=15)
REWARDS = (WATER, GLOVES, LAMP)
RIDERS = (7, 8, 9)
SERVICE = Desk(902, "王姐", "rider-service")
DESKS = (Desk(900, "李主任", "drainage"), Desk(901, "张师傅", "lighting"), SERVICE)
HOUR = 3_600_000
OWN = replace(SERVICE, user_id=0)
"""A desk at which the voucher's own rider stands."""
KEPT = frozenset({VoucherState.OPEN, VoucherState.HANDED_OUT})
"""What counts for stock, budget and limits."""

ACTS = st.one_of(
    st.tuples(st.just("rider_acts"), st.sampled_from([vouchers.renew, vouchers.give_back, vouchers.keep])),
    st.tuples(st.just("hands_out"), st.sampled_from([*DESKS, OWN]), st.sampled_from([0, -1])),
    st.tuples(st.just("hands_out"), st.just(SERVICE), st.just(-1)),
    st.tuples(st.just("undoes"), st.none()),
    st.tuples(st.just("undoes"), st.sampled_from(DESKS)),
    st.tuples(st.just("presses_again"), st.sampled_from(RIDERS)),
)
"""What a rider or a desk does to a voucher, in one strategy: of single rules Hypothesis leaves some out in each run."""
CHANGES = st.one_of(
    st.tuples(st.just("is_banned_or_not"), st.sampled_from(RIDERS[1:])),
    st.tuples(st.just("leaves"), st.sampled_from(RIDERS)),
    st.tuples(st.just("pays_another_price"), st.sampled_from(RIDERS), st.sampled_from(REWARDS)),
    st.tuples(st.just("price_list_changes"), st.sampled_from(REWARDS), st.sampled_from([-3, 0, None])),
)


@dataclass
class Known:
    """A voucher as the model knows it; `codes` from the first to the one that counts."""

    id: int
    rider: int
    reward: Reward
    month: str
    ends_at: int
    codes: list[str]
    state: VoucherState = VoucherState.OPEN
    by: int = 0
    handed_at: int = 0

    def holds(self, now: int) -> bool:
        return self.state is VoucherState.OPEN and now < self.ends_at

    def desks(self) -> set[str]:
        return {*self.reward.places, "rider-service"}


@dataclass
class Model:
    """What docs/rewards.md says."""

    balances: Counter[int] = field(default_factory=Counter)
    known: dict[int, Known] = field(default_factory=dict)

    def taken(self, rider: int, reward: str, month: str) -> Taken:
        kept = [each for each in self.known.values() if each.reward.id == reward and each.state in KEPT]
        of_month = [each for each in kept if each.month == month]
        own = [each for each in of_month if each.rider == rider]
        return Taken(len(kept), sum(each.reward.points for each in of_month), len(own))

    def may_have(self, rider: int, reward: Reward, month: str) -> bool:
        taken = self.taken(rider, reward.id, month)
        return (
            (reward.stock is None or taken.pieces < reward.stock)
            and (reward.budget is None or taken.points + reward.points <= reward.budget)
            and (reward.limit is None or taken.own < reward.limit)
            and self.balances[rider] >= reward.points
        )

    def open_of(self, rider: int) -> list[Known]:
        mine = (each for each in self.known.values() if each.rider == rider and each.state is VoucherState.OPEN)
        return sorted(mine, key=lambda each: -each.id)

    def give_back(self, it: Known, state: VoucherState) -> None:
        it.state = state
        self.balances[it.rider] += it.reward.points

    def cover(self, rider: int) -> None:
        for each in self.open_of(rider):
            if self.balances[rider] < 0:
                self.give_back(each, VoucherState.CANCELLED)

    def is_now(self, now: int) -> None:
        for each in self.known.values():
            if each.state is VoucherState.OPEN and each.ends_at <= now:
                self.give_back(each, VoucherState.ENDED)


class VouchersMachine(RuleBasedStateMachine):
    """Use cases on a database of their own beside the model; after each step both say the same."""

    reports: Bundle[Report] = Bundle("reports")
    redeemed: Bundle[int] = Bundle("redeemed")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        opened = open_case(f"sqlite:///{folder}/qianshao.db")
        self.case: Case = self.run(self.stack.enter_async_context(opened))
        self.model, self.riders, self.left = Model(), dict[int, Rider](), set[int]()
        self.begin()
        self.first_reports = [self.submitted(number) for number in (*RIDERS, *RIDERS)]

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def do(self, use_case: Callable[..., Awaitable[T]], *args: object) -> T:
        done: T = self.run(self.case.do(use_case, *args))
        return done

    def refuses(self, expected: type[Refused] | None, use_case: Callable[..., Awaitable[T]], *args: object) -> T | None:
        """Do it; it is refused exactly as expected."""
        if expected is None:
            return self.do(use_case, *args)
        with pytest.raises(expected):
            self.do(use_case, *args)
        return None

    def read(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        found: T = self.run(self.case.database.read(work))
        return found

    def of(self, voucher_id: int) -> tuple[Known, Rider]:
        it = self.model.known[voucher_id]
        return it, self.riders[it.rider]

    @property
    def now(self) -> int:
        return self.case.clock.at

    @property
    def month(self) -> str:
        return month_of_day(datetime.fromtimestamp(self.now / 1000, self.case.deps.district.timezone).date())

    def begin(self) -> None:
        awards = Awards(routed=EARNED, day_cap=10_000)
        self.case.deps = replace(self.case.deps, awards=awards)
        self.case.has_district(rewards={each.id: each for each in REWARDS})
        self.riders = {number: self.run(self.case.rider(number)) for number in RIDERS}

    @initialize(target=reports)
    def have_reported(self) -> Any:
        return multiple(*self.first_reports)

    @initialize(target=redeemed)
    def have_redeemed(self) -> Any:
        return multiple(*(self.redeemed_by(number, reward) for number, reward in zip(RIDERS, REWARDS, strict=True)))

    def submitted(self, number: int) -> Report:
        place = replace(spot(self.case.numbers.new() % 97), taken_at=self.now)
        report: Report = self.run(self.case.submitted(by=self.riders[number], at=place))
        self.model.balances[number] += EARNED
        return report

    @rule(target=reports, number=st.sampled_from(RIDERS))
    def earns(self, number: int) -> Any:
        may = number not in self.left and not self.riders[number].barred
        return self.submitted(number) if may else multiple()

    @rule(report=consumes(reports))
    def turns_out_false(self, report: Report) -> None:
        self.run(self.case.settled(self.run(self.case.moved(report, Action.REJECT, reason="false"))))
        self.model.is_now(self.now)
        self.model.balances[report.rider_id] -= EARNED
        self.model.cover(report.rider_id)

    @rule(target=redeemed, number=st.sampled_from(RIDERS), reward=st.sampled_from(REWARDS))
    def redeems(self, number: int, reward: Reward) -> Any:
        if number in self.left:
            return multiple()
        asked, known = self.case.numbers.new(), self.case.deps.district.rewards.get(reward.id)
        reasons: dict[type[Refused], bool] = {
            RewardGone: known is None,
            Barred: self.riders[number].barred is not None,
            RewardRefused: known is not None and not self.model.may_have(number, known, self.month),
        }
        expected = next((refusal for refusal, applies in reasons.items() if applies), None)
        price = (known or reward).points
        self.refuses(expected, rewards.redeem, self.riders[number], asked, reward.id, price, 5)
        return self.now_has(number, asked, known) if known is not None and expected is None else multiple()

    def redeemed_by(self, number: int, reward: Reward) -> int:
        asked = self.case.numbers.new()
        self.do(rewards.redeem, self.riders[number], asked, reward.id, reward.points, 5)
        return self.now_has(number, asked, reward)

    def now_has(self, number: int, asked: int, known: Reward) -> int:
        code = self.kept(asked).code
        self.model.known[asked] = Known(asked, number, known, self.month, self.end_of(known), [code])
        self.model.balances[number] -= known.points
        assert self.model.balances[number] >= 0
        return asked

    def presses_again(self, asked: int, by: int) -> None:
        it = self.model.known[asked]
        expected = None if it.rider == by else Stale
        if by not in self.left:
            self.refuses(expected, rewards.redeem, self.riders[by], asked, it.reward.id, it.reward.points, 5)

    def pays_another_price(self, number: int, reward: Reward) -> None:
        known = self.case.deps.district.rewards.get(reward.id, reward)
        asked = self.case.numbers.new()
        self.refuses(RewardGone, rewards.redeem, self.riders[number], asked, reward.id, known.points - 1, 5)

    def kept(self, voucher_id: int) -> Voucher:
        voucher = self.read(lambda tx: tx.vouchers.get(voucher_id))
        assert voucher is not None
        return voucher

    def end_of(self, reward: Reward) -> int:
        zone = self.case.deps.district.timezone
        day = datetime.fromtimestamp(self.now / 1000, zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return int((day + timedelta(days=reward.days + 1)).timestamp() * 1000)

    @rule(voucher_id=redeemed, act=ACTS)
    def somebody_acts(self, voucher_id: int, act: tuple[Any, ...]) -> None:
        getattr(self, act[0])(voucher_id, *act[1:])

    def rider_acts(self, voucher_id: int, act: Callable[..., Awaitable[None]]) -> None:
        it, rider = self.of(voucher_id)
        expected = None if it.holds(self.now) else VoucherOver
        self.refuses(expected, act, rider, voucher_id)
        if expected is None and act is vouchers.renew:
            it.codes.append(self.kept(voucher_id).code)
            assert len(set(it.codes)) == len(it.codes)
        if expected is None and act is vouchers.give_back:
            self.model.give_back(it, VoucherState.GIVEN_BACK)

    def hands_out(self, voucher_id: int, desk: Desk, code: int) -> None:
        it, rider = self.of(voucher_id)
        desk = desk if desk.user_id else replace(desk, user_id=rider.chat_id)
        shown = it.codes[code]
        expected = self._hand_out_refused(it, rider, desk, shown)
        was_open = self.refuses(expected, handing_out.hand_out, desk, voucher_id, shown)
        if expected is None:
            assert was_open is (it.state is VoucherState.OPEN)
        if was_open:
            it.state, it.by, it.handed_at = VoucherState.HANDED_OUT, desk.user_id, self.now

    def _hand_out_refused(self, it: Known, rider: Rider, desk: Desk, code: str) -> type[Refused] | None:
        reasons = {
            Stale: it.rider in self.left,
            DeskNeeded: desk.queue not in it.desks(),
            OwnVoucher: desk.user_id == rider.chat_id,
        }
        if it.state is not VoucherState.HANDED_OUT:
            reasons |= {VoucherOver: not it.holds(self.now), OldVoucher: code != it.codes[-1]}
        return next((refusal for refusal, applies in reasons.items() if applies), None)

    def undoes(self, voucher_id: int, desk: Desk | None) -> None:
        it, _ = self.of(voucher_id)
        by = desk.user_id if desk is not None else it.by
        may = it.state is VoucherState.HANDED_OUT and it.by == by and self.now < it.handed_at + UNDO_MS
        self.refuses(None if may else TooLateToUndo, handing_out.undo, by, voucher_id)
        if may:
            it.state = VoucherState.LEFT if it.rider in self.left else VoucherState.OPEN
            self.model.cover(it.rider)

    @rule(
        voucher_id=redeemed, amount=st.sampled_from([50_000, 50_000, 50_000, HOUR, 9 * 24 * HOUR, "end", "just before"])
    )
    def time_passes(self, voucher_id: int, amount: int | str) -> None:
        to_end = self.model.known[voucher_id].ends_at - self.now
        wait = amount if isinstance(amount, int) else max(0, to_end - 60_000 * (amount == "just before"))
        self.run(self.case.passes(milliseconds=wait))
        self.model.is_now(self.now)

    @rule(change=CHANGES)
    def something_changes(self, change: tuple[Any, ...]) -> None:
        getattr(self, change[0])(*change[1:])

    def is_banned_or_not(self, number: int) -> None:
        if number not in self.left:
            rider = self.riders[number]
            barred = None if rider.barred else SanctionKind.BAN
            self.riders[number] = replace(rider, barred=barred, barred_for=SanctionReason.FALSE if barred else None)

    def leaves(self, number: int) -> None:
        if self.left:
            return
        self.do(forgetting.forget, self.riders[number])
        self.left.add(number)
        for each in self.model.open_of(number):
            each.state = VoucherState.LEFT

    def price_list_changes(self, reward: Reward, change: int | None) -> None:
        listed = {**self.case.deps.district.rewards, reward.id: replace(reward, points=reward.points + (change or 0))}
        if change is None:
            del listed[reward.id]
        self.case.has_district(rewards=listed)

    @invariant()
    def the_ledger_is_what_the_model_says(self) -> None:
        async def look(tx: Transaction) -> dict[int, tuple[int, Sequence[Entry]]]:
            return {each: (await tx.ledger.balance(each), await tx.ledger.last(each, 10_000)) for each in self.riders}

        for number, (balance, entries) in self.read(look).items():
            assert balance == sum(entry.points for entry in entries) == self.model.balances[number]
            assert balance >= 0 or not self.model.open_of(number) or number in self.left
            causes = Counter(entry.cause for entry in entries if entry.merit in {Merit.SPENT, Merit.GIVEN_BACK})
            mine = [each for each in self.model.known.values() if each.rider == number]
            spent = {f"spent:{each.id}" for each in mine}
            returned = {f"given_back:{each.id}" for each in mine if each.state not in {*KEPT, VoucherState.LEFT}}
            assert causes == Counter(spent | returned)

    @invariant()
    def vouchers_and_what_is_taken_are_what_the_model_says(self) -> None:
        async def look(tx: Transaction) -> tuple[list[Voucher], dict[int, dict[str, Taken]]]:
            mine = [voucher for each in self.riders for voucher in await tx.vouchers.of_rider(each)]
            return mine, {each: dict(await tx.vouchers.taken(each, self.month)) for each in self.riders}

        mine, taken = self.read(look)
        for voucher in mine:
            known = self.model.known[voucher.id]
            assert (voucher.state, voucher.code, voucher.ends_at) == (known.state, known.codes[-1], known.ends_at)
        assert len(mine) == len(self.model.known)
        for number, of_rewards in taken.items():
            for reward in REWARDS:
                found = of_rewards.get(reward.id, Taken())
                assert found == self.model.taken(number, reward.id, self.month)
                assert reward.stock is None or found.pieces <= reward.stock
                assert reward.budget is None or found.points <= reward.budget
                assert reward.limit is None or found.own <= reward.limit

    def teardown(self) -> None:
        """All that was said on the way can be said."""
        self.run(self.case.told())
        self.run(self.stack.aclose())
        self.runner.close()


TestVouchers = VouchersMachine.TestCase
TestVouchers.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
