"""Teams: joining by an invite, what refuses it, leaving, names of one's own, captains and what they do."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import AlreadyDone, Barred, Refused, Stale, SupervisorsOnly
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.team_errors import (
    CaptainOnly,
    ClaimOwn,
    ClaimUnknown,
    ClaimUsed,
    InviteEnded,
    InviteOwn,
    InviteRevoked,
    InviteSameTeam,
    InvitesMany,
    InviteUnknown,
    InviteUsedUp,
    NickUnfit,
    NoTeam,
    RiderMoved,
    SaidToday,
    TeamEnded,
)
from domain.programme.team_messages import CaptainAsked, InviteAsked, MembersShown, TeamSheet, TeamShown, TeamsShown
from domain.programme.teams import Company, Invite, InviteKind, RosterRow, Stay, Team, TeamFigures
from domain.tickets.staff import QueueChat
from services.outgoing import to_group
from services.ports.transaction import Transaction
from services.programme import captains, joining, teams
from services.programme.links import Opened
from services.programme.team_views import TeamView
from tests.usecases import GROUPS, Case

WEEK_MS = 7 * 86_400_000
MESSAGE = 5
GROUP = QueueChat("supervisors", GROUPS["supervisors"], None, linked_at=0)


@pytest.fixture
async def town(case: Case) -> Case:
    """A company, and two teams that go on."""

    async def stock(tx: Transaction) -> None:
        await tx.teams.save_companies([Company("acme", "顺达", "Acme")])
        await tx.teams.save_teams([Team("east", "城东队", "East", "acme"), Team("west", "城西队", "West")])

    await case.database.write(stock)
    case.deps = replace(case.deps, username=lambda: "qianshao_bot")
    case.has_district()
    return case


async def invited(case: Case, **changes: Any) -> str:
    """The code of an invite into the eastern team, made by nobody of these."""
    at = case.clock.at
    invite = replace(Invite("CODE", "east", InviteKind.MEMBER, 99, at, at + WEEK_MS, 2), **changes)
    await case.database.write(lambda tx: tx.teams.save_invite(invite))
    return invite.code


async def opens(case: Case, rider: Rider, code: str) -> None:
    await case.database.write(lambda tx: teams.open_invite(Opened(tx, case.deps, rider, code)))


async def joined(case: Case, rider: Rider, code: str = "CODE") -> Stay:
    await case.do(teams.join, rider, code, MESSAGE)
    return await stay_of(case, rider)


async def stay_of(case: Case, rider: Rider) -> Stay:
    stay = await case.database.read(lambda tx: tx.teams.stay_of(rider.id))
    assert stay is not None
    return stay


async def led(case: Case, rider: Rider) -> Rider:
    """The rider, who leads the eastern team now."""
    stay = await case.do(joining.enter, rider.id, "east")
    await case.database.write(lambda tx: tx.teams.save_stay(replace(stay, captain=True)))
    return rider


async def test_a_link_asks_once_more_and_the_key_joins(town: Case) -> None:
    rider, code = await town.rider(), await invited(town)
    await opens(town, rider, code)
    (asked,) = await town.told(rider.chat_id)
    assert "城东队" in asked.text
    assert asked.keys == ["🚩 加入"]
    assert await town.database.read(lambda tx: tx.teams.stay_of(rider.id)) is None
    stay = await joined(town, rider)
    (shown,) = await town.told(rider.chat_id)
    assert "城东队" in shown.text
    assert "骑手 1 号" in shown.text
    assert (stay.team, stay.number, stay.captain) == ("east", 1, False)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"used": 2}, InviteUsedUp),
        ({"revoked": True}, InviteRevoked),
        ({"ends_at": 1}, InviteEnded),
        ({"by": 7}, InviteOwn),
    ],
)
async def test_an_invite_that_is_over_says_why(town: Case, changes: dict[str, Any], refusal: type[Refused]) -> None:
    rider, code = await town.rider(7), await invited(town, **changes)
    with pytest.raises(refusal):
        await opens(town, rider, code)
    with pytest.raises(refusal):
        await joined(town, rider)


async def test_what_is_no_invite_or_leads_nowhere_new_says_so(town: Case) -> None:
    rider, code = await town.rider(), await invited(town)
    with pytest.raises(InviteUnknown):
        await opens(town, rider, "NONSENSE")
    await joined(town, rider)
    with pytest.raises(InviteSameTeam):
        await opens(town, rider, code)
    await town.database.write(lambda tx: tx.teams.save_teams([Team("east", "城东队", "East", None, "2026-11-01")]))
    with pytest.raises(TeamEnded):
        await opens(town, await town.rider(8), code)


async def test_a_banned_rider_joins_no_team_and_a_muted_one_does(town: Case) -> None:
    code = await invited(town)
    banned = await town.rider(8, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    muted = await town.rider(9, barred=SanctionKind.MUTE, barred_for=SanctionReason.INSULTS)
    with pytest.raises(Barred):
        await joined(town, banned, code)
    assert (await joined(town, muted, code)).team == "east"


async def test_an_invite_for_one_lets_one_in(town: Case) -> None:
    await invited(town, uses=1)
    await joined(town, await town.rider(7))
    with pytest.raises(InviteUsedUp):
        await joined(town, await town.rider(8))


async def test_who_joins_another_team_leaves_the_one_before_and_history_stays(town: Case) -> None:
    rider = await town.rider()
    await invited(town)
    first = await joined(town, rider)
    report = await town.submitted(by=rider)
    await town.passes(minutes=1)
    await invited(town, code="WEST", team="west")
    second = await joined(town, rider, "WEST")
    assert await town.database.read(lambda tx: tx.teams.stays_of(rider.id)) == [
        replace(first, until=town.clock.at), second
    ]  # fmt: skip
    eastern = await town.view(TeamsShown(chat_id=GROUPS["supervisors"]), None, GROUPS["supervisors"])
    assert [(team.id, riders) for team, riders in eastern.rows] == [("east", 0), ("west", 1)]
    shown = await town.view(TeamShown(), rider)
    assert isinstance(shown, TeamView)
    assert shown.weeks is not None
    assert shown.weeks.this == TeamFigures()
    assert report.rider_id == rider.id


async def test_leaving_is_asked_once_more(town: Case) -> None:
    rider = await town.rider()
    with pytest.raises(NoTeam):
        await town.do(teams.ask_to_leave, rider, MESSAGE)
    await invited(town)
    await joined(town, rider)
    await town.told()
    await town.do(teams.ask_to_leave, rider, MESSAGE)
    (asked,) = await town.told(rider.chat_id)
    assert asked.keys == ["🚪 退出", "不了"]
    await stay_of(town, rider)
    await town.do(teams.leave, rider, MESSAGE)
    (left,) = await town.told(rider.chat_id)
    assert "还没有队伍" in left.text


@pytest.mark.parametrize("nick", ["小李", "Leo", "老王 2", "A·B", "阿-卜"])
async def test_a_rider_is_called_what_they_chose(town: Case, nick: str) -> None:
    rider = await town.rider()
    await invited(town)
    await joined(town, rider)
    await town.do(teams.call_me, rider, f"  {nick} ")
    assert (await stay_of(town, rider)).nick == nick


@pytest.mark.parametrize(
    "nick", ["十二个字以上的名字不可以啊啊", "13800001111", "@spam", "t.me/x", "bit.ly", "<b>", "a\n b c d e f g h", "。"]
)
async def test_what_is_more_than_a_name_is_not_taken(town: Case, nick: str) -> None:
    rider = await town.rider()
    await invited(town)
    await joined(town, rider)
    with pytest.raises(NickUnfit):
        await town.do(teams.call_me, rider, nick)


async def test_a_name_left_out_is_asked_for_and_the_one_before_stays(town: Case) -> None:
    rider = await town.rider()
    await invited(town)
    await joined(town, rider)
    await town.do(teams.call_me, rider, "小李")
    await town.do(teams.call_me, rider, " ")
    assert "/team 昵称" in (await town.told(rider.chat_id))[-1].text
    assert (await stay_of(town, rider)).nick == "小李"


async def test_what_a_team_calls_a_rider_is_not_shown_to_supervisors(town: Case) -> None:
    captain, rider, group = await led(town, await town.rider()), await town.rider(8), GROUPS["supervisors"]
    for each in (captain, rider):
        if each is rider:
            await town.do(joining.enter, rider.id, "east")
        await town.do(teams.call_me, each, f"昵称{each.id}")
    await town.told()
    sheet = TeamSheet(team="east", chat_id=group)
    asked = CaptainAsked((await stay_of(town, rider)).id)
    for meaning in (sheet, asked):
        await town.database.write(lambda tx, meaning=meaning: tx.outbox.put(to_group(town.deps, GROUP, meaning)))
        (shown,) = await town.told(group)
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


async def announced(case: Case, captain: Rider, words: str = "周六八点集合", *, sends: bool = True) -> None:
    await case.do(captains.draft, captain, words)
    made = await case.database.read(lambda tx: tx.announcements.get(case.numbers.new() - 1))
    assert made is not None
    await case.do(captains.decide, captain, made.id, MESSAGE, sends=sends)


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


async def test_a_team_goes_on_until_its_last_day_is_over(town: Case) -> None:
    code, rider = await invited(town), await town.rider()
    last = replace(Team("east", "城东队", "East"), ended="2026-11-24")
    await town.database.write(lambda tx: tx.teams.save_teams([last]))
    await opens(town, rider, code)
    await town.passes(days=1)
    with pytest.raises(TeamEnded):
        await opens(town, rider, code)


async def test_a_personal_link_gives_the_row_its_team_and_trade_once(town: Case) -> None:
    row = RosterRow("R1", "west", "acme", "courier", "2026-11-23", "CLAIM")
    await town.database.write(lambda tx: tx.rosters.save([row]))
    rider, other = await town.rider(7), await town.rider(8)
    await town.database.write(lambda tx: teams.open_claim(Opened(tx, town.deps, rider, "CLAIM")))
    (asked,) = await town.told(rider.chat_id)
    assert "城西队 · 顺达 · 快递" in asked.text
    await town.do(teams.claim, rider, "CLAIM", MESSAGE)
    (shown,) = await town.told(rider.chat_id)
    assert "城西队" in shown.text
    assert "快递 · 顺达" in shown.text
    for who, refusal in ((rider, ClaimOwn), (other, ClaimUsed)):
        with pytest.raises(refusal):
            await town.do(teams.claim, who, "CLAIM", MESSAGE)
    with pytest.raises(ClaimUnknown):
        await town.do(teams.claim, other, "NONSENSE", MESSAGE)


async def test_checks_count_for_the_team(town: Case) -> None:
    rider = await town.rider()
    await invited(town)
    await joined(town, rider)
    report = await town.submitted(by=await town.rider(8))
    entry = Entry("checked:x", rider.id, report.id, Merit.CHECKED, 2, "2026-11-24", town.clock.at)
    await town.database.write(lambda tx: tx.ledger.add(entry))
    shown = await town.view(TeamShown(), rider)
    assert shown.weeks.this == TeamFigures(0, 0, 1)


async def test_a_captain_who_leaves_takes_no_invite_along(town: Case) -> None:
    captain = await led(town, await town.rider())
    await town.do(captains.invite, captain, captains.OPEN)
    (made,) = await town.database.read(lambda tx: tx.teams.invites("east", town.clock.at))
    await town.do(teams.leave, captain, MESSAGE)
    with pytest.raises(InviteRevoked):
        await opens(town, await town.rider(8), made.code)
