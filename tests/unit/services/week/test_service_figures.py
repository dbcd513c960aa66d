"""The figures of those who look after riders: what is counted as it happens, and what groups read of it."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.programme.activities import ActivityState
from domain.programme.appeals import Act, Appeal, AppealKind
from domain.programme.service_counts import Happened
from domain.programme.wishes import Adopter, DeclineReason
from domain.week.messages import FiguresShown
from services.programme import appeal_answers, appeal_staff, sign_ups, wish_adopting, wish_staff
from services.week import figures
from services.week.figures import FiguresView
from tests.activities import HOUR, TRAINING
from tests.appealing import ABOVE, GROUP, SERVICE, answered, followed, held, now, sent, taken
from tests.usecases import GROUPS, START, Case
from tests.wishing import now as wish_now
from tests.wishing import sent as wished
from texts.base.locale import Locale
from texts.week.figures import figures as told


async def seen(case: Case, chat: int = GROUP, words: str = "") -> FiguresView:
    period = figures.period_in(case.deps, words)
    shown: FiguresView = await case.view(FiguresShown(chat_id=chat, period=str(period)), chat_id=chat)
    return shown


async def text_of(case: Case, chat: int = GROUP, words: str = "", language: str = "zh") -> str:
    return told(await seen(case, chat, words), Locale.of(case.deps, language)).text


async def says(case: Case, rider: Rider, appeal: Appeal, act: Act) -> None:
    """The rider says whether it helped."""
    followed_at = (await now(case, appeal)).followed_at
    await case.do(appeal_answers.answer, rider, appeal.id, act, followed_at or 0)


async def test_an_appeal_counts_once_for_each_thing_that_happened(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    assert "收到 1 · 受理 0 · 定对策 0 · 办结 0" in await text_of(case)
    await case.passes(hours=2)
    await taken(case, appeal)
    await case.passes(hours=3)
    await followed(case, await now(case, appeal))
    await says(case, rider, appeal, Act.SATISFIED)
    text = await text_of(case)
    assert "收到 1 · 受理 1 · 定对策 1 · 办结 1 · 未解决上报 0" in text
    assert "首次跟进：中位 2小时 · 及时 100%（1/1）" in text.replace(" 小时", "小时")
    assert "定对策：中位 5小时" in text.replace(" 小时", "小时")
    assert "满意 100%（1/1） · 部分满意 0%（0/1）" in text
    assert text.count("收到") == 1, "it has no tickets"


async def test_what_comes_late_or_goes_up_is_told(case: Case) -> None:
    rider = await case.rider()
    appeal = await sent(case, rider)
    await case.passes(days=4)
    await followed(case, appeal)
    await says(case, rider, appeal, Act.NOT)
    await answered(case, await now(case, appeal), Act.PLAN, "王姐周五前再去")
    await answered(case, await now(case, appeal), Act.RESULT, "又问过了")
    await says(case, rider, appeal, Act.NOT)
    view = await seen(case)
    assert view.service is not None
    text = await text_of(case, words="month")
    assert "受理 1 · 定对策 1 · 办结 1 · 未解决上报 1" in text
    assert "及时 0%（0/1）" in text
    assert "没解决 100%（1/1）" in text


async def test_kinds_with_fewer_than_three_are_not_split(case: Case) -> None:
    for number in range(3):
        await sent(case, await case.rider(100 + number))
    assert "其中 报酬、合同 3" in await text_of(case)
    await sent(case, await case.rider(200), kind=AppealKind.GATE)
    await sent(case, await case.rider(201), kind=AppealKind.POLICY)
    text = await text_of(case)
    assert "报酬、合同 3、其他类 2" in text
    assert "不让进" not in text


async def test_wishes_and_activities(case: Case) -> None:
    asker = await case.rider()
    await case.do(wish_staff.decline, await wished(case, asker), DeclineReason.SELLING)
    wish = await wished(case, await case.rider(8))
    await case.do(wish_staff.approve, wish)
    await case.do(wish_staff.adopt, await wish_now(case, wish), Adopter.QUEUE, SERVICE)
    await case.do(wish_adopting.fulfil, await wish_now(case, wish), "放在驿站了", None)
    held_one = replace(TRAINING, starts_at=START + HOUR, ends_at=START + 2 * HOUR)
    await case.database.write(lambda tx: tx.activities.save(held_one))
    off = replace(held_one, id=901, state=ActivityState.CANCELLED)
    await case.database.write(lambda tx: tx.activities.save(off))
    await case.do(sign_ups.sign_up, asker, held_one.id)
    assert "活动" not in await text_of(case)
    case.clock.at += 3 * HOUR
    text = await text_of(case)
    assert "许愿 2 · 上墙 1 · 未上墙 1 · 认领 1 · 办好 1 · 没等到 0" in text
    assert "办了 1 场 · 报名 1 · 到场 0" in text


async def test_a_wish_that_nobody_takes_lapses(case: Case) -> None:
    await case.do(wish_staff.approve, await wished(case, await case.rider()))
    await case.passes(days=31)
    view = await seen(case)
    assert view.service is not None
    assert view.service.of(Happened.WISH_LAPSED) == 1


async def test_supervisors_read_a_line_of_each_and_other_groups_none(case: Case) -> None:
    assert "诉求" not in await text_of(case, ABOVE)
    appeal = await sent(case)
    await wished(case, await case.rider(8))
    await case.do(appeal_staff.to_street, await held(case, appeal))
    text = await text_of(case, ABOVE)
    assert "📮 诉求：收到 1 · 办结 1 · 满意 0" in text
    assert "🌱 微心愿：许愿 1 · 办好 0" in text
    assert "Appeals: received 1" in await text_of(case, ABOVE, language="en")
    assert (await seen(case, GROUPS["lighting"])).service is None


async def test_another_period_has_its_own(case: Case) -> None:
    await sent(case)
    await case.passes(days=7)
    assert "收到 0" in await text_of(case)
    assert "收到 1" in await text_of(case, words="2026-W48")
