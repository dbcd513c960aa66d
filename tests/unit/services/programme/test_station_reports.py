"""What is closed or broken at a station is a draft ready to be submitted, and goes to who looks after the station."""

from dataclasses import replace

import pytest

from domain.district.catalogue import Catalogue
from domain.district.routing import ReasonKind
from domain.errors import Barred, TooManyDrafts
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.errors import StationGone
from domain.reporting.drafts import Draft
from domain.reporting.reports import Report
from services.programme import station_reports
from services.reporting import draft_menus, drafts, submission
from services.tickets import routes
from services.upkeep.district_plan import Why, differences, settling_of
from tests.usecases import HERE, Case

STATION, QUEUE = "XH1", "rider-service"


async def tells(case: Case, rider: Rider, words: str = "驿站“新湖驿站”没开门。", message: int = 50) -> Draft:
    """The draft after a rider pressed what is wrong."""
    await case.do(station_reports.report, rider, STATION, words, message)
    (found,) = await case.database.read(lambda tx: tx.drafts.open_of(rider.id))
    return found


async def submitted(case: Case, rider: Rider) -> Report:
    draft = await tells(case, rider)
    return await case.now(await case.do(submission.submit_report, rider, draft.id))


async def test_one_tap_submits_it_to_the_stations_queue(case: Case) -> None:
    rider = await case.rider()
    draft = await tells(case, rider)
    assert drafts.missing(case.deps, draft) == ()
    card = (await case.told(rider.chat_id))[-1]
    assert "骑手服务队" in card.text
    assert "💡" not in card.text
    assert any("提交" in key for key in card.keys)
    report = await case.now(await case.do(submission.submit_report, rider, draft.id))
    assert (report.queue, report.category) == (QUEUE, "facility_damage")
    assert "新湖驿站" in report.note
    assert routes.decode(report.route_reason).kind is ReasonKind.STATION
    (ticket,) = [call for call in await case.told() if call.chat < 0 and "设施" in call.text]
    assert "骑手说的是新湖驿站" in ticket.text


async def test_pressed_again_it_is_the_same_draft(case: Case) -> None:
    rider = await case.rider()
    await tells(case, rider)
    draft = await tells(case, rider, "驿站“新湖驿站”有东西坏了。")
    assert draft.note == "驿站“新湖驿站”有东西坏了。"


async def test_pressed_again_it_is_the_same_draft_where_it_waits_as_ten_are_open(case: Case) -> None:
    rider = await case.rider()
    for _ in range(10):
        await case.passes(minutes=3)
        await case.sends(rider, "路灯不亮", photo=case.photo())
    for words in ("没开门", "有东西坏了"):
        await case.do(station_reports.report, rider, STATION, words, 50)
    unfinished = await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))
    assert [each.note for each in unfinished if each.station == STATION] == ["有东西坏了"]


async def test_a_station_that_is_dropped_before_it_is_submitted_is_routed_as_any_place(case: Case) -> None:
    rider = await case.rider()
    draft = await tells(case, rider)
    case.has_district(stations={})
    report = await case.do(submission.submit_report, rider, draft.id)
    assert report.queue != QUEUE
    with pytest.raises(StationGone):
        await tells(case, rider)


async def test_a_queue_that_is_gone_is_no_stations_any_more(case: Case) -> None:
    rider = await case.rider()
    draft = await tells(case, rider)
    case.gives_up_queue(QUEUE)
    report = await case.do(submission.submit_report, rider, draft.id)
    assert report.queue != QUEUE


async def test_what_turns_out_urgent_or_elsewhere_is_not_the_stations(case: Case) -> None:
    rider = await case.rider()
    draft = await tells(case, rider)
    await case.do(draft_menus.choose_category, rider, draft.id, "gas_leak")
    assert (await case.do(submission.submit_report, rider, draft.id)).queue == "gas"
    moved = replace(await tells(case, rider), position=HERE)
    await case.do(drafts.settle, rider, moved)
    assert (await case.do(submission.submit_report, rider, moved.id)).queue != QUEUE


async def test_the_second_rider_is_asked_whether_it_is_the_same(case: Case) -> None:
    await submitted(case, await case.rider())
    draft = await tells(case, await case.rider(8))
    assert draft.asks_near


async def test_a_catalogue_without_facilities_has_something_else(case: Case) -> None:
    case.gives_up("facility_damage")
    assert (await tells(case, await case.rider())).category == "other"
    case.has_district(catalogue=Catalogue({}))
    assert (await tells(case, await case.rider(8))).category is None


async def test_a_banned_rider_is_told_so_and_a_muted_one_may(case: Case) -> None:
    banned = await case.rider(barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    with pytest.raises(Barred):
        await tells(case, banned)
    await tells(case, await case.rider(8, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS))


async def test_no_more_than_an_hour_allows(case: Case) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, drafts_per_hour=0))
    with pytest.raises(TooManyDrafts):
        await tells(case, await case.rider())


async def test_a_change_of_the_district_moves_what_is_open(case: Case) -> None:
    report = await submitted(case, await case.rider())
    old = case.deps.district
    of_others = replace(old.stations[STATION], queue="committee-west")
    moved = replace(old, stations=old.stations | {STATION: of_others})
    settling = settling_of(old, moved, report)
    assert settling
    assert (settling.why, settling.queue) == (Why.ROUTE, "committee-west")
    dropped = settling_of(old, replace(old, stations={}), report)
    assert dropped
    assert dropped.queue != QUEUE
    assert settling_of(old, replace(old), report) is None
    (difference,) = differences(old, moved)
    assert (difference.kind, difference.changed) == ("stations", (STATION,))
