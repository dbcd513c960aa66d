"""Submitting: thirty reports an hour for each rider, the current terms first, nothing lost by a refusal."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.district.routing import ReasonKind
from domain.errors import ConsentMissing, DraftGone, Incomplete, NotTheirs, Refused, TooMany
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.drafts import DraftStage
from domain.reporting.duplicates import SAME
from domain.reporting.messages import DraftCard
from domain.reporting.reports import SYSTEM, Actor, ActorKind, Report, Status
from domain.tickets.messages import TicketCard
from domain.timers import Timer, TimerKind
from services.gathering import Reading, gather
from services.people import riders
from services.ports.transaction import Transaction
from services.reporting import draft_menus
from services.reporting.submission import submit_ready, submit_report
from services.tickets import routes
from storage.session import Session
from tests.sample_views import HOUR, MINUTE, locale
from tests.tables import timers, waiting_keys
from tests.usecases import HERE, START, Case, spot
from texts.reporting.refusals import refusal

AN_HOUR = 30
DECEMBER = int(datetime(2026, 11, 30, 16, tzinfo=UTC).timestamp() * 1000)
"""The first millisecond of the district's December."""


async def busy(case: Case) -> Rider:
    """A rider who has submitted all that an hour allows."""
    rider = await case.rider()
    for number in range(AN_HOUR):
        await case.submitted(by=rider, at=spot(number))
    return rider


async def refused(case: Case, rider: Rider, draft_id: int) -> Refused:
    with pytest.raises(Refused) as caught:
        await case.do(submit_report, rider, draft_id)
    return caught.value


async def test_the_thirty_first_report_within_an_hour_is_refused_and_says_so(case: Case) -> None:
    rider = await busy(case)
    error = await refused(case, rider, await case.drafted(rider, at=spot(AN_HOUR)))
    assert type(error) is TooMany
    assert refusal(error, locale()) == "这一小时报得够多了，过会儿再发。"


async def test_a_refused_draft_stays_as_it_was(case: Case) -> None:
    rider = await busy(case)
    draft_id = await case.drafted(rider, at=spot(AN_HOUR))
    before = await case.draft(draft_id)
    await refused(case, rider, draft_id)
    assert await case.draft(draft_id) == before
    assert (before.stage, len(before.photos)) == (DraftStage.OPEN, 1)
    assert await case.database.read(lambda tx: tx.reports.count_since(rider.id, 0)) == AN_HOUR


