"""``qianshao train categories``: from captions and a district's reports to the file that the bot reads."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from districts.model_file import FILE
from districts.shipped import SAMPLE
from domain.geo.positions import Position
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from lab.training import captions
from services.upkeep.history import keep
from storage.database import open_database

PLACES = [side + place for side in ("东", "西", "南", "北") for place in ("门", "桥头", "街口", "车站", "公园")]
SHIPPED = [
    *(f"{place}有个大坑,pothole," for place in PLACES),
    *(f"{place}路灯不亮,street_light," for place in PLACES),
    *(f"{place}等你吃饭,none," for place in PLACES),
]
MORE = [f"{place}猫爬架塌了,birdcage," for place in PLACES]


def table(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join(["text,slug,also", *rows]), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few captions in the place of the shipped ones, and enough for a category: so learning takes no time."""
    path = table(tmp_path / "shipped.csv", SHIPPED)
    monkeypatch.setattr(captions, "shipped_captions", lambda: (path,))
    monkeypatch.setattr(captions, "TEXTS_OF_A_CATEGORY", 20)
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A district whose catalogue knows birdcages and whose bot never ran."""
    shutil.copytree(SAMPLE, tmp_path / "district")
    catalogue = tmp_path / "district" / "catalogue.csv"
    text = catalogue.read_text(encoding="utf-8")
    cells = next(line for line in text.splitlines() if line.startswith("other,")).split(",")
    birdcage = ["birdcage", "鸟笼破损", "Broken birdcage", "", "", *cells[5:16], "", "", "", ""]
    catalogue.write_text(f"{text.rstrip()}\n{','.join(birdcage)}\n", encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text('[district]\nfolder = "district"\n[storage]\ndatabase = "sqlite:///bot.db"\n', encoding="utf-8")
    return config


def train(*options: object, language: str = "en") -> Result:
    words = ["train", "categories", *map(str, options), "--language", language]
    return CliRunner().invoke(app, words)


def trained(*options: object) -> dict[str, Any]:
    answer = train(*options, "--json")
    assert answer.exit_code == 0, answer.stderr
    document: dict[str, Any] = json.loads(answer.stdout)
    return document


def guessed(config: Path, text: str) -> list[str]:
    answer = CliRunner().invoke(app, ["categorize", text, "--json", "--config", str(config)])
    assert answer.exit_code == 0, answer.stderr
    return [guess["slug"] for guess in json.loads(answer.stdout)]


def test_the_shipped_captions_alone_are_learned_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first.model", tmp_path / "second.model"
    figures = trained("--out", first)
    assert figures["model"] == str(first)
    assert (figures["texts"], figures["texts_of_history"]) == (60, 0)
    assert figures["top1"] == 1.0
    assert figures["false_drafts"] == 0.0
    assert figures["registers"] == []
    trained("--out", second)
    assert first.read_bytes() == second.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"shipped.csv", "first.model", "second.model"}


def test_a_district_learns_its_new_category_from_captions_of_its_own(tmp_path: Path, own: Path) -> None:
    assert guessed(own, "楼下猫爬架塌了") != ["birdcage"]
    halves = [table(tmp_path / "a.csv", MORE[:9]), table(tmp_path / "b.csv", MORE[9:])]
    figures = trained("--config", own, *(word for half in halves for word in ("--captions", half)))
    assert figures["model"] == str(tmp_path / "district" / FILE)
    assert figures["texts"] == 80
    assert guessed(own, "楼下猫爬架塌了")[:1] == ["birdcage"]
    assert guessed(own, "楼下有个大坑")[:1] == ["pothole"]


def test_each_register_is_told_as_a_model_reads_it_that_has_not_seen_it(tmp_path: Path) -> None:
    """Lamps are `lamps` in letters alone: whoever has not read letters can't know."""
    letters = [f"{place}有个大坑,pothole,,letters" for place in ("楼后", "河边")]
    letters += [f"{place}的电棒憋了,street_light,,letters" for place in PLACES]
    more = tmp_path / "more.csv"
    more.write_text("\n".join(["text,slug,also,register", *letters]), encoding="utf-8")
    (found,) = trained("--out", tmp_path / "m.model", "--captions", more)["registers"]
    assert (found["register"], found["rows"]) == ("letters", 22)
    assert found["photo_top1"] < 0.7


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_category_of_few_texts_is_left_to_its_phrases_and_named(tmp_path: Path, own: Path, language: str) -> None:
    few = table(tmp_path / "few.csv", MORE[:19])
    figures = trained("--config", own, "--captions", few)
    assert figures["texts"] == 60
    assert figures["too_few"] == [{"category": "birdcage", "rows": 19}]
    assert guessed(own, "鸟笼破损")[:1] == ["birdcage"]
    assert "birdcage" in train("--config", own, "--captions", few, language=language).stdout


