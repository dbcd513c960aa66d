"""The district's files change: where its open reports end, what their cards say, and what stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.district.district import Community, District
from domain.district.routing import Router
from domain.errors import DistrictTaken, Refused
from domain.geo.rings import Ring
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.messages import TicketCard
from services.reporting import submission
from services.upkeep.district_changes import take_up
from services.upkeep.district_plan import Settling, Why, settling_of
from services.upkeep.reloaded import Reloaded, ReloadShown, show
from tests.sample_views import locale
from tests.usecases import GROUPS, HERE, Case, spot
from texts.base.telling import tell


async def takes_up(case: Case, *changes: Callable[[], None]) -> list[Settling]:
    """Change the district's files, and let the reports follow; what was planned."""
    old = case.deps.district
    for change in changes:
        change()
    return await case.do(take_up, old, "")


async def follows(case: Case, *changes: Callable[[], None]) -> None:
    await takes_up(case, *changes)
    await case.passes(seconds=15)


async def shown(case: Case, report: Report, queue: str) -> str:
    """What the card says in the group of a queue."""
    card = TicketCard(report.id, queue)
    view = await case.view(card)
    return tell(card, view, replace(locale(), district=case.deps.district)).text


def sends_lamps_to(case: Case, queue: str) -> None:
    """Let the rules of the district send broken lamps elsewhere."""
    router = case.deps.district.router
    rules = [replace(each, queue=queue) if each.queue == "lighting" else each for each in router.rules_anywhere]
    case.has_district(router=Router.of(router.queues.values(), rules, router.calendar))


class Moved:
    """Boundaries in which everything belongs to one community, or to none."""

    def __init__(self, district: District, everywhere: Community | None) -> None:
        self.everywhere, self.bounds, self.centre = everywhere, district.boundaries.bounds, district.boundaries.centre
        self.communities = {everywhere.id: everywhere} if everywhere else {}

    def find(self, _lat: float, _lng: float) -> Community | None:
        return self.everywhere

    def away_m(self, _lat: float, _lng: float) -> float:
        return 0

    def near(self, _lat: float, _lng: float, _metres: float) -> list[str]:
        return list(self.communities)

    def rings(self, _community: str) -> tuple[Ring, ...]:
        return ()

    def outline(self, community: str) -> bytes:
        return community.encode()