async def test_receipt_and_ticket_card_are_drawn_from_what_their_transaction_knows(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await case.rider()
    draft_id = await case.drafted(rider)
    asked: list[str] = []

    async def work(tx: Transaction) -> None:
        report = await submit_report(tx, case.deps, rider, draft_id)
        session: Session = tx.riders._session  # type: ignore[attr-defined]
        fetch = session.fetch

        async def counted(name: str, /, **values: Any) -> Any:
            asked.append(name)
            return await fetch(name, **values)

        monkeypatch.setattr(session, "fetch", counted)
        assert await gather(DraftCard(draft_id), Reading(tx, case.deps, rider))
        assert await gather(TicketCard(report.id, report.queue), Reading(tx, case.deps, None))

    await case.database.write(work)
    assert asked == []


async def test_another_rider_is_not_hindered(case: Case) -> None:
    await busy(case)
    other = await case.rider(8)
    assert (await case.submitted(by=other, at=spot(AN_HOUR))).rider_id == other.id


async def test_an_hour_later_the_same_draft_is_submitted(case: Case) -> None:
    rider = await busy(case)
    draft_id = await case.drafted(rider, at=spot(AN_HOUR))
    case.clock.at += HOUR
    await refused(case, rider, draft_id)
    case.clock.at += 1
    report = await case.do(submit_report, rider, draft_id)
    assert (report.id, len(report.photos)) == (draft_id, 1)


async def test_the_hour_moves_on_report_by_report(case: Case) -> None:
    rider = await case.rider()
    for number in range(AN_HOUR):
        await case.submitted(by=rider, at=spot(number))
        case.clock.at += HOUR // AN_HOUR
    case.clock.at += 1
    await case.submitted(by=rider, at=spot(AN_HOUR))
    await refused(case, rider, await case.drafted(rider, at=spot(AN_HOUR + 1)))


async def test_whoever_agreed_to_earlier_terms_is_asked_anew_before_the_next_report(case: Case) -> None:
    rider = await case.rider(consent=CONSENT_VERSION - 1)
    draft_id = await case.sends(rider, position=HERE, photo=case.photo())
    (asked,) = await case.told(rider.chat_id)
    assert asked.keys == ["✅ 同意"]
    await case.do(draft_menus.choose_category, rider, draft_id, "street_light")
    assert type(await refused(case, rider, draft_id)) is ConsentMissing
    agreed = await case.do(riders.agree, rider, asked.message, "")
    assert await case.do(submit_report, agreed, draft_id)


async def test_an_urgent_problem_is_reported_without_a_photo(case: Case) -> None:
    rider = await case.rider()
    urgent = [each for each in case.deps.district.catalogue.values() if each.urgent]
    reports: list[Report] = []
    for number, category in enumerate(urgent):
        draft_id = await case.sends(rider, position=spot(number))
        await case.do(draft_menus.choose_category, rider, draft_id, category.slug)
        reports.append(await case.do(submit_report, rider, draft_id))
    assert [(report.category, report.photos) for report in reports] == [(each.slug, ()) for each in urgent]


async def test_what_is_not_urgent_waits_for_its_photo(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, position=HERE)
    await case.do(draft_menus.choose_category, rider, draft_id, "street_light")
    assert "照片" in refusal(await refused(case, rider, draft_id), locale())


async def test_a_submitted_report_is_what_the_draft_was(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "一排都灭了", position=HERE, photo=case.photo())
    await case.do(draft_menus.choose_category, rider, draft_id, "street_light")
    await case.told()
    draft = await case.draft(draft_id)
    case.clock.at += 3
    report = await case.do(submit_report, rider, draft_id)
    assert replace(report, photos=()) == replace(await case.now(report), photos=())
    assert (report.id, report.rider_id, report.category, report.note) == (draft_id, 7, "street_light", "一排都灭了")
    assert (report.position, report.community, report.queue) == (HERE, draft.community, "lighting")
    assert (report.status, report.submitted_at, report.urgent) == (Status.ROUTED, START + 3, False)
    assert routes.decode(report.route_reason).kind is ReasonKind.RULE
    assert (report.overdue_at, report.accepted_at, report.closed_at) == (None, None, None)


async def test_its_life_begins_with_the_riders_words_and_its_routing(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "一排都灭了", position=HERE, photo=case.photo())
    await case.do(draft_menus.choose_category, rider, draft_id, "street_light")
    submit, route = await case.events(await case.do(submit_report, rider, draft_id))
    assert (submit.action, submit.words, submit.actor) == ("submit", "一排都灭了", Actor(ActorKind.RIDER, 7))
    assert (submit.source, submit.target, submit.queue) == (Status.SUBMITTED, Status.SUBMITTED, "lighting")
    assert (route.action, route.actor, route.source, route.target) == (
        "route", SYSTEM, Status.SUBMITTED, Status.ROUTED,
    )  # fmt: skip


async def test_reports_are_numbered_through_a_month_of_the_district(case: Case) -> None:
    rider, numbers = await case.rider(), list[str]()
    for place, at in enumerate((START, START, DECEMBER - 1, DECEMBER)):
        case.clock.at = at
        report = await case.submitted(by=rider, at=replace(spot(place), taken_at=at))
        numbers.append(str(report.number))
    assert numbers == ["DC-2611-0001", "DC-2611-0002", "DC-2611-0003", "DC-2612-0001"]


async def test_the_draft_ends_and_its_receipt_and_ticket_are_told(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.drafted(rider)
    await case.told()
    case.clock.at += 3
    report = await case.do(submit_report, rider, draft_id)
    draft = await case.draft(draft_id)
    assert (draft.stage, draft.report_id, draft.touched_at) == (DraftStage.SUBMITTED, report.id, START + 3)
    assert waiting_keys(case) == [f"draft:{draft_id}", f"ticket:{report.id}:lighting"]
    assert await case.balance(rider) == 1


@pytest.mark.parametrize("minutes", [5, 2])
async def test_withdraw_is_taken_off_the_receipt_just_after_its_time(case: Case, minutes: int) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, withdraw_minutes=minutes))
    report = await case.submitted()
    assert timers(case, TimerKind.WITHDRAWAL_OVER) == [
        Timer(TimerKind.WITHDRAWAL_OVER, str(report.id), START + minutes * MINUTE + 1)
    ]


