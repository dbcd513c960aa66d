"""A rider takes a lesson: reads it, errs, tries once more, completes it, and gets its points and its badge."""

from districts.lessons import read_lessons
from districts.shipped import SAMPLE
from playground.people import Person, labels, words
from tests.town import Town
from tests.watching import parked, stands_still, tap

LESSON = read_lessons(SAMPLE, [])["fire"]


async def _answer(rider: Person, number: int, *, rightly: bool) -> str:
    """Answer a question of the lesson in its message, and return what that says then."""
    it = LESSON.questions[number]
    asked = await rider.wait_for(lambda m: it.zh in words(m) and "A" in labels(m))
    assert asked.get("photo")
    chosen = it.choices[it.right if rightly else (it.right + 1) % 3]
    (line,) = (each for each in words(asked).splitlines() if chosen.zh in each)
    await tap(rider, asked, line[0])
    told = await rider.wait_for(lambda m: it.why_zh in words(m))
    assert told["message_id"] == asked["message_id"]
    return words(told)


async def test_a_rider_completes_a_lesson_at_the_second_attempt(town: Town) -> None:
    rider = await town.rider("小李")
    await rider.text("/lessons")
    listed = await rider.wait_for(lambda m: "小课堂" in words(m))
    await tap(rider, listed, f"{LESSON.sign} {LESSON.zh}")
    shown = await rider.wait_for(lambda m: "开始答题" in labels(m))
    assert shown.get("photo")
    await tap(rider, shown, "开始答题")

    assert "不对" in await _answer(rider, 0, rightly=False)
    for number in (1, 2):
        await tap(rider, await rider.wait_for(lambda m: "下一题" in labels(m)), "下一题")
        said = await _answer(rider, number, rightly=True)
    assert "3 题对了 2 题" in said
    await tap(rider, await rider.wait_for(lambda m: "再答一次" in labels(m)), "再答一次")

    for number in (0, 1, 2):
        said = await _answer(rider, number, rightly=True)
        assert "答对了" in said
        if number < 2:
            await tap(rider, await rider.wait_for(lambda m: "下一题" in labels(m)), "下一题")
    assert "这一课学完了" in said
    last = await rider.wait_for(lambda m: "📚 其他课" in labels(m))
    await tap(rider, last, "📚 其他课")
    await rider.wait_for(lambda m: f"✅ {LESSON.sign} {LESSON.zh}" in words(m))
    await rider.text("/points")
    await rider.wait_for(lambda m: "学完一课" in words(m))
    town.skip(minutes=6)
    await stands_still(town)
    assert not parked(town)
