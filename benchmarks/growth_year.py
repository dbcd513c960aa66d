"""A synthetic year of a district: the rows of every table that grows, as the program and its retention leave them."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, islice
from typing import Any, Final, NamedTuple

from benchmarks.growth_life import DAY_MS, NOW, Life, live
from benchmarks.growth_traces import TRACE_DAYS, Told, events_of, timers_of
from domain.geo.positions import cell_of
from domain.language.finding import label, tokens_of
from domain.people.riders import CONSENT_VERSION
from domain.reporting.photo_hash import BITS, keys_of, written
from domain.reporting.reports import Status

_YEAR_MS: Final = 365 * DAY_MS
_END: Final = NOW - 6 * 3_600_000
"""Of the year as it would be if people never slept: on its last day it has come to this hour."""

_CHUNK: Final = 5_000
_CATEGORIES: Final = 25
_COMMUNITIES: Final = 32
_OF_LANES: Final = "东西南北中解放新华建设人民和平长江黄河湖滨岔晶天衢大学兴河迎宾青龙白马红旗共明德三八工农"
_PROBLEMS: Final = (
    "井盖不见了",
    "路灯不亮",
    "坑很大",
    "垃圾没人收",
    "水管漏水",
    "树枝断了",
    "楼道灯坏了",
    "消防通道堵了",
)
FIRST_GROUP: Final = -1_000_000_000_000
"""The group of the first queue; those of the others follow downward."""

SUPERVISORS_GROUP: Final = -1_999_000_000_000

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Year:
    """How much happened: `reports` by `riders`, for these queues; about `open_at_once` of them wait in each queue."""

    reports: int
    riders: int
    queues: tuple[str, ...]
    open_at_once: int = 300
    seed: int = 1

    def rows(self) -> Iterator[Rows]:
        """Yield rows by table, some thousand reports at a time; what a row refers to comes before it or with it."""
        writer = _Writer(self, random.Random(self.seed))  # noqa: S311  a year, no secrets
        yield writer.beginning()
        numbers = iter(range(self.reports))
        while chunk := list(islice(numbers, _CHUNK)):
            for number in chunk:
                writer.report(number)
            yield writer.taken()
        yield writer.end()


class _Taken(NamedTuple):
    id: int
    draft_id: int | None
    report_id: int | None
    rider_id: int | None
    at: int
    role: str = "before"


class _Writer:
    """Writes the rows of one report after another."""

    def __init__(self, year: Year, chance: random.Random) -> None:
        self._year = year
        self._chance = chance
        self._rows: Rows = defaultdict(list)
        self._serials: dict[str, int] = defaultdict(int)
        self._days: dict[tuple[int, str], int] = defaultdict(int)
        self._groups = {queue: FIRST_GROUP - place for place, queue in enumerate(year.queues)}
        every = _YEAR_MS / year.reports
        self._lifetime_ms = min(year.open_at_once * len(year.queues), year.reports / 4) * every
        self._last_key = "0" * 64
        self._last_photo = 0
        self._messages = count(1)

    def taken(self) -> Rows:
        """Return the rows since the last time."""
        rows, self._rows = self._rows, defaultdict(list)
        return rows

    def beginning(self) -> Rows:
        """Return riders, groups, and what does not hang on reports."""
        begun = NOW - _YEAR_MS
        put = self._rows
        put["rider"] = [(0, 0, None, 0, 1, 0, begun)]
        put["rider"] += [(each, each, "zh", CONSENT_VERSION, 0, 1, begun) for each in range(1, self._year.riders + 1)]
        seats = {"supervisors": SUPERVISORS_GROUP} | self._groups
        put["queue_chat"] = [(queue, chat, begun) for queue, chat in seats.items()]
        weeks = [(f"2026-W{48 - ago:02}", NOW - ago * 7 * DAY_MS) for ago in range(1, 13)]
        put["told_week"] = [
            (f"rider:{each}", week, at) for each in range(1, self._year.riders + 1) for week, at in weeks
        ]
        put["pace"] = [(f"edits:{each}", NOW - each * 60_000 % DAY_MS, 3) for each in range(1, self._year.riders + 1)]
        some = range(max(500, self._year.reports // 50))
        put["geocode"] = [(f"{each:064x}", "街", None, NOW - each % 90 * DAY_MS) for each in some]
        put["prompt"] = [
            (each, 1, "triage", "hold", -1, each % 50, "王", 1, "", "[]", "answered", NOW, NOW - each % 14 * DAY_MS)
            for each in some
        ]
        put["membership"] = [(-1, each, 1, NOW - each % 90 * DAY_MS) for each in some]
        put["duplicate_tally"] = [
            ("category", f"c{one}", f"c{two}", 9, 1) for one in range(_CATEGORIES) for two in range(_CATEGORIES)
        ]
        return self.taken()

    def end(self) -> Rows:
        """Return the sums of what was written."""
        self._rows["month_counter"] = list(self._serials.items())
        self._rows["ledger_day"] = [(rider, day, earned) for (rider, day), earned in self._days.items()]
        return self.taken()

    def report(self, number: int) -> None:
        """Write one report and all that hangs on it."""
        chance, year = self._chance, self._year
        at = _END - _YEAR_MS + int((number + chance.random()) * _YEAR_MS / year.reports)
        rider = 1 + int(year.riders * chance.random() ** 1.3)
        queues = (self._some_queue(), self._some_queue(), year.queues[0])
        life = live(chance, at, queues, chance.expovariate(1 / self._lifetime_ms), NOW)
        at = life.at
        report_id = (at - 120_000 << 21) | chance.getrandbits(21)
        self._write_report(report_id, rider, life)
        photos = 1 + self._happens(30)
        draft = report_id if (life.closed_at or NOW) > NOW - TRACE_DAYS * DAY_MS else None
        for place in range(photos):
            self._write_photo(_Taken(report_id + 1 + place, draft, report_id, rider, at))
        if life.resolved_at and self._happens(60):
            self._write_photo(_Taken(report_id + 9, None, report_id, None, life.resolved_at, "after"))
        if draft:
            self._write_draft(report_id, rider, "submitted", at, report_id)
        if draft and self._happens(5):
            self._write_draft(report_id + 20, rider, "joined", at, report_id)
        if at > NOW - DAY_MS and self._happens(10):
            self._write_draft(report_id + 30, self._passer_by(), "expired", at, None)
            self._write_photo(_Taken(report_id + 31, report_id + 30, None, rider, at))
        self._rows["event"] += events_of(report_id, rider, life)
        self._write_points(report_id, rider, life)
        self._rows["timer"] += timers_of(report_id, life)
        told = Told(report_id, rider, self._groups[life.queue], life, self._messages)
        for table, rows in told.rows().items():
            self._rows[table] += rows

    def _happens(self, percent: int) -> bool:
        return self._chance.random() * 100 < percent

    def _some_queue(self) -> str:
        return self._year.queues[int(len(self._year.queues) * self._chance.random() ** 1.5)]

    def _write_report(self, report_id: int, rider: int, life: Life) -> None:
        chance, at = self._chance, life.at
        month = datetime.fromtimestamp(at / 1000, UTC).strftime("%y%m")
        self._serials[month] += 1
        lat, lng = 37.4 + chance.random() * 0.5, 116.2 + chance.random() * 0.5
        category = f"c{int(_CATEGORIES * chance.random() ** 1.5)}"
        note = self._note() if self._happens(70) else ""
        due_at = at + 3 * DAY_MS
        over = due_at if (life.resolved_at or life.closed_at or NOW) > due_at and due_at < NOW else None
        witnesses = int(self._happens(10))
        imported = self._happens(1)
        community = f"C{1 + report_id % _COMMUNITIES}"
        self._rows["report"].append(
            (report_id, "DC", month, self._serials[month], rider, len(life.steps), life.status, int(life.is_open),
             category, note, lat, lng, cell_of(lat, lng), "wgs84", "import" if imported else "exif", community,
             life.queue,
             '{"kind":"rule","category":null,"community":null}', int(self._happens(5)), at, at + DAY_MS, due_at, over,
             life.accepted_at, life.resolved_at, life.closed_at, "", "", witnesses, life.reopenings,
             "已修好" if life.resolved_at else "",
             int((life.closed_at or NOW) < NOW - TRACE_DAYS * DAY_MS), 1)
        )  # fmt: skip
        labels = (label("c", category), label("m", community), label("q", life.queue))
        self._rows["report_words"].append((report_id, " ".join((*labels, *tokens_of(note)))))
        if imported:
            self._rows["imported"].append(("311", str(report_id), report_id))
        if witnesses:
            self._rows["witness"].append((report_id, self._passer_by(), at + 60_000, 1))

    def _note(self) -> str:
        """Return a place among thousands, and one of a few problems."""
        chance = self._chance
        lane = "".join(chance.choices(_OF_LANES, k=2))
        return f"{lane}路{chance.randint(1, 300)}号{chance.choice(_PROBLEMS)}，晚上很危险"

    def _passer_by(self) -> int:
        return 1 + int(self._chance.random() * self._year.riders)

    def _write_draft(self, draft_id: int, rider: int, stage: str, at: int, report_id: int | None) -> None:
        self._rows["draft"].append(
            (draft_id, rider, 4, stage, "card", "c1", 0, "[]", '[{"message_id":1,"text":"井盖不见了"}]',
             '{"lat":37.4,"lng":116.2,"datum":"wgs84","source":"exif"}', 0, "C1", draft_id % 10**9, report_id,
             at - 120_000, at)
        )  # fmt: skip

    def _write_photo(self, photo: _Taken) -> None:
        """Write a photo and what it looks like; one in fifty has the bytes of the one before."""
        chance = self._chance
        is_new = not self._happens(2)
        if is_new:
            self._last_key = f"{chance.getrandbits(256):064x}"
        else:
            self._rows["same_photo"].append((photo.id, self._last_photo, 0))
        self._last_photo = photo.id
        shown = f"{chance.getrandbits(256):064x}" if photo.role == "after" else None
        self._rows["photo"].append(
            (photo.id, photo.draft_id, photo.report_id, photo.role, 5, self._last_key, "JPEG", 4000, 3000, 1, shown,
             photo.at, photo.rider_id)
        )  # fmt: skip
        if photo.role == "before":
            look = chance.getrandbits(BITS) | chance.getrandbits(BITS)
            pair = look, look ^ 1 << 77
            self._rows["photo_hash"].append((photo.id, written(pair)))
            self._rows["photo_hash_key"] += sorted({(key, photo.id) for each in pair for key in keys_of(each)})

    def _write_points(self, report_id: int, rider: int, life: Life) -> None:
        earned = [("routed", 1, life.at)]
        if life.accepted_at is not None:
            earned.append(("accepted", 4, life.accepted_at))
        if life.status is Status.CONFIRMED and life.closed_at is not None:
            earned.append(("answered", 5, life.closed_at))
        for merit, points, at in earned:
            day = datetime.fromtimestamp(at / 1000, UTC).date().isoformat()
            self._rows["ledger"].append((f"{merit}:{report_id}:{rider}", rider, report_id, merit, points, day, at))
            self._days[rider, day] += points
