"""Geocoders, each over HTTP against a server that answers in its format, and together as they fail."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import geopy.geocoders
import pytest
from structlog.testing import capture_logs

from bot import logs
from bot.geocoding import geocoders_of
from domain.errors import NobodyAnswered
from domain.geo.datums import from_wgs84
from domain.geo.place_names import Bounds, NamedPlace, Spot
from domain.geo.positions import Point, distance_m
from files.config import Places
from places.geocoders.geocoder_table import GEOCODERS, USER_AGENT, Access, GeopyGeocoder
from places.geocoders.geocoding import REST_S, Geocoders, Service
from tests.stub_geocoders import NOWHERE, Stub

BOUNDS = Bounds(37.43, 116.27, 37.47, 116.36)
HERE = Spot(37.4505, 116.3075)
KEY = "s3cr3t-k3y"
NAMES = list(GEOCODERS)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def built(stub: Stub, *names: str, one_s: float = 60.0, clock: Clock | None = None) -> Geocoders:
    access = Access(BOUNDS, KEY, "山东省德州市", stub.root)
    services = [
        Service(name, GeopyGeocoder(GEOCODERS[name], access), one_s=one_s, clock=clock or Clock()) for name in names
    ]
    return Geocoders(services, BOUNDS)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give one request longer than geopy's second, which a busy machine takes to open a connection."""
    monkeypatch.setattr(geopy.geocoders.options, "default_timeout", 30)


@pytest.fixture(params=NAMES)
async def one(request: pytest.FixtureRequest, stub: Stub) -> AsyncIterator[Geocoders]:
    geocoders = built(stub, request.param)
    yield geocoders
    await geocoders.close()


async def found(geocoders: Geocoders, near: Point | None = None) -> NamedPlace:
    place = await geocoders.find("湖滨北路28号", near)
    assert place is not None
    return place


async def test_an_address_is_found_and_brought_to_wgs84(one: Geocoders) -> None:
    place = await found(one)
    assert distance_m(place, HERE) < 1
    assert place.accuracy_m <= 100


@pytest.mark.parametrize(("name", "datum"), [("amap", "gcj02"), ("baidu", "bd09")])
async def test_what_a_chinese_map_says_is_converted(stub: Stub, name: str, datum: str) -> None:
    lat, lng = from_wgs84(HERE.lat, HERE.lng, datum)
    stub.answers["/v3/geocode/geo"]["geocodes"][0]["location"] = f"{lng},{lat}"
    stub.answers["/geocoding/v3/"]["result"]["location"] = {"lat": lat, "lng": lng}
    place = await found(built(stub, name))
    assert distance_m(place, HERE) < 0.1
    assert place.datum == datum
    await built(stub, name).name(HERE)
    asked = stub.asked[-1][1]["location"].split(",")
    assert sorted(map(float, asked)) == pytest.approx(sorted((lat, lng)), abs=1e-5)


async def test_a_position_has_the_name_of_its_road(one: Geocoders) -> None:
    assert await one.name(HERE) == "湖滨北路"


async def test_nothing_found_is_an_answer(one: Geocoders, stub: Stub) -> None:
    stub.answers = {**NOWHERE, "/geocoder?postStr": {"msg": "无结果", "status": "404"}}
    assert await one.find("没有的路", None) is None
    assert await one.name(HERE) is None


@pytest.mark.parametrize("mood", ["fails", "garbage", "closes"])
async def test_a_broken_server_is_asked_once_more_and_is_no_answer(one: Geocoders, stub: Stub, mood: str) -> None:
    stub.mood = mood
    with pytest.raises(NobodyAnswered):
        await one.find("湖滨北路", None)
    assert len(stub.asked) == 2


async def test_one_failure_is_made_good_by_the_second_try(one: Geocoders, stub: Stub) -> None:
    stub.fails_first = 1
    assert await found(one)