async def test_the_place_is_remembered_for_the_next_report(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.drafted(rider)
    case.clock.at += 3
    await case.do(submit_report, rider, draft_id)
    kept = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert kept
    assert (kept.last_place, kept.last_place_at) == (HERE, START + 3)


async def test_a_report_outside_every_community_goes_to_triage(case: Case) -> None:
    report = await case.submitted(at=replace(HERE, lat=HERE.lat + 0.035))
    assert (report.queue, report.community) == ("triage", None)
    assert routes.decode(report.route_reason).kind is ReasonKind.OUTSIDE


async def test_an_urgent_report_is_urgent_from_the_start(case: Case) -> None:
    assert (await case.submitted("manhole_missing")).urgent


async def test_what_was_submitted_beside_another_report_is_learned_as_no_repeat(case: Case) -> None:
    await case.submitted()
    await case.submitted(by=await case.rider(8))
    known = await case.database.read(lambda tx: tx.duplicates.experience("street_light"))
    assert known[SAME] == (1, 0)


async def test_nothing_is_submitted_while_a_report_near_by_is_asked_about(case: Case) -> None:
    await case.submitted()
    rider = await case.rider(8)
    error = await refused(case, rider, await case.drafted(rider))
    assert isinstance(error, Incomplete)
    assert error.missing == ("answer",)


@pytest.mark.parametrize(("number", "draft", "error"), [(8, 0, NotTheirs), (7, 404, DraftGone)])
async def test_only_ones_own_open_draft_is_submitted(case: Case, number: int, draft: int, error: type[Refused]) -> None:
    mine = await case.drafted(await case.rider())
    assert type(await refused(case, await case.rider(number), draft or mine)) is error


async def test_a_draft_is_submitted_once(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    assert type(await refused(case, rider, report.id)) is DraftGone


async def test_the_operator_says_how_many_reports_an_hour_takes(case: Case) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, reports_per_hour=1))
    rider = await case.rider()
    await case.submitted(by=rider)
    assert type(await refused(case, rider, await case.drafted(rider, at=spot(1)))) is TooMany


async def ready(case: Case, rider: Rider, number: int, category: str = "street_light") -> int:
    """A draft that lacks nothing, far from the others."""
    return await case.drafted(rider, category, replace(spot(number), source="exif"))


async def test_all_that_are_ready_are_submitted_as_if_one_by_one(case: Case) -> None:
    rider = await case.rider()
    drafts = [await ready(case, rider, 5 * number) for number in range(3)]
    lacking = await case.sends(rider, position=replace(spot(40), source="exif"), photo=case.photo())
    assert (await case.view(DraftCard(lacking), rider)).ready == 3
    assert (await case.view(DraftCard(drafts[0]), rider)).ready == 0
    assert await case.do(submit_ready, rider) == 3
    stages = [(await case.draft(each)).stage for each in (*drafts, lacking)]
    assert stages == [DraftStage.SUBMITTED] * 3 + [DraftStage.OPEN]
    assert await case.balance(rider) == 3


async def test_of_two_that_repeat_each_other_the_second_asks(case: Case) -> None:
    rider = await case.rider()
    first = await ready(case, rider, 1)
    await case.passes(minutes=3)
    second = await ready(case, rider, 1)
    assert await case.do(submit_ready, rider) == 1
    assert (await case.draft(first)).stage is DraftStage.SUBMITTED
    asks = await case.draft(second)
    assert (asks.stage, asks.near_shown) == (DraftStage.OPEN, (first,))


async def test_what_an_hour_allows_counts_for_all_at_once_too(case: Case) -> None:
    rider = await case.rider()
    for number in range(AN_HOUR - 1):
        await case.submitted(by=rider, at=spot(number))
    drafts = [await ready(case, rider, AN_HOUR + 5 * number) for number in range(2)]
    assert await case.do(submit_ready, rider) == 1
    assert (await case.draft(drafts[1])).stage is DraftStage.OPEN
    with pytest.raises(TooMany):
        await case.do(submit_ready, rider)


async def test_nothing_that_is_ready_is_nothing_to_submit(case: Case) -> None:
    rider = await case.rider()
    await case.sends(rider, photo=case.photo())
    with pytest.raises(DraftGone):
        await case.do(submit_ready, rider)
