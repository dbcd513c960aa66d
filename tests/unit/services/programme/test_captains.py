"""Captains: what they do for their team, and how supervisors name them."""

import pytest

from domain.errors import AlreadyDone, Barred, Stale, SupervisorsOnly
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.team_errors import (
    CaptainOnly,
    InviteRevoked,
    InviteSameTeam,
    InvitesMany,
    RiderMoved,
    SaidToday,
)
from domain.programme.team_messages import CaptainAsked, InviteAsked, MembersShown, TeamSheet
from domain.programme.teams import InviteKind
from domain.tickets.staff import QueueChat
from services.outgoing import to_group
from services.programme import captains, joining, teams
from tests.team_town import MESSAGE, invited, joined, led, opens, stay_of, with_teams
from tests.usecases import GROUPS, Case

GROUP = QueueChat("supervisors", GROUPS["supervisors"], None, linked_at=0)


@pytest.fixture
async def town(case: Case) -> Case:
    """A company, and two teams that go on."""
    return await with_teams(case)


async def announced(case: Case, captain: Rider, words: str = "周六八点集合", *, sends: bool = True) -> None:
    await case.do(captains.draft, captain, words)
    made = await case.database.read(lambda tx: tx.announcements.get(case.numbers.new() - 1))
    assert made is not None
    await case.do(captains.decide, captain, made.id, MESSAGE, sends=sends)


async def test_what_a_team_calls_a_rider_is_not_shown_to_supervisors(town: Case) -> None:
    captain, rider, group = await led(town, await town.rider()), await town.rider(8), GROUPS["supervisors"]
    await town.do(joining.enter, rider.id, "east")
    for each in (captain, rider):
        await town.do(teams.call_me, each, f"昵称{each.id}")
    await town.told()
    asked = CaptainAsked((await stay_of(town, rider)).id)
    await town.database.write(lambda tx: tx.outbox.put(to_group(town.deps, GROUP, asked)))
    await town.database.write(
        lambda tx: tx.outbox.put(to_group(town.deps, GROUP, TeamSheet(team="east", chat_id=group)))
    )
    for shown in await town.told(group):
        assert "骑手 1 号" in shown.text
        assert "昵称" not in shown.text


async def test_a_captain_invites_by_a_picture_and_takes_it_back(town: Case) -> None:
    captain = await led(town, await town.rider())
    await town.do(captains.invite, captain, captains.ONCE)
    (sent,) = await town.told(captain.chat_id)
    (made,) = await town.database.read(lambda tx: tx.teams.invites("east", town.clock.at))
    assert sent.method == "sendPhoto"
    assert f"https://t.me/qianshao_bot?start=i-{made.code}" in sent.text
    await joined(town, await town.rider(8), made.code)
    await town.do(captains.invite, captain, captains.OPEN)
    (other,) = await town.database.read(lambda tx: tx.teams.invites("east", town.clock.at))
    await town.do(captains.revoke, captain, other.code, MESSAGE)
    with pytest.raises(InviteRevoked):
        await joined(town, await town.rider(9), other.code)


async def test_a_captain_has_only_so_many_open_invites(town: Case) -> None:
    captain = await led(town, await town.rider())
    for _ in range(captains.MOST_OPEN):
        await town.do(captains.invite, captain, captains.ONCE)
    with pytest.raises(InvitesMany):
        await town.do(captains.invite, captain, captains.ONCE)


async def test_only_a_captain_leads_and_only_the_own_team(town: Case) -> None:
    rider, captain = await town.rider(8), await led(town, await town.rider())
    other = await town.do(joining.enter, rider.id, "west")
    for act in (captains.ask_invite, captains.show_members):
        with pytest.raises(CaptainOnly):
            await town.do(act, rider, MESSAGE)
    with pytest.raises(CaptainOnly):
        await town.do(captains.draft, rider, "大家好")
    with pytest.raises(RiderMoved):
        await town.do(captains.remove, captain, other.id, MESSAGE)
    with pytest.raises(RiderMoved):
        await town.do(captains.remove, captain, (await stay_of(town, captain)).id, MESSAGE)
    theirs = await invited(town, code="WEST", team="west")
    leads = await town.do(captains.captain_link, GROUPS["supervisors"], "east")
    for code in (theirs, leads):
        with pytest.raises(Stale):
            await town.do(captains.revoke, captain, code, MESSAGE)


async def test_a_captain_neither_sees_nor_counts_the_supervisors_links(town: Case) -> None:
    captain = await led(town, await town.rider())
    for _ in range(captains.MOST_OPEN):
        await town.do(captains.captain_link, GROUPS["supervisors"], "east")
    await town.do(captains.invite, captain, captains.ONCE)
    assert len((await town.view(InviteAsked(), captain)).invites) == 1