async def test_a_ticket_of_a_queue_that_is_gone_is_routed_anew_and_both_cards_say_so(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.told()
    (planned,) = await takes_up(case, lambda: case.gives_up_queue("lighting"))
    assert (planned.why, planned.before) == (Why.QUEUE_GONE, "lighting")
    assert (await case.now(report)).queue == "lighting", "other processes may not know the new files yet"
    await case.passes(seconds=15)
    now = await case.now(report)
    assert (now.status, now.queue, now.holder_id) == (Status.ROUTED, planned.queue, None)
    event = (await case.events(report))[-1]
    assert (event.action, event.queue) == ("resettle", planned.queue)
    assert "本区的设置有调整" in await shown(case, report, planned.queue)
    assert "本区的单位有调整" in await shown(case, report, "lighting")
    said = "".join(str(call) for call in await case.told(GROUPS["lighting"]))
    assert "本区的单位有调整" in said, "its card is not dropped with what waits in a group that is left"
    assert await case.database.read(lambda tx: tx.queues.chat("lighting")) is None


@pytest.mark.parametrize("last", [Status.ROUTED, Status.ACCEPTED])
async def test_other_rules_move_only_what_nobody_has_accepted(case: Case, last: Status) -> None:
    report = await case.submitted()
    if last is Status.ACCEPTED:
        report = await case.accepted(report)
    planned = await takes_up(case, lambda: sends_lamps_to(case, "drainage"))
    assert len(planned) == (last is Status.ROUTED), "what is shown before is what happens"
    await case.passes(seconds=15)
    now = await case.now(report)
    assert (now.status, now.queue) == (last, "drainage" if last is Status.ROUTED else "lighting")
    if last is Status.ACCEPTED:
        assert (now.due_at, now.respond_by) == (report.due_at, report.respond_by)


async def test_what_triage_assigned_stays_where_it_is(case: Case) -> None:
    bounced = await case.moved(await case.submitted(), Action.BOUNCE, "不归我们")
    report = await case.moved(bounced, Action.ASSIGN, queue="lighting")
    assert await takes_up(case, lambda: sends_lamps_to(case, "drainage")) == []
    assert (await case.now(report)).queue == "lighting"


async def test_without_its_category_it_goes_to_triage_and_keeps_what_was_promised(case: Case) -> None:
    report = await case.submitted()
    await follows(case, lambda: case.gives_up("street_light"))
    now = await case.now(report)
    assert (now.status, now.queue, now.due_at) == (Status.ROUTED, "triage", report.due_at)
    assert "本区的设置有调整" in await shown(case, report, "triage")
    moved = await case.moved(now, Action.ACCEPT)
    assert moved.status is Status.ACCEPTED


async def test_a_polygon_that_moved_changes_the_community_and_the_card(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    before = case.deps.district
    (other,) = [each for each in before.communities.values() if each.id != report.community][:1]
    await follows(case, lambda: case.has_district(boundaries=Moved(before, other)))
    now = await case.now(report)
    assert (now.community, now.queue, now.status) == (other.id, report.queue, Status.ACCEPTED)
    assert (await case.events(report))[-1].action == "resettle"
    outside = await case.submitted(at=spot(3))
    await follows(case, lambda: case.has_district(boundaries=Moved(before, None)))
    assert ((await case.now(outside)).community, (await case.now(outside)).queue) == (None, "triage")


async def test_a_resolved_one_keeps_its_status_and_reopens_in_its_new_queue(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await follows(case, lambda: case.gives_up_queue("lighting"))
    now = await case.now(report)
    assert (now.status, now.queue == "lighting", now.resolved_at) == (Status.RESOLVED, False, report.resolved_at)
    await case.answered(report, rider, Action.NOT_FIXED)
    reopened = await case.now(report)
    assert (reopened.status, reopened.queue) == (Status.REOPENED, now.queue)


async def test_what_is_on_hold_is_new_to_its_new_queue(case: Case) -> None:
    report = await case.moved(
        await case.accepted(await case.submitted()), Action.HOLD, "等配件", until=str(case.clock.at + 9**9)
    )
    await follows(case, lambda: case.gives_up_queue("lighting"))
    now = await case.now(report)
    assert (now.status, now.hold_until, now.stopped_at) == (Status.ROUTED, None, None)


async def test_what_is_closed_stays(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.REJECT, reason="unclear")
    assert await takes_up(case, lambda: case.gives_up_queue("lighting")) == []
    assert (await case.now(report)).queue == "lighting"


async def test_taken_up_twice_it_changes_nothing_more(case: Case) -> None:
    report = await case.submitted()
    await follows(case, lambda: sends_lamps_to(case, "drainage"))
    events = await case.events(report)
    await follows(case)
    assert await case.events(report) == events


async def test_a_community_that_is_gone_is_asked_for_even_where_no_outline_moved(case: Case) -> None:
    report, same = replace(await case.submitted(), community="C99"), case.deps.district
    settling = settling_of(same, same, report)
    assert settling is not None
    assert settling.community == (await case.submitted()).community


async def test_where_nothing_that_counts_differs_no_ticket_is_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    await case.submitted()
    await case.do(take_up, None, "")
    monkeypatch.setattr("services.upkeep.district_changes.settling_of", None)
    assert await takes_up(case, lambda: case.has_district(privacy_contact="another")) == []


async def test_with_the_old_files_unknown_no_position_is_looked_up(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    report, district = await case.submitted(), case.deps.district
    monkeypatch.setattr(type(district), "community_at", None)
    assert settling_of(None, district, report) is None


async def test_the_answer_is_said_where_it_was_asked_for_though_the_queue_is_gone(case: Case) -> None:
    case.gives_up_queue("supervisors")
    chat = GROUPS["supervisors"]
    await case.do(show, ReloadShown(chat_id=chat, told=Reloaded().told()))
    assert await case.told(chat)


async def test_who_looked_at_older_files_is_told_so(case: Case) -> None:
    case.has_district(mark="first")
    await case.do(take_up, None, "")
    case.has_district(mark="second")
    with pytest.raises(DistrictTaken):
        await case.do(take_up, None, "what they looked at")
    assert await case.database.read(lambda tx: tx.districts.taken()) == "first"


async def test_what_was_accepted_before_its_turn_stays(case: Case) -> None:
    report = await case.submitted()
    await takes_up(case, lambda: sends_lamps_to(case, "drainage"))
    await case.accepted(report)
    await case.passes(seconds=15)
    now = await case.now(report)
    assert (now.status, now.queue) == (Status.ACCEPTED, "lighting")


async def test_a_draft_whose_category_is_retired_asks_for_another(case: Case) -> None:
    rider = await case.rider()
    draft = await case.drafted(rider, at=HERE)
    await follows(case, lambda: case.gives_up("street_light"))
    with pytest.raises(Refused):
        await case.do(submission.submit_report, rider, draft)


async def test_the_card_of_a_queue_that_is_gone_is_no_card_of_triage(case: Case) -> None:
    report = await case.submitted()
    await follows(case, lambda: case.gives_up("street_light"), lambda: case.gives_up_queue("lighting"))
    assert (await case.now(report)).queue == "triage"
    card = TicketCard(report.id, "lighting")
    assert not tell(card, await case.view(card), replace(locale(), district=case.deps.district)).buttons


async def test_where_the_rules_had_not_sent_it_new_ones_do_not_move_it(case: Case) -> None:
    report, old = await case.submitted(), case.deps.district
    sends_lamps_to(case, "drainage")
    assert settling_of(old, case.deps.district, report)
    assert settling_of(old, case.deps.district, replace(report, queue="water")) is None


async def test_what_is_taken_back_before_the_tickets_follow_moves_nothing(case: Case) -> None:
    report, before = await case.accepted(await case.submitted()), case.deps.district
    await takes_up(case, lambda: case.gives_up_queue("lighting"), lambda: case.gives_up("street_light"))
    await takes_up(case, lambda: case.has_district(router=before.router, catalogue=before.catalogue))
    await case.passes(seconds=15)
    now = await case.now(report)
    assert (now.status, now.queue) == (Status.ACCEPTED, "lighting")
    assert (await case.events(report))[-1].action == "accept"
    assert await case.database.read(lambda tx: tx.queues.chat("lighting")) is not None


async def test_a_queue_that_is_gone_a_moment_later_is_no_target(case: Case) -> None:
    report = await case.submitted()
    await takes_up(case, lambda: sends_lamps_to(case, "drainage"))
    await takes_up(case, lambda: case.gives_up_queue("drainage"))
    await case.passes(seconds=15)
    assert (await case.now(report)).queue in case.deps.district.queues


async def test_what_a_process_with_the_old_files_sent_to_a_queue_that_is_gone_is_settled(case: Case) -> None:
    before = case.deps.district
    await takes_up(case, lambda: case.gives_up_queue("lighting"))
    after = case.deps.district
    case.has_district(router=before.router)
    late = await case.submitted()
    assert late.queue == "lighting"
    case.has_district(router=after.router)
    await case.passes(seconds=15)
    assert (await case.now(late)).queue in after.queues
