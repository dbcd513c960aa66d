"""Links of map sites: the position that each holds, in its own datum, and no link that only looks like one."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.datums import BD09, GCJ02, WGS84, from_wgs84, to_wgs84
from domain.geo.map_links import MAPS, map_link, one_link
from domain.geo.positions import Position, distance_m
from places.written.links import Link
from places.written.mercator import from_mercator
from places.written.osm_codes import read_code
from places.written.reading import PositionReader, find_link
from tests.growth import growth

LAT, LNG = 37.4425, 116.3075
GCJ = tuple(f"{degrees:.7f}" for degrees in from_wgs84(LAT, LNG, GCJ02))
BD = tuple(f"{degrees:.7f}" for degrees in from_wgs84(LAT, LNG, BD09))
GCJ_PAIR, GCJ_RIAP, BD_PAIR, PAIR = ",".join(GCJ), ",".join(GCJ[::-1]), ",".join(BD), f"{LAT},{LNG}"
GPS = "&coordinate=wgs84"
PIN = f"https://maps.google.com/?q={PAIR}"

LINKS = [
    (f"https://uri.amap.com/marker?position={GCJ_RIAP}", GCJ02),
    (f"https://uri.amap.com/marker?position={GCJ_RIAP}&name=德州站&coordinate=gaode&callnative=1", GCJ02),
    (f"http://uri.amap.com/marker?position={LNG},{LAT}{GPS}", WGS84),
    (f"https://uri.amap.com/marker?markers={GCJ_RIAP},A|116.1,37.1,B", GCJ02),
    (f"https://uri.amap.com/navigation?from=116.1,37.1,起点&to={GCJ_RIAP},终点&mode=ride", GCJ02),
    (f"https://ditu.amap.com/regeo?lng={GCJ[1]}&lat={GCJ[0]}&name=x", GCJ02),
    (f"https://www.amap.com/?q={GCJ_PAIR},新湖菜市场", GCJ02),
    (f"https://wb.amap.com/?q={GCJ[0]}%2C{GCJ[1]}%2C%E6%96%B0%E6%B9%96&src=app_C3090", GCJ02),
    (f"https://wb.amap.com/?p=B00156NZVG%2C{GCJ[0]}%2C{GCJ[1]}%2CNorth+Bund%2CRoad&src=app_share", GCJ02),
    (f"https://m.amap.com/share/index/lnglat={GCJ_RIAP}&name=x", GCJ02),
    (f"amap.com/?q={GCJ_PAIR}", GCJ02),
    (f"http://api.map.baidu.com/marker?location={BD_PAIR}&title=x&content=y&output=html", BD09),
    (f"http://api.map.baidu.com/marker?location={PAIR}&coord_type=wgs84&output=html", WGS84),
    (f"http://api.map.baidu.com/marker?location={GCJ_PAIR}&amp;region=x&amp;coord_type=gcj02", GCJ02),
    (f"https://api.map.baidu.com/direction?destination=name:站|latlng:{BD_PAIR}&mode=riding", BD09),
    (f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{GCJ_PAIR};title:新湖;addr:路&referer=x", GCJ02),
    (f"https://apis.map.qq.com/uri/v1/marker?marker=title:x;coord:{GCJ_PAIR}", GCJ02),
    (f"https://apis.map.qq.com/uri/v1/geocoder?coord={PAIR}&coord_type=1", WGS84),
    (f"https://apis.map.qq.com/uri/v1/routeplan?type=walk&tocoord={GCJ_PAIR}", GCJ02),
    (f"https://map.qq.com/?type=marker&pointx={GCJ[1]}&pointy={GCJ[0]}&name=x", GCJ02),
    (f"https://www.amap.com/dir?from[lnglat]=116.1,37.1&from[name]=x&to[lnglat]={GCJ_RIAP}&to[name]=y&type=car", GCJ02),
    (f"https://www.amap.com/dir?from%5Blnglat%5D=116.1%2C37.1&to%5Blnglat%5D={GCJ[1]}%2C{GCJ[0]}&type=car", GCJ02),
    (f"https://ditu.amap.com/dir?from[lng]=116.1&from[lat]=37.1&to[lng]={GCJ[1]}&to[lat]={GCJ[0]}&type=car", GCJ02),
    (f"https://wb.amap.com/?r=37.1,116.1,%E6%88%91,{GCJ_PAIR},%E6%96%B0%E6%B9%96,2,0,0&src=app", GCJ02),
    (f"https://wb.amap.com/?n=37.1,116.1,{GCJ_PAIR},0&sourceapplication=openapi/0", GCJ02),
    (f"https://m.amap.com/navi/?start=116.1,37.1&dest={GCJ_RIAP}&destName=x&naviBy=car", GCJ02),
    (f"https://m.amap.com/navigation/carmap/saddr=116.1,37.1,x&daddr={GCJ_RIAP},y", GCJ02),
    (f"https://map.baidu.com/?latlng={BD_PAIR}&title=x&content=y&autoOpen=true", BD09),
    (f"https://map.qq.com/m/route?sword=x&spointx=116.1&spointy=37.1&epointx={GCJ[1]}&epointy={GCJ[0]}", GCJ02),
    (f"https://3gimg.qq.com/lightmap/v1/marker/index.html?marker=coord:{GCJ_PAIR};title:x&referer=y", GCJ02),
    (f"https://maps.apple.com/?ll={GCJ_PAIR}&q=新湖", GCJ02),
    (f"https://maps.apple.com/?address=x&auid=17&ll={GCJ_PAIR}&lsp=9902&q=%E6%96%B0%E6%B9%96", GCJ02),
    (f"https://maps.apple.com/?q={GCJ[0]},%20{GCJ[1]}", GCJ02),
    (f"https://maps.apple.com/place?coordinate={GCJ[0]}%2C{GCJ[1]}&name=x", GCJ02),
    (f"https://maps.apple.com/place?place-id=I1E4&address=a+1,+b&coordinate={GCJ_PAIR}&name=x&_provider=9902", GCJ02),
    (f"https://maps.apple.com/directions?source=37.1,116.1&destination={GCJ[0]}%2C{GCJ[1]}&mode=walking", GCJ02),
    (f"https://maps.apple.com/?saddr=37.1,116.1&daddr={GCJ_PAIR}&dirflg=w", GCJ02),
    (f"https://maps.apple.com/look-around?coordinate={GCJ_PAIR}", GCJ02),
    (f"https://maps.google.com/?q={PAIR}", WGS84),
    (f"https://maps.google.com/?q={PAIR}&entry=gps&g_ep=abc&shorturl=1", WGS84),
    (f"https://maps.google.com/maps?q=loc:{PAIR}", WGS84),
    (f"https://maps.google.com/maps?q=loc:{LAT}+{LNG}", WGS84),
    (f"https://maps.google.com/maps?q=x@{PAIR}&z=17", WGS84),
    (
        f"https://www.google.com/maps/place/x/@37.1,116.1,17z/data=!3m1!4b1!4m5!3m4!8m2!3d{LAT}!4d{LNG}?hl=zh",
        WGS84,
    ),
    (f"https://www.google.com.hk/maps/place/{PAIR}/@37.1,116.1,17z", WGS84),
    (f"https://www.google.com/maps/place/{LAT},+{LNG}/@37.1,116.1,17z/data=!4m4!3m3!8m2?force=pwa", WGS84),
    (f"https://www.google.com/maps/place/7-11便利店（东门）/@37.1,116.1,17z/data=!8m2!3d{LAT}!4d{LNG}", WGS84),
    (f"https://www.google.com/maps/place/McDonald's+x/@37.1,116.1,17z/data=!8m2!3d{LAT}!4d{LNG}", WGS84),
    (f"https://www.google.com/maps/search/?api=1&query={LAT}%2C{LNG}", WGS84),
    (f"https://www.google.com/maps/search/{LAT},+{LNG}?entry=tts", WGS84),
    (f"https://www.google.com/maps/search/{LAT},%20{LNG}", WGS84),
    (f"https://www.google.com/maps/dir/?api=1&origin=37.1,116.1&destination={PAIR}", WGS84),
    (f"https://www.google.com/maps/dir/37.1,116.1/{PAIR}/@37.2,116.2,16z/data=!4m2!4m1!3e2", WGS84),
    (f"https://www.google.com/maps/dir//{PAIR}/@37.2,116.2,16z", WGS84),
    (
        f"https://www.google.com/maps/dir/A+1/B+2/@37.2,116.2,16z/data=!4m9!2m2!1d116.1!2d37.1!2m2!1d{LNG}!2d{LAT}",
        WGS84,
    ),
    (f"https://www.google.com/maps?saddr=37.1,116.1&daddr=37.1,116.2+to:{PAIR}", WGS84),
    (f"https://www.google.com/maps/@?api=1&map_action=pano&viewpoint={PAIR}", WGS84),
    (f"https://www.google.com/maps/@{PAIR},3a,75y,90t/data=!3m6!1e1", WGS84),
    (f"http://www.google.cn/maps/place/{GCJ_PAIR}", GCJ02),
    (f"https://www.openstreetmap.org/?mlat={LAT}&mlon={LNG}#map=17/37.1/116.1", WGS84),
    (f"https://www.openstreetmap.org/directions?engine=x&route=37.1%2C116.1%3B{LAT}%2C{LNG}#map=17/37.2/116.2", WGS84),
    (f"https://www.openstreetmap.org/directions?from=37.1,116.1&to={LAT}%2C{LNG}#map=17/37.2/116.2", WGS84),
    (f"https://www.openstreetmap.org/search?query={LAT}%2C{LNG}#map=17/37.1/116.1", WGS84),
    (f"https://www.openstreetmap.org/query?lat={LAT}&lon={LNG}#map=17/37.1/116.1", WGS84),
    (f"https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4&layer=mapnik&marker={LAT}%2C{LNG}", WGS84),
    (f"geo:{PAIR}", WGS84),
    (f"geo:{PAIR},12.5;crs=wgs84;u=5", WGS84),
    (f"geo:0,0?q={PAIR}(新湖)", WGS84),
]


def place(text: str) -> Position:
    found = find_link(text)
    assert found is not None, text
    return found.position


def off_m(position: Position, lat: float = LAT, lng: float = LNG) -> float:
    return distance_m(position, Position(lat, lng, WGS84, "link"))


@pytest.mark.parametrize(("link", "datum"), LINKS)
def test_each_site_is_read_in_its_datum(link: str, datum: str) -> None:
    position = place(link)
    assert off_m(position) < 0.1
    assert (position.datum, position.source) == (datum, "link")


@pytest.mark.parametrize(("link", "_"), LINKS)
def test_the_link_leaves_the_note_whole(link: str, _: str) -> None:
    found = find_link(f"【高德地图】新湖菜市场 {link} ，井盖没了")
    assert found is not None
    assert found.rest == "新湖菜市场，井盖没了"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (f"井盖没了{PIN}快来", "井盖没了快来"),
        (f"井盖没了（{PIN}）快来", "井盖没了快来"),
        (f"井盖没了'{PIN}'快来", "井盖没了''快来"),
        (f"井盖[{PIN}]({PIN})没了", "井盖没了"),
        (f"pothole here: {PIN}.", "pothole here."),
        (f"ｈｔｔｐｓ：／／ｍａｐｓ．ｇｏｏｇｌｅ．ｃｏｍ／？ｑ＝{LAT}，{LNG}，井盖没了", "井盖没了"),
        (f"HTTPS://Maps.Google.Com/?Q={PAIR} 井盖", "井盖"),
        (f"https://example.com/x {PIN} 井盖", "https://example.com/x 井盖"),
        (f"https://www.amap.com/place/B0 然后 {PIN}", "https://www.amap.com/place/B0 然后"),
    ],
)
def test_links_are_found_among_words(text: str, rest: str) -> None:
    found = find_link(text)
    assert found is not None
    assert off_m(found.position) < 0.1
    assert found.rest == rest


@pytest.mark.parametrize(
    "address",
    [
        "https://evil-amap.com/marker?position=116.3,37.4",
        "https://uri.amap.com.evil.io/marker?position=116.3,37.4",
        "https://uri.amap.com@evil.io/marker?position=116.3,37.4",
        "https://rider@uri.amap.com/marker?position=116.3,37.4",
        "https://rider:x@uri.amap.com/marker?position=116.3,37.4",
        "https://uri.amap.com:8443/marker?position=116.3,37.4",
        "https://uri.amap.com./marker?position=116.3,37.4",
        "https://xuri.amap.com/marker?position=116.3,37.4",
        "https://example.com/?url=https://uri.amap.com/marker",
        "https://evil.io/uri.amap.com/marker?position=116.3,37.4",
        "https://maps.google.evil/?q=37.4,116.3",
        "https://google.com.evil.io/maps/@37.4,116.3,17z",
        "ftp://uri.amap.com/marker?position=116.3,37.4",
        "https://[::1]/marker?position=116.3,37.4",
        "https://[/marker?position=116.3,37.4",
        "https://uri.amap.com:99999999/marker?position=116.3,37.4",
        "https://uri.amap.com/marker?position=0,0",
        "https://uri.amap.com/marker?position=nan,nan",
        "https://uri.amap.com/marker?position=116.3",
        "https://uri.amap.com/marker?position=999,999",
        "https://uri.amap.com/marker?position=116.3.1,37.4.1",
        "https://uri.amap.com/marker",
        "https://surl.amap.com/abcdEF12",
        "https://map.baidu.com/poi/x/@99999999,99999999,15z",
        "https://аmap.com/?q=37.4,116.3",
        "https://www.amap.cоm/?q=37.4,116.3",
        "https://amap.com@evil.io/?q=37.4,116.3",
        "https://amap.com\\@evil.io/?q=37.4,116.3",
        "https://www.google.com/maps/place/12,34+Main+Road",
        "https://www.openstreetmap.org/node/1234",
        "geo:37.4,116.3;crs=nad83",
        "geo:x",
        "mailto:x@uri.amap.com",
    ],
)
def test_what_is_no_map_link_is_none(address: str) -> None:
    assert find_link(f"井盖 {address} 没了") is None


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/maps/@37.4,116.3,17z",
        "https://www.google.com/maps/@37.4,116.3,2000m/data=!3m1!1e3",
        "https://www.google.com/maps/place/x/@37.4,116.3,17z",
        "https://www.google.com/maps/place/x/@37.4,116.3,17z/data=!3m1!4b1!4m5!3m4!1s0x1:0x2!8m2",
        "https://www.google.com/maps/search/x/@37.4,116.3,15z",
        "https://www.google.com/maps/dir/A/B/@37.4,116.3,15z",
        "https://www.google.com/maps/dir/37.4,116.3//@37.4,116.3,15z",
        "https://www.google.com/maps/@?api=1&map_action=map&center=37.4,116.3&zoom=12",
        "https://maps.google.com/?ll=37.4,116.3&z=17",
        "https://maps.apple.com/?ll=37.4,116.3&z=17",
        "https://maps.apple.com/frame?center=37.4%2C116.3&span=0.1%2C0.1",
        "https://maps.apple.com/search?query=x&center=37.4,116.3",
        "https://maps.apple.com/?q=x&sll=37.4,116.3",
        "https://www.openstreetmap.org/#map=17/37.4/116.3",
        "https://www.openstreetmap.org/node/1234#map=17/37.4/116.3",
        "https://www.openstreetmap.org/?lat=37.4&lon=116.3&zoom=17",
        "https://osm.org/go/0EEQjE--",
        "https://map.baidu.com/@12958175,4825923,19z",
        "https://map.baidu.com/search/x/@12958175,4825923,19z",
        "https://map.baidu.com/dir/A/B/@12958175,4825923,19z?querytype=nav",
        "https://map.baidu.com/?newmap=1&c=12958175,4825923&l=19",
        "https://map.qq.com/?center=37.4,116.3",
        "https://uri.amap.com/search?keyword=x&center=116.3,37.4",
        "https://ditu.amap.com/search?query=x&geoobj=116.2|37.3|116.3|37.4&zoom=12",
    ],
)
async def test_the_middle_of_a_screen_is_no_place(address: str) -> None:
    reading = await PositionReader(None, _nowhere).read(f"井盖没了 {address}")
    assert (reading.position, reading.rest, reading.lost_link) == (None, "井盖没了", True)


async def _nowhere(_: Link) -> None:
    return None


@pytest.mark.parametrize("written", ["{}'{}\"", "{}%27{}%22", "{}′{}″"])
@pytest.mark.parametrize("degree", ["°", "%C2%B0"])
@pytest.mark.parametrize(
    "address", ["https://www.google.com/maps/place/{}/@37.1,116.1,17z", "https://www.google.com/maps?q={}",
                "https://www.google.com/maps/dir//{}/@37.1,116.1,17z", "https://www.google.com/maps/search/{}?x=1"]
)  # fmt: skip
def test_a_dropped_pin_is_read_in_degrees_minutes_and_seconds(address: str, degree: str, written: str) -> None:
    lat, lng = (angle(float(degrees), degree, written) for degrees in (LAT, LNG))
    found = find_link(f"Dropped pin\n{address.format(f'{lat}N+{lng}E')} 井盖没了")
    assert found is not None
    assert off_m(found.position) < 2
    assert found.rest == "井盖没了"


def angle(degrees: float, degree: str, written: str) -> str:
    minutes, seconds = divmod(round(degrees * 36000), 600)
    whole, minutes = divmod(minutes, 60)
    return f"{whole}{degree}" + written.format(f"{minutes:02}", f"{seconds / 10:04.1f}")


def test_a_pin_counts_before_its_name() -> None:
    pin = f"!3m1!4b1!4m4!3m3!8m2!3d{LAT}!4d{LNG}"
    link = f"https://www.google.com/maps/place/37%C2%B026'33.0%22N+116%C2%B018'27.0%22E/@37.1,116.1,17z/data={pin}"
    assert off_m(place(link)) < 0.1


def test_a_place_of_baidu_says_how_exact_it_is() -> None:
    assert place("https://map.baidu.com/poi/x/@12958175.0,4825923.77,19z").accuracy_m == 100


def test_a_way_of_baidu_ends_at_its_last_stop() -> None:
    stops = (
        "&sn=1$$$$12958000,4825000$$A$$0$$$$&en=1$$$$12958100,4825100$$B$$0$$$$$$1$$%20to:1$$$$12958175,4825923.77$$C$$"
    )
    link = f"https://map.baidu.com/dir/A/B/C/@12950000,4820000,16z?querytype=nav{stops}&da_src=shareurl"
    assert off_m(place(link), *to_wgs84(39.915, 116.404, BD09)) < 0.5


def test_a_geo_uri_tells_its_accuracy() -> None:
    assert place(f"geo:{PAIR};u=35").accuracy_m == 35


def test_numbers_the_wrong_way_round_are_turned() -> None:
    assert off_m(place(f"https://uri.amap.com/marker?position={PAIR}{GPS}")) < 0.1


def test_an_osm_code_is_read_without_asking() -> None:
    """The example of https://wiki.openstreetmap.org/wiki/Shortlink: London, 51.5110, 0.0550 at zoom 9 in the code."""
    position = place("https://osm.org/go/0EEQjE--?m=")
    assert (position.lat, position.lng) == pytest.approx((51.511, 0.0556), abs=1e-3)
    assert position.accuracy_m == pytest.approx(61, abs=1)
    assert read_code("a") is not None
    assert read_code("") is None
    assert read_code("a" * 12) is None
    assert place("http://osm.org/go/0EEQjE@?m") == place("https://www.openstreetmap.org/go/0EEQjE~?m")


