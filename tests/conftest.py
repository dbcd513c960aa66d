"""Fixtures that all tests may use."""

pytest_plugins = ["tests.database", "tests.stub_geocoders", "tests.town"]
