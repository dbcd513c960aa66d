"""What map apps write beside their links leaves the note; what a rider wrote, and the place's name, stay."""

import pytest

from places.written.share_words import without_share_words
from tests.growth import growth


@pytest.mark.parametrize(
    ("shared", "note"),
    [
        ("【高德地图】新湖菜市场，井盖没了", "新湖菜市场，井盖没了"),
        (
            "我在高德地图上发现了自由花园餐厅（国际店） 地址：浙江省绍兴市柯桥区湖中路国际大厦 评分：4.7",
            "自由花园餐厅（国际店）",
        ),
        ("我在高德地图发现了一个好地方，快来看看！ 分享给你", ""),
        ("【名称】德州站\n【地址】山东省德州市德城区迎宾路\n【链接】", "德州站"),
        ("德州站\n山东省德州市德城区湖滨中大道123号\n井盖没了", "德州站\n井盖没了"),
        ("【百度地图】天安门 北京市东城区东长安街 井盖没了", "天安门 井盖没了"),
        ("德城区湖滨中大道与东风路交叉口 井盖没了", "井盖没了"),
        ("Dropped pin\n井盖没了", "井盖没了"),
        ("已放置的图钉", ""),
        ("Marked Location pothole", "pothole"),
        ("用腾讯地图分享了位置：德州站", "德州站"),
        ("地址：湖滨中大道123号，井盖没了", "井盖没了"),
    ],
)
def test_the_apps_own_words_leave(shared: str, note: str) -> None:
    assert without_share_words(shared) == note


@pytest.mark.parametrize(
    "words",
    [
        "德城区湖滨路路灯坏了",
        "地址：实验小学门口井盖没了",
        "地址：德城区湖滨路井盖没了",
        "打电话：没人接",
        "3号楼门口\n楼道灯不亮",
        "地图上没有这条路，井盖没了",
    ],
)
def test_a_riders_words_stay(words: str) -> None:
    assert without_share_words(words) == words


@pytest.mark.parametrize(
    "unit", ["地址：", "德城区", "市", "【", "我在高德地图", "路 ", "\n ", " ", "号\n", "地址：a路b"]
)
def test_hostile_texts_take_no_longer_than_their_length_allows(unit: str) -> None:
    assert growth(without_share_words, unit) < 24
