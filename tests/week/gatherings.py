"""Activities and lessons by chance: riders sign up, cancel, come and learn; and what must hold afterwards."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Final

from domain.people.riders import CONSENT_VERSION, Rider
from domain.programme.activities import Activity, ActivityState
from domain.programme.teams import Company, Team
from playground.chats import Person
from services.programme import holding, joining
from tests.activities import TRAINING
from tests.week.city import DAY, HOUR, MINUTE, City
from tests.week.hands import Hands, answers
from texts.base.callbacks import Press, Verb, encode

PEOPLE: Final = 10
_SEATS: Final = 4
_ACTS_A_DAY: Final = 45
_QUEUE: Final = "rider-service"
_ACTS: Final = {"signs_up": 5, "accepts": 2, "cancels": 2, "learns": 3, "looks": 1}
_RIGHTLY: Final = 0.8
_UNDONE: Final = 0.1
_QUESTIONS: Final = 3
_TEAMS: Final = ("t0", "t1", "t2", "t3")


@dataclass
class Gatherings(Hands):
    """Riders of a city whom a desk invites to a training each afternoon, with fewer seats than riders."""

    async def begin(self, days: int) -> None:
        """Let them join, announce the trainings, and plan what they do."""
        city, now = self.city, self.city.clock.now()
        self.people = [city.world.chats.add_person(f"学员{n}", "zh" if n % 4 else "en") for n in range(PEOPLE)]
        assert city.bot is not None
        await city.bot.app.database.write(self._join)
        for one in self.people:
            one.wrote = True
        for day in range(1, days):
            starts = now + day * DAY + 14 * HOUR
            held = replace(TRAINING, id=city.ids.new(), starts_at=starts, ends_at=starts + 2 * HOUR, seats=_SEATS)
            colour = "flame" if day % 2 else "flash"
            held = replace(held, zh=f"培训{day}", en=f"Training {day}", badge=colour, calls=colour)
            city.at(now + MINUTE, lambda held=held: self._publish(held))  # type: ignore[misc]
            city.at(starts - 4 * HOUR, lambda held=held: self._press_in_turn(held, "show", "call", "call."))  # type: ignore[misc]
            for minute in range(-50, 100, 10):
                city.at(starts + minute * MINUTE, lambda held=held: self._at_door(held))  # type: ignore[misc]
        for act in self.chance.choices([*_ACTS], [*_ACTS.values()], k=days * _ACTS_A_DAY):
            city.at(now + int(self.chance.uniform(0.1, days) * DAY), getattr(self, f"_{act}"))

    async def _join(self, tx: Any) -> None:
        for one in self.people:
            await tx.riders.save(
                Rider(one.id, one.id, one.language_code, CONSENT_VERSION, True, True, None, None, self.city.clock.now())  # noqa: FBT003  as its fields stand
            )

    async def _publish(self, held: Activity) -> None:
        assert self.city.bot is not None
        app = self.city.bot.app
        draft = replace(held, state=ActivityState.DRAFT)
        await app.database.write(lambda tx: holding.publish(tx, app.deps, draft))

    def _signs_up(self) -> None:
        """Open one of those to come and sign up, now and then twice."""
        rider = self.chance.choice(self.people)
        self.says(rider, "/activities")
        self.soon(lambda: self.press_newest(rider, "ay"))
        for number in range(2 if self.chance.random() < 0.3 else 1):
            self.soon(lambda: self.press_newest(rider, "ad", "sign_up"), number + 2)

    def _accepts(self) -> None:
        """Answer what stands last, such as a call, on the days when one came."""
        what = "sign_up" if self.chance.random() < _RIGHTLY else "not_now"
        self.press_newest(self.chance.choice(self.people), "ad", what)

    def _cancels(self) -> None:
        rider = self.chance.choice(self.people)
        self.says(rider, "/activities")
        self.soon(lambda: self.press_newest(rider, "ay"))
        for number, what in enumerate(("ask", "cancel")):
            self.soon(lambda what=what: self.press_newest(rider, "ad", what), number + 2)  # type: ignore[misc]

    def _learns(self) -> None:
        """Open a lesson and answer its questions, mostly rightly, now and then a key twice."""
        rider = self.chance.choice(self.people)
        self.says(rider, "/lessons")
        self.presses_on(rider, "le", "lb")
        for number in range(_QUESTIONS):
            self.soon(lambda: self._answers(rider), 2 * number + 3)
            self.soon(lambda: self.press_newest(rider, "lb"), 2 * number + 4)

    def _answers(self, rider: Person) -> None:
        known = self.city.district.lessons.values()
        rights = [f":{it.id}.{n}.{question.right}" for it in known for n, question in enumerate(it.questions)]
        wanted = rights if self.chance.random() < _RIGHTLY else [""]
        for each in wanted * (2 if self.chance.random() < 0.2 else 1):
            self.press_newest(rider, "lx", each)

    def _looks(self) -> None:
        self.says(self.chance.choice(self.people), self.chance.choice(("/badges", "/points", "/boards", "/lessons")))

    def _at_door(self, held: Activity) -> None:
        """Check somebody in by their number, and now and then undo it."""
        undone = ["undo."] if self.chance.random() < _UNDONE else []
        self._press_in_turn(held, "show", "show.door", "came.", *undone)

    def _press_in_turn(self, held: Activity, *keys: str) -> None:
        """Let somebody of the desk ask for the activities, and press these keys of one below the answer."""
        person, chat = self.chance.choice(self.city.staff[_QUEUE]), self.city.groups[_QUEUE]
        said = self.says(person, "/activities", chat)

        def press(what: str) -> None:
            key = encode(Press(Verb.HOLD, held.id, what))
            for stored in list(self.city.world.messages.of(chat)):
                if answers(stored, said.id):
                    self.press_on(person, chat, stored, "hd", key)

        for number, what in enumerate(keys):
            self.soon(lambda what=what: press(what), number + 1)  # type: ignore[misc]


async def ride_in_teams(city: City, people: Sequence[Person]) -> None:
    """Let people ride in teams of two companies, in turn; every other one wants to be on the team's board."""
    assert city.bot is not None
    deps = city.bot.app.deps

    async def ride(tx: Any) -> None:
        await tx.teams.save_companies([Company(each, each, each) for each in ("c0", "c1")])
        await tx.teams.save_teams([Team(each, each, each, f"c{number % 2}") for number, each in enumerate(_TEAMS)])
        for number, one in enumerate(people):
            stay = await joining.enter(tx, deps, one.id, _TEAMS[number % len(_TEAMS)])
            await tx.teams.save_stay(replace(stay, on_board=number % 2 == 0))

    await city.bot.app.database.write(ride)


