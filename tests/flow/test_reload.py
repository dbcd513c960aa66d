"""The district's files change while the bot runs: by `/reload`, by SIGHUP, by `qianshao district apply`."""

import asyncio
import os
import re
import shutil
import signal
from dataclasses import replace
from pathlib import Path

from districts.shipped import SAMPLE
from files.config import DistrictFolder
from playground.people import Person, words
from tests.staff_work import member
from tests.terminal import qianshao
from tests.town import Town, picture

LAMP = "路灯不亮"


async def moved_into(town: Town, folder: Path) -> Path:
    """The town once its bot reads its district from a folder of its own; the folder."""
    await town.stop()
    shutil.copytree(SAMPLE, folder)
    town.config = replace(town.config, district=DistrictFolder(folder))
    await town.start()
    return folder


def gives_up_lighting(folder: Path) -> None:
    """Take the queue out of the files, and the rule that sends there."""
    queue, rule = r'\[\[queue\]\]\nid = "lighting"', r'\[\[rule\]\]\nresponsible = "lighting"'
    for name, block in (("queues.toml", queue), ("routing.toml", rule)):
        path = folder / name
        path.write_text(re.sub(rf"{block}\n(?:\w.*\n)*", "", path.read_text("utf-8")), "utf-8")


async def admin_of(town: Town) -> Person:
    person = await member(town, "组长", "zh", "supervisors")
    wish = {"user_id": person.id, "status": "administrator"}
    await town.people.call("POST", f"/chats/{town.groups['supervisors']}/members", json=wish)
    return person


async def has_lighting(town: Town, *, has: bool) -> None:
    """Wait until the bot has the queue, or has it no more."""
    assert town.app is not None
    async with asyncio.timeout(20):
        while ("lighting" in town.app.deps.district.queues) is not has:  # noqa: ASYNC110  the bot sets no event of ours
            await asyncio.sleep(0.05)


def geocoder_of(town: Town) -> object:
    assert town.app is not None
    return town.app.application.bot_data["tools"].geocoder


def backups(folder: Path) -> int:
    return len(list(folder.glob("district.*")))


async def test_an_admin_reloads_and_tickets_of_a_queue_that_is_gone_go_elsewhere(town: Town, tmp_path: Path) -> None:
    folder, group = await moved_into(town, tmp_path / "district"), town.groups["supervisors"]
    admin, other = await admin_of(town), await member(town, "督办员", "zh", "supervisors")
    geocoder = geocoder_of(town)
    _, number = await town.submitted(await town.rider(), picture(), LAMP)
    await town.ticket("lighting", number, button="受理")

    await other.text("/reload", chat=group)
    await other.wait_for(lambda m: "管理员能做" in words(m), chat=group)
    (folder / "queues.toml").write_text('[[queue]]\nid = "', "utf-8")
    await admin.text("/reload", chat=group)
    refused = await admin.wait_for(lambda m: "什么都没改" in words(m), chat=group)
    assert "第 2 行" in words(refused)

    shutil.copy(SAMPLE / "queues.toml", folder)
    await admin.text("/reload", chat=group)
    await admin.wait_for(lambda m: "没有变动" in words(m), chat=group)
    gives_up_lighting(folder)
    await admin.text("/reload", chat=group)
    told = await admin.wait_for(lambda m: "撤销 1" in words(m), chat=group)
    assert number in words(told)
    await has_lighting(town, has=False)
    assert geocoder_of(town) is geocoder, "its connections serve as long as the outline does not move"
    town.skip(seconds=15)
    await town.staff.wait_for(lambda m: "本区的单位有调整" in words(m), chat=town.groups["lighting"])
    await town.ticket(_where(town, told), number)

    shutil.copy(SAMPLE / "queues.toml", folder)
    os.kill(os.getpid(), signal.SIGHUP)
    await has_lighting(town, has=True)


def _where(town: Town, told: dict[str, object]) -> str:
    """The queue to which the answer says that tickets go."""
    return next(each.id for each in town.district.queues.values() if f"→ {each.zh}：" in words(told))


async def test_apply_beside_a_running_bot_takes_effect_there(town: Town, tmp_path: Path) -> None:
    folder = await moved_into(town, tmp_path / "district")
    _, number = await town.submitted(await town.rider(), picture(), LAMP)
    await town.ticket("lighting", number, button="受理")
    config, new = tmp_path / "config.toml", tmp_path / "new"
    database = f'database = "{town.config.storage.database}"'
    config.write_text(f'[storage]\n{database}\n[district]\nfolder = "{folder}"\n', "utf-8")
    shutil.copytree(folder, new)
    gives_up_lighting(new)

    kept = await qianshao("district", "apply", new, "--config", config, "--language", "en")
    assert kept.code == 1, "nobody said yes"
    assert number in kept.stdout
    applied = await qianshao("district", "apply", new, "--config", config, "--language", "en", "--yes")
    assert applied.code == 0, applied.stderr
    assert backups(tmp_path) == 1, "the former folder is kept"
    await has_lighting(town, has=False)
    town.skip(seconds=15)
    await town.staff.wait_for(lambda m: "本区的单位有调整" in words(m), chat=town.groups["lighting"])

    again = await qianshao("district", "apply", new, "--config", config, "--language", "en", "--yes")
    assert (again.code, backups(tmp_path)) == (0, 1)

    identity = (folder / "district.toml").read_text("utf-8")
    for spoilt in (identity.replace('"DC"', '"XY"'), "["):
        (folder / "district.toml").write_text(spoilt, "utf-8")
        mended = await qianshao("district", "apply", new, "--config", config, "--language", "en", "--yes")
        assert mended.code == 0, mended.stderr
        assert ("can't be read" in mended.stdout) is (spoilt == "[")
