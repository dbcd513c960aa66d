"""Changes to a copy of the sample district, each with the one mistake it makes: file, place and remedy."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from districts.catalogue_table import CATEGORIES_AT_MOST

DISTRICT, QUEUES, RULES, CALENDAR = "district.toml", "queues.toml", "routing.toml", "calendar.toml"
CATALOGUE, COMMUNITIES, CONFIG = "catalogue.csv", "communities.geojson", "config.toml"
LANDMARKS, MODEL, DANGER = "landmarks.csv", "categories.model", "danger.toml"
TEMPLATES, STATIONS, REWARDS = "templates.toml", "stations.csv", "rewards.csv"
ACTIVITIES, BADGES = "activities.toml", "badges.toml"
QUEUE = '\n[[queue]]\nid = "more"\nzh = "又"\nen = "More"\nkind = "water"\n'
WEBHOOK = '\n[telegram]\nwebhook_url = "https://bot.example.org"\nmode = "webhook"\n'


class Change(Protocol):
    """Alters a file and says at which line, or feature, the mistake now stands; None where it has no place."""

    def __call__(self, path: Path) -> int | None: ...


def edit(old: str, new: str) -> Change:
    """Replace a text; the mistake stands where it was."""

    def change(path: Path) -> int:
        before, found, after = path.read_text(encoding="utf-8").partition(old)
        assert found, old
        path.write_text(before + new + after, encoding="utf-8")
        return before.count("\n") + new.count("\n") + 1

    return change


def lose(old: str, *, at: str | None = None) -> Change:
    """Turn a setting into a comment; the mistake stands at another text, or nowhere."""

    def change(path: Path) -> int | None:
        edit(old, f"# {old}")(path)
        return None if at is None else path.read_text(encoding="utf-8").partition(at)[0].count("\n") + 1

    return change


def unplaced(change: Change) -> Change:
    """The same change, whose mistake is the file's as a whole."""

    def changed(path: Path) -> None:
        change(path)

    return changed


def add(text: str, *, at: int = 0) -> Change:
    """Write more at the end; the mistake stands ``at`` lines before the last one."""

    def change(path: Path) -> int:
        whole = path.read_text(encoding="utf-8") + text
        path.write_text(whole, encoding="utf-8")
        return len(whole.splitlines()) - at

    return change


def separated(delimiter: str) -> Change:
    """Write the table as a spreadsheet program with another delimiter would."""

    def change(path: Path) -> int:
        path.write_text(path.read_text(encoding="utf-8").replace(",", delimiter), encoding="utf-8")
        return 1

    return change


