"""``qianshao report year``: one page that a browser shows and prints, beside a running bot, of imported history too."""

import json
from asyncio import to_thread
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from storage.database import open_database
from storage.photos import PhotoObjects
from tests.browser import PHONE, Witness, launch
from tests.cities import boston, real_data
from tests.golden_year import ZONE, store
from tests.html_page import HtmlPage
from tests.sample_views import photo
from tests.terminal import Ran, config_file, qianshao

YEAR_NOW = datetime.now(ZONE).year


async def report(config: Path, year: object, out: object, *more: str) -> Ran:
    return await qianshao("report", "year", year, "--config", config, "--out", out, *more)


def left(folder: Path, names: str) -> list[str]:
    return [path.name for path in folder.glob(names)]


async def lived(folder: Path, address: str) -> Path:
    """A district with the year 2024 of `tests/golden_year.py` and its photos; returns its configuration."""
    async with open_database(address) as database:
        await database.write(store)
    photos = PhotoObjects.open((folder / "photos").as_uri())
    out = BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    for place in (10, 11):
        await photos.put(photo(place).object_key, out.getvalue())
    config = config_file(folder, address)
    text = config.read_text("utf-8")
    config.write_text(text.replace("[district]", f'photos = "{(folder / "photos").as_uri()}"\n[district]'), "utf-8")
    return config


async def test_a_year_becomes_a_page_beside_the_bot_on_both_engines(tmp_path: Path, database_address: str) -> None:
    config, out = await lived(tmp_path, database_address), tmp_path / "年报.html"
    async with open_database(database_address) as database:
        await database.join()
        ran = await report(config, 2024, out, "--language", "en")
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", f"2024, reported: 12 → {out}\n")
    page = HtmlPage(out.read_text("utf-8"))
    numbers = {row[0]: row[1:] for row in page.tables[0].rows}
    assert numbers["Reported"] == ["12", "1", "+11"]
    assert numbers["On time"] == ["40.0% (2 of 5)", "100.0% (1 of 1)", "-60.0 percentage points"]
    assert page.alts[-1].startswith("Two photos, before and after: Street light out")
    assert sum(address.startswith("data:image/jpeg") for address in page.fetched) == 1
    assert left(tmp_path, "年报*") == [out.name]


async def test_photos_that_are_gone_are_left_out_and_the_districts_language_is_taken(
    tmp_path: Path, sqlite_address: str
) -> None:
    config = await lived(tmp_path, sqlite_address)
    await PhotoObjects.open((tmp_path / "photos").as_uri()).delete(photo(11).object_key)
    ran = await report(config, 2024, "-")
    page = HtmlPage(ran.stdout)
    assert page.language == "zh-Hans"
    assert "处置前后" not in page.headings
    assert len(page.alts) == 4


async def test_photos_out_of_reach_are_said_instead_of_left_out(tmp_path: Path, sqlite_address: str) -> None:
    config = await lived(tmp_path, sqlite_address)
    text = config.read_text("utf-8")
    config.write_text(text.replace((tmp_path / "photos").as_uri(), config.as_uri()), "utf-8")
    ran = await report(config, 2024, tmp_path / "a.html")
    assert ran.code == 1
    assert "photos" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not left(tmp_path, "a.*")


@pytest.mark.parametrize(
    ("year", "out", "said"),
    [
        ("2022", "a.html", "Nothing was reported in 2022"),
        (YEAR_NOW + 1, "a.html", "yet to come"),
        ("1970", "a.html", "no year"),
        ("24", "a.html", "no year"),
        ("2024-W01", "a.html", "no year"),
        ("２０２４", "a.html", "no year"),
        ("2024", "nowhere/a.html", "No such file"),
        ("2024", "/dev/full", "No space left"),
        ("2024", ".", "directory"),
    ],
)
async def test_what_cannot_be_is_said_and_leaves_no_file(
    tmp_path: Path, sqlite_address: str, year: object, out: str, said: str
) -> None:
    ran = await report(await lived(tmp_path, sqlite_address), year, tmp_path / out, "--language", "en")
    assert ran.code != 0
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not left(tmp_path, "a.*")


async def test_an_older_page_stays_where_there_is_no_new_one(tmp_path: Path, sqlite_address: str) -> None:
    config, out = config_file(tmp_path, sqlite_address), tmp_path / "a.html"
    out.write_text("older")
    ran = await report(config, 2024, out)
    assert (ran.code, out.read_text()) == (1, "older")
    assert "qianshao.db" in ran.stderr
    assert not left(tmp_path, "qianshao.db*")


@pytest.mark.parametrize("name", ["config.toml", "qianshao.db", "link.html"])
async def test_neither_configuration_nor_database_is_replaced(tmp_path: Path, sqlite_address: str, name: str) -> None:
    config = await lived(tmp_path, sqlite_address)
    database = Path(sqlite_address.removeprefix("sqlite:///"))
    (tmp_path / "link.html").symlink_to(database)
    out = database if name == database.name else tmp_path / name
    before = out.read_bytes()
    export = ("--format", "csv", "--from", "2024-01-01", "--to", "2024-12-31")
    for ran in (
        await report(config, 2024, out, "--language", "en"),
        await qianshao("export", "reports", "--config", config, "--language", "en", "--out", out, *export),
    ):
        assert ran.code == 1
        assert "cannot be replaced" in ran.stderr
    assert out.read_bytes() == before


@pytest.mark.browser
async def test_a_browser_shows_it_and_prints_it_without_asking_for_anything(
    tmp_path: Path, sqlite_address: str
) -> None:
    config = await lived(tmp_path, sqlite_address)
    for language in ("zh", "en"):
        out = tmp_path / f"{language}.html"
        await report(config, 2024, out, "--language", language)
        printed = await to_thread(_shown_and_printed, out)
        assert printed.startswith(b"%PDF")
        assert 3 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 9


def _shown_and_printed(file: Path) -> bytes:
    """The PDF of a page that fits a phone, has drawn pictures, and made no request but for itself."""
    with launch() as browser:
        page, witness = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}), Witness()
        witness.attend(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 300)")
        printed: bytes = page.pdf(prefer_css_page_size=True, print_background=True)
    assert witness.errors == []
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    return printed


@pytest.mark.realdata
async def test_a_real_register_is_imported_and_told(tmp_path: Path) -> None:
    meanings = tmp_path / "columns.toml"
    meanings.write_text('other_categories = "other"\n[columns]\ncategory = "type"\n', encoding="utf-8")
    source, config = real_data() / "reports" / "boston_311_2011_h2.zip", boston(tmp_path)
    found = await qianshao("import", "reports", source, "--config", config, "--map", meanings, "--json")
    document, out = json.loads(found.stdout), tmp_path / "2011.html"
    ran = await report(config, 2011, out, "--language", "en")
    assert ran.code == 0, ran.stderr
    page = HtmlPage(out.read_text("utf-8"))
    numbers = {row[0]: row[1] for row in page.tables[0].rows}
    assert numbers["Reported"] == f"{document['imported']:,}"
    assert numbers["Open"].split()[0] == f"{document['still_open']:,}"
    assert numbers["Imported"].endswith("(100.0%)")
    months = {table.caption: table for table in page.tables}["Each month"].rows
    assert sum(int(row[1].replace(",", "")) for row in months) == document["imported"]
    assert len(page.alts) == 4
    assert "Riders" not in page.headings
