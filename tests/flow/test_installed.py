"""The program as an ordinary install leaves it, without the folder of its sources."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sources import PRODUCT, ROOT

SHIPPED_ROOMS = tuple(room for room in PRODUCT if room != "demo")
BUILD = ("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
COMMANDS = [["categorize", "井盖丢了", "--json"], *([name, "--help"] for name in ("evaluate", "check", "train"))]
SHIPPED = {".png", ".sql", ".po", ".toml", ".csv", ".geojson", ".model", ".html", ".css", ".js"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the program's wheel is unpacked, built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("installed")
    sources = folder / "sources"
    for name in (*SHIPPED_ROOMS, "requirements"):
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources / name)
    subprocess.run([sys.executable, "-m", *BUILD, "-w", folder, sources], check=True, capture_output=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    shutil.rmtree(sources)
    return folder / "site"


def test_everything_that_the_rooms_hold_is_shipped(installed: Path) -> None:
    wanted = {
        path.relative_to(ROOT)
        for room in SHIPPED_ROOMS
        for path in (ROOT / room).rglob("*")
        if path.suffix in SHIPPED | {".py"} and "__pycache__" not in path.parts
    }
    assert len(wanted) > 200
    assert not {str(path) for path in wanted if not (installed / path).is_file()}


@pytest.mark.parametrize("words", COMMANDS)
def test_the_commands_work_from_any_folder(installed: Path, tmp_path: Path, words: list[str]) -> None:
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); from cli.main import main; main()"
    ran = subprocess.run(
        [sys.executable, "-P", "-c", start, *words], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert words[-1] != "--json" or '"manhole_missing"' in ran.stdout


def test_the_demo_and_its_telegram_stay_with_the_sources(installed: Path, tmp_path: Path) -> None:
    assert not [room for room in ("demo", "playground") if (installed / room).exists()]
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); from cli.main import main; main()"
    ran = subprocess.run(
        [sys.executable, "-P", "-c", start, "demo"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 1
    assert "make demo" in ran.stderr