@given(st.floats(-85, 85), st.floats(-179, 179))
def test_osm_codes_come_back(lat: float, lng: float) -> None:
    position = read_code(osm_code(lat, lng))
    assert position is not None
    assert off_m(position, lat, lng) <= (position.accuracy_m or 0) + 0.1


def osm_code(lat: float, lng: float, letters: int = 9) -> str:
    x, y = int((lng + 180) / 360 * (1 << 3 * letters)), int((lat + 90) / 180 * (1 << 3 * letters))
    bits = "".join(f"{x >> shift & 1}{y >> shift & 1}" for shift in range(3 * letters - 1, -1, -1))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
    return "".join(alphabet[int(bits[at : at + 6], 2)] for at in range(0, len(bits), 6))


def test_baidus_metres_are_read() -> None:
    """Tiananmen, known as 12958175, 4825923.77 in BD-09 MC and 39.915, 116.404 in BD-09."""
    expected = to_wgs84(39.915, 116.404, BD09)
    for link in (
        "https://map.baidu.com/poi/天安门/@12958175.0,4825923.77,19z?uid=x",
        "https://map.baidu.com/?newmap=1&shareurl=1&s=inf%26uid%3Dx&c=12958175.0,4825923.77",
    ):
        assert off_m(place(link), *expected) < 0.5
        assert place(link).datum == BD09
    assert from_mercator(1e9, 0) is None
    assert from_mercator(float("nan"), 0) is None


