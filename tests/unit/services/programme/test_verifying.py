"""Verifying a slip: anybody may, in the chat and on the page; and what is said tells no more than stands on it."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.programme.codes import in_halves
from domain.programme.errors import TooManyCodes
from domain.programme.slips import HOLDS_MS, Deed, Slip
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.programme import slips, verifying
from services.programme.verifying import SlipView
from tests.unit.services.programme.test_slips import CARD, kept, made, opened
from tests.usecases import Case
from texts.base.locale import Locale
from texts.programme.slips import facts_of


async def clerk(case: Case) -> Rider:
    """Somebody who never agreed to anything."""
    return await case.rider(9, consent=0)


async def hears(case: Case, words: str) -> str:
    asks = await clerk(case)
    await case.told()
    await case.do(verifying.verify, asks, words)
    (told,) = await case.told(asks.chat_id)
    return told.text


async def seen(case: Case, slip: Slip) -> SlipView:
    found = await verifying.look(case.database, case.deps, slip.code)
    assert found is not None
    return found


async def test_a_clerk_types_a_code_from_paper(case: Case) -> None:
    report = await case.submitted()
    slip = await made(case, await case.rider(), report)
    for typed in (slip.code, in_halves(slip.code).lower(), f" {slip.code[:4]} {slip.code[4:]} "):
        said = await hears(case, typed)
        assert "有效" in said
        assert str(report.number) in said
        assert "姓名" not in said
        assert "小李" not in said


async def test_what_is_unknown_is_said_alike(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    unmade = await opened(case, rider, report)
    said = {await hears(case, words) for words in ("ABCD-2345", "井盖", "x" * 500, unmade.code)}
    assert len(said) == 1
    assert "没有这个核验码" in said.pop()
    assert "/verify" in await hears(case, "")


async def test_codes_good_or_bad_are_asked_about_so_often_an_hour(case: Case) -> None:
    slip = await made(case, await case.rider(), await case.submitted())
    asks = await clerk(case)
    case.deps = replace(case.deps, limits=replace(case.deps.limits, codes_per_hour=10))
    for number in range(10):
        await case.do(verifying.verify, asks, slip.code if number % 2 else "ABCD-2345")
    with pytest.raises(TooManyCodes):
        await case.do(verifying.verify, asks, slip.code)
    await case.passes(hours=1)
    await case.do(verifying.verify, asks, slip.code)


async def test_one_that_is_revoked_says_so_and_no_more(case: Case) -> None:
    report = await case.submitted()
    slip = await made(case, await case.rider(), report)
    await case.moved(report, Action.REJECT, reason="false")
    await case.settled(report)
    said = await hears(case, slip.code)
    assert "已作废" in said
    assert str(report.number) not in said


async def test_one_whose_time_is_over_is_unknown(case: Case) -> None:
    slip = await made(case, await case.rider(), await case.submitted())
    case.clock.at += HOLDS_MS - 1
    assert await verifying.look(case.database, case.deps, slip.code)
    case.clock.at += 1
    assert await verifying.look(case.database, case.deps, slip.code) is None
    assert "没有这个核验码" in await hears(case, slip.code)


async def private(case: Case, rider: Rider) -> Report:
    """A report of a category of which nothing is ever shown."""
    never = next(each.slug for each in case.deps.district.catalogue.values() if not each.may_show)
    return await case.submitted(never, by=rider)


async def test_of_what_is_never_shown_it_says_help_and_the_community(case: Case) -> None:
    rider = await case.rider()
    slip = await made(case, rider, await private(case, rider))
    view = await seen(case, slip)
    facts = dict(facts_of(view, Locale.of(case.deps, "zh")))
    assert facts["deed"] == "帮助群众"
    assert not {"number", "place_by"} & set(facts)
    assert facts["place"] == Locale.of(case.deps, "zh").community(view.report.community)


@pytest.mark.parametrize(("language", "says"), [("zh", "手机定位"), ("en", "measured by a phone")])
async def test_it_says_what_was_recorded_and_what_the_rider_says(case: Case, language: str, says: str) -> None:
    rider, report = await case.rider(), await case.submitted()
    await case.passes(minutes=30)
    slip = await opened(case, rider, report)
    await case.do(slips.say_stayed, rider, slip.id, 20, CARD)
    await case.do(slips.make, rider, slip.id, CARD)
    view = await seen(case, await kept(case, rider, report, Deed.REPORT))
    facts = dict(facts_of(view, Locale.of(case.deps, language)))
    assert list(facts) == ["deed", "place", "place_by", "number", "recorded", "said"]
    assert facts["recorded"].endswith("10:00")
    assert "20" in facts["said"]
    assert "10:20" in facts["said"]
    position = replace(view.report.position, source="typed")
    typed = replace(view, report=replace(view.report, position=position))
    measured = replace(view, report=replace(view.report, position=replace(position, source="live")))
    assert says in dict(facts_of(measured, Locale.of(case.deps, language)))["place_by"]
    assert says not in dict(facts_of(typed, Locale.of(case.deps, language)))["place_by"]
