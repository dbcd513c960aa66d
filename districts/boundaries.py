"""Reading ``communities.geojson``: the polygons of the communities, and whether they fit together."""

from pathlib import Path

from districts.identity import Identity
from domain.district.problems import Problem
from files.source_files import read_text
from places.boundaries.boundary_file import Properties, Reading, read_boundaries
from places.boundaries.boundary_fit import fit_problems

FILE = "communities.geojson"


def read_communities(folder: Path, identity: Identity | None, problems: list[Problem]) -> Reading | None:
    """Return the communities of the file; None if it cannot be read.

    Without an identity the property of the ids is unknown, so only the presence of the file is checked.
    """
    content = read_text(folder / FILE, problems)
    if content is None or identity is None:
        return None
    properties = Properties(identity.community_id, identity.community_name, identity.datum)
    reading = read_boundaries(content, FILE, properties, problems)
    problems.extend(fit_problems(reading.boundaries, FILE))
    return reading
