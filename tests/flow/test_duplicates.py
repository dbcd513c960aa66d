"""Which reports near by a rider's card asks about, and what the riders' and staff's answers teach it."""

from domain.reporting.duplicates import LISTS, SAME, Sign, Tally, category_pair
from playground.people import JSON, Person, labels, words
from services.tickets.duplicates import learn_confusion
from tests.staff_work import act, asked_to_bounce, card_of, merge_by_number, reply
from tests.town import CENTRE, Town, number_in, picture
from tests.watching import rows, stands_still, tap

MANHOLE, LAMP = "井盖没了", "路灯不亮"
NONE_OF_THESE = "都不是"


async def sent(town: Town, rider: Person, caption: str = MANHOLE, button: str = "提交", scene: int = 1) -> JSON:
    """The card of a draft, once it has this key."""
    await rider.photo(picture(scene), caption, as_document=True)
    return await town.card(rider, button=button)


async def filed(town: Town, rider: Person, caption: str = MANHOLE, declining: str | None = None) -> str:
    """The number of a report that a rider files, saying first that it is another problem."""
    card = await sent(town, rider, caption, declining or "提交")
    if declining:
        await tap(rider, card, declining)
        card = await town.card(rider)
    await tap(rider, card, "提交")
    return number_in(await rider.wait_for(lambda m: "已提交 DC-" in words(m)))


async def three_filed(town: Town) -> list[str]:
    """The numbers of three reports at one spot, the eldest first."""
    numbers = [await filed(town, await town.rider("甲"))]
    numbers.append(await filed(town, await town.rider("乙"), declining="不是"))
    numbers.append(await filed(town, await town.rider("丙"), declining=NONE_OF_THESE))
    return numbers


def same(card: JSON) -> list[str]:
    """The labels by which a card names a report as the same problem."""
    return [label for label in labels(card).splitlines() if "是同一个：" in label]


async def test_three_are_shown_each_with_its_key_and_one_is_joined(town: Town) -> None:
    numbers = await three_filed(town)
    witness = await town.rider("丁")
    card = await sent(town, witness, button=NONE_OF_THESE)
    assert [number in words(card) for number in numbers] == [True, True, True]
    assert [label.partition("：")[2] for label in same(card)] == numbers
    assert "井盖丢了" in words(card)
    assert "提交" not in labels(card)
    assert all(key in labels(card) for key in ("类别", "位置", "说明", "取消"))
    await tap(witness, card, numbers[1])
    joined = await witness.wait_for(lambda m: "🤝" in words(m))
    assert numbers[1] in words(joined)
    await stands_still(town)
    assert rows(town, "select witnesses from report order by serial") == [(0,), (1,), (0,)]


async def test_none_of_these_brings_submit_back_and_is_never_asked_again(town: Town) -> None:
    await three_filed(town)
    rider = await town.rider("丁")
    card = await sent(town, rider, button=NONE_OF_THESE)
    await tap(rider, card, NONE_OF_THESE)
    card = await town.card(rider)
    assert not same(card)
    await rider.text("路口东侧")
    card = await town.card(rider, has="路口东侧")
    assert "不是" not in labels(card)
    await tap(rider, card, "提交")
    await rider.wait_for(lambda m: "已提交 DC-" in words(m))
    assert rows(town, "select count(*) from report") == [(4,)]


async def test_a_newcomer_is_asked_about_though_others_were_declined(town: Town) -> None:
    await filed(town, await town.rider("甲"))
    rider = await town.rider("乙")
    await tap(rider, await sent(town, rider, button="不是"), "不是")
    await town.card(rider)
    newcomer = await filed(town, await town.rider("丙"), declining="不是")
    await rider.text("路口东侧")
    card = await town.card(rider, has="路口东侧", button="不是")
    assert "这里有人报过了" in words(card)
    await tap(rider, card, "是同一个")
    assert newcomer in words(await rider.wait_for(lambda m: "🤝" in words(m)))


