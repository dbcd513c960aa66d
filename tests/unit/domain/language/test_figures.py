"""Times, dates, prices and numbers of other things are no building, entrance, floor or lamp post."""

import pytest

from domain.language.addresses import address_in
from domain.language.spots import find_spot
from domain.language.spots_zh import chinese_spots


@pytest.mark.parametrize(
    "text",
    [
        "11:30\n楼道灯不亮",
        "11:30楼道灯不亮",
        "11：30 楼道灯不亮",
        "11.30楼道灯不亮",
        "11/30楼道灯不亮",
        "11/30号楼道灯不亮",
        "11月30号楼道灯不亮",
        "2026-11-30 楼道灯不亮",
        "十一点三十楼道灯不亮",
        "晚上8点30楼道灯不亮",
        "周三楼道灯不亮",
        "¥30 楼道",
        "30%楼道灯不亮",
        "罚款30\n楼道堆物",
        "尾号1234 楼下等",
        "订单号1234 楼下",
        "取餐码123楼下",
        "电话13812345678楼下",
        "打110楼下着火了",
        "鲁N8888楼下挡道",
        "鲁N12345楼下挡道",
        "鲁N·A888 楼下挡道",
        "三层楼高的树倒了",
        "路灯11:30灭了",
        "路灯2026-11-30坏的",
        "路灯打13812345678没人管",
        "路灯13812345678",
        "路灯50%不亮",
        "路灯3小时没亮",
        "11:30 Main Street",
        "Building\n30 lights out",
        "street light 3 days out",
        "gate 11:30 closed",
        "$30 Elm Street",
    ],
)
def test_other_numbers_are_no_spot(text: str) -> None:
    assert find_spot(text) is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("地址：3号楼", "3号楼"),
        ("今年3号楼的灯坏了", "3号楼"),
        ("11:30 3号楼楼道灯不亮", "3号楼"),
        ("12点半\n2号楼灯灭", "2号楼"),
        ("30号楼道灯不亮", "30号楼"),
        ("3/5号楼", "5号楼"),
        ("1.3号楼路灯坏", "3号楼"),
        ("二楼平台", "二楼平台"),
        ("路灯杆A12-3不亮", "路灯杆A12-3"),
        ("0534-2612345 3号楼", "3号楼"),
        ("12 Main Street", "12 Main Street"),
        ("street light 3 out", "street light 3"),
    ],
)
def test_buildings_are_still_found(text: str, spot: str) -> None:
    assert find_spot(text) == spot


@pytest.mark.parametrize(
    "text", ["人民路11:30灯灭", "人民路2天没亮灯", "人民路13812345678", "人民路30%的灯不亮", "人民路3.5米宽的坑"]
)
def test_other_numbers_are_no_address(text: str) -> None:
    assert address_in(text) is None


def test_a_long_chain_of_words_is_read() -> None:
    assert find_spot("旁" * 1000) is None
    assert next(chinese_spots("3号楼" + "旁" * 5000))[0] == 0
