"""The button presses of the rider programme, of riders and of staff."""

from typing import Final

from handlers.pressing import Presses, PressRow, RiderPress, StaffPress, of_rider
from handlers.programme import (
    activities,
    appeals,
    badges,
    boards,
    lessons,
    lookout,
    slips,
    team_sheets,
    teams,
    wishes,
)
from handlers.staff import appeals as staff_appeals
from handlers.staff import holding, missing, wishing
from services.programme import sightings
from texts.base.callbacks import Verb

RIDER_PRESSES: Final[Presses[RiderPress]] = {
    Verb.ACTIVITIES_PAGE: PressRow(activities.turn),
    Verb.ACTIVITY: PressRow(activities.show),
    Verb.ACTIVITY_DOES: PressRow(activities.act, activities.done),
    Verb.CALLS: PressRow(activities.turn_calls, activities.calls_turned),
    Verb.APPEAL: PressRow(appeals.act),
    Verb.TEAM: PressRow(teams.act, teams.done),
    Verb.JOIN: PressRow(teams.join, "toast.team_joined"),
    Verb.CLAIM: PressRow(teams.claim, "toast.claimed"),
    Verb.TEAM_SAY: PressRow(teams.say),
    Verb.BOARD: PressRow(boards.turn, boards.done),
    Verb.LESSONS: PressRow(lessons.list_again),
    Verb.LESSON: PressRow(lessons.show),
    Verb.LESSON_BEGIN: PressRow(lessons.begin),
    Verb.LESSON_ANSWER: PressRow(lessons.choose),
    Verb.MISSING_SEEN: PressRow(of_rider(sightings.ask)),
    Verb.MISSING_MUTE: PressRow(lookout.mute, "toast.lookout_muted"),
    Verb.LOOKOUT: PressRow(lookout.turn, lookout.turned),
    Verb.SLIPS: PressRow(slips.turn),
    Verb.SLIP: PressRow(slips.show),
    Verb.SLIP_DOES: PressRow(slips.act),
    Verb.WISHES: PressRow(wishes.turn),
    Verb.WISH: PressRow(wishes.act, wishes.done),
    Verb.BADGE: PressRow(badges.share, "toast.sent_below"),
}

STAFF_PRESSES: Final[Presses[StaffPress]] = {
    Verb.HOLD: PressRow(holding.press),
    Verb.MISSING: PressRow(missing.press),
    Verb.CALL_RIDERS: PressRow(missing.begin_of_ticket),
    Verb.APPEAL_STAFF: PressRow(staff_appeals.press),
    Verb.WISH_STAFF: PressRow(wishing.press),
    Verb.TEAMS: PressRow(team_sheets.press_teams),
    Verb.CAPTAIN: PressRow(team_sheets.settle_captain),
    Verb.RIDER_BADGES: PressRow(badges.press_sheet),
    Verb.SIGN_HONOUR: PressRow(badges.sign, "toast.honour_signed"),
}
