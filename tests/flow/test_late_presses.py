"""Keys of an earlier day, pressed again: they say why not, and change nothing."""

from playground.people import words
from tests.staff_work import act, card_of
from tests.town import Town, picture
from tests.watching import parked, rows, stands_still, tap
from texts.base.callbacks import Press, Verb, encode

OUTSIDE = (37.42, 116.31)  # of every community, but near enough that triage gets it


async def test_a_closed_ticket_keeps_its_category_and_its_clocks(town: Town) -> None:
    await town.submitted(await town.rider(), picture(position=OUTSIDE))
    await act(town, "改类别", "triage")
    choice = await card_of(town, "triage")
    await tap(town.staff, choice, "返回")
    await act(town, "不予受理", "triage")
    await tap(town.staff, await card_of(town, "triage"), "看不清")
    kept = rows(town, "select category, due_at, card_menu, version from report")
    for label in ("路灯不亮", encode(Press(Verb.CHOICE, rows(town, "select id from report")[0][0], "category"))):
        assert (await tap(town.staff, choice, label)).show_alert
    assert rows(town, "select category, due_at, card_menu, version from report") == kept


async def test_a_page_that_no_list_has_is_refused(town: Town) -> None:
    rider = await town.rider()
    await rider.text("/my")
    listed = await rider.wait_for(lambda m: "/report" in words(m) or "还没有" in words(m))
    assert (await tap(rider, listed, encode(Press(Verb.REPORTS_PAGE, argument="9" * 24)))).show_alert
    await stands_still(town)
    assert not parked(town)
