from datetime import datetime

import pytest

from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.district.problems import Problem


@pytest.fixture(scope="module")
def sample() -> District:
    problems: list[Problem] = []
    district = read_district(SAMPLE, problems)
    assert district
    assert not problems
    return district


def at(district: District, text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=district.timezone).timestamp() * 1000)


def test_the_sample_knows_its_people_and_places(sample: District) -> None:
    assert (sample.triage.id, sample.supervisors and sample.supervisors.id) == ("triage", "supervisors")
    assert len(sample.communities) == 12
    community = sample.community_at(37.45, 116.31)
    assert community
    assert sample.communities[community.id] is community
    assert sample.community_at(37.0, 116.31) is None


def test_every_category_finds_a_queue_in_every_community(sample: District) -> None:
    noon = at(sample, "2026-11-23T12:00")
    for slug in sample.catalogue:
        queues = {sample.route(slug, community, noon).queue for community in sample.communities}
        assert sample.supervisors not in queues
        assert (sample.triage in queues) is (sample.catalogue[slug].responsible == "triage")


def test_the_sample_has_no_gap_in_its_midst(sample: District) -> None:
    steps = [number / 97 for number in range(1, 97)]
    assert all(sample.community_at(37.43 + 0.04 * up, 116.27 + 0.09 * along) for up in steps for along in steps)


def test_every_call_has_a_number(sample: District) -> None:
    calls = [category.call for category in sample.catalogue.values() if category.call]
    assert calls
    assert all(sample.number_to_call(call).isdigit() for call in calls)
    assert sample.number_to_call("12345") == "12345"


def test_a_queue_may_have_hours_of_its_own(sample: District) -> None:
    saturday = at(sample, "2026-11-21T10:00")
    manager, lights = sample.queues["property-centre"], sample.queues["lighting"]
    assert sample.calendar_of(manager).is_open(saturday)
    assert not sample.calendar_of(lights).is_open(saturday)
    assert not sample.calendar_of(manager).is_open(at(sample, "2026-10-01T10:00"))


def test_a_category_that_is_not_there_is_a_key_error(sample: District) -> None:
    with pytest.raises(KeyError):
        sample.route("nothing", "C1", 0)
