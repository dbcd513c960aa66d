"""Who shows that they were there becomes a witness; all others have only also seen it, and see nothing of it."""

from dataclasses import replace

import pytest

from domain.errors import AlsoSeen, NoSuchReport
from domain.geo.live_location import LiveLocation
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.reporting.messages import DraftCard, ReportShown, ReportsList
from domain.reporting.photos import Photo
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.reporting import draft_menus, submission, witnessing
from services.reporting.views import HiddenReport
from tests.sample_views import HOUR, MINUTE
from tests.usecases import GROUPS, HERE, START, Case, spot

URGENT = "manhole_missing"
TYPED = replace(HERE, source="typed")
PHONE = replace(HERE, source="location", accuracy_m=12.0)
FAR = spot(1)
NEXT_STREET = replace(HERE, lat=HERE.lat + 0.001)


async def joined(case: Case, report: Report, rider: Rider, *messages: dict[str, object]) -> int:
    """The rider's draft, of these messages, once it was said to be the same problem as the report."""
    draft = 0
    for message in messages:
        draft = await case.sends(rider, **message)  # type: ignore[arg-type]
    await case.do(draft_menus.choose_category, rider, draft, report.category)
    await case.do(witnessing.same_problem, rider, draft, report.id)
    return draft


async def is_witness(case: Case, report: Report, rider: Rider) -> bool:
    return await case.database.read(lambda tx: tx.reports.is_witness(report.id, rider.id))


def at(position: Position, minutes_ago: float) -> Position:
    return replace(position, taken_at=START - int(minutes_ago * MINUTE))


PROVES = {
    "the phone's location": [{"position": PHONE}],
    "a file taken now": [{"photo_position": HERE}],
    "an older one of the same hour": [{"position": at(PHONE, 59)}],
    "typed, and a location too": [{"position": TYPED}, {"position": PHONE}],
}
PROVES_NOTHING = {
    "typed coordinates": [{"position": TYPED}],
    "a place by name": [{"position": replace(HERE, source="place")}],
    "a link": [{"position": replace(HERE, source="link")}],
    "a plus code": [{"position": replace(HERE, source="plus_code")}],
    "a venue": [{"position": replace(HERE, source="venue")}],
    "a forwarded location": [{"position": PHONE, "foreign": True}],
    "a forwarded file": [{"photo_position": HERE, "foreign": True}],
    "a location of an hour ago": [{"position": at(PHONE, 61)}],
    "a file of yesterday": [{"position": TYPED}, {"photo_position": at(HERE, 24 * 60)}],
    "a file without a time": [{"photo_position": replace(HERE, taken_at=None)}],
    "a vague location": [{"position": replace(PHONE, accuracy_m=900.0)}],
}


@pytest.mark.parametrize("messages", PROVES.values(), ids=list(PROVES))
async def test_a_position_measured_here_and_now_makes_a_witness(case: Case, messages: list[dict[str, object]]) -> None:
    report, rider = await case.submitted(URGENT), await case.rider(8)
    await joined(case, report, rider, *messages)
    assert await is_witness(case, report, rider)
    assert ((await case.now(report)).witnesses, await case.balance(rider)) == (1, 2)


@pytest.mark.parametrize("messages", PROVES_NOTHING.values(), ids=list(PROVES_NOTHING))
async def test_any_other_position_makes_none(case: Case, messages: list[dict[str, object]]) -> None:
    report, rider = await case.submitted(URGENT), await case.rider(8)
    await case.told()
    await joined(case, report, rider, *messages)
    assert not await is_witness(case, report, rider)
    assert ((await case.now(report)).witnesses, await case.balance(rider)) == (0, 0)
    told = await case.told(GROUPS[report.queue])
    assert [call.method[:4] for call in told] == ["edit"]
    assert "也看到：1 人" in told[0].text


async def with_photo(case: Case, photo: Photo, **brought: object) -> tuple[Report, Rider]:
    """A report, and a rider who joined it from typed coordinates and with this photo."""
    report, rider = await case.submitted(), await case.rider(8)
    await joined(case, report, rider, {"position": TYPED}, {"photo": photo, **brought})
    return report, rider


@pytest.mark.parametrize("brought", [{}, {"photo_taken_at": START}, {"photo_position": HERE}])
async def test_a_photo_of_one_s_own_makes_a_witness(case: Case, brought: dict[str, object]) -> None:
    report, rider = await with_photo(case, case.photo(), **brought)
    assert await is_witness(case, report, rider)
    assert len((await case.now(report)).photos) == 2


@pytest.mark.parametrize(
    "brought",
    [{"foreign": True}, {"photo_taken_at": START - 2 * HOUR}, {"photo_position": NEXT_STREET}],
    ids=["forwarded", "long ago", "far off"],
)
async def test_a_photo_of_elsewhere_or_another_time_makes_none(case: Case, brought: dict[str, object]) -> None:
    report, rider = await with_photo(case, case.photo(), **brought)
    assert not await is_witness(case, report, rider)
    assert len((await case.now(report)).photos) == 1


async def test_a_photo_that_a_report_has_already_makes_none(case: Case) -> None:
    first = case.photo()
    await case.submitted("rubbish", by=await case.rider(9), photo=first)
    again = replace(case.photo(), object_key=first.object_key)
    report, rider = await with_photo(case, again)
    assert not await is_witness(case, report, rider)