def past(number: int, note: str, category: str) -> Report:
    return Report(
        id=number,
        number=ReportNumber("DC", "2611", number),
        rider_id=0,
        status=Status.ROUTED,
        category=category,
        note=note,
        position=Position(37.45, 116.31, "wgs84", "import", None, None),
        community="C1",
        queue="triage",
        route_reason='{"kind":"rule","category":null,"community":null}',
        urgent=False,
        submitted_at=2_000,
    )


def test_a_district_learns_from_its_reports(tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def begin() -> None:
        reports = [past(number, f"{place}猫爬架塌了", "birdcage") for number, place in enumerate(PLACES, 1)]
        reports.append(past(40, "旧类别的一处", "long_gone"))
        async with open_database("sqlite:///bot.db") as database:
            await database.write(lambda tx: keep(tx, "old", [(str(report.id), report) for report in reports], 5_000))

    asyncio.run(begin())
    figures = trained("--config", own)
    assert figures["texts_of_history"] == 20
    assert figures["texts"] == 80
    assert guessed(own, "楼下猫爬架塌了")[:1] == ["birdcage"]


def test_what_staff_decided_weighs_more_than_what_captions_say(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def begin() -> None:
        reports = [past(number, f"{place}有个大坑", "birdcage") for number, place in enumerate(PLACES, 1)]
        async with open_database("sqlite:///bot.db") as database:
            await database.write(lambda tx: keep(tx, "old", [(str(report.id), report) for report in reports], 5_000))

    asyncio.run(begin())
    assert trained("--config", own)["texts_of_history"] == 20
    assert guessed(own, "楼下有个大坑")[0] == "birdcage"


def test_a_bot_that_never_ran_has_no_history_and_no_database_is_made(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert trained("--config", own)["texts_of_history"] == 0
    assert not (tmp_path / "bot.db").exists()


@pytest.mark.parametrize(("language", "said"), [("zh", "机器人下次启动时读取"), ("en", "A bot reads categories.model")])
def test_people_are_told_how_well_and_when_it_counts(tmp_path: Path, language: str, said: str) -> None:
    answer = train("--out", tmp_path / "m.model", language=language)
    assert answer.exit_code == 0
    assert said in answer.stdout
    assert "100.00%" in answer.stdout
    assert "evaluation." not in answer.stdout


@pytest.mark.parametrize(("language", "said"), [("zh", "不在目录中"), ("en", "not in the catalogue")])
def test_slugs_that_are_unknown_are_all_named_and_nothing_is_written(tmp_path: Path, language: str, said: str) -> None:
    more = table(tmp_path / "more.csv", ["猫,cat,", "狗,pothole,dogs"])
    answer = train("--out", tmp_path / "m.model", "--captions", more, language=language)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert all(part in answer.stderr for part in (said, "more.csv", "cat", "dogs"))
    assert not (tmp_path / "m.model").exists()


@pytest.mark.parametrize("content", [b"", b"caption_text\n", b"PK\x03\x04 no archive", b"text,slug,slug\n"])
def test_a_file_that_can_not_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    more = tmp_path / "more.csv"
    more.write_bytes(content)
    answer = train("--out", tmp_path / "m.model", "--captions", more)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "more.csv" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    "options", [[], ["--out", "{}/absent/m.model"], ["--out", "{}/m.model", "--captions", "{}/absent.csv"]]
)
def test_where_it_can_not_begin_it_says_so_at_once(tmp_path: Path, options: list[str]) -> None:
    answer = train(*(option.format(tmp_path) for option in options))
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Traceback" not in answer.stderr


def test_a_model_that_was_there_stays_whole_until_the_new_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "m.model"
    trained("--out", out)
    before = out.read_bytes()
    swapped: list[bytes] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        swapped.extend((target.read_bytes(), self.read_bytes()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    more = table(tmp_path / "more.csv", [f"{place}坑真大,pothole," for place in PLACES])
    trained("--out", out, "--captions", more)
    assert swapped == [before, out.read_bytes()]
    assert before != out.read_bytes()