@pytest.mark.parametrize(
    "wrong", [[], {}, None, 7, "x", {"status": 0, "result": 7}, {"status": "1", "geocodes": {}}, [[[]]], [{"lat": {}}],
              {"status": "0", "location": {"lon": "x"}}, {"status": "1", "geocodes": [{"location": []}]}]
)  # fmt: skip
async def test_answers_of_the_wrong_shape_are_no_answer_or_nothing(one: Geocoders, stub: Stub, wrong: Any) -> None:
    stub.answers = dict.fromkeys(stub.answers, wrong)
    for question in (one.find("湖滨北路", None), one.name(HERE)):
        try:
            assert await question is None
        except NobodyAnswered:
            continue


async def test_an_answer_outside_the_district_is_dropped(one: Geocoders, stub: Stub) -> None:
    stub.answers["/v3/geocode/geo"]["geocodes"][0]["location"] = "116.48,39.99"
    stub.answers["/geocoding/v3/"]["result"]["location"] = {"lat": 39.99, "lng": 116.48}
    stub.answers["/geocoder"]["location"].update(lat=39.99)
    stub.answers["/search"] = [{**stub.answers["/search"][0], "lat": "39.99"}]
    assert await one.find("湖滨北路", None) is None
    assert await one.name(Spot(39.99, 116.48)) is None


async def test_a_middle_of_a_city_is_no_place(stub: Stub) -> None:
    stub.answers["/v3/geocode/geo"]["geocodes"][0]["level"] = "市"
    stub.answers["/geocoding/v3/"]["result"]["confidence"] = 20
    stub.answers["/search"][0]["boundingbox"] = ["36", "38", "115", "117"]
    stub.answers["/search"] = stub.answers["/search"][:1]
    assert await built(stub, "amap", "baidu", "nominatim").find("德州", None) is None


async def test_of_several_answers_the_one_near_the_rider_is_taken(stub: Stub) -> None:
    nominatim = built(stub, "nominatim")
    assert (await found(nominatim)).lat == 37.4505
    assert (await found(nominatim, Spot(37.4606, 116.3075))).lat == 37.4605
    path, asked = stub.asked[0]
    assert (path, asked["viewbox"], asked["bounded"]) == ("/search", "116.27,37.43,116.36,37.47", "1")
    assert stub.agents == {USER_AGENT}


async def test_the_services_of_china_are_told_the_city(stub: Stub) -> None:
    for name in ("amap", "baidu", "tianditu"):
        await found(built(stub, name))
    assert all("山东省德州市湖滨北路28号" in "".join(asked.values()) for _, asked in stub.asked)


async def test_the_next_one_is_asked_where_one_fails_or_knows_nothing(stub: Stub) -> None:
    stub.answers["/v3/geocode/geo"] = NOWHERE["/v3/geocode/geo"]
    stub.answers["/geocoder"] = {"code": 301007, "msg": "权限类型错误", "resolve": "您的KEY类型与API不匹配"}
    place = await found(built(stub, "amap", "tianditu", "nominatim"))
    assert place.datum == "wgs84"
    assert [path for path, _ in stub.asked] == ["/v3/geocode/geo", "/geocoder", "/search"]


async def test_unknown_is_only_said_where_all_have_answered(stub: Stub) -> None:
    stub.answers["/v3/geocode/geo"] = NOWHERE["/v3/geocode/geo"]
    assert await built(stub, "amap").find("没有的路", None) is None
    stub.answers["/geocoder"] = {"status": "1"}
    with pytest.raises(NobodyAnswered):
        await built(stub, "amap", "tianditu").find("没有的路", None)


@pytest.mark.parametrize("code", ["10001", "10003", "10021", "10044"])
async def test_a_refused_key_or_a_used_up_quota_lets_it_rest_at_once(stub: Stub, code: str) -> None:
    stub.answers["/v3/geocode/geo"] = {"status": "0", "info": "DAILY_QUERY_OVER_LIMIT", "infocode": code}
    clock = Clock()
    amap = built(stub, "amap", clock=clock)
    with capture_logs() as logged:
        for _ in range(3):
            with pytest.raises(NobodyAnswered):
                await amap.find("湖滨北路", None)
    assert len(stub.asked) == 1
    assert [(entry["event"], entry["geocoder"]) for entry in logged] == [("geocoder_rests", "amap")]
    assert code in logged[0]["error"]
    stub.answers["/v3/geocode/geo"] = NOWHERE["/v3/geocode/geo"]
    clock.now += REST_S
    with capture_logs() as logged:
        assert await amap.find("湖滨北路", None) is None
    assert [entry["event"] for entry in logged] == ["geocoder_answers_again"]