def wrong_gatherings(path: str) -> Iterator[str]:
    """No seat is taken that there is not; points, trainings and badges follow from who came and who learned."""
    with closing(sqlite3.connect(path)) as connection:
        asked = connection.execute
        yield from (f"{count} sit on {seats} seats of {it}" for it, seats, count in asked(_CROWDED))
        yield from (f"{rider} waits for {it}, which has a free seat" for it, rider in asked(_WAITS_IN_VAIN))
        yield from (f"{it} is over and stays open" for (it,) in asked(_STAYS_OPEN))
        yield from (f"{cause} is a training of nobody who came or learned" for (cause,) in asked(_UNEARNED))
        yield from (f"{rider} has earned no training by {what}" for what, rider in asked(_UNTRAINED))
        yield from (f"{cause} gives {points} points" for cause, points in asked(_OF_NO_LESSON))
        yield from (f"{rider} has {points} points by {it}" for it, rider, points in asked(_PAID_WRONGLY))
        yield from (f"{board} {it} has a share of {share}" for board, it, share in asked(_OFF_THE_SCALE))
        yield from (f"stay {stay} is on a board and has not asked for it" for (stay,) in asked(_UNASKED))
        for rider, knight, count in asked(_BADGELESS):
            yield f"{rider} has completed {count} trainings of {knight} and holds no badge"
        for what, query in _HAPPENED.items():
            if not asked(query).fetchone()[0]:
                yield f"{what} never happened"


_CROWDED: Final = """
    select a.id, a.seats, count(*) from sign_up s join activity a on a.id = s.activity_id
    where s.state in ('signed_up', 'came', 'no_show') group by a.id having count(*) > a.seats
"""
_WAITS_IN_VAIN: Final = """
    select a.id, s.rider_id from sign_up s join activity a on a.id = s.activity_id
    where s.state = 'waiting' and a.state = 'open' and a.seats > (
        select count(*) from sign_up o where o.activity_id = a.id and o.state in ('signed_up', 'came')
    )
"""
_STAYS_OPEN: Final = "select id from activity where state = 'open' and ends_at < (select max(at) from ledger)"
_UNEARNED: Final = """
    select cause from training t where cause not in (
        select 'activity:' || activity_id || ':' || rider_id from sign_up where state = 'came'
        union all
        select 'lesson:' || lesson || ':' || rider_id from lesson_attempt where done_at is not null
    )
"""
_UNTRAINED: Final = """
    select 'activity:' || activity_id, rider_id from sign_up
    where state = 'came' and 'activity:' || activity_id || ':' || rider_id not in (select cause from training)
    union all
    select 'lesson:' || lesson, rider_id from lesson_attempt
    where done_at is not null and 'lesson:' || lesson || ':' || rider_id not in (select cause from training)
"""
_OF_NO_LESSON: Final = """
    select cause, points from ledger where merit = 'lesson' and (points > 2 or cause not in (
        select 'lesson:' || lesson || ':' || rider_id from lesson_attempt where done_at is not null
    ))
"""
_PAID_WRONGLY: Final = """
    select activity_id, rider_id, points from (
        select s.activity_id, s.rider_id, s.state, (
            select coalesce(sum(l.points), 0) from ledger l
            where l.rider_id = s.rider_id and replace(l.cause, 'taken_back:', '') || ':'
                like 'activity:' || s.activity_id || ':' || s.rider_id || ':%'
        ) as points
        from sign_up s
    ) paid
    where points > 5 or points < 0 or (points > 0 and state <> 'came')
"""
_BADGELESS: Final = """
    select rider_id, knight, count(*) from training t
    where knight in ('flame', 'flash', 'angel') and not exists (
        select 1 from badge b where b.rider_id = t.rider_id and b.knight = t.knight and b.level = 1
    )
    group by rider_id, knight
"""
_OFF_THE_SCALE: Final = """
    select board, id, figure from board_place where measure = 'share' and figure not between 5 and 95
"""
_UNASKED: Final = """
    select b.stay_id from board_rider b join stay s on s.id = b.stay_id where s.on_board = 0 or s.until is not null
"""
_HAPPENED: Final = {
    "a board of teams": "select count(*) from board_place where board = 'team'",
    "a board of a team": "select count(*) from board_rider",
    "a call": "select count(*) from activity where called_at is not null",
    "coming": "select count(*) from sign_up where state = 'came'",
    "staying away": "select count(*) from sign_up where state = 'no_show'",
    "cancelling": "select count(*) from sign_up where state = 'cancelled'",
    "moving up": "select count(*) from outbox where key like 'activity:%:seat:%'",
    "learning": "select count(*) from lesson_attempt where done_at is not null",
    "failing a lesson": "select count(*) from lesson_attempt where number > 1",
}
