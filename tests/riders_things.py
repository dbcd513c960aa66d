"""What there may be of the programme: a team, a voucher, an appeal, a slip, a seat, a call about somebody missing."""

from dataclasses import replace

from domain.people.announcements import Announcement
from domain.people.riders import Rider
from domain.programme.activities import Activity, ActivityState, SignUp, SignUpState
from domain.programme.appeals import Appeal, AppealKind, Line, Said, Stage
from domain.programme.badges import Badge, Honoured, Knight
from domain.programme.hand_overs import HandOver
from domain.programme.lessons import Attempt
from domain.programme.missing_persons import MissingState
from domain.programme.slips import HOLDS_MS, Deed, Slip
from domain.programme.teams import Invite, InviteKind, RosterRow, Stay, Team
from domain.programme.vouchers import Voucher, VoucherState
from domain.programme.wishes import Wish, WishStage
from domain.reporting.reports import Report
from services.ports.transaction import Transaction
from tests.missing import GRANDMA
from tests.sample_views import MINUTE, NOW, district

CODE = "ABCD-1234"
"""That of an invite."""


async def lead_team(tx: Transaction, leader: Rider) -> None:
    """A team that the rider leads, with all that is told about one, and the invites by which others come."""
    await tx.teams.save_teams([Team("east", "城东队", "East")])
    await tx.teams.save_stay(Stay(60, leader.id, "east", 1, NOW, captain=True))
    await tx.teams.save_invite(Invite(CODE, "east", InviteKind.MEMBER, leader.id, NOW, NOW + MINUTE, 1))
    await tx.rosters.save([RosterRow("R1", None, None, "courier", "", CODE)])
    await tx.announcements.save(Announcement(70, "周六集合", 0, "", NOW, team="east", captain=leader.id))
    await tx.mentors.add_code(CODE, leader.id)


async def redeem(tx: Transaction, someone: Rider) -> None:
    """A voucher, a wish, a badge, an honour letter and an attempt at a lesson of the rider's."""
    made = Voucher(
        80, someone.id, "water", "矿泉水", "Water", 10, ("drainage",), "ABCDEFGH", "2026-11", VoucherState.OPEN,
        NOW, NOW + MINUTE,
    )  # fmt: skip
    await tx.vouchers.save(made)
    await tx.badges.give(Badge(someone.id, Knight.FLAME, 1, NOW))
    await tx.wishes.add(Wish(93, someone.id, "rider-service", NOW, WishStage.LISTED, "2611", 1, "一副手套"))
    fire = district().lessons["fire"]
    await tx.lessons.keep(Attempt(92, someone.id, fire.id, fire.mark, 1, NOW, (0, 1)))
    honour = Honoured(90, someone.id, NOW)
    await tx.badges.add_honour(honour)
    await tx.badges.sign(replace(honour, year=2026, number=1, signed_at=NOW))


async def appeal(tx: Transaction, someone: Rider) -> None:
    """An appeal of the rider's that was sent, with its words."""
    sent = Appeal(94, someone.id, "rider-service", AppealKind.PAY, Stage.COLLECTED, NOW, NOW, "2611", 1, answer_by=NOW)
    await tx.appeals.save(sent)
    await tx.hand_overs.add(HandOver(96, -100, None, 9, "李", NOW, (94,)))
    await tx.appeals.say(Line(95, sent.id, NOW, Said.OPENED, "工资没发", 11))


async def help_late(tx: Transaction, someone: Rider, report: Report) -> None:
    """A delay slip of the rider's."""
    ends_at = NOW + HOLDS_MS
    made = Slip(93, "HELPLATE", someone.id, report.id, Deed.REPORT, NOW, NOW + MINUTE, ends_at, 5, "小李", NOW + MINUTE)
    await tx.slips.save(made)


async def sign_up(tx: Transaction, someone: Rider) -> None:
    """An activity of the next day, for which the rider is signed up."""
    day = 24 * 60 * MINUTE
    activity = Activity(
        90, "rider-service", "training", ActivityState.OPEN, "心肺复苏", "CPR", "", NOW + day, NOW + 2 * day, "",
        "文化宫", None, None, "", None, ("zh",), "flame", 5, "", 0, "", NOW, 42,
    )  # fmt: skip
    await tx.activities.save(activity)
    await tx.activities.save_sign_up(SignUp(91, activity.id, someone.id, 1, SignUpState.SIGNED_UP, NOW))


async def miss(tx: Transaction) -> None:
    """Two calls about missing persons: one that is open, and one that is over."""
    over = replace(GRANDMA, id=951, state=MissingState.FOUND, description="", closed_at=NOW)
    for each in (GRANDMA, over):
        await tx.missing_persons.save(each)