async def test_failures_let_it_rest_for_a_minute_and_are_told_once(stub: Stub) -> None:
    stub.mood = "fails"
    clock = Clock()
    nominatim = built(stub, "nominatim", clock=clock)
    with capture_logs() as logged:
        for _ in range(4):
            with pytest.raises(NobodyAnswered):
                await nominatim.find("湖滨北路", None)
        clock.now += REST_S
        with pytest.raises(NobodyAnswered):
            await nominatim.find("湖滨北路", None)
    assert len(stub.asked) == 6
    assert [entry["event"] for entry in logged] == ["geocoder_rests"]


async def test_no_key_and_no_address_is_ever_logged(stub: Stub, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    for name in logs._QUIET:
        caplog.set_level("WARNING", name)
    with capture_logs() as logged:
        for stub.mood in ("well", "fails", "garbage", "closes"):
            for name in NAMES:
                geocoders = built(stub, name)
                for _ in range(3):
                    await asyncio.gather(geocoders.find("湖滨北路", None), return_exceptions=True)
    assert logged
    told = repr(logged) + caplog.text
    assert KEY not in told
    assert "湖滨" not in told
    assert stub.root.removeprefix("http://") not in told


async def test_one_that_hangs_has_its_time_and_the_next_is_asked(stub: Stub) -> None:
    async def hang(text: str) -> list[NamedPlace]:  # noqa: ARG001  as geocoders are asked
        await asyncio.Event().wait()
        return []

    hanging = built(stub, "tianditu", one_s=0.01)
    hanging._services[0].asked.find = hang  # type: ignore[method-assign]
    both = Geocoders([*hanging._services, *built(stub, "nominatim")._services], BOUNDS)
    assert await found(both)
    stub.mood = "hangs"
    with pytest.raises(NobodyAnswered):
        await built(stub, "nominatim", one_s=0.05).find("湖滨北路", None)


async def test_nominatim_is_asked_once_a_second_and_who_would_wait_long_is_not_served(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    geocoders = built(stub, "nominatim")
    service = geocoders._services[0]
    service.pause_s = GEOCODERS["nominatim"].pause_s
    monkeypatch.setattr("places.geocoders.geocoding.asyncio.sleep", sleep)
    answers = await asyncio.gather(*(geocoders.find("湖滨北路", None) for _ in range(5)), return_exceptions=True)
    assert waited == [0.0, 1.0]
    assert [isinstance(answer, NobodyAnswered) for answer in answers] == [False, False, True, True, True]
    assert service._failures == 0


def test_geopy_is_imported_only_where_somebody_is_to_be_asked() -> None:
    program = (
        "import sys; import bot.app; from bot.geocoding import geocoders_of; from files.config import Places; "
        "geocoders_of(Places(), None); sys.exit('geopy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


async def test_a_configured_geocoder_has_its_key_and_address(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QIANSHAO_AMAP_KEY", f" {KEY}\n")
    chosen = geocoders_of(Places(("amap", "nominatim"), "德州市", f"{stub.root}/nominatim"), BOUNDS)
    amap, nominatim = (service.asked for service in chosen._services)
    assert isinstance(amap, GeopyGeocoder)
    assert isinstance(nominatim, GeopyGeocoder)
    assert amap._access == Access(BOUNDS, KEY, "德州市")
    assert nominatim._geocoder.api == f"{stub.root}/nominatim/search"
    assert [service.pause_s for service in chosen._services] == [0.0, 1.0]
    await chosen.close()


async def test_without_any_nobody_is_asked() -> None:
    nobody = Geocoders((), BOUNDS)
    assert not nobody.asks
    assert await nobody.find("湖滨北路", None) is None
    assert await nobody.name(HERE) is None
