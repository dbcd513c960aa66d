"""Fixtures that all tests may use."""

import pytest
from hypothesis import settings

pytest_plugins = ["tests.database", "tests.stub_geocoders", "tests.town", "tests.usecases"]

settings.register_profile("qianshao", deadline=None)  # a busy machine is no failure
settings.load_profile("qianshao")

_SLOW = ("kill", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes, so that no worker waits for it at the end."""
    items.sort(key=lambda item: not any(item.get_closest_marker(mark) for mark in _SLOW))