@pytest.mark.parametrize(("minutes", "counts"), [(2, True), (4, False)])
async def test_the_place_of_the_last_report_counts_for_three_minutes(case: Case, minutes: int, *, counts: bool) -> None:
    rider = await case.rider(8)
    report = await case.submitted()
    other = await case.drafted(rider, "rubbish", PHONE)
    await case.do(draft_menus.is_different, rider, other)
    await case.do(submission.submit_report, rider, other)
    case.clock.at += minutes * MINUTE
    known = await case.database.read(lambda tx: tx.riders.get(8))
    rider = known or rider
    typed = replace(HERE, source="typed", taken_at=case.clock.at)  # of which nobody measured where they are
    await joined(case, report, rider, {"text": "路灯不亮", "position": typed})
    assert await is_witness(case, report, rider) == counts


async def test_a_live_location_makes_a_witness(case: Case) -> None:
    report, rider = await case.submitted(), await case.rider(8)
    live = LiveLocation(8, 5, replace(HERE, source="live"), START, START + HOUR)
    await case.database.write(lambda tx: tx.live_locations.keep(live))
    await joined(case, report, rider, {"position": TYPED})
    assert await is_witness(case, report, rider)


@pytest.fixture
async def seen(case: Case) -> tuple[Report, Rider, int]:
    """A report with a note, a rider who has only also seen it, and their draft."""
    report = await case.submitted()
    await case.adds(await case.rider(), report, "联系李女士 13800000000")
    rider = await case.rider(8)
    draft = await joined(case, report, rider, {"position": TYPED, "text": "坏话"})
    return await case.now(report), rider, draft


Seen = tuple[Report, Rider, int]


async def test_nothing_of_one_who_has_only_also_seen_it_reaches_staff(case: Case, seen: Seen) -> None:
    report, rider, _ = seen
    assert "坏话" not in "".join(event.words for event in await case.events(report))
    assert not any("坏话" in call.text for call in await case.told(GROUPS[report.queue]))
    with pytest.raises(AlsoSeen):
        await case.adds(rider, report, "坏话")


async def test_one_who_has_only_also_seen_it_has_no_page_and_no_answer(case: Case, seen: Seen) -> None:
    report, rider, _ = seen
    assert await case.view(ReportShown(report.id), rider) == HiddenReport()
    listed = await case.view(ReportsList(), rider)
    assert listed.also_seen == frozenset({report.id})
    await case.resolved(report)
    with pytest.raises(NoSuchReport):
        await case.answered(report, rider)


async def test_their_card_and_list_name_no_command(case: Case, seen: Seen) -> None:
    report, rider, draft = seen
    (card,) = [call for call in await case.told(rider.chat_id) if str(report.number) in call.text]
    assert "你也看到了" in card.text
    assert report.number.command not in card.text
    view = await case.view(DraftCard(draft), rider)
    assert view.also_seen


async def test_they_hear_of_each_status_without_words(case: Case, seen: Seen) -> None:
    report, rider, _ = seen
    await case.told()
    await case.resolved(report)
    told = [call for call in await case.told(rider.chat_id) if call.method == "sendMessage"]
    assert ["接单了" in told[0].text, "说修好了" in told[1].text] == [True, True]
    assert not any("换好了" in call.text or call.keys for call in told)


async def test_a_location_in_reply_makes_a_witness_of_them(case: Case, seen: Seen) -> None:
    report, rider, _ = seen
    await case.adds(rider, report, position=PHONE)
    assert await is_witness(case, report, rider)
    assert ((await case.now(report)).witnesses, await case.balance(rider)) == (1, 2)
    await case.resolved(report)
    await case.answered(report, rider)


async def test_a_known_photo_in_reply_does_not(case: Case, seen: Seen) -> None:
    report, rider, _ = seen
    again = replace(case.photo(), object_key=report.photos[0].object_key)
    with pytest.raises(AlsoSeen):
        await case.adds(rider, report, photo=again)
    assert (await case.now(report)).photos == report.photos


async def test_a_witness_sees_neither_note_nor_photos(case: Case) -> None:
    report = await case.submitted()
    await case.adds(await case.rider(), report, "联系李女士 13800000000", photo=case.photo())
    rider = await case.rider(8)
    await case.witnessed(report, rider)
    view = await case.view(ReportShown(report.id), rider)
    assert (view.report.note, view.report.photos) == ("", ())
    assert not any("李女士" in event.words for event in view.events)
    await case.resolved(report)
    assert not any("李女士" in call.text for call in await case.told(rider.chat_id))


async def test_who_witnesses_often_earns_for_ten_a_day(case: Case) -> None:
    rider = await case.rider(8)
    for number in range(12):
        report = await case.submitted(at=spot(number))
        await case.witnessed(report, rider)
        case.clock.at += MINUTE
    assert await case.balance(rider) == 20
    await case.passes(days=1)
    await case.witnessed(await case.submitted(at=replace(spot(20), taken_at=case.clock.at)), rider)
    assert await case.balance(rider) == 22


async def test_a_duplicate_makes_its_riders_what_they_were(case: Case, seen: Seen) -> None:
    report, rider, _ = seen
    original = await case.submitted(by=await case.rider(9), at=FAR)
    await case.settled(await case.moved(report, Action.DUPLICATE, original=str(original.id)))
    reporter = await case.rider()
    assert await is_witness(case, original, reporter)
    assert not await is_witness(case, original, rider)
    assert await case.database.read(lambda tx: tx.reports.has_joined(original.id, rider.id))


async def test_photos_that_joined_without_evidence_are_swept(case: Case) -> None:
    report, _ = await with_photo(case, case.photo(), foreign=True)
    later = case.clock.at + 1
    left = await case.database.read(lambda tx: tx.photos.abandoned(later, 10))
    assert len(left) == 1
    assert left[0] not in report.photos
