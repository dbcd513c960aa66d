"""A rider's year: asked for at any time, and told once in December."""

from datetime import UTC, datetime
from itertools import count

from domain.week.weeks import Week, year_of, year_told_with
from playground.people import JSON, Person, labels, words
from tests.flow.test_digests import QUEUE, digest_of, fired, nine, skip_to, this_week
from tests.staff_work import act, resolve
from tests.town import Town, picture

DAY = 24 * 3_600_000


def telling(town: Town) -> Week:
    """The next week but one, or a later one, with whose digest a year is told."""
    later = (this_week(town).shifted(by) for by in count(1))
    return next(week for week in later if year_told_with(week))


async def reported(town: Town) -> Person:
    """A rider who has reported something where and when they are."""
    rider = await town.rider()
    now = datetime.fromtimestamp(town.clock.now() / 1000, UTC)
    await town.submitted(rider, picture(taken_at=now), caption="楼道灯不亮")
    return rider


async def year_in(rider: Person, said: str) -> JSON:
    return await rider.wait_for(lambda m: "🎊" in words(m) and said in words(m))


async def test_a_year_is_asked_for_in_both_languages_and_leads_to_those_beside(town: Town) -> None:
    skip_to(town, nine(town, telling(town)))  # so that it is December, and not January, when the year is asked for
    year = year_of(town.clock.now(), town.district.timezone)
    rider = await reported(town)
    await act(town, "受理", QUEUE)
    await resolve(town, QUEUE)
    await rider.text("/year")
    shown = await year_in(rider, f"你的 {year} 年")
    assert "photo" in shown
    assert "报了 1 件，修好 1 件，分布在 1 " in words(shown)
    assert "🌱 第一件：" in words(shown)
    assert labels(shown) == ""

    other = await town.rider("Ann", "en")
    await other.text("/year")
    assert "photo" not in await year_in(other, f"No reports from you in {year}")

    town.skip(milliseconds=60 * DAY)
    await rider.text(f"/year {year.number + 1}")
    empty = await year_in(rider, f"{year.number + 1} 年没有你的上报")
    assert labels(empty) == f"‹ {year}"
    await (await rider.press(empty, f"‹ {year}")).toast()
    before = await year_in(rider, "报了 1 件")
    assert "photo" in before
    assert labels(before) == ""
    await rider.text("/year 明年")
    await year_in(rider, f"{year.number + 1} 年没有你的上报")


async def test_in_december_it_comes_with_the_digest_once(town: Town) -> None:
    week = telling(town)
    year = year_told_with(week)
    skip_to(town, nine(town, week) - 3 * DAY)
    rider, quiet = await reported(town), await town.rider("小李")
    skip_to(town, nine(town, week))
    await digest_of(rider, week)
    shown = await year_in(rider, f"你的 {year} 年")
    assert "photo" in shown
    assert "至12月" in words(shown)
    await town.stop()
    await town.start()
    for person in (rider, quiet):
        await fired(town)
        await person.text("/help")
        await person.wait_for(lambda m: "/points" in words(m))
    assert [len([m for m in await person.messages() if "🎊" in words(m)]) for person in (rider, quiet)] == [1, 0]
