"""Fixtures that all tests may use."""

pytest_plugins = ["tests.database", "tests.town"]
