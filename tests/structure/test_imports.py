"""What the command line and an idle bot must not import: each costs a start time, and a process memory for ever."""

import subprocess
import sys

from cli.commands import COMMANDS, load, summary_of
from tests.sources import PRODUCT, ROOT

_TELL = """
import atexit, sys
atexit.register(lambda: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr))
"""
_HEAVY = {
    *("PIL", "aiosqlite", "asyncio", "asyncpg", "babel", "geopy", "httpx", "numpy", "obstore"),
    *("openpyxl", "rich", "shapely", "starlette", "structlog", "telegram", "uvicorn"),
}


def imported(program: str) -> set[str]:
    """The packages that a new interpreter has imported at the end of a program."""
    command = [sys.executable, "-c", _TELL + program]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ran.stderr.splitlines()[-1].split())


def test_help_imports_no_package_and_no_command() -> None:
    found = imported("from cli.main import main; sys.argv = ['qianshao', '--help']; main()")
    assert not found & _HEAVY
    assert found & set(PRODUCT) == {"cli"}


def test_help_says_of_each_command_what_the_command_says() -> None:
    assert {name: place.summary for name, place in COMMANDS.items()} == {
        name: summary_of(load(name).help) for name in COMMANDS
    }


def test_a_bot_on_sqlite_that_polls_imports_no_other_driver_no_server_and_no_picture() -> None:
    found = imported("import cli.run, bot.app, bot.logs, districts.folder")
    assert not found & {"PIL", "asyncpg", "geopy", "openpyxl", "starlette", "uvicorn"}
    assert not found & {"demo", "lab", "playground"}


def test_the_bots_command_is_read_without_pydantic() -> None:
    words = ["qianshao", "run", "--config", "none.toml", "--language", "zh"]
    found = imported(f"""
import contextlib
from cli.main import main
sys.argv = {words}
with contextlib.suppress(SystemExit):
    main()
""")
    assert "files" in found  # it was looked for
    assert "pydantic" not in found
