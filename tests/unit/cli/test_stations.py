"""``qianshao stations``: signs for the doors, and what the stations cover."""

from pathlib import Path
from shutil import copytree

import pytest
import zxingcpp
from PIL import Image
from typer.testing import CliRunner, Result

from cli.main import app
from districts.shipped import SAMPLE


@pytest.fixture
def config(tmp_path: Path) -> Path:
    stores = '[storage]\ndatabase = "sqlite:///data/qianshao.db"\nphotos = "file://data/photos"\n'
    (tmp_path / "config.toml").write_text(f'{stores}[district]\nfolder = "{SAMPLE}"\n', encoding="utf-8")
    return tmp_path / "config.toml"


def run(config: Path, command: str, *options: str) -> Result:
    words = ["stations", command, "--config", str(config), "--language", "zh", *options]
    return CliRunner().invoke(app, words, catch_exceptions=False)


def test_coverage_names_each_community_and_the_whole_and_draws_a_map(config: Path, tmp_path: Path) -> None:
    said = run(config, "coverage", "--out", str(tmp_path / "map.png"))
    assert said.exit_code == 0
    assert "新湖街道：0.0% 在圈外" in said.stdout
    assert "全区有 0.0% 的面积在圈外" in said.stdout
    with Image.open(tmp_path / "map.png") as picture:
        assert picture.format == "PNG"


def test_each_station_has_a_sign_whose_code_opens_it(config: Path, tmp_path: Path) -> None:
    assert run(config, "qr", "--out", str(tmp_path / "signs"), "--bot", "@dc_bot").exit_code == 0
    signs = sorted((tmp_path / "signs").iterdir())
    assert len(signs) == 41
    with Image.open(tmp_path / "signs" / "XH1.png") as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == "https://t.me/dc_bot?start=s-XH1"


@pytest.mark.parametrize(
    ("command", "out"), [("coverage", "none/map.png"), ("qr", "config.toml"), ("qr", "config.toml/signs")]
)
def test_where_nothing_can_be_written_that_is_said(config: Path, tmp_path: Path, command: str, out: str) -> None:
    said = run(config, command, "--out", str(tmp_path / out), *(["--bot", "dc_bot"] if command == "qr" else []))
    assert said.exit_code == 1
    assert "无法写入" in said.output


def test_a_district_without_stations_has_no_signs(tmp_path: Path) -> None:
    folder = tmp_path / "district"
    copytree(SAMPLE, folder)
    (folder / "stations.csv").unlink()
    (folder / "rewards.csv").unlink(missing_ok=True)
    stores = '[storage]\ndatabase = "sqlite:///data/qianshao.db"\nphotos = "file://data/photos"\n'
    (tmp_path / "config.toml").write_text(f'{stores}[district]\nfolder = "{folder}"\n', encoding="utf-8")
    assert run(tmp_path / "config.toml", "qr", "--out", str(tmp_path / "signs"), "--bot", "dc_bot").exit_code == 2
    assert not (tmp_path / "signs").exists()


def test_no_bot_has_such_a_name(config: Path, tmp_path: Path) -> None:
    assert run(config, "qr", "--out", str(tmp_path / "signs"), "--bot", "a b").exit_code != 0


def test_without_a_token_telegram_cannot_be_asked(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QIANSHAO_TOKEN", raising=False)
    assert run(config, "qr", "--out", str(tmp_path / "signs")).exit_code == 1
    assert not (tmp_path / "signs").exists()
