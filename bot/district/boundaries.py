"""``communities.geojson``: the polygons of the communities, each checked alone and then beside its neighbours."""

from pathlib import Path

from bot.district.identity import Identity
from bot.source_files import read_text
from domain.problems import Problem
from places.boundary_file import Properties, Reading, read_boundaries
from places.boundary_fit import fit_problems

FILE = "communities.geojson"


def read_communities(folder: Path, identity: Identity | None, problems: list[Problem]) -> Reading | None:
    """The communities of the file; None where it cannot be read.

    Without an identity nobody knows which property holds an id: then the file is only looked for.
    """
    content = read_text(folder / FILE, problems)
    if content is None or identity is None:
        return None
    properties = Properties(identity.community_id, identity.community_name, identity.datum)
    reading = read_boundaries(content, FILE, properties, problems)
    problems.extend(fit_problems(reading.boundaries, FILE))
    return reading
