"""What the bot writes is its user's alone, and no command prints a password."""

import asyncio
import stat
from pathlib import Path

from tests.terminal import config_file, qianshao
from tests.town import Town, open_town, picture
from tests.watching import stands_still

PASSWORD = "hunter2secret"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_database_and_photos_are_private_whatever_the_umask(tmp_path: Path, sqlite_address: str) -> None:
    database = Path(sqlite_address.removeprefix("sqlite:///"))
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        await asyncio.to_thread(database.unlink)  # the tests' own, for one that the bot makes
        await town.start()
        rider = await town.rider()
        await town.submitted(rider, picture())
        await stands_still(town)
        _are_private(town, database)


def _are_private(town: Town, database: Path) -> None:
    kept = [path for path in database.parent.glob(f"{database.name}*") if path.suffix != ".mark"]
    assert len(kept) >= 2
    assert {path.name: oct(mode(path)) for path in kept} == {path.name: oct(0o600) for path in kept}
    assert mode(Path(town.config.storage.photos.removeprefix("file://"))) == 0o700


async def test_a_database_that_others_can_read_is_warned_about(tmp_path: Path) -> None:
    database = tmp_path / "qianshao.db"
    database.touch()
    database.chmod(0o644)
    config = config_file(tmp_path, f"sqlite:///{database}")
    ran = await qianshao("check", "--config", config, "--offline", "--language", "en")
    assert f"can read {database}" in ran.stdout
    database.chmod(0o600)
    ran = await qianshao("check", "--config", config, "--offline", "--language", "en")
    assert "can read" not in ran.stdout


async def test_no_command_prints_the_databases_password(tmp_path: Path) -> None:
    for address in (f"postgresql://bot:{PASSWORD}@127.0.0.1:1/none", f"mysql://bot:{PASSWORD}@127.0.0.1:1/none"):
        config = config_file(tmp_path, address)
        for command in (("check", "--offline"), ("queue", "code", "lighting"), ("verify",)):
            ran = await qianshao(*command, "--config", config)
            assert PASSWORD not in ran.stdout + ran.stderr, command
