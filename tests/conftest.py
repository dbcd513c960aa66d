"""Fixtures that all tests may use."""

from pathlib import Path

import pytest
import structlog
from hypothesis import settings

pytest_plugins = ["tests.chat_page", "tests.database", "tests.stub_geocoders", "tests.town", "tests.usecases"]

settings.register_profile("qianshao", deadline=None)  # a busy machine is no failure
settings.load_profile("qianshao")

structlog.configure(  # by default each traceback shows all variables: half a minute for one that holds a district
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)

_WEEK = Path(__file__).parent / "week"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, so that nobody waits for it alone at the end."""
    items.sort(key=lambda item: item.path.parent != _WEEK)
