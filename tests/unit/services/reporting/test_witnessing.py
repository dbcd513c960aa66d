"""A second rider sees the same: urgent, the queue is told at once; else only its card says so."""

import pytest

from domain.reporting.reports import Report
from tests.recording import Call
from tests.usecases import GROUPS, Case

URGENT, ORDINARY = "manhole_missing", "street_light"


def is_card(call: Call) -> bool:
    return call.method.startswith("edit")


async def told_of_a_witness(case: Case, category: str) -> tuple[Report, list[Call]]:
    """A report that somebody has seen, too, and what its group is told of that."""
    report = await case.submitted(category)
    await case.told()
    report = await case.witnessed(report, await case.rider(8))
    return report, await case.told(GROUPS[report.queue])


async def test_an_urgent_witness_is_told_to_the_queue_with_a_sound(case: Case) -> None:
    report, told = await told_of_a_witness(case, URGENT)
    nudges = [call for call in told if not is_card(call)]
    assert [call.method for call in nudges] == ["sendMessage"]
    assert "又有人看到" in nudges[0].text
    assert str(report.number) in nudges[0].text
    assert not nudges[0].is_silent


async def test_any_other_witness_only_edits_the_card(case: Case) -> None:
    _, told = await told_of_a_witness(case, ORDINARY)
    assert [call.method for call in told] == ["editMessageMedia"]
    assert "见证：1 人" in told[0].text


@pytest.mark.parametrize("category", [URGENT, ORDINARY])
async def test_the_card_of_any_report_counts_its_witnesses(case: Case, category: str) -> None:
    report, told = await told_of_a_witness(case, category)
    assert any("见证：1 人" in call.text for call in told)
    await case.witnessed(report, await case.rider(9))
    assert any("见证：2 人" in call.text for call in await case.told(GROUPS[report.queue]))


async def test_what_a_witness_adds_later_is_told_whatever_the_category(case: Case) -> None:
    report, _ = await told_of_a_witness(case, ORDINARY)
    await case.adds(await case.rider(8), report, "还是不亮")
    assert [call.text for call in await case.told(GROUPS[report.queue]) if call.method == "sendMessage"] == [
        f"💬 {report.number} 上报人有补充。\n「还是不亮」"
    ]
