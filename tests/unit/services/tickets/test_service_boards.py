"""The board where riders are looked after: appeals, wishes and the activities of these days, each with its card."""

from dataclasses import replace

from domain.programme.activities import ActivityState
from domain.programme.appeals import AppealKind
from domain.programme.wishes import Adopter
from domain.tickets.boards import Board
from services.programme import appeal_staff, holding, sign_ups, wish_staff
from services.programme.appeal_staff import ABOVE
from services.tickets import boards
from services.tickets.boards import BoardView
from tests.activities import HOUR, TRAINING
from tests.appealing import LI, SERVICE, held, sent, taken
from tests.usecases import GROUPS, START, Case
from tests.wishing import listed
from tests.wishing import now as now_of
from tests.wishing import sent as wished
from texts.base.locale import Locale
from texts.tickets.boards import board

GROUP = GROUPS[SERVICE]
DAY = 24 * HOUR
SOON = replace(TRAINING, starts_at=START + 2 * HOUR, ends_at=START + 4 * HOUR, points=0, badge="")


async def seen(case: Case, chat: int = GROUP) -> BoardView:
    shown: BoardView = await case.view(Board(chat, None), chat_id=chat)
    return shown


async def text_of(case: Case, language: str = "zh") -> str:
    return board(await seen(case), Locale.of(case.deps, language)).text


async def drawn(case: Case) -> list[str]:
    """The boards of the group that were drawn once ten seconds are over."""
    at_once = await case.told(GROUP)
    case.clock.at += 10_000
    return [call.text for call in (*at_once, *await case.told(GROUP)) if "🗒" in call.text]


async def test_an_empty_board_says_so_and_other_places_have_no_such_part(case: Case) -> None:
    assert "没有等着办的" in await text_of(case)
    await sent(case)
    assert (await seen(case, GROUPS["lighting"])).service is None
    assert (await seen(case, GROUPS["supervisors"])).service is None


async def test_appeals_stand_with_what_is_owed_the_late_ones_first(case: Case) -> None:
    rider = await case.rider()
    late = await taken(case, await sent(case, rider, "我叫张三，工资没发"))
    await case.told()
    text = await text_of(case)
    assert "SQ-2611-0001 报酬、合同" in text
    assert "定对策，李主任" in text
    assert "张三" not in text
    assert "没有等着办的" not in text
    await case.told()
    await case.passes(days=9)
    await sent(case, rider, kind=AppealKind.GATE)
    await case.told()
    lines = (await text_of(case)).splitlines()
    first, second = [line for line in lines if "SQ-" in line]
    assert first.startswith("⏰")
    assert "超期" in first
    assert second.startswith("🆕")
    view = await seen(case)
    assert view.service is not None
    assert [each.appeal.id == late.id for each in view.service.appeals] == [True, False]
    assert all(each.card_message for each in view.service.appeals)


async def test_what_does_not_fit_is_counted(case: Case) -> None:
    for number in range(20):
        await sent(case, await case.rider(100 + number))
    assert "还有 5 件诉求，看全部发 /appeals" in await text_of(case)
    assert "5 more appeals: /appeals lists them all" in await text_of(case, "en")


async def test_wishes_that_need_somebody(case: Case) -> None:
    asker = await case.rider()
    await wished(case, asker)
    mine = await listed(case, await case.rider(8))
    await case.told()
    text = await text_of(case)
    assert "🆕" in text
    assert "防风手套" not in text
    assert "微心愿</b> 1" in text, "one that is listed and has time needs nobody"
    await case.do(wish_staff.adopt, mine, Adopter.QUEUE, SERVICE)
    await case.told()
    await case.passes(hours=50)
    assert "有人认领，2" in await text_of(case)
    view = await seen(case)
    assert view.service is not None
    assert all(each.card_message for each in view.service.wishes)


async def test_activities_of_these_days(case: Case) -> None:
    async def keep(activity_id: int, **changes: object) -> None:
        kept = replace(SOON, id=activity_id, **changes)  # type: ignore[arg-type]
        await case.database.write(lambda tx: tx.activities.save(kept))

    await keep(901)
    await keep(902, zh="远", starts_at=START + 5 * DAY, ends_at=START + 5 * DAY + HOUR)
    await keep(903, zh="取消", state=ActivityState.CANCELLED)
    await keep(904, zh="不限", seats=None)
    await case.do(sign_ups.sign_up, await case.rider(), 901)
    text = await text_of(case)
    assert "已报 1/2" in text
    assert "已报 0，不限人数" in text
    assert "远" not in text
    assert "取消" not in text


async def test_each_change_draws_it_once_in_ten_seconds(case: Case) -> None:
    await case.do(boards.settle)
    assert len(await drawn(case)) == 1
    rider = await case.rider()
    appeal = await sent(case, rider)
    assert "SQ-2611-0001" in (await drawn(case))[-1]
    await taken(case, appeal, LI)
    assert "李主任" in (await drawn(case))[-1]
    wish = await wished(case, rider)
    assert "微心愿" in (await drawn(case))[-1]
    await case.do(wish_staff.approve, wish)
    assert "微心愿" not in (await drawn(case))[-1]
    draft = replace(SOON, state=ActivityState.DRAFT)
    await case.database.write(lambda tx: tx.activities.save(draft))
    await case.do(holding.publish, draft)
    assert "已报 0/2" in (await drawn(case))[-1]
    await case.do(sign_ups.sign_up, rider, SOON.id)
    assert "已报 1/2" in (await drawn(case))[-1]
    await case.do(sign_ups.cancel, rider, SOON.id)
    assert "已报 0/2" in (await drawn(case))[-1]
    await case.do(holding.cancel, replace(SOON, state=ActivityState.OPEN))
    assert "活动" not in (await drawn(case))[-1]
    await case.do(appeal_staff.move, await held(case, appeal), ABOVE)
    assert "SQ-2611-0001" not in (await drawn(case))[-1]


async def test_it_is_drawn_again_as_its_ages_grow_and_when_a_silent_one_is_heard_of(case: Case) -> None:
    await case.do(boards.settle)
    locale = Locale.of(case.deps, "zh")
    assert not board(await seen(case), locale).ages
    await sent(case)
    assert board(await seen(case), locale).ages
    mine = await listed(case, await case.rider(8))
    await case.do(wish_staff.adopt, mine, Adopter.QUEUE, SERVICE)
    await case.told()
    await case.passes(hours=50)
    assert "💤" in (await drawn(case))[-1]
    await case.do(wish_staff.say, await now_of(case, mine), "在找了")
    assert "💤" not in (await drawn(case))[-1]