@pytest.mark.realdata
def test_baidus_metres_agree_with_664_places() -> None:
    folder = os.environ.get("QIANSHAO_TEST_DATA")
    if folder is None:
        pytest.skip("QIANSHAO_TEST_DATA is not set")
    for item in json.loads(Path(folder, "coordinates", "china-cities.json").read_text(encoding="utf-8")):
        lng, lat = item["coords"]["BD09"]
        found = from_mercator(*item["coords"]["BD09MC"])
        assert found is not None
        assert off_m(Position(*found, BD09, "link"), lat, lng) < 0.5, item["attrs"]["name"]


@pytest.mark.parametrize("name", MAPS)
@given(st.floats(-85, 85), st.floats(-179, 179), st.booleans())
def test_our_own_links_lead_back(name: str, lat: float, lng: float, at_home: bool) -> None:  # noqa: FBT001
    lat, lng = (37 + lat / 100, 116 + lng / 100) if at_home else (lat, lng)
    here = Position(round(lat, 5), round(lng, 5), WGS84, "location")
    if here.usable:
        assert off_m(place(map_link(name, here)), here.lat, here.lng) < 1


def test_one_link_is_amaps_in_china_and_openstreetmaps_abroad() -> None:
    assert one_link(Position(LAT, LNG, WGS84, "location")).startswith("https://uri.amap.com/")
    assert one_link(Position(42.36, -71.06, WGS84, "location")).startswith("https://www.openstreetmap.org/")


@given(st.one_of(st.text(), st.text("https:/.?&=#@%,;|:geo amapcnqgl10923456789-。，快")))
def test_whatever_is_found_is_a_place(text: str) -> None:
    for hostile in (text, f"https://uri.amap.com/{text}", f"https://www.google.com/maps/{text}", f"geo:{text}"):
        found = find_link(hostile)
        assert found is None or found.position.usable


@pytest.mark.parametrize(
    "unit",
    ["https://", "a.", "a-", "geo:", "https://uri.amap.com/marker?position=1", "&a=", "https://www.google.com/maps/a",
     "！3d1", "!3d1!4d", "coord:", "latlng:", "=快", "https://map.baidu.com/@1", "www.amap.com/", "：／／", "lnglat="],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "https://www.google.com/maps/", "https://apis.map.qq.com/?marker=", "geo:1,1?q="])
def test_hostile_texts_take_no_longer_than_their_length_allows(head: str, unit: str) -> None:
    assert growth(find_link, unit, head) < 24
