"""An announcement reaches each rider who hears what concerns all, once, and says how many it were."""

import pytest

from domain.errors import AlreadyDone, AnnouncementEmpty, AnnouncementLong, Stale, SupervisorsOnly
from domain.programme.teams import Team
from services.announcing import announcements
from services.programme import joining
from services.upkeep import timers
from tests.tables import rows_of
from tests.usecases import GROUPS, STAFF, Case

CHAT = GROUPS["supervisors"]


async def drafted(case: Case, words: str = "台风要来，别骑车。") -> tuple[int, int]:
    """The message in which an announcement waits, and its id."""
    await case.told()
    await case.do(announcements.draft, STAFF, CHAT, words)
    (shown,) = await case.told(CHAT)
    live = await case.database.read(lambda tx: tx.messages.at(CHAT, shown.message))
    assert live
    return shown.message, int(live.key.partition(":")[2])


async def sent(case: Case, message: int, made: int) -> list[str]:
    """Whom it reached, after it was sent."""
    await case.do(announcements.decide, CHAT, message, made, sends=True)
    await case.passes(minutes=1)
    return [f"{call.chat}: {call.text}" for call in await case.told() if call.chat > 0]


async def test_each_rider_gets_it_once_and_supervisors_see_how_many(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcements, "RIDERS_AT_ONCE", 3)
    people = [await case.rider(number) for number in range(13, 19)]
    await case.rider(11, muted=True)
    await case.rider(12, reachable=False)
    await case.rider(30, consent=0)
    message, made = await drafted(case)
    told = await sent(case, message, made)
    assert sorted(int(each.partition(":")[0]) for each in told) == [each.chat_id for each in people]
    assert all("台风要来" in each for each in told)
    now = [call.text for call in case.telegram.calls if call.chat == CHAT]
    assert "6 位骑手" in now[-1]
    assert "已发给" in now[-1]
    with pytest.raises(AlreadyDone):
        await case.do(announcements.decide, CHAT, message, made, sends=True)
    await case.passes(days=1)
    assert not [call for call in await case.told() if call.chat > 0]


async def test_the_preview_counts_whom_it_reaches(case: Case) -> None:
    await case.rider(11)
    await case.do(announcements.draft, STAFF, CHAT, "停水通知")
    (shown,) = await case.told(CHAT)
    assert "1 位骑手" in shown.text
    assert shown.keys == ["📢 发送", "不发", "🚩 只发给一支队 ›"]


async def test_what_is_dropped_reaches_nobody(case: Case) -> None:
    await case.rider(11)
    message, made = await drafted(case)
    await case.do(announcements.decide, CHAT, message, made, sends=False)
    await case.passes(hours=1)
    assert not [call for call in await case.told() if call.chat > 0]
    with pytest.raises(AlreadyDone):
        await case.do(announcements.decide, CHAT, message, made, sends=True)


async def test_a_preview_of_yesterday_sends_nothing_and_its_words_go_by_night(case: Case) -> None:
    await case.rider(11)
    await case.do(timers.start)
    sent_one, cancelled, asked = [await drafted(case, words) for words in ("发了", "不发了", "忘了")]
    await case.do(announcements.decide, CHAT, *sent_one, sends=True)
    await case.do(announcements.decide, CHAT, *cancelled, sends=False)
    await case.passes(days=1, minutes=1)
    with pytest.raises(Stale):
        await case.do(announcements.decide, CHAT, *asked, sends=True)
    await case.passes(days=1)
    assert [row["words"] for row in rows_of(case, "select words from announcement")] == ["发了"]
    with pytest.raises(Stale):
        await case.do(announcements.decide, CHAT, *asked, sends=True)


@pytest.mark.parametrize("words", ["<b>x</b> @all", "a & b", "_*`"])
async def test_words_stand_as_words(case: Case, words: str) -> None:
    await case.rider(11)
    message, made = await drafted(case, words)
    (told,) = await sent(case, message, made)
    assert "<b>x" not in told
    assert told.count("<blockquote>") == 1


async def test_none_and_too_many_words_are_refused(case: Case) -> None:
    with pytest.raises(AnnouncementEmpty):
        await case.do(announcements.draft, STAFF, CHAT, " \n ")
    with pytest.raises(AnnouncementLong):
        await case.do(announcements.draft, STAFF, CHAT, "字" * 1001)
    with pytest.raises(AnnouncementLong):
        await case.do(announcements.draft, STAFF, CHAT, "😀" * 501)
    await case.do(announcements.draft, STAFF, CHAT, "字" * 1000)


async def test_only_the_supervisors_group_and_its_own_preview_count(case: Case) -> None:
    with pytest.raises(SupervisorsOnly):
        await case.do(announcements.draft, STAFF, GROUPS["triage"], "通知")
    first, made = await drafted(case)
    second, other = await drafted(case, "另一条")
    for message, about in ((first, other), (second, made), (first, 404)):
        with pytest.raises(Stale):
            await case.do(announcements.decide, CHAT, message, about, sends=True)
    with pytest.raises(SupervisorsOnly):
        await case.do(announcements.decide, GROUPS["triage"], first, made, sends=True)


async def test_by_night_it_comes_without_a_sound(case: Case) -> None:
    rider = await case.rider(11)
    await case.passes(hours=13)
    message, made = await drafted(case)
    await case.do(announcements.decide, CHAT, message, made, sends=True)
    await case.passes(minutes=1)
    (told,) = [call for call in await case.told() if call.chat == rider.chat_id]
    assert told.params.get("disable_notification")


async def test_one_goes_to_a_single_team_page_by_page(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcements, "RIDERS_AT_ONCE", 2)
    teams = [Team(f"t{number}", f"{number} 队", f"Team {number}") for number in range(announcements.TEAMS_AT_ONCE + 1)]
    await case.database.write(lambda tx: tx.teams.save_teams(teams))
    inside = [await case.rider(number) for number in range(11, 16)]
    await case.rider(20)
    for each in inside:
        await case.do(joining.enter, each.id, "t3")
    message, made = await drafted(case)
    await case.do(announcements.show_teams, CHAT, message, made, 0)
    opened = (await case.told(CHAT))[-1]
    assert "3 队" in opened.keys
    assert opened.keys[-1] == "›"
    with pytest.raises(Stale):
        await case.do(announcements.choose_team, CHAT, message, made, "nowhere")
    await case.do(announcements.choose_team, CHAT, message, made, "t3")
    chosen = (await case.told(CHAT))[-1]
    assert "要发给3 队的 5 位骑手" in chosen.text
    assert "发给全体" in chosen.keys
    told = await sent(case, message, made)
    assert sorted(int(each.partition(":")[0]) for each in told) == [each.chat_id for each in inside]
    assert "已发给3 队的 5 位骑手" in [call.text for call in case.telegram.calls if call.chat == CHAT][-1]
