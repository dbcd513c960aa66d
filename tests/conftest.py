"""Fixtures that all tests may use."""

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
