"""``qianshao import`` and ``export`` of the three ledgers: from paper's files into the database, and out again."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.terminal import Ran, config_file, qianshao

COMPANIES = "企业编号,企业名称,负责人,电话\nC1,顺达快递,张三,13800001111\nC2,=1+1,李四,\n"
TEAMS = "id,name,company,ended\nT1,城东队,C1,\nT2,城西队,顺达快递,\n"


async def ran(command: str, ledger: str, config: Path, *options: object) -> Ran:
    return await qianshao(command, ledger, *options, "--config", config, "--language", "en")


async def taken(ledger: str, config: Path, file: Path, *options: object) -> dict[str, object]:
    """The figures of an import that went well."""
    done = await ran("import", ledger, config, file, "--json", *options)
    assert done.code == 0, done.stderr
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def written(folder: Path, name: str, text: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


@pytest.fixture
async def district(tmp_path: Path, sqlite_address: str) -> Path:
    """The configuration of a district whose companies and teams were brought in."""
    config = config_file(tmp_path, sqlite_address)
    await taken("companies", config, written(tmp_path, "c.csv", COMPANIES, "gbk"))
    await taken("teams", config, written(tmp_path, "t.csv", TEAMS))
    return config


async def test_names_and_numbers_of_people_are_not_read_and_said_once(tmp_path: Path, sqlite_address: str) -> None:
    config = config_file(tmp_path, sqlite_address)
    done = await ran("import", "companies", config, written(tmp_path, "c.csv", COMPANIES, "gbk"))
    assert done.stderr.count("负责人, 电话") == 1
    assert "张三" not in done.stdout + done.stderr
    out = tmp_path / "out.csv"
    assert (await ran("export", "companies", config, "--out", out)).code == 0
    assert list(csv.reader(out.open(encoding="utf-8-sig"))) == [
        ["id", "zh", "en"], ["C1", "顺达快递", ""], ["C2", "'=1+1", ""]
    ]  # fmt: skip


async def test_a_workbook_goes_in_and_comes_out_so_that_it_changes_nothing(tmp_path: Path, district: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["编号", "姓名", "队伍", "行业", "入队日期"])
    for number in range(600):
        sheet.append([number, "张三", "城东队", "外卖", date(2026, 3, 1)])
    file = tmp_path / "riders.xlsx"
    book.save(file)
    planned = await taken("riders", district, file, "--dry-run")
    assert (planned["fate_new"], len(planned["fates"])) == (600, 600)  # type: ignore[arg-type]
    assert (await taken("riders", district, file))["fate_new"] == 600
    for ledger, form in (("riders", "csv"), ("riders", "xlsx"), ("teams", "csv")):
        out = tmp_path / f"{ledger}.{form}"
        assert (await ran("export", ledger, district, "--out", out)).code == 0
        again = await taken(ledger, district, out)
        assert (again["fate_same"], again["gone"]) == (again["rows"], 0), again


async def test_personal_links_are_written_for_who_has_not_opened_one(tmp_path: Path, sqlite_address: str) -> None:
    config = config_file(tmp_path, sqlite_address)
    with config.open("a", encoding="utf-8") as file:
        file.write('\n[http]\nlisten = "127.0.0.1:8081"\npublic_url = "https://riders.example.org"\n')
    links = tmp_path / "links.csv"
    await taken("riders", config, written(tmp_path, "r.csv", "code,team,trade\nR1,,courier\n"), "--links", links)
    (head, row) = list(csv.reader(links.open(encoding="utf-8-sig")))
    assert head == ["code", "link"]
    assert row[0] == "R1"
    assert row[1].startswith("https://riders.example.org/go/c-")
    renewed = await qianshao("roster", "link", "R1", "--config", config, "--language", "en")
    assert (renewed.code, "/go/c-" in renewed.stdout, row[1] in renewed.stdout) == (0, True, False)
    assert (await qianshao("roster", "link", "R2", "--config", config, "--language", "en")).code == 1


async def test_what_is_wrong_is_listed_by_its_line_and_the_rest_goes_in(tmp_path: Path, district: Path) -> None:
    file = written(
        tmp_path, "r.csv", "code,team,trade,joined\nR1,T1,courier,\nR1,T2,courier,\nR2,T9,courier,\nR3,T1,快递,x\n"
    )
    done = await ran("import", "riders", district, file)
    assert done.code == 0
    for line, why in ((3, "R1 stands on line 2"), (4, "no team T9"), (5, "x is no date")):
        assert f"line {line}: " in done.stderr
        assert why in done.stderr
    fewer = written(tmp_path, "r2.csv", "code,team,trade\nR5,T1,courier\n")
    assert "kept all the same: 1 (R1)" in (await ran("import", "riders", district, fewer)).stderr


@pytest.mark.parametrize(
    ("ledger", "text", "says"),
    [
        ("riders", "id,zh\nT1,x\n", "there is no column named team"),
        ("teams", "编号,队伍,行业\nR1,城东队,外卖\n", "another ledger: it has 行业"),
        ("companies", "id,zh,ended\nT1,x,\n", "another ledger: it has ended"),
        ("teams", "", "empty"),
    ],
)
async def test_a_file_that_is_no_such_ledger_changes_nothing(
    tmp_path: Path, district: Path, ledger: str, text: str, says: str
) -> None:
    done = await ran("import", ledger, district, written(tmp_path, "x.csv", text, "utf-8"))
    assert done.code == 1
    assert says in done.stderr
    out = tmp_path / "teams.csv"
    await ran("export", "teams", district, "--out", out)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    "options",
    [
        ("riders", "--out", "x.parquet"),
        ("riders", "--out", "x.csv", "--from", "2026-01-01"),
        ("gold", "--out", "x.csv"),
    ],
)
async def test_what_a_ledger_s_export_has_not_is_refused(district: Path, options: tuple[str, ...]) -> None:
    assert (await qianshao("export", *options, "--config", district)).code == 2