async def test_a_key_of_what_the_card_does_not_ask_about_is_refused(town: Town) -> None:
    await filed(town, await town.rider("甲"))
    rider = await town.rider("乙")
    card = await sent(town, rider, button="不是")
    keys = [key["callback_data"] for row in card["reply_markup"]["inline_keyboard"] for key in row]
    data = next(data for data in keys if data.startswith("sa:"))
    head = data.rpartition(":")[0]
    for argument in ("1", "9" * 24, "x", "-1"):
        answer = await tap(rider, card, f"{head}:{argument}")
        assert "不是最新" in answer.text
    assert rows(town, "select count(*) from witness") == [(0,)]
    await tap(rider, card, f"{head}:")
    await rider.wait_for(lambda m: "🤝" in words(m))


async def test_another_category_is_asked_about_only_once_triage_found_it_confused(town: Town) -> None:
    number = await filed(town, await town.rider("甲"))
    other = await town.rider("乙")
    await sent(town, other, "垃圾满溢")
    await reply(town, await asked_to_bounce(town), "不是我们的")
    await town.ticket("triage", number)
    await act(town, "改类别", "triage")
    await tap(town.staff, await card_of(town, "triage"), "路灯不亮")
    await town.ticket("lighting", number)
    await other.text("路口东侧")
    assert "有人报过" not in words(await town.card(other, has="路口东侧"))
    confused = await town.rider("丙")
    card = await sent(town, confused, button="不是")
    assert "这里有人报过了：路灯不亮" in words(card)


async def test_a_rider_s_own_report_of_another_category_is_no_candidate(town: Town) -> None:
    rider, other = await town.rider("甲"), await town.rider("乙")
    await filed(town, rider)
    assert town.app is not None
    await town.app.database.write(lambda tx: learn_confusion(tx, "manhole_missing", "street_light"))
    assert "有人报过" not in words(await sent(town, rider, LAMP, scene=2))
    assert "这里有人报过了" in words(await sent(town, other, LAMP, "不是"))


async def test_what_riders_and_staff_say_is_counted(town: Town) -> None:
    original = await filed(town, await town.rider("甲"))
    await tap(rider := await town.rider("乙"), await sent(town, rider, button="不是"), "是同一个")
    await rider.wait_for(lambda m: "🤝" in words(m))
    assert tallies(town)[SAME] == Tally(1, 1)
    await filed(town, await town.rider("丙"), declining="不是")
    assert tallies(town)[SAME] == Tally(2, 1)
    await reply(town, await merge_by_number(town), original)
    await stands_still(town)
    town.skip(minutes=3)
    await stands_still(town)
    learned = tallies(town)
    assert learned[SAME] == learned[category_pair("manhole_missing", "manhole_missing")] == Tally(2, 2)
    assert learned[Sign("distance", "0")] == learned[Sign("age", "0")] == Tally(2, 2)
    assert learned[LISTS] == Tally(3, 0)


async def test_typed_coordinates_make_nobody_a_witness(town: Town) -> None:
    """They hear of the status, and never see or answer; a location from the spot in reply makes a witness of them."""
    number = await filed(town, await town.rider("甲"))
    rider = await town.rider("乙")
    await rider.text(f"{MANHOLE} {CENTRE[0]}, {CENTRE[1]}")
    await tap(rider, await town.card(rider, button="不是"), "是同一个")
    joined = await rider.wait_for(lambda m: "你也看到了" in words(m))
    assert number in words(joined)
    await rider.text(f"/report_{number[3:].replace('-', '_')}")
    await rider.wait_for(lambda m: "没找到这个编号" in words(m))
    await rider.text("还敞着", reply_to=joined["message_id"])
    await rider.wait_for(lambda m: "只是也看到" in words(m))
    await rider.location(*CENTRE, reply_to=joined["message_id"])
    await rider.wait_for(lambda m: "看到你在现场" in words(m))
    await stands_still(town)
    assert rows(town, "select witnesses from report") == [(1,)]


def tallies(town: Town) -> dict[Sign, Tally]:
    found = rows(town, "select trait, value, other, chances, duplicates from duplicate_tally")
    return {Sign(*row[:3]): Tally(*row[3:]) for row in found}
