"""``qianshao evaluate categories --photos``: each photo of a folder is shown to the configured model."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from files.config_file import KEY_VARIABLES
from tests.town import plain_picture
from tests.vision_stub import KEY, VisionStub, seen, vision_stub

SAMPLE = Path(__file__).parents[2] / "districts" / "sample"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four photos, one of them no photo, with what they show."""
    photos = tmp_path / "photos"
    photos.mkdir()
    for name, colour in (("a.jpg", "red"), ("b.jpg", "blue"), ("c.jpg", "green")):
        (photos / name).write_bytes(plain_picture(colour))
    (photos / "d.jpg").write_bytes(b"no photo")
    rows = ["a.jpg,pothole,", "b.jpg,rubbish,pothole", "c.jpg,street_light,", "d.jpg,pothole,", "../e.jpg,pothole,",
            "f.jpg,,"]  # fmt: skip
    (photos / "labels.csv").write_text("\n".join(["file,slug,also", *rows]), encoding="utf-8")
    return photos


async def ran(folder: Path, stub: VisionStub, *words: object, language: str = "en") -> Result:
    """The command's result; it runs in a thread, as it has a loop of its own."""
    config = folder.parent / "config.toml"
    vision = f'[vision]\nurl = "{stub.url}"\nmodel = "m"\n'
    config.write_text(f'{vision}[district]\nfolder = "{SAMPLE}"\n', encoding="utf-8")
    command = ["evaluate", "categories", "--photos", folder, "--config", config, "--language", language, *words]
    return await asyncio.to_thread(CliRunner().invoke, app, [str(word) for word in command])


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLES["vision"], KEY)


async def test_each_photo_is_asked_about_and_compared(folder: Path) -> None:
    async with vision_stub() as stub:
        answer = await ran(folder, stub, "--json")
    assert answer.exit_code == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    assert {name: found[name] for name in ("rows", "photos", "answered", "top1", "refusals", "without_truth")} == {
        "rows": 6, "photos": 5, "answered": 3, "top1": 0.666667, "refusals": 0, "without_truth": 1,
    }  # fmt: skip
    assert found["confusions"] == [{"truth": "street_light", "found": "pothole", "rows": 1}]
    assert {each["reason"]: each["rows"] for each in found["failures"]} == {"unreadable": 1, "missing_file": 1}
    assert 0 < found["seconds_median"] <= found["seconds_longest"]
    assert len(stub.asked) == 3


async def test_a_photo_without_a_problem_is_right_where_none_is_seen(folder: Path) -> None:
    (folder / "labels.csv").write_text("file,slug\na.jpg,none\nb.jpg,pothole\n", encoding="utf-8")
    async with vision_stub() as stub:
        stub.answer = seen(None)
        found = json.loads((await ran(folder, stub, "--json")).stdout)
    assert (found["top1"], found["refusals"]) == (0.5, 2)


@pytest.mark.parametrize(("language", "said"), [("zh", "说看不出问题的照片"), ("en", "answered with no category")])
async def test_people_read_tables(folder: Path, language: str, said: str) -> None:
    async with vision_stub() as stub:
        answer = await ran(folder, stub, language=language)
    assert answer.exit_code == 0
    assert said in answer.stdout


@pytest.mark.parametrize(("language", "said"), [("zh", "一张照片也没有得到回答"), ("en", "not one photo was answered")])
async def test_a_model_that_refuses_is_told_without_the_key(folder: Path, language: str, said: str) -> None:
    async with vision_stub() as stub:
        stub.mood = "401 Unauthorized"
        (folder / "labels.csv").write_text("file,slug\na.jpg,pothole\n", encoding="utf-8")
        answer = await ran(folder, stub, language=language)
    assert answer.exit_code == 1
    assert said in answer.stderr
    assert "HTTP 401" in answer.stderr
    assert KEY not in answer.output


async def test_a_folder_without_a_table_or_a_configuration_without_a_model_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with vision_stub() as stub:
        monkeypatch.delenv(KEY_VARIABLES["vision"])
        answer = await ran(folder, stub)
        assert (answer.exit_code, KEY_VARIABLES["vision"] in answer.stderr) == (1, True)
        (folder / "labels.csv").unlink()
        answer = await ran(folder, stub)
        assert (answer.exit_code, "0 CSV files" in answer.stderr) == (1, True)
        assert not stub.asked
    (folder / "labels.csv").write_text("file,slug\na.jpg,pothole\n", encoding="utf-8")
    alone = CliRunner().invoke(app, ["evaluate", "categories", "--photos", str(folder), "--language", "en"])
    assert (alone.exit_code, "no model" in alone.stderr) == (1, True)


def test_texts_need_a_table() -> None:
    answer = CliRunner().invoke(app, ["evaluate", "categories"])
    assert (answer.exit_code, "--photos" in answer.stderr) == (2, True)
