"""What the bot writes is its user's alone, and no command prints a password."""

import stat
from pathlib import Path

from tests.terminal import config_file, qianshao
from tests.town import Town, picture
from tests.watching import stands_still

PASSWORD = "hunter2secret"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_database_and_photos_are_private_whatever_the_umask(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider, picture())
    await stands_still(town)
    database = Path(town.config.storage.database.removeprefix("sqlite:///"))
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
