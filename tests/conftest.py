"""Fixtures that all tests may use."""

from hypothesis import settings

pytest_plugins = ["tests.chat_page", "tests.database", "tests.stub_geocoders", "tests.town", "tests.usecases"]

settings.register_profile("qianshao", deadline=None)  # a busy machine is no failure
settings.load_profile("qianshao")
