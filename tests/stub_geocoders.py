"""A server that answers as AMap, Baidu, Tianditu and Nominatim do, or as one does that has gone wrong."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

AMAP_FOUND = {
    "status": "1", "info": "OK", "infocode": "10000", "count": "1",
    "geocodes": [{
        "formatted_address": "山东省德州市德城区湖滨北路28号", "country": "中国", "province": "山东省",
        "citycode": "0534", "city": "德州市", "district": "德城区", "township": [],
        "neighborhood": {"name": [], "type": []}, "building": {"name": [], "type": []},
        "adcode": "371402", "street": "湖滨北路", "number": "28号",
        "location": "116.313297,37.451279", "level": "门牌号",
    }],
}  # fmt: skip
AMAP_NAMED = {
    "status": "1", "info": "OK", "infocode": "10000",
    "regeocode": {
        "formatted_address": "山东省德州市德城区新湖街道湖滨北路28号",
        "addressComponent": {
            "city": "德州市", "province": "山东省", "adcode": "371402", "district": "德城区",
            "towncode": "371402001000",
            "streetNumber": {
                "number": "28号", "location": "116.313,37.451", "direction": "东", "distance": "9",
                "street": "湖滨北路",
            },
            "country": "中国", "township": "新湖街道", "businessAreas": [[]], "building": {"name": [], "type": []},
            "neighborhood": {"name": [], "type": []}, "citycode": "0534",
        },
    },
}  # fmt: skip
BAIDU_FOUND = {
    "status": 0,
    "result": {
        "location": {"lng": 116.319827, "lat": 37.457223}, "precise": 1, "confidence": 80, "comprehension": 100,
        "level": "门址",
    },
}  # fmt: skip
BAIDU_NAMED = {
    "status": 0,
    "result": {
        "location": {"lng": 116.3198, "lat": 37.457}, "formatted_address": "山东省德州市德城区湖滨北路28号",
        "business": "", "cityCode": 372, "sematic_description": "",
        "addressComponent": {
            "country": "中国", "province": "山东省", "city": "德州市", "district": "德城区", "street": "湖滨北路",
            "street_number": "28号", "adcode": "371402",
        },
    },
}  # fmt: skip
TIANDITU_FOUND = {
    "msg": "ok", "status": "0", "searchVersion": "6.4.9V",
    "location": {"score": 98, "level": "门址", "lon": "116.307500", "lat": "37.450500",
                 "keyWord": "德城区湖滨北路28号"},
}  # fmt: skip
TIANDITU_NAMED = {
    "msg": "ok", "status": "0",
    "result": {
        "formatted_address": "山东省德州市德城区湖滨北路28号", "location": {"lon": 116.3075, "lat": 37.4505},
        "addressComponent": {
            "address": "湖滨北路28号", "city": "德州市", "road": "湖滨北路", "road_distance": 12, "poi": "新湖公园",
            "poi_distance": 60, "poi_position": "东", "address_distance": 20, "address_position": "东",
        },
    },
}  # fmt: skip
NOMINATIM_FOUND = [
    {
        "place_id": 1, "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "way", "osm_id": 100, "lat": lat, "lon": "116.3075000", "class": "highway", "type": "tertiary",
        "place_rank": 26, "importance": 0.05, "addresstype": "road", "name": "湖滨北路",
        "display_name": "湖滨北路, 新湖街道, 德城区, 德州市, 山东省, 中国",
        "boundingbox": ["37.4500", "37.4510", "116.3070", "116.3080"],
    }
    for lat in ("37.4505000", "37.4605000")
]  # fmt: skip
NOMINATIM_NAMED = {
    **NOMINATIM_FOUND[0],
    "address": {"road": "湖滨北路", "suburb": "新湖街道", "city_district": "德城区", "city": "德州市"},
}
NOWHERE: dict[str, Any] = {
    "/v3/geocode/geo": {"status": "0", "info": "ENGINE_RESPONSE_DATA_ERROR", "infocode": "30001"},
    "/v3/geocode/regeo": {"status": "1", "info": "OK", "infocode": "10000", "regeocode": []},
    "/geocoding/v3/": {"status": 0, "result": []},
    "/reverse_geocoding/v3/": {"status": 0},
    "/geocoder": {"msg": "无结果", "status": "404"},
    "/search": [],
    "/reverse": {"error": "Unable to geocode"},
}
KNOWN: dict[str, Any] = {
    "/v3/geocode/geo": AMAP_FOUND,
    "/v3/geocode/regeo": AMAP_NAMED,
    "/geocoding/v3/": BAIDU_FOUND,
    "/reverse_geocoding/v3/": BAIDU_NAMED,
    "/geocoder": TIANDITU_FOUND,
    "/geocoder?postStr": TIANDITU_NAMED,
    "/search": NOMINATIM_FOUND,
    "/reverse": NOMINATIM_NAMED,
}


@dataclass
class Stub:
    """`answers` by path; `mood` says how: well, hangs, fails (500), garbage, closes; `asked` holds path and query."""

    answers: dict[str, Any] = field(default_factory=lambda: deepcopy(KNOWN))
    mood: str = "well"
    fails_first: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    root: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.agents.add(next(line[12:] for line in head.splitlines() if line.lower().startswith("user-agent: ")))
            address = urlsplit(head.split()[1])
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            self.asked.append((address.path, query))
            if self.mood == "hangs":
                await reader.read()
            elif self.mood != "closes":
                writer.write(self._answer(address.path, query))
                await writer.drain()
        finally:
            writer.close()

    def _answer(self, path: str, query: dict[str, str]) -> bytes:
        fails = self.mood == "fails" or self.fails_first >= len(self.asked)
        known = self.answers.get(f"{path}?postStr") if "postStr" in query else None
        body = b"<html>{" if self.mood == "garbage" else json.dumps(known or self.answers[path]).encode()
        status = "500 Internal Server Error" if fails else "200 OK"
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return f"{head}Connection: close\r\n\r\n".encode() + body


@asynccontextmanager
async def open_stub() -> AsyncIterator[Stub]:
    """A stub on a port of its own."""
    stub = Stub()
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    stub.root = f"http://{host}:{port}"
    try:
        yield stub
    finally:
        server.close()


@pytest.fixture
async def stub() -> AsyncIterator[Stub]:
    """A stub on a port of its own."""
    async with open_stub() as opened:
        yield opened
