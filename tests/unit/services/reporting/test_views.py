"""What riders' screens are told with: their own draft, their reports page by page, and of others what a witness may."""

from dataclasses import replace

import pytest

from domain.geo.positions import METRES_PER_DEGREE, Position, distance_m
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import DraftCard, LocationKey, ReportShown, ReportsList
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.tickets.staff import Prompt
from services.reporting import draft_menus, drafts
from services.reporting.rider_actions import answer_fixed
from services.reporting.views import REPORTS_A_PAGE, HiddenReport, LocationKeyView, Near, OtherPosition, ReportsView
from services.reporting.witnessing import same_problem
from services.tickets import conversation, prompting
from tests.sample_views import HOUR, MINUTE
from tests.usecases import HERE, STAFF, START, Case, spot

STREET = Position(37.4425, 116.31, "wgs84", "place", 300.0, START)


def north(metres: float, source: str = "location") -> Position:
    return replace(HERE, source=source, lat=HERE.lat + metres / METRES_PER_DEGREE)


async def test_a_card_says_who_will_act_and_by_when(case: Case) -> None:
    draft_id = await case.drafted(await case.rider(), "manhole_missing")
    view = await case.view(DraftCard(draft_id))
    assert view.draft == await case.draft(draft_id)
    assert (view.route.queue.id, view.respond_by, view.due_at) == (
        "city-management", START + 15 * MINUTE, START + 2 * HOUR,
    )  # fmt: skip
    assert (view.report, view.near, view.missing, view.points, view.now) == (None, (), (), 0, START)
    assert (view.other_position, view.same_photo) == (None, False)
    assert view.nearby == case.deps.district.gazetteer.nearest(HERE)


@pytest.mark.parametrize("lacks", ["category", "place", "which place", "district"])
async def test_who_will_act_is_unknown_before_category_and_place_are(case: Case, lacks: str) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, photo=case.photo(), position=None if lacks == "place" else HERE)
    if lacks != "category":
        await case.do(draft_menus.choose_category, rider, draft_id, "pothole")
    if lacks == "which place":
        await case.sends(rider, position=north(500))
    if lacks == "district":
        case.gives_up("pothole")
    view = await case.view(DraftCard(draft_id))
    assert (view.route, view.respond_by, view.due_at) == (None, None, None)
    assert view.missing == drafts.missing(case.deps, view.draft)
    assert view.missing


async def test_a_card_without_a_place_names_no_road(case: Case) -> None:
    draft_id = await case.sends(await case.rider(), photo=case.photo())
    view = await case.view(DraftCard(draft_id))
    assert (view.nearby, view.near) == (None, ())


@pytest.mark.parametrize(("number", "own"), [(7, True), (8, False)])
async def test_a_card_shows_what_it_may_repeat_and_how_far_it_is(case: Case, number: int, *, own: bool) -> None:
    report = await case.submitted()
    draft_id = await case.drafted(await case.rider(number), at=north(20))
    view = await case.view(DraftCard(draft_id))
    assert view.near == (Near(report, distance_m(north(20), report.position), own, shows=own),)


async def test_a_card_shows_the_other_of_two_places(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, photo=case.photo(), photo_position=HERE)
    assert (await case.view(DraftCard(draft_id))).other_position is None
    outside = north(60_000, "exif")
    await case.sends(rider, position=north(500))
    view = await case.view(DraftCard(draft_id))
    gazetteer = case.deps.district.gazetteer
    away = distance_m(north(500), HERE)
    assert view.other_position == OtherPosition(HERE, away, "C6", gazetteer.nearest(HERE))
    await case.do(draft_menus.cancel, rider, draft_id)
    other = await case.sends(rider, photo=case.photo(), photo_position=outside)
    await case.sends(rider, position=north(0))
    assert (await case.view(DraftCard(other))).other_position.community is None


@pytest.mark.parametrize("meaning", [DraftCard(404), LocationKey(404)])
async def test_what_is_about_no_draft_is_not_sent(case: Case, meaning: DraftCard | LocationKey) -> None:
    assert await case.view(meaning) is None


async def test_a_receipt_counts_what_the_report_gave_this_rider(case: Case) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.submitted(by=rider)
    joined = await case.drafted(witness)
    await case.do(same_problem, witness, joined, report.id)
    await case.accepted(report)
    mine, theirs = await case.view(DraftCard(report.id)), await case.view(DraftCard(joined))
    assert mine.report == theirs.report == await case.now(report)
    assert (mine.points, theirs.points) == (5, 2)
    assert not mine.same_photo


@pytest.mark.parametrize("same", [True, False])
async def test_a_receipt_says_that_its_photo_had_been_sent_before(case: Case, *, same: bool) -> None:
    photo = replace(case.photo(), object_key="a" * 64)
    await case.submitted(photo=photo)
    again = replace(case.photo(), object_key=photo.object_key) if same else case.photo()
    report = await case.submitted(by=await case.rider(8), at=spot(1), photo=again)
    view = await case.view(DraftCard(report.id))
    assert (view.same_photo, view.points) == (same, int(not same))


async def test_who_joined_such_a_report_did_not_send_its_photo(case: Case) -> None:
    photo = replace(case.photo(), object_key="a" * 64)
    await case.submitted(photo=photo)
    again = replace(case.photo(), object_key=photo.object_key)
    report = await case.submitted(by=await case.rider(8), at=spot(1), photo=again)
    witness = await case.rider(9)
    joined = await case.drafted(witness, at=spot(1))
    await case.do(same_problem, witness, joined, report.id)
    assert not (await case.view(DraftCard(joined))).same_photo


