"""Teams: joining by an invite, what refuses it, leaving, names of one's own, personal links."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Barred, Refused
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.team_errors import (
    ClaimOwn,
    ClaimUnknown,
    ClaimUsed,
    InviteBeforeLeft,
    InviteEnded,
    InviteOwn,
    InviteRevoked,
    InviteSameTeam,
    InviteUnknown,
    InviteUsedUp,
    NickUnfit,
    NoTeam,
    TeamEnded,
)
from domain.programme.team_messages import TeamSheet, TeamShown, TeamsShown
from domain.programme.teams import RosterRow, Team, TeamFigures
from handlers.pressing import RiderPress
from handlers.programme import teams as team_presses
from services.outgoing import answer
from services.programme import joining, teams
from services.programme.links import Opened
from services.programme.team_views import TeamView
from services.tickets import groups
from tests.team_town import MESSAGE, invited, joined, opens, stay_of, with_teams
from tests.usecases import GROUPS, Case
from texts.base.callbacks import Press, Verb


@pytest.fixture
async def town(case: Case) -> Case:
    """A company, and two teams that go on."""
    return await with_teams(case)


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


async def test_who_was_taken_out_comes_back_by_a_new_invite_alone(town: Case) -> None:
    rider = await town.rider()
    await invited(town)
    await joined(town, rider)
    await town.passes(minutes=1)
    await town.do(joining.leave, rider.id)
    for use in (opens, joined):
        with pytest.raises(InviteBeforeLeft):
            await use(town, rider, "CODE")
    await invited(town, code="NEWER")
    assert (await joined(town, rider, "NEWER")).number == 2


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
    for number in range(4):
        await town.do(joining.enter, (await town.rider(20 + number)).id, "west")
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
    "nick",
    ["十二个字以上的名字不可以啊啊", "13800001111", "@spam", "bit.ly", "t.me/x", "<b>", "a\n b c d e f g", "。"],
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


async def ridden_with(case: Case, mates: int) -> Rider:
    """A rider who has joined the eastern team, and so many mates of theirs."""
    rider = await case.rider()
    await invited(case, uses=1 + mates)
    await joined(case, rider)
    for number in range(mates):
        await case.do(joining.enter, (await case.rider(20 + number)).id, "east")
    await case.told()
    return rider


@pytest.mark.parametrize(("mates", "shows"), [(3, False), (4, True)])
async def test_figures_of_a_team_of_few_are_shown_to_nobody(town: Case, mates: int, *, shows: bool) -> None:
    rider = await ridden_with(town, mates)
    group = GROUPS["supervisors"]
    await town.do(answer, rider, TeamShown())
    await town.do(groups.tell, group, None, TeamSheet(team="east", chat_id=group))
    for chat in (rider.chat_id, group):
        text = (await town.told(chat))[-1].text
        assert ("这周：上报" in text, "满 5 名骑手" in text) == (shows, not shows)


async def test_one_key_puts_on_the_board_of_the_team_and_one_takes_off(town: Case) -> None:
    rider = await ridden_with(town, 0)
    for key, on in (("board", True), ("board", True), ("unboard", False)):
        press = Press(Verb.TEAM, 0, key)
        await town.database.write(
            lambda tx, press=press: team_presses.act(RiderPress(tx, town.deps, rider, press, MESSAGE, None))  # type: ignore[misc]
        )
        assert (await stay_of(town, rider)).on_board is on
        offered = (await town.told(rider.chat_id))[-1].keys
        assert ("🙈 不上榜" in offered, "🏁 我要上榜" in offered) == (on, not on)


async def test_checks_count_for_the_team(town: Case) -> None:
    rider = await ridden_with(town, 4)
    report = await town.submitted(by=await town.rider(8))
    entry = Entry("checked:x", rider.id, report.id, Merit.CHECKED, 2, "2026-11-24", town.clock.at)
    await town.database.write(lambda tx: tx.ledger.add(entry))
    shown = await town.view(TeamShown(), rider)
    assert shown.weeks.this == TeamFigures(0, 0, 1)