async def test_a_banned_captain_takes_nobody_out(town: Case) -> None:
    banned = await town.rider(7, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    captain, rider = await led(town, banned), await town.rider(8)
    stay = await town.do(joining.enter, rider.id, "east")
    with pytest.raises(Barred):
        await town.do(captains.remove, captain, stay.id, MESSAGE)
    assert (await stay_of(town, rider)).id == stay.id


async def test_a_captain_takes_somebody_out_who_is_told(town: Case) -> None:
    captain, rider = await led(town, await town.rider()), await town.rider(8)
    await invited(town)
    stay = await joined(town, rider)
    await town.told()
    await town.do(captains.show_members, captain, MESSAGE, 0, stay.id)
    (asked,) = await town.told(captain.chat_id)
    assert "骑手 2 号" in asked.text
    await town.do(captains.remove, captain, stay.id, MESSAGE)
    (told,) = await town.told(rider.chat_id)
    assert "移出了" in told.text
    assert "城东队" in told.text
    page = await town.view(MembersShown(), captain)
    assert [each.rider_id for each in page.members] == [captain.id]


async def test_a_captain_s_words_reach_the_team_once_a_day_but_for_who_does_not_want_them(town: Case) -> None:
    captain, hears, deaf = await led(town, await town.rider()), await town.rider(8), await town.rider(9)
    outside = await town.rider(10)
    await invited(town)
    await joined(town, hears)
    await joined(town, deaf)
    await town.do(teams.hear_captain, deaf, MESSAGE, hears=False)
    await town.told()
    await town.do(captains.draft, captain, "周六八点集合")
    (preview,) = await town.told(captain.chat_id)
    assert "2 人" in preview.text
    assert not await town.told(hears.chat_id)
    await announced(town, captain)
    await town.passes(seconds=1)
    (told,) = await town.told(hears.chat_id)
    assert "城东队队长" in told.text
    assert "周六八点集合" in told.text
    assert not await town.told(deaf.chat_id)
    assert not await town.told(outside.chat_id)
    assert not await town.told(GROUPS["supervisors"])
    with pytest.raises(SaidToday):
        await announced(town, captain)
    await town.passes(hours=14, minutes=1)  # it is the next day
    await announced(town, captain)


async def test_a_captain_sees_when_all_were_told(town: Case) -> None:
    captain = await led(town, await town.rider())
    await town.do(captains.draft, captain, "周六八点集合")
    (preview,) = await town.told(captain.chat_id)
    made = await town.database.read(lambda tx: tx.announcements.get(town.numbers.new() - 2))
    assert made is not None
    await town.do(captains.decide, captain, made.id, MESSAGE, sends=True)
    await town.passes(seconds=1)
    last = [call for call in await town.told(captain.chat_id) if call.method == "editMessageText"][-1]
    assert "已发给城东队的 1 人" in last.text
    assert not last.keys
    assert preview.keys


async def test_a_muted_captain_says_nothing(town: Case) -> None:
    muted = await town.rider(7, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    captain, hears = await led(town, muted), await town.rider(8)
    await invited(town)
    await joined(town, hears)
    await town.told()
    await announced(town, captain)
    await town.passes(seconds=1)
    assert not await town.told(hears.chat_id)


async def test_supervisors_name_who_opened_their_link_in_place_of_who_leads(town: Case) -> None:
    before, rider, group = await led(town, await town.rider()), await town.rider(8), GROUPS["supervisors"]
    await town.do(captains.invite, before, captains.OPEN)
    with pytest.raises(SupervisorsOnly):
        await town.do(captains.captain_link, GROUPS["triage"], "east")
    code = await town.do(captains.captain_link, group, "east")
    await town.told()
    stay = await joined(town, rider, code)
    assert not stay.captain
    (asked,) = await town.told(group)
    assert "骑手 2 号" in asked.text
    assert asked.keys == ["✅ 任命", "不任命"]
    await town.do(captains.settle_captain, group, MESSAGE, stay.id, "王督办", named=True)
    assert (await stay_of(town, rider)).captain
    assert not (await stay_of(town, before)).captain
    assert await town.database.read(lambda tx: tx.teams.invites("east", town.clock.at)) == []
    assert "是<b>城东队</b>的队长了" in (await town.told(rider.chat_id))[-1].text
    assert "不再是" in (await town.told(before.chat_id))[-1].text
    with pytest.raises(AlreadyDone):
        await town.do(captains.settle_captain, group, MESSAGE, stay.id, "王督办", named=True)
    with pytest.raises(InviteSameTeam):
        await opens(town, rider, await invited(town, code="C2", kind=InviteKind.CAPTAIN, by=0))


async def test_who_is_not_named_stays_a_rider(town: Case) -> None:
    rider, group = await town.rider(8), GROUPS["supervisors"]
    code = await town.do(captains.captain_link, group, "east")
    stay = await joined(town, rider, code)
    await town.told()
    await town.do(captains.settle_captain, group, MESSAGE, stay.id, "王督办", named=False)
    assert not (await stay_of(town, rider)).captain
    assert "没有让你当" in (await town.told(rider.chat_id))[-1].text
    await town.do(teams.leave, rider, MESSAGE)
    with pytest.raises(RiderMoved):
        await town.do(captains.settle_captain, group, MESSAGE, stay.id, "王督办", named=True)


async def test_of_two_supervisors_who_answer_the_first_decides(town: Case) -> None:
    rider, group = await town.rider(8), GROUPS["supervisors"]
    stay = await joined(town, rider, await town.do(captains.captain_link, group, "east"))
    await town.do(captains.settle_captain, group, MESSAGE, stay.id, "王督办", named=False)
    for named in (True, False):
        with pytest.raises(AlreadyDone):
            await town.do(captains.settle_captain, group, MESSAGE, stay.id, "李督办", named=named)
    assert not (await stay_of(town, rider)).captain


async def test_a_captain_who_leaves_takes_no_invite_along(town: Case) -> None:
    captain = await led(town, await town.rider())
    await town.do(captains.invite, captain, captains.OPEN)
    (made,) = await town.database.read(lambda tx: tx.teams.invites("east", town.clock.at))
    await town.do(teams.leave, captain, MESSAGE)
    with pytest.raises(InviteRevoked):
        await opens(town, await town.rider(8), made.code)
