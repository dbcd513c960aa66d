"""Delay slips by chance: riders of a city make them, a clerk verifies them; and what must hold afterwards."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from domain.programme.slips import Standing
from playground.chats import Person
from playground.people import words
from services.programme import verifying
from tests.week.city import DAY, HOUR, City
from tests.week.hands import Hands

_SLIPS_A_DAY: Final = 12
_CODE: Final = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


@dataclass
class Slips(Hands):
    """Riders who report, and somebody of a platform who never agreed to anything."""

    def begin(self, days: int, riders: Sequence[Person]) -> None:
        """Plan who makes a slip when."""
        self.people = list(riders)
        self.clerk = self.city.world.chats.add_person("客服", "zh")
        now = self.city.clock.now()
        for _ in range(days * _SLIPS_A_DAY):
            self.city.at(now + int(self.chance.uniform(0, days * 24 * HOUR)), self._makes)

    def _makes(self) -> None:
        """Ask for what there is, press on, now and then say more or press twice, and show it to the clerk."""
        rider = self.chance.choice(self.people)
        if rider.blocked:
            return
        self.says(rider, "/slip")
        self.soon(lambda: self.press_newest(rider, "zs"))
        if self.chance.random() < 0.4:
            self.soon(lambda: self.press_newest(rider, "zd", ":5"), 2)
        for _ in range(2 if self.chance.random() < 0.3 else 1):
            self.soon(lambda: self.press_newest(rider, "zd", ":make"), 3)
        self.soon(lambda: self._shows(rider), 6)

    def _shows(self, rider: Person) -> None:
        said = self.city.world.messages.of(self.city.world.chats.chat(rider.id))
        codes = [found[0] for each in said if each.by_bot and (found := _CODE.search(words(each.message)))]
        if codes:
            self.says(self.clerk, f"/verify {codes[-1].lower()}")


async def wrong_slips(city: City, path: str) -> list[str]:
    """Each slip can be verified and holds unless its report is false or withdrawn; nobody has too many."""
    assert city.bot is not None
    app = city.bot.app
    wrong: list[str] = []
    made: dict[int, list[int]] = defaultdict(list)
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute(_MADE).fetchall()
    for rider, code, at, status, is_false in kept:
        made[rider].append(at)
        seen = await verifying.look(app.database, app.deps, code)
        if seen is None:
            wrong.append(f"{code} is unknown")
        elif (seen.standing is not Standing.HOLDS) != (status == "withdrawn" or is_false == 1):
            wrong.append(f"{code} is {seen.standing} where its report is {status}")
    for rider, times in made.items():
        most = max(sum(0 <= at - first < 7 * DAY for at in times) for first in times)
        if most > app.deps.limits.slips_per_week:
            wrong.append(f"rider {rider} made {most} in a week")
    return wrong or ([] if kept else ["nobody made a slip"])


_MADE: Final = """
    select s.rider_id, s.code, s.made_at, r.status, r.status = 'rejected' and (
        select e.detail like '%"false"%' from event e
        where e.report_id = r.id and e.action = 'reject' order by e.at desc, e.id desc limit 1
    )
    from slip s join report r on r.id = s.report_id
    where s.made_at is not null and r.status <> 'duplicate' and (r.former is null or r.status <> 'rejected')
"""
