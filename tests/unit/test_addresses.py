import pytest

from domain.addresses import LONGEST, address_in


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("湖滨北路28号门口井盖丢了", "湖滨北路28号"),
        ("我在湖滨北路28号院", "湖滨北路28号院"),
        ("幸福家园小区里垃圾没人收", "幸福家园"),
        ("大学东路与康博大道交叉口有个坑", "大学东路与康博大道交叉口"),
        ("pothole at 12 Hubin North Rd", "12 Hubin North Rd"),
        ("井盖丢了", None),
        ("there is a hole", None),
        ("", None),
    ],
)
def test_the_part_that_is_an_address_is_found(text: str, address: str | None) -> None:
    assert address_in(text) == address


@pytest.mark.parametrize("text", ["路" * 5000, "a" * 5000, "A a " * 2000, "与" * 5000, "1" * 5000 + "号"])
def test_hostile_text_gives_a_short_address_or_none(text: str) -> None:
    assert len(address_in(text) or "") <= LONGEST