def remove(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def encode(encoding: str, line: int) -> Change:
    """Write the file in another encoding; the mistake stands at the first line that has more than ASCII."""

    def change(path: Path) -> int:
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
        return line

    return change


def cell(slug: str, old: str, new: str) -> Change:
    """Replace a text in a category's row."""

    def change(path: Path) -> int | None:
        rows = path.read_text(encoding="utf-8").splitlines()
        row = next(row for row in rows if row.startswith(f"{slug},"))
        assert old in row
        return edit(row, row.replace(old, new, 1))(path)

    return change


def many(slug: str, count: int) -> Change:
    """Add so many rows like a category's; the mistake is the first row that is too many."""

    def change(path: Path) -> int | None:
        rows = path.read_text(encoding="utf-8").splitlines()
        row = next(row for row in rows if row.startswith(f"{slug},"))
        more = [row.replace(slug, f"{slug}_{number}", 1) for number in range(count)]
        path.write_text("\n".join([*rows, *more]) + "\n", encoding="utf-8")
        return CATEGORIES_AT_MOST + 2

    return change


def line(number: int, text: str) -> Change:
    """Write another text in a line, counted from 1; the mistake stands there."""

    def change(path: Path) -> int:
        lines = path.read_text(encoding="utf-8").splitlines()
        lines[number - 1] = text
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return number

    return change


def head(**changes: object) -> Change:
    """Alter the first line of a model; the mistake stands there."""

    def change(path: Path) -> int:
        first = json.loads(path.read_text(encoding="utf-8").partition("\n")[0])
        return line(1, json.dumps(first | changes))(path) or 1

    return change


def empty(path: Path) -> int:
    """Leave nothing in the file."""
    path.write_bytes(b"")
    return 1


def feature(number: int, alter: Callable[[dict[str, Any]], object], *, told: int | None = None) -> Change:
    """Alter a feature, counted from 1; the mistake stands there, or at another one."""

    def change(path: Path) -> int:
        document = json.loads(path.read_text(encoding="utf-8"))
        alter(document["features"][number - 1])
        path.write_text(json.dumps(document), encoding="utf-8")
        return told or number

    return change


def ring(feature: dict[str, Any]) -> list[list[float]]:
    """The outer ring of a polygon."""
    points: list[list[float]] = feature["geometry"]["coordinates"][0]
    return points


def cross(feature: dict[str, Any]) -> None:
    """Make the ring cross itself."""
    points = ring(feature)
    points[2], points[4] = points[4], points[2]


def swap(feature: dict[str, Any]) -> None:
    """Write latitude before longitude."""
    for point in ring(feature):
        point.reverse()


def grow(degrees: float) -> Callable[[dict[str, Any]], None]:
    """Move the middle of the eastern side of C1 into C2."""

    def alter(feature: dict[str, Any]) -> None:
        ring(feature)[3][0] += degrees

    return alter


@dataclass(frozen=True, slots=True)
class Broken:
    """One file changed, and how its one mistake is told."""

    file: str
    name: str
    change: Change
    key: str | None
    remedy: str


BROKEN = [
    *(Broken(file, "missing", remove, None, "districts/sample") for file in (DISTRICT, QUEUES, RULES, CALENDAR)),
    *(Broken(file, "missing", remove, None, "districts/sample") for file in (CATALOGUE, COMMUNITIES)),
    Broken(CATALOGUE, "semicolons", separated(";"), None, "commas"),
    Broken(CATALOGUE, "tabs", separated("\t"), None, "commas"),
    Broken(CATALOGUE, "in GB 18030", encode("gb18030", 2), None, "UTF-8"),
    Broken(QUEUES, "in UTF-16", encode("utf-16", 1), None, "UTF-8"),
    Broken(DISTRICT, "no TOML", edit('"DC"', "DC"), None, "quote"),
    Broken(DISTRICT, "no prefix", lose("prefix"), "prefix", "add prefix"),
    Broken(DISTRICT, "bad prefix", edit('"DC"', '"DC-1"'), "prefix", "capital"),
    Broken(DISTRICT, "bad time zone", edit("Asia/Shanghai", "Asia/Shanghia"), "timezone", "Asia/Shanghai"),
    Broken(
        DISTRICT, "bad language", edit('default_language = "zh"', 'default_language = "cn"'), "default_language", "zh"
    ),
    Broken(DISTRICT, "another datum", edit('"wgs84"', '"nad83"'), "crs", "gcj02"),
    Broken(
        COMMUNITIES,
        "datums that differ",
        unplaced(edit('"type": "FeatureCollection",', '"crs": "gcj02", "type": "FeatureCollection",')),
        "crs",
        "correct",
    ),
    Broken(DISTRICT, "no text for a datum", edit('"wgs84"', "4326"), "crs", "quotes"),
    Broken(DISTRICT, "no English name", lose("en = ", at="[name]"), "name.en", "add"),
    Broken(DISTRICT, "mistyped key", edit("community_name", "comunity_name"), "comunity_name", "community_name"),
    Broken(DISTRICT, "number not a text", edit('power = "95598"', "power = 95598"), "emergency.power", "quotes"),
    Broken(QUEUES, "no triage", unplaced(edit('kind = "triage"', 'kind = "water"')), None, "triage"),
    Broken(QUEUES, "unknown kind", edit('kind = "heating"', 'kind = "heatng"'), "queue.kind", "heating"),
    Broken(QUEUES, "same id twice", add(QUEUE.replace("more", "gas"), at=3), "queue.id", "another id"),
    Broken(QUEUES, "bad id", add(QUEUE.replace("more", "a b"), at=3), "queue.id", "Latin"),
    Broken(QUEUES, "no name", add(QUEUE.replace("zh", "# zh"), at=4), "queue.zh", "add"),
    Broken(QUEUES, "second triage", add(QUEUE.replace("water", "triage")), "queue.kind", "keep one"),
    Broken(QUEUES, "private chat", add(f"{QUEUE}chat_id = 42\n"), "queue.chat_id", "group"),
    Broken(QUEUES, "chat as text", add(f'{QUEUE}chat_id = "-42"\n'), "queue.chat_id", "whole number"),
    Broken(QUEUES, "topic without group", add(f"{QUEUE}thread_id = 3\n"), "queue.thread_id", "chat_id"),
    Broken(QUEUES, "on call twice", add(f"{QUEUE}on_call = [7, 8, 7]\n"), "queue.on_call", "keep one"),
    Broken(QUEUES, "bad topic", add(f"{QUEUE}chat_id = -42\nthread_id = 0\n"), "queue.thread_id", "from 1"),
    Broken(
        QUEUES,
        "one group for two",
        add(f"{QUEUE}chat_id = -42\n{QUEUE.replace('more', 'other')}chat_id = -42\n"),
        "queue.chat_id",
        "its own group",
    ),
    Broken(QUEUES, "unknown community", edit('"C3", "C4"', '"C3", "C44"'), "queue.communities", "C4"),
    Broken(QUEUES, "community of two", edit('"C3", "C4"', '"C3", "C2"'), "queue.communities", "take C2 out"),
    Broken(QUEUES, "bad hours", edit("mon-sun 08:00-20:00", "mon-sun 8-20"), "queue.hours", "mon-fri"),
    Broken(QUEUES, "bad language", add(f'{QUEUE}language = "fr"\n'), "queue.language", "zh, en"),
    Broken(QUEUES, "unknown key", add(f'{QUEUE}colour = "red"\n'), "queue.colour", "remove"),
    Broken(RULES, "unknown queue", edit('queue = "heating"', 'queue = "heatings"'), "rule.queue", "heating"),
    Broken(RULES, "unknown category", edit('"snow_ice"', '"snow"'), "rule.category", "snow_ice"),
    Broken(RULES, "unknown kind", edit('responsible = "gas"', 'responsible = "gaz"'), "rule.responsible", "gas"),
    Broken(RULES, "unknown community", edit('"C7"', '"C77"'), "rule.community", "C7"),
    Broken(RULES, "no queue", add('\n[[rule]]\nresponsible = "property"\n', at=1), "rule.queue", "add"),
    Broken(RULES, "bad hours", edit("sat-sun 00:00-24:00", "sat-sun"), "rule.hours", "mon-fri"),
    Broken(RULES, "to supervisors", edit('queue = "triage"', 'queue = "supervisors"'), "rule.queue", "acts"),
    Broken(RULES, "contradiction", edit('"snow_ice"', '"snow_ice"\nresponsible = "gas"'), "rule.responsible", "remove"),
    Broken(RULES, "unknown table", add("\n[other]\n"), "other", "rule"),
    Broken(CATALOGUE, "unknown urgency", cell("pothole", "normal", "low"), "urgency", "urgent, high, normal"),
    Broken(CATALOGUE, "near a photo rule", cell("pothole", "needed", "neded"), "photo", "needed, optional"),
    Broken(CATALOGUE, "unknown clock", cell("pothole", "work_days", "workdays"), "clock", "work_days"),
    Broken(CATALOGUE, "bad limit", cell("pothole", "5d", "5 days"), "resolve_within", "3d"),
    Broken(CATALOGUE, "no time at all", cell("pothole", "1d", "0d"), "first_response", "3d"),
    Broken(CATALOGUE, "negative radius", cell("pothole", ",25,", ",-25,"), "duplicate_radius_m", "from 1"),
    Broken(CATALOGUE, "unknown photo rule", cell("pothole", "needed", "maybe"), "photo", "optional"),
    Broken(CATALOGUE, "indoor neither 0 nor 1", cell("stairwell_dark", "needed,1", "needed,yes"), "indoor", "0, 1"),
    Broken(CATALOGUE, "no Chinese name", cell("pothole", "道路破损、坑洼", ""), "zh", "fill in"),
    Broken(CATALOGUE, "bad slug", cell("bike_clutter", "bike_", "Bike "), "slug", "small Latin"),
    Broken(CATALOGUE, "slug twice", cell("street_light", "street_light", "pothole"), "slug", "another slug"),
    Broken(CATALOGUE, "too many cells", cell("pothole", "坑洼", "坑,洼"), None, "double quotes"),
    Broken(CATALOGUE, "no number to call", cell("water_main_burst", ",water,needed", ",aqua,needed"), "call", "aqua ="),
    Broken(CATALOGUE, "more categories than keys", many("pothole", CATEGORIES_AT_MOST), None, "join"),
    Broken(CATALOGUE, "quote without end", add('"' + "x" * 200_000), None, "in pairs"),
    Broken(CATALOGUE, "unknown column", edit("advice_en", "advise_en"), "advise_en", "advice_en"),
    Broken(CALENDAR, "no hours", lose("hours = ["), "hours", "add hours"),
    Broken(CALENDAR, "bad hours", edit('["mon-fri 08:30', '["mon-fry 08:30'), "hours", "mon-fri"),
    Broken(CALENDAR, "date as text", edit("holidays = [", 'holidays = ["2026-01-01",'), "holidays", "without quotes"),
    Broken(CALENDAR, "impossible date", edit("2026-02-20", "2026-02-30"), None, "correct"),
    Broken(CALENDAR, "date twice", edit("workdays = [", "workdays = [2026-01-04,"), "workdays", "keep one"),
    Broken(CALENDAR, "both off and on", edit("workdays = [", "workdays = [2026-01-01,"), "workdays", "take it out"),
    Broken(LANDMARKS, "in GBK", encode("gbk", 2), None, "UTF-8"),
    Broken(LANDMARKS, "unknown kind", edit("德州站,station", "德州站,railway"), "kind", "station"),
    Broken(LANDMARKS, "one character", edit("德州站,", "站,"), "name", "riders use"),
    Broken(LANDMARKS, "swapped", edit("37.4497,116.2881", "116.2881,37.4497"), "lat", "before longitude"),
    Broken(LANDMARKS, "no place", edit("37.4497,116.2881", ","), "lat", "before longitude"),
    Broken(LANDMARKS, "broken path", edit("37.4700 116.3070", "37.4700"), "path", "with ;"),
    Broken(
        LANDMARKS, "path of one point", edit("37.4420 116.3075; 37.4555 116.3078; ", ""), "path", "at least two points"
    ),
    Broken(LANDMARKS, "semicolons", separated(";"), None, "commas"),
    Broken(LANDMARKS, "far away", edit("37.4497,116.2881", "37.8497,116.2881"), "lat", "crs"),
    Broken(LANDMARKS, "unknown column", edit("aliases,", "alias,"), "alias", "aliases"),
    Broken(LANDMARKS, "too many cells", edit("德州火车站", "德州,火车站"), None, "double quotes"),
    Broken(STATIONS, "far outside", edit("37.4495,116.2893", "37.8495,116.2893"), "lat", "crs"),
    Broken(STATIONS, "no place", edit("37.4495,116.2893", ","), "lat", "before longitude"),
    Broken(
        STATIONS,
        "unknown queue",
        edit("aircon,20,12345,rider-s", "aircon,20,12345,ridr-s"),
        "queue",
        "committee-west",
    ),
    Broken(
        STATIONS, "no queue", edit("aircon,20,12345,rider-service", "aircon,20,12345,"), "queue", "closed or broken"
    ),
    Broken(
        STATIONS,
        "to supervisors",
        edit("aircon,20,12345,rider-service", "aircon,20,12345,supervisors"),
        "queue",
        "acts",
    ),
    Broken(STATIONS, "same id twice", edit("\nXH2,", "\nXH1,"), "id", "another id"),
    Broken(STATIONS, "bad id", edit("\nXH2,", "\nX H,"), "id", "Latin"),
    Broken(STATIONS, "no name", edit("德州站骑手驿站", ""), "zh", "fill in"),
    Broken(STATIONS, "unknown amenity", edit("water|charging", "water|charger"), "amenities", "charging"),
    Broken(STATIONS, "bad hours", edit("mon-sun 06:30-22:00", "daily"), "hours", "mon-fri"),
    Broken(STATIONS, "hours that overlap", edit("-22:00", "-22:00; mon 21:00-23:00"), "hours", "overlap"),
    Broken(STATIONS, "two kinds of holidays", edit("; holidays", "; holidays closed; holidays"), "hours", "once"),
    Broken(STATIONS, "no number of places", edit(",20,12345", ",many,12345"), "capacity", "whole number"),
    Broken(STATIONS, "too many cells", edit("解放北大道 21 号", "解放北大道, 21 号"), None, "double quotes"),
    Broken(REWARDS, "unknown place", edit("rider-service,,2", "rider-servers,,2"), "where", "rider-service"),
    Broken(REWARDS, "no place", edit("rider-service,,2", ",,2"), "where", "fill in"),
    Broken(REWARDS, "for nothing", edit("yuan,100,", "yuan,0,"), "points", "whole number"),
    Broken(
        REWARDS, "ends before it begins", edit(",,2,,,10000", ",,2,2026-12-02,2026-12-01,10000"), "to", "one of the two"
    ),
    Broken(REWARDS, "no date", edit(",,2,,,10000", ",,2,tomorrow,,10000"), "from", "2026-12-31"),
    Broken(REWARDS, "budget for none", edit("10000,,30", "99,,30"), "budget", "one at least"),
    Broken(REWARDS, "same id twice", edit("\nnoodles,", "\nwater,"), "id", "another id"),
    Broken(REWARDS, "bad id", edit("\nnoodles,", "\n面条,"), "id", "Latin"),
    Broken(REWARDS, "picture missing", edit("10000,,30", "10000,a.jpg,30"), "picture", "rewards/"),
    Broken(REWARDS, "picture elsewhere", edit("10000,,30", "10000,../a.jpg,30"), "picture", "rewards/"),
    Broken(REWARDS, "unknown column", edit("budget,", "limits,"), "limits", "budget"),
    Broken(STATIONS, "unknown column", edit("contact", "phone"), "phone", "contact"),
    Broken(MODEL, "in UTF-16", encode("utf-16", 1), None, "UTF-8"),
    Broken(MODEL, "empty", empty, None, "delete"),
    Broken(MODEL, "no JSON", line(1, "{"), None, "delete"),
    Broken(MODEL, "no object", line(1, "[]"), None, "delete"),
    Broken(MODEL, "another format", head(format=3), None, "train categories"),
    Broken(MODEL, "without none", head(labels=["pothole"]), None, "delete"),
    Broken(MODEL, "too few biases", head(biases=[0.5]), None, "delete"),
    Broken(MODEL, "endless step", head(step=float("inf")), None, "delete"),
    Broken(MODEL, "short row", line(7, "坑\tgIA="), None, "delete"),
    Broken(MODEL, "no base64", line(5, "坑\t坑"), None, "delete"),
    Broken(MODEL, "no tab", line(3, "坑"), None, "delete"),
    Broken(COMMUNITIES, "no JSON", edit('"FeatureCollection"', "FeatureCollection"), None, "export"),
    Broken(COMMUNITIES, "crossing", feature(2, cross), "geometry", "crosses itself"),
    Broken(COMMUNITIES, "a line", feature(3, lambda it: it["geometry"].update(type="LineString")), "geometry", "area"),
    Broken(COMMUNITIES, "swapped", feature(4, swap), "geometry", "longitude before latitude"),
    Broken(COMMUNITIES, "overlap", feature(1, grow(0.0005), told=2), "C2", "share one edge"),
    Broken(BADGES, "unknown slug", edit('"lost_person"', '"lost_persons"'), "angel.categories", "lost_person"),
    Broken(BADGES, "unknown merit", edit('["accepted", "witness"]', '["witnesses"]'), "angel.merits", "witness"),
    Broken(BADGES, "points spent", edit('["accepted", "witness"]', '["spent"]'), "angel.merits", "accepted"),
    Broken(BADGES, "a deed of nothing", lose('merits = ["accepted"]', at="deeds = [0, 3"), "flame.deeds", "merits"),
    Broken(BADGES, "no report", edit('["accepted"]', '["mentor"]'), "flame.merits", "categories"),
    Broken(BADGES, "for nothing", edit("[1, 4, 10]", "[0, 4, 10]"), "glimmer.trainings", "at least"),
    Broken(BADGES, "does not rise", edit("[1, 4, 10]", "[1, 4, 4]"), "glimmer.trainings", "more"),
    Broken(BADGES, "falls", edit("[5, 30, 100]", "[5, 30, 20]"), "pioneer.deeds", "no level"),
    Broken(BADGES, "two levels", edit("[1, 4, 10]", "[1, 4]"), "glimmer.trainings", "three"),
    Broken(BADGES, "no name", lose('deed_zh = "件消防隐患"', at="[flame]"), "flame.deed_zh", "deed_zh"),
    Broken(BADGES, "long name", edit('"fire hazard"', f'"{"fire " * 9}"'), "flame.deed_en", "shorten"),
    Broken(BADGES, "unknown colour", edit("[glimmer]", "[glitter]"), "glitter", "glimmer"),
    Broken(BADGES, "six badges", edit("badges = 5", "badges = 6"), "honour.badges", "5"),
    Broken(ACTIVITIES, "same id twice", edit('"salon"', '"training"'), "kind.id", "another id"),
    Broken(ACTIVITIES, "bad id", edit('"salon"', '"沙龙"'), "kind.id", "Latin"),
    Broken(ACTIVITIES, "unknown colour", edit('"angel"', '"angle"'), "kind.badge", "angel"),
    Broken(ACTIVITIES, "too many points", edit("points = 8", "points = 800"), "kind.points", "50"),
    Broken(ACTIVITIES, "long name", edit('"联谊"', f'"{"联谊" * 9}"'), "kind.zh", "16"),
    Broken(ACTIVITIES, "no name", lose('zh = "联谊"', at='[[kind]]\nid = "social"'), "kind.zh", "zh"),
    Broken(TEMPLATES, "unknown field", edit("{community}一带", "{place}一带"), "template.zh", "community"),
    Broken(TEMPLATES, "open brace", edit("等吊车", "等吊车{"), "template.zh", "braces"),
    Broken(TEMPLATES, "unknown question", edit('"hold"', '"wait"'), "template.answers", "hold"),
    Broken(TEMPLATES, "unknown slug", edit('["snow_ice"]', '["snow"]'), "template.categories", "snow_ice"),
    Broken(TEMPLATES, "too long", edit("Waiting for a crane", "Waiting " * 50), "template.en", "200"),
    Broken(CONFIG, "no folder", unplaced(edit('"district"', '"distrikt"')), "district.folder", "counted from"),
    Broken(CONFIG, "unknown section", add("\n[limit]\nworkers = 2\n", at=1), "limit", "limits"),
    Broken(CONFIG, "unknown setting", add("\n[limits]\nworker = 2\n"), "limits.worker", "workers"),
    Broken(CONFIG, "negative points", add("\n[points]\nrouted = -1\n"), "points.routed", "from 0"),
    Broken(CONFIG, "no workers", add("\n[limits]\nworkers = 0\n"), "limits.workers", "from 1"),
    Broken(CONFIG, "bad mode", add('\n[telegram]\nmode = "push"\n'), "telegram.mode", "polling, webhook"),
    Broken(CONFIG, "bad root", add('\n[telegram]\nbase_url = "telegram"\n'), "telegram.base_url", "https://"),
    Broken(
        CONFIG, "bad database", edit("sqlite:///data/qianshao.db", "mysql://x"), "storage.database", "postgresql://"
    ),
    Broken(CONFIG, "bad port", add('\n[telegram]\nwebhook_listen = "80"\n'), "telegram.webhook_listen", "127.0.0.1"),
    Broken(CONFIG, "webhook without secret", add(WEBHOOK), "telegram.mode", "webhook_secret_file"),
    Broken(CONFIG, "unknown geocoder", add('\n[places]\ngeocoders = ["google"]\n'), "places.geocoders", "nominatim"),
    Broken(
        CONFIG,
        "geocoder without a key",
        unplaced(add('\n[places]\ngeocoders = ["amap"]\n')),
        "places.geocoders",
        "QIANSHAO_AMAP_KEY",
    ),
    Broken(CONFIG, "bad log", add("\n[log]\nlevel = 3\n"), "log.level", "quotes"),
]
