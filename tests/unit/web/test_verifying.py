"""The page that verifies delay slips: plain, alike for all that is unknown, and patient with no guesser."""

from dataclasses import replace

import httpx
import pytest

from domain.programme.codes import in_halves
from domain.programme.slips import Slip
from domain.tickets.lifecycle import Action
from services.deps import Deps
from storage.errors import Unreachable
from tests.unit.services.programme.test_slips import made
from tests.usecases import Case
from web.door import door
from web.verifying import AT_MOST

ADDRESS = "https://qianshao.example.org"


def serving(case: Case) -> Deps:
    return replace(case.deps, username=lambda: "decheng_bot", public_url=ADDRESS)


def browser(case: Case, language: str = "zh-CN") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(door(lambda: serving(case), case.database))
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers={"accept-language": language})


async def slip_of(case: Case) -> Slip:
    return await made(case, await case.rider(), await case.submitted())


@pytest.mark.parametrize(("language", "valid", "asks"), [("zh-CN", "有效", "核验码"), ("en-GB", "Valid", "Code")])
async def test_a_code_is_asked_for_and_verified_in_either_language(
    case: Case, language: str, valid: str, asks: str
) -> None:
    slip = await slip_of(case)
    async with browser(case, language) as clerk:
        form = await clerk.get("/verify")
        assert form.status_code == 200
        assert asks in form.text
        typed = await clerk.get("/verify", params={"code": f" {in_halves(slip.code).lower()} "})
        scanned = await clerk.get(f"/verify/{slip.code}")
    assert typed.text == scanned.text
    assert f'class="good">{valid}<' in scanned.text
    assert "DC-2611-0001" in scanned.text
    assert in_halves(slip.code) in scanned.text


async def test_it_runs_nothing_loads_nothing_and_is_kept_nowhere(case: Case) -> None:
    async with browser(case) as clerk:
        shown = await clerk.get("/verify/ABCD-2345")
    assert "script" not in shown.text
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "form-action 'self'" in policy
    assert "script-src" not in policy
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in shown.headers


async def test_whatever_is_unknown_is_answered_alike(case: Case) -> None:
    await slip_of(case)
    async with browser(case) as clerk:
        asked = ("ABCD-2345", "x" * 3000, "<script>alert(1)</script>", "' or 1=1 --", "井盖")
        answers = [await clerk.get("/verify", params={"code": words}) for words in asked]
        answers.append(await clerk.get("/verify/ABCD2345"))
    assert {each.status_code for each in answers} == {404}
    assert len({each.text for each in answers}) == 1


async def test_one_that_is_revoked_says_so_without_what_stood_on_it(case: Case) -> None:
    slip = await slip_of(case)
    report = await case.database.read(lambda tx: tx.reports.get(slip.report_id))
    assert report is not None
    await case.moved(report, Action.REJECT, reason="false")
    await case.settled(report)
    async with browser(case) as clerk:
        shown = await clerk.get(f"/verify/{slip.code}")
    assert "已作废" in shown.text
    assert 'class="bad"' in shown.text
    assert str(report.number) not in shown.text


async def test_a_guesser_is_put_off_and_a_code_that_is_right_is_not(case: Case) -> None:
    slip = await slip_of(case)
    async with browser(case) as clerk:
        for _ in range(AT_MOST):
            assert (await clerk.get("/verify/ABCD2345")).status_code == 404
        put_off = await clerk.get("/verify/ABCD2345")
        assert put_off.status_code == 429
        assert put_off.headers["retry-after"] == "60"
        assert "一分钟后" in put_off.text
        assert (await clerk.get(f"/verify/{slip.code}")).status_code == 200
        case.clock.at += 60_000
        assert (await clerk.get("/verify/ABCD2345")).status_code == 404
        case.clock.at -= 3_600_000
        assert (await clerk.get("/verify/ABCD2345")).status_code == 404, "a clock that was set back"


async def test_where_the_database_rests_it_says_to_come_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    async def rests(_: object) -> None:
        raise Unreachable

    monkeypatch.setattr(case.database, "read", rests)
    async with browser(case) as clerk:
        assert (await clerk.get("/verify/ABCD2345")).status_code == 503
        assert (await clerk.get("/verify/ABCD")).status_code == 404, "which needs no database"
