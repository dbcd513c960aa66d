"""What a rider sees of their points: the balance and how the last ten came."""

from domain.people.messages import PointsShown
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.tickets.lifecycle import Action
from services.people.views import PointsView
from services.ports.transaction import Transaction
from tests.usecases import START, Case, spot


async def credited(case: Case, rider: Rider, report_id: int, count: int) -> None:
    """So many entries of two points each, about one report."""

    async def add(tx: Transaction) -> None:
        for number in range(count):
            entry = Entry(f"{rider.id}:{number}", rider.id, report_id, Merit.WITNESS, 2, "2026-11-24", START + number)
            await tx.ledger.add(entry)

    await case.database.write(add)


async def test_the_last_ten_entries_come_newest_first_and_the_balance_counts_all(case: Case) -> None:
    rider, report = await case.rider(8), await case.submitted()
    await credited(case, rider, report.id, 11)
    view = await case.view(PointsShown(), rider)
    assert isinstance(view, PointsView)
    assert view.balance == 22
    assert [entry.cause for entry, _ in view.entries] == [f"8:{number}" for number in range(10, 0, -1)]


async def test_each_entry_comes_with_the_number_of_its_report(case: Case) -> None:
    rider, reports = await case.rider(), [await case.submitted(at=spot(number)) for number in range(2)]
    await case.moved(reports[0], Action.REJECT, reason="unclear")
    view = await case.view(PointsShown(), rider)
    assert [(entry.report_id, number) for entry, number in view.entries] == [
        (each.id, each.number) for each in reports[::-1]
    ]


async def test_anothers_points_are_not_shown_and_no_groups(case: Case) -> None:
    await case.submitted()
    shown = await case.view(PointsShown(), await case.rider(8))
    assert (shown.balance, shown.entries, [each.deeds for each in shown.standings]) == (0, (), [0] * 5)
    assert await case.view(PointsShown()) is None
