"""The rider programme by chance: riders redeem, give back and rest, desks hand out; and what must hold afterwards."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

from domain.people.points import Entry, Merit
from domain.people.riders import CONSENT_VERSION, Rider
from playground.chats import Chat, Person
from playground.people import buttons, words
from tests.week.city import HOUR
from tests.week.hands import Hands, answers

PEOPLE: Final = 12
ACTS_A_DAY: Final = 30
_POINTS: Final = 150
_DESK: Final = "rider-service"
_ACTS: Final = {"redeems": 5, "comes_to_desk": 5, "gives_back": 1, "renews": 1, "rests": 2, "looks": 1}
_CODE: Final = re.compile(r"\b[A-Z0-9]{8}\b")
_HERE: Final = "37.4497, 116.2990"


@dataclass
class Programme(Hands):
    """Riders of a city who have points, and a desk."""

    async def begin(self, days: int) -> None:
        """Let them join with points, and plan what they do."""
        city = self.city
        self.people = [city.world.chats.add_person(f"积分{n}", "zh" if n % 4 else "en") for n in range(PEOPLE)]
        now = city.clock.now()
        riders = [
            Rider(one.id, one.id, one.language_code, CONSENT_VERSION, True, True, None, None, now)  # noqa: FBT003  as its fields stand
            for one in self.people
        ]

        async def save(tx: Any) -> None:
            for rider in riders:
                await tx.riders.save(rider)
                await tx.ledger.add(Entry(f"begun:{rider.id}", rider.id, None, Merit.CHECKED, _POINTS, "2026-01-01", 1))

        assert city.bot is not None
        await city.bot.app.database.write(save)
        for one in self.people:
            one.wrote = True
        for act in self.chance.choices([*_ACTS], [*_ACTS.values()], k=days * ACTS_A_DAY):
            city.at(now + int(self.chance.uniform(0, days * 24 * HOUR)), getattr(self, f"_{act}"))

    def _redeems(self) -> None:
        """Ask for the price list and press on, at the end now and then twice."""
        rider = self.chance.choice(self.people)
        self.says(rider, "/rewards")
        again = "wr" if self.chance.random() < 0.3 else ""
        self.presses_on(rider, "wd", "ws", "wr", again)

    def _comes_to_desk(self) -> None:
        """Show a voucher at the desk, where somebody types its code and hands out; now and then two do at once."""
        rider, chat = self.chance.choice(self.people), self.city.groups[_DESK]
        code = self._code_of(rider)
        if not code:
            return
        for person in self.chance.sample(self.city.staff[_DESK], 2 if self.chance.random() < 0.3 else 1):
            said = self.says(person, f"/voucher {code.lower()}", chat)
            self.soon(lambda person=person, said=said: self._hands_out(chat, person, said.id))  # type: ignore[misc]

    def _hands_out(self, chat: Chat, person: Person, asked: int) -> None:
        shown = [each for each in self.city.world.messages.of(chat) if answers(each, asked)]
        if not shown:
            return
        self.press_on(person, chat, shown[0], "gh")
        if self.chance.random() < 0.15:
            self.soon(lambda: self._undoes(person, chat, shown[0].id))

    def _undoes(self, person: Person, chat: Chat, shown: int) -> None:
        stored = self.city.world.messages.get(chat, shown)
        if stored is not None:
            self.press_on(person, chat, stored, "gu")

    def _gives_back(self) -> None:
        self._does("ask", "give_back")

    def _renews(self) -> None:
        self._does("renew")

    def _does(self, *what: str) -> None:
        rider = self.chance.choice(self.people)
        for number, each in enumerate(what):
            self.soon(lambda each=each: self.press_newest(rider, "vd", each), number + 1)  # type: ignore[misc]

    def _rests(self) -> None:
        rider = self.chance.choice(self.people)
        self.says(rider, f"/stations {_HERE}")
        self.presses_on(rider, "sn", "ci")

    def _looks(self) -> None:
        self.says(self.chance.choice(self.people), self.chance.choice(("/points", "/team", "/stations", "/invite")))

    def _code_of(self, rider: Person) -> str:
        """Return the code on the newest voucher that stands in the rider's chat; "" for none."""
        said = self.city.world.messages.of(self.city.world.chats.chat(rider.id))
        vouchers = [words(stored.message) for stored in said if stored.by_bot and "vd:" in str(buttons(stored.message))]
        found = _CODE.search(vouchers[-1]) if vouchers else None
        return found.group() if found else ""


def wrong_vouchers(path: str) -> Iterator[str]:
    """Points, vouchers and what is counted of each reward agree; nobody is below zero, nothing was handed out twice."""
    with closing(sqlite3.connect(path)) as connection:
        asked = connection.execute
        for rider, spent, held in asked(_SPENT):
            if spent != held:
                yield f"rider {rider} has spent {spent} and has vouchers of {held}"
        for reward, counted, kept in asked(_TAKEN):
            if counted != kept:
                yield f"{kept} of {reward} are redeemed, and {counted} are counted"
        yield from (f"rider {rider} is at {points}" for rider, points in asked(_BELOW))
        yield from (f"voucher {voucher} is open and never ends" for (voucher,) in asked(_ENDLESS))
        states = Counter(state for (state,) in asked("select state from voucher"))
        yield from (f"no voucher was {state}" for state in ("handed_out", "given_back") if not states[state])
        if not asked(_RENEWED).fetchone()[0]:
            yield "nobody took a new code"


_SPENT: Final = """
    select l.rider_id, -sum(l.points), coalesce((
        select sum(v.points) from voucher v where v.rider_id = l.rider_id and v.state in ('open', 'handed_out')
    ), 0)
    from ledger l where l.merit in ('spent', 'given_back') group by l.rider_id
"""
_TAKEN: Final = """
    select t.reward, t.pieces, (
        select count(*) from voucher v where v.reward = t.reward and v.state in ('open', 'handed_out')
    )
    from reward_taken t where t.rider_id = 0 and t.month = ''
"""
_BELOW: Final = "select rider_id, sum(points) from ledger group by rider_id having sum(points) < 0"
_ENDLESS: Final = """
    select v.id from voucher v where v.state = 'open' and not exists (
        select 1 from timer t where t.kind = 'voucher_end' and t.fired_at is null and t.key like v.id || ':%'
    )
"""
_RENEWED: Final = "select count(*) from (select voucher_id from voucher_code group by voucher_id having count(*) > 1)"
