"""Reading a district's folder: all files, checked alone and against each other, into one District."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from districts.activity_kinds import read_activity_kinds
from districts.badges import read_badges
from districts.boundaries import FILE as BOUNDARIES_FILE
from districts.boundaries import read_communities
from districts.calendar import ALWAYS, read_calendar
from districts.catalogue_table import FILE as CATALOGUE_FILE
from districts.catalogue_table import read_catalogue
from districts.coverage import coverage_problems
from districts.dangers import dangers_of, read_dangers
from districts.identity import DEFAULT_TIMEZONE, Identity, read_identity, unnamed_identity
from districts.identity import FILE as IDENTITY_FILE
from districts.landmarks import read_landmarks
from districts.lessons import read_lessons
from districts.queues import check_owned_communities, read_queues
from districts.rewards import read_rewards
from districts.rules import FILE as ROUTING_FILE
from districts.rules import Names, read_rules
from districts.shipped import read_classifier, shipped_dangers, shipped_sets
from districts.standing_folder import fingerprint
from districts.stations import FILE as STATIONS_FILE
from districts.stations import Surroundings, read_stations
from districts.templates import read_templates
from domain.district.badges import Knight
from domain.district.catalogue import Catalogue
from domain.district.clocks import Calendar
from domain.district.district import District
from domain.district.problems import Problem, Severity
from domain.district.routing import TRIAGE, Queue, Router
from domain.geo.datums import WGS84
from domain.geo.place_names import Landmark
from places.boundaries.boundaries import CommunityIndex
from places.gazetteer.gazetteer import PlaceIndex

_OF_OUTLINES = ("community_id", "community_name", "crs", "timezone")


def read_district(folder: Path, problems: list[Problem]) -> District | None:
    """Read a folder and add every problem to ``problems``; None if one of them is an error."""
    before, mark = len(problems), _mark(folder, problems)
    identity = read_identity(folder, problems)
    emergency = identity.emergency if identity else None
    catalogue = read_catalogue(folder, emergency, problems)
    communities = read_communities(folder, identity, problems)
    index = CommunityIndex(communities.boundaries) if communities and communities.boundaries else None
    bounds, datum = index.bounds if index else None, identity.datum if identity else None
    landmarks = read_landmarks(folder, bounds, datum, problems)
    calendar = read_calendar(folder, identity.timezone if identity else ZoneInfo(DEFAULT_TIMEZONE), problems)
    listed = read_queues(folder, catalogue.responsible if catalogue else None, problems)
    names = Names(
        catalogue=catalogue or None,
        communities=(communities and communities.ids) or None,
        queues={queue.id: queue for queue, _ in listed or ()} or None,
    )
    rules = read_rules(folder, names, problems)
    whole = None if _has_errors(BOUNDARIES_FILE, problems) else index
    around = Surroundings(calendar or Calendar(ALWAYS, ZoneInfo(DEFAULT_TIMEZONE)), whole, names.queues, datum)
    stations = read_stations(folder, around, problems)
    dangers = dangers_of(shipped_dangers(), read_dangers(folder, shipped_sets(), problems), catalogue, emergency)
    alone = _read_alone(folder, catalogue, problems)
    places = names.queues and [*names.queues, *stations]
    rewards = read_rewards(folder, None if _has_errors(STATIONS_FILE, problems) else places, problems)
    slugs = None if _has_errors(CATALOGUE_FILE, problems) else catalogue
    badges = read_badges(folder, slugs, problems, trained=_trained(alone))
    if listed and names.communities:
        check_owned_communities(listed, names.communities)
    if not (identity and catalogue and communities and index and calendar and names.queues and rules is not None):
        return None
    queues = names.queues.values()
    problems.extend(coverage_problems(catalogue, communities.ids, queues, rules, ROUTING_FILE))
    if any(problem.severity is Severity.ERROR for problem in problems[before:]):
        return None
    district = _assemble(identity, catalogue, index, landmarks, Router.of(queues, rules, calendar))
    if _mark(folder, problems) != mark:
        problems.append(Problem("folder_changing", folder.name))
        return None
    return replace(
        district,
        dangers=dangers,
        stations=stations,
        rewards=rewards,
        badges=badges,
        mark=mark,
        **alone,
    )


def _read_alone(folder: Path, catalogue: Catalogue | None, problems: list[Problem]) -> dict[str, Any]:
    """Read the optional files that name at most categories; what they say, by attributes of a district."""
    return {
        "classifier": read_classifier(folder, problems),
        "templates": read_templates(folder, catalogue, problems),
        "activity_kinds": read_activity_kinds(folder, problems),
        "lessons": read_lessons(folder, problems),
    }


def _trained(alone: Mapping[str, Any]) -> frozenset[str]:
    """Return the colours of which there can be trainings: all where there are activities, else those of lessons."""
    return frozenset(Knight) if alone["activity_kinds"] else frozenset(each.badge for each in alone["lessons"].values())


def _has_errors(file: str, problems: Iterable[Problem]) -> bool:
    """Return whether a file has errors, of which others that name what is in it are no mistakes."""
    return any(problem.file == file and problem.severity is Severity.ERROR for problem in problems)


def _mark(folder: Path, problems: list[Problem]) -> str:
    try:
        return fingerprint(folder)
    except OSError as error:
        problems.append(Problem("folder_unreadable", folder.name, details={"error": error.strerror or ""}))
        return ""


def read_outlines(folder: Path, problems: list[Problem]) -> District | None:
    """Read only the boundaries of a folder, and of `district.toml` what they need; all else may be missing or broken.

    Every report of this district is triage's. Returns None if there are no boundaries or one of them is an error.
    """
    named: list[Problem] = []
    has_identity = (folder / IDENTITY_FILE).exists()
    identity = read_identity(folder, named) if has_identity else unnamed_identity()
    problems.extend(named if identity is None else [problem for problem in named if problem.place.key in _OF_OUTLINES])
    before = len(problems)
    communities = read_communities(folder, identity, problems)
    if identity is None or communities is None or not communities.boundaries:
        return None
    if any(problem.severity is Severity.ERROR for problem in problems[before:]):
        return None
    index = CommunityIndex(communities.boundaries)
    router = Router.of([Queue(TRIAGE, TRIAGE, TRIAGE, TRIAGE)], (), Calendar(ALWAYS, identity.timezone))
    return _assemble(identity, Catalogue({}), index, [], router)


def _assemble(
    identity: Identity, catalogue: Catalogue, index: CommunityIndex, landmarks: list[Landmark], router: Router
) -> District:
    return District(
        zh=identity.zh,
        en=identity.en,
        prefix=identity.prefix,
        timezone=identity.timezone,
        default_language=identity.default_language,
        emergency=identity.emergency,
        privacy_contact=identity.privacy_contact,
        catalogue=catalogue,
        calendar=router.calendar,
        boundaries=index,
        router=router,
        gazetteer=PlaceIndex(landmarks, _named_communities(index, router.queues.values()), identity.datum or WGS84),
        dangers=(),
        trades=identity.trades,
    )


def _named_communities(index: CommunityIndex, queues: Iterable[Queue]) -> Iterator[Landmark]:
    """Yield the communities by name; queues of a single community add their names to it."""
    aliases: dict[str, list[str]] = {community: [] for community in index.communities}
    for queue in queues:
        if len(queue.communities) == 1:
            aliases[queue.communities[0]] += [queue.zh, queue.en]
    for community, place in zip(index.communities, index.named(), strict=True):
        yield replace(place, aliases=tuple(aliases[community]))
