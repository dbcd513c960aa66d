"""Submitting: thirty reports an hour for each rider, the current terms first, nothing lost by a refusal."""

import pytest

from domain.errors import ConsentMissing, Refused, TooMany
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.drafts import DraftStage
from domain.reporting.reports import Report
from services.people import riders
from services.reporting import drafts
from services.reporting.submission import submit_report
from tests.sample_views import HOUR, locale
from tests.usecases import HERE, Case, spot
from texts.reporting.refusals import refusal

AN_HOUR = 30


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
    assert refusal(error, locale()) == "太多了，先歇一歇：照片或一小时内的上报已到上限。"


async def test_a_refused_draft_stays_as_it_was(case: Case) -> None:
    rider = await busy(case)
    draft_id = await case.drafted(rider, at=spot(AN_HOUR))
    before = await case.draft(draft_id)
    await refused(case, rider, draft_id)
    assert await case.draft(draft_id) == before
    assert (before.stage, len(before.photos)) == (DraftStage.OPEN, 1)
    assert await case.database.read(lambda tx: tx.reports.count_since(rider.id, 0)) == AN_HOUR


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
    await case.do(drafts.choose_category, rider, draft_id, "street_light")
    assert type(await refused(case, rider, draft_id)) is ConsentMissing
    agreed = await case.do(riders.agree, rider, asked.message)
    assert await case.do(submit_report, agreed, draft_id)


async def test_an_urgent_problem_is_reported_without_a_photo(case: Case) -> None:
    rider = await case.rider()
    urgent = [each for each in case.deps.district.catalogue.values() if each.urgent]
    reports: list[Report] = []
    for number, category in enumerate(urgent):
        draft_id = await case.sends(rider, position=spot(number))
        await case.do(drafts.choose_category, rider, draft_id, category.slug)
        reports.append(await case.do(submit_report, rider, draft_id))
    assert [(report.category, report.photos) for report in reports] == [(each.slug, ()) for each in urgent]


async def test_what_is_not_urgent_waits_for_its_photo(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, position=HERE)
    await case.do(drafts.choose_category, rider, draft_id, "street_light")
    assert "照片" in refusal(await refused(case, rider, draft_id), locale())
