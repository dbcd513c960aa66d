"""The page at the door of an activity: a code that changes each minute, and no more than the secret address opens."""

import re
from dataclasses import replace

import httpx
import pytest

from domain.programme.activities import Activity, ActivityState
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme.door_codes import open_page
from storage.errors import Unreachable
from tests.activities import TRAINING
from tests.usecases import START, Case
from web.door import door

ADDRESS = "https://qianshao.example.org"
MINUTE = 60_000
HOUR = 60 * MINUTE
SOON = replace(TRAINING, starts_at=START + HOUR, ends_at=START + 3 * HOUR)


def serving(case: Case) -> Deps:
    return replace(case.deps, username=lambda: "decheng_bot", public_url=ADDRESS)


async def opened(case: Case, activity: Activity = SOON) -> str:
    """Announce an activity; return the path of the page at its door."""

    async def do(tx: Transaction) -> str:
        await tx.activities.save(activity)
        return await open_page(tx, serving(case), activity)

    return (await case.database.write(do)).removeprefix(ADDRESS)


async def page(case: Case, path: str) -> httpx.Response:
    app = door(lambda: serving(case), case.database)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS) as browser:
        return await browser.get(path)


async def code(case: Case, path: str) -> str:
    """Return the code that the page shows, as drawn; "" for none."""
    found = re.search(r'<div class="code".*?</div>', (await page(case, path)).text, re.DOTALL)
    return found[0] if found else ""


async def test_the_code_changes_each_minute_and_every_screen_shows_the_same(case: Case) -> None:
    path = await opened(case)
    first = await code(case, path)
    assert first
    await case.passes(seconds=59)
    assert await code(case, path) == first
    await case.passes(seconds=1)
    second = await code(case, path)
    assert second not in {"", first}
    assert await code(case, path) == second


async def test_the_address_stays_and_cannot_be_guessed(case: Case) -> None:
    path = await opened(case)
    assert re.fullmatch(r"/at/\w{16}", path)
    activity = await case.database.read(lambda tx: tx.activities.get(SOON.id))
    assert activity is not None
    assert await case.database.write(lambda tx: open_page(tx, serving(case), activity)) == ADDRESS + path
    assert await case.database.write(lambda tx: open_page(tx, case.deps, activity)) == ""
    for wrong in ("/at/", "/at/AAAAAAAAAAAAAAAA", f"/at/{SOON.id}", "/at/%27%20or%201"):
        assert (await page(case, wrong)).status_code == 404


@pytest.mark.parametrize(
    ("activity", "says"),
    [
        (replace(SOON, starts_at=START + 2 * HOUR), "开始签到"),
        (replace(SOON, starts_at=START - 2 * HOUR, ends_at=START), "活动结束了"),
        (replace(SOON, state=ActivityState.OVER), "活动结束了"),
        (replace(SOON, state=ActivityState.CANCELLED), "活动取消了"),
    ],
)
async def test_there_is_no_code_outside_the_time_of_checking_in(case: Case, activity: Activity, says: str) -> None:
    path = await opened(case, activity)
    shown = await page(case, path)
    assert says in shown.text
    assert "<svg" not in shown.text


async def test_nobody_else_s_script_runs_on_it(case: Case) -> None:
    path = await opened(case, replace(SOON, zh="<script>alert(1)</script>", place="</main><img src=x>"))
    shown = await page(case, path)
    assert "<script>alert" not in shown.text
    assert "<img" not in shown.text
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[\w+/=]+'", policy)
    assert "unsafe-inline'; script" not in policy.replace("style-src 'unsafe-inline'", "")


async def test_it_waits_while_the_database_rests(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    path = await opened(case)

    async def rests(_: object) -> None:
        raise Unreachable

    monkeypatch.setattr(case.database, "read", rests)
    shown = await page(case, path)
    assert shown.status_code == 503
    assert shown.headers["retry-after"]