@pytest.mark.parametrize(
    ("position", "wanted"),
    [(None, True), (STREET, True), (replace(STREET, accuracy_m=200.0), False), (HERE, False)],
)
async def test_the_phone_is_asked_until_the_place_is_exact(
    case: Case, position: Position | None, *, wanted: bool
) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, photo=case.photo(), position=position)
    assert await case.view(LocationKey(draft_id), rider) == (LocationKeyView(wanted=True) if wanted else None)


async def test_the_key_is_taken_away_where_it_stands(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, photo=case.photo())
    await case.told()
    assert await case.view(LocationKey(draft_id), rider) == LocationKeyView(wanted=True)
    await case.do(draft_menus.cancel, rider, draft_id)
    assert await case.view(LocationKey(draft_id), rider) == LocationKeyView(wanted=False)


async def listed(case: Case, rider: Rider, page: int = 0) -> ReportsView:
    view = await case.view(ReportsList(page), rider)
    assert isinstance(view, ReportsView)
    return view


@pytest.mark.parametrize(("count", "more"), [(REPORTS_A_PAGE, False), (REPORTS_A_PAGE + 1, True)])
async def test_a_page_lists_eight_reports_newest_first(case: Case, count: int, *, more: bool) -> None:
    rider = await case.rider()
    made: list[Report] = []
    for number in range(count):
        case.clock.at += 1
        made.append(await case.submitted(by=rider, at=spot(number)))
    view = await listed(case, rider)
    assert [report.id for report in view.reports] == [report.id for report in made[::-1][:8]]
    assert (view.rider.id, view.page, view.has_more) == (rider.id, 0, more)
    rest = await listed(case, rider, 1)
    assert [report.id for report in rest.reports] == [report.id for report in made[::-1][8:]]
    assert (rest.page, rest.has_more) == (1, False)


async def test_a_rider_lists_what_they_witnessed_and_nothing_of_others(case: Case) -> None:
    report, witness, stranger = await case.submitted(), await case.rider(8), await case.rider(9)
    await case.witnessed(report, witness)
    assert [each.id for each in (await listed(case, witness)).reports] == [report.id]
    assert (await listed(case, stranger)).reports == ()


@pytest.mark.parametrize("meaning", [ReportsList(), ReportShown(404)])
async def test_no_group_reads_a_riders_reports(case: Case, meaning: ReportsList | ReportShown) -> None:
    assert await case.view(meaning) is None


@pytest.mark.parametrize(("number", "sees", "own"), [(7, True, True), (8, True, False), (9, False, False)])
async def test_a_report_is_shown_to_its_reporter_and_witnesses_only(
    case: Case, number: int, *, sees: bool, own: bool
) -> None:
    report = await case.witnessed(await case.submitted(), await case.rider(8))
    view = await case.view(ReportShown(report.id), await case.rider(number))
    if not sees:
        assert view == HiddenReport()
        return
    kept = await case.now(report)
    theirs = tuple(each for each in kept.photos if each.rider_id == number)
    shown = replace(kept, photos=theirs) if own else replace(kept, note="", photos=())
    assert (view.report, view.original, view.is_own, view.now) == (shown, None, own, START)
    assert view.points == (1 if own else 2)


async def test_what_there_is_not_is_hidden_alike(case: Case) -> None:
    assert await case.view(ReportShown(404), await case.rider()) == HiddenReport()


async def test_a_repeat_shows_what_it_repeats(case: Case) -> None:
    original = await case.submitted(by=await case.rider(8))
    repeat = await case.moved(await case.submitted(at=spot(1)), Action.DUPLICATE, original=str(original.id))
    repeat = await case.settled(repeat)
    view = await case.view(ReportShown(repeat.id), await case.rider())
    assert view.original == await case.now(original)


async def noted(case: Case, report: Report, words: str, *, told: bool) -> None:
    """Staff reply to the card: for the riders, or for colleagues."""
    await case.told()
    card = (await case.ticket(report)).card
    question = prompting.Question(report, report.queue, card, "reply", STAFF.id, STAFF.name)
    message = IncomingMessage(5, words)
    prompt: Prompt = await case.do(prompting.ask, question, message)
    await case.do(conversation.send_to_riders if told else conversation.keep_as_note, prompt, STAFF.id)


async def test_riders_read_no_name_and_no_words_that_were_meant_for_staff(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.adds(rider, report, "补一句")
    report = await case.accepted(report)
    await noted(case, report, "只给同事", told=False)
    await noted(case, report, "给骑手", told=True)
    report = await case.moved(report, Action.HOLD, "等配件")
    report = await case.moved(report, Action.RESOLVE, "换好了")
    await case.do(answer_fixed, rider, report.id, Action.NOT_FIXED, "没好")
    view = await case.view(ReportShown(report.id), rider)
    assert {(each.actor.id, each.actor.name) for each in view.events} == {(0, "")}
    assert [(each.action, each.words) for each in view.events if each.words] == [
        ("told", "给骑手"), ("hold", "等配件"), ("resolve", "换好了"),
    ]  # fmt: skip
    assert len(view.events) == len(await case.events(report))
