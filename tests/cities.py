"""Districts made of the real boundaries of other cities, for the tests marked `realdata`."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

FILES = {
    "queues.toml": '[[queue]]\nid = "311"\nzh = "热线"\nen = "Hotline"\nkind = "triage"\n',
    "routing.toml": "",
    "calendar.toml": 'hours = "mon-fri 09:00-17:00"\n',
    "catalogue.csv": (
        "slug,zh,en,gb_code,urgency,first_response,resolve_within,clock,responsible,"
        "duplicate_radius_m,duplicate_days,call,photo,indoor\n"
        "other,其他,Other,,normal,1d,5d,work_days,triage,30,14,,optional,0\n"
    ),
}
IDENTITY = """
prefix = "{prefix}"
timezone = "America/New_York"
privacy_contact = "x"
community_id = "{community_id}"
name = {{ zh = "城", en = "City" }}
"""


def real_data() -> Path:
    """The folder of real inputs; skips the test where there is none."""
    folder = os.environ.get("QIANSHAO_TEST_DATA")
    if folder is None:
        pytest.skip("QIANSHAO_TEST_DATA is not set")
    return Path(folder)


def boston(folder: Path) -> Path:
    """A district of Boston's police districts; returns its configuration."""
    config, district = _city(folder, "BOS", "DISTRICT")
    shutil.copy(real_data() / "boundaries" / "boston_police_districts.geojson", district / "communities.geojson")
    return config


def new_york(folder: Path) -> Path:
    """A district of New York's community boards, which get the name that the city's records give them as their id."""
    config, district = _city(folder, "NYC", "board")
    source = real_data() / "boundaries" / "nyc_community_districts_simplified.geojson"
    document = json.loads(source.read_text(encoding="utf-8"))
    for feature in document["features"]:
        facts = feature["properties"]
        number = re.search(r"\(CD(\d+)\)", facts["GEONAME"])
        assert number is not None
        facts["board"] = f"{facts['GEOCODE'] % 100 or int(number[1])} {facts['BOROUGH']}"
    (district / "communities.geojson").write_text(json.dumps(document), encoding="utf-8")
    return config


def _city(folder: Path, prefix: str, community_id: str) -> tuple[Path, Path]:
    config, district = folder / "config.toml", folder / "district"
    district.mkdir()
    for name, text in FILES.items():
        (district / name).write_text(text, encoding="utf-8")
    identity = IDENTITY.format(prefix=prefix, community_id=community_id)
    (district / "district.toml").write_text(identity, encoding="utf-8")
    config.write_text('[storage]\ndatabase = "sqlite:///city.db"\n[district]\nfolder = "district"\n', encoding="utf-8")
    return config, district
