"""Every verb of a key: where it belongs, an argument that it may carry, and what hears who may not press it."""

from texts.base.callbacks import Verb

ONE_S_OWN = (
    Verb.AGREE, Verb.FORGET, Verb.LANGUAGE, Verb.REPORT_THIS, Verb.MUTE, Verb.REPORTS_PAGE, Verb.SUBMIT_ALL,
    Verb.CANCEL_ALL, Verb.DIGEST_TIME, Verb.YEAR, Verb.FOLLOW, Verb.TEAM, Verb.REWARDS_PAGE,
    Verb.ACTIVITIES_PAGE,
    Verb.BADGE, Verb.BOARD, Verb.LESSONS, Verb.CALLS, Verb.LOOKOUT, Verb.SLIPS, Verb.MISSING_MUTE,
    Verb.WISHES,
)  # fmt: skip
"""Verbs that name nothing of anybody's: who presses them acts on their own."""

ON_DRAFTS = (
    Verb.SUBMIT, Verb.MENU, Verb.CATEGORY, Verb.SAME, Verb.DIFFERENT, Verb.CANCEL, Verb.OLD_PLACE, Verb.THIS_PLACE,
    Verb.CLEAR_NOTE, Verb.NEAR_PHOTO, Verb.STILL_HERE, Verb.SPLIT, Verb.DROP_FILE, Verb.BELONGS, Verb.CANCEL_THIS,
    Verb.REPORT_PLACE,
)  # fmt: skip
ON_REPORTS = (Verb.WITHDRAW, Verb.PROGRESS, Verb.ANSWER, Verb.CHECK, Verb.WEEK_ANSWER, Verb.SLIP)
ON_CARDS = (
    Verb.ACT, Verb.CHOICE, Verb.REASON, Verb.BOUNCE_REASON, Verb.BOUNCE_TO, Verb.QUEUE, Verb.QUEUES_PAGE, Verb.CORRECT,
    Verb.PHOTOS, Verb.PIN, Verb.HAND_OVER, Verb.MERGE, Verb.SPLIT_OFF, Verb.CALL_RIDERS,
)  # fmt: skip
LOOKED_UP = (
    Verb.TICKETS, Verb.TICKET_PAGE, Verb.TICKET_PHOTOS, Verb.FOUND_PAGE, Verb.FIGURES, Verb.SUPERVISE, Verb.REASSIGN,
    Verb.AUDIT, Verb.GROUPS_PAGE, Verb.UNLINK, Verb.ANNOUNCE, Verb.RIDER, Verb.WEEK_TABLE, Verb.EXPORT,
    Verb.ANNOUNCE_TO, Verb.TEAMS, Verb.CAPTAIN, Verb.HAND_OUT, Verb.HAND_OUT_UNDONE, Verb.RIDER_BADGES,
    Verb.SIGN_HONOUR,
    Verb.HOLD, Verb.MISSING, Verb.APPEAL_STAFF, Verb.WISH_STAFF,
)  # fmt: skip
"""Verbs below what staff and supervisors look up."""

NO_WISH = "没有这个心愿，或者已经撤了。发 /wish 看现在的。"
SUPERVISORS_S = "这是督办组的事，请在督办组的群里做。"
REFUSED = {
    **dict.fromkeys(
        (Verb.SUPERVISE, Verb.AUDIT, Verb.RIDER, Verb.TEAMS, Verb.CAPTAIN, Verb.RIDER_BADGES, Verb.SIGN_HONOUR),
        SUPERVISORS_S,
    ),
    Verb.UNLINK: "这一步要本群管理员来做，请让管理员发。",
    **dict.fromkeys((Verb.ANNOUNCE, Verb.ANNOUNCE_TO), "只有督办组群的管理员能做。"),
}
"""What staff hear who press what is not theirs; of all else, that it is out of date."""

OF_STATIONS = (
    Verb.STATIONS, Verb.STATION, Verb.STATION_PIN, Verb.CHECK_IN, Verb.LEAVE, Verb.STATION_WRONG,
)  # fmt: skip
"""Verbs of stations, which are everybody's; tests of their use cases say who may what there."""

ON_TEAMS = {
    Verb.JOIN: "没有这个邀请，可能写错了或早就删了。请队长再发一个。",
    Verb.CLAIM: "没有这个个人链接。请找发给你的人核对。",
    Verb.TEAM_SAY: "这要队长来做。",
}
"""What riders hear who press what belongs to an invite, a list or a team that is not theirs."""

REWARD_GONE = "这个不换了，或者改了价。发 /rewards 看现在的。"
NO_VOUCHER = "这张卡片已经不是最新的了，请用最新的那张。"
ON_REWARDS = dict.fromkeys((Verb.REWARD, Verb.REDEEM_ASKED), REWARD_GONE) | dict.fromkeys(
    (Verb.REDEEM, Verb.VOUCHER, Verb.VOUCHER_DOES, Verb.DESK_HANDS_OUT, Verb.DESK_UNDOES, Verb.SLIP_DOES), NO_VOUCHER
)
"""What riders hear who press what belongs to a reward that is gone, or to a voucher or a slip that is not theirs."""

NO_ACTIVITY = "没有这个活动，或者已经撤了。发 /activities 看现在的。"
ON_SEARCHES = {Verb.MISSING_SEEN: "这次寻人已经结束了。看到人请打 110。"}
"""What riders hear who press what belongs to a call about a missing person of which they were not told."""

ON_ACTIVITIES = dict.fromkeys((Verb.ACTIVITY, Verb.ACTIVITY_DOES), NO_ACTIVITY)
"""What riders hear who press what belongs to an activity that there is not; one that there is is everybody's."""

NO_LESSON = "没有这一课，或者已经撤了。发 /lessons 看现在的。"
ON_LESSONS = dict.fromkeys((Verb.LESSON, Verb.LESSON_BEGIN, Verb.LESSON_ANSWER), NO_LESSON)
"""What riders hear who press what belongs to a lesson that there is not; one that there is is everybody's."""

ON_APPEALS = {Verb.APPEAL: "没有这件诉求，或者已经收起来了。发 /appeal 看现在的。"}
"""What riders hear who press what belongs to an appeal that is not theirs."""
ON_WISHES = {Verb.WISH: NO_WISH}
"""What riders hear who press what belongs to a wish that there is not; tests of its use cases say who may what."""

OF_STAFF = (*ON_CARDS, *LOOKED_UP, Verb.REPLY, Verb.PREPARED, Verb.PROOF)
ARGUMENTS = {
    **dict.fromkeys((Verb.NEAR_PHOTO, Verb.DROP_FILE, Verb.BELONGS, Verb.HAND_OVER, Verb.MERGE), "1"),
    Verb.LANGUAGE: "en",
    Verb.MUTE: "1",
    Verb.DIGEST_TIME: "9",
    Verb.YEAR: "2026",
    Verb.WEEK_ANSWER: "fixed.2026-W46",
    Verb.WEEK_TABLE: "2026-W46",
    Verb.EXPORT: "reports.xlsx.2026-11",
    Verb.REPORTS_PAGE: "0",
    Verb.REWARDS_PAGE: "0",
    Verb.SLIPS: "0",
    Verb.SLIP: "report",
    Verb.SLIP_DOES: "make",
    Verb.VOUCHER_DOES: "renew",
    Verb.DESK_HANDS_OUT: "ABCD2345",
    Verb.HAND_OUT: "ABCD2345",
    Verb.ACTIVITY_DOES: "sign_up",
    Verb.APPEAL: "withdraw",
    Verb.APPEAL_STAFF: "take",
    Verb.MENU: "catalogue",
    Verb.THIS_PLACE: "37.45000_116.31000",
    Verb.STILL_HERE: "37.45000_116.31000",
    Verb.CATEGORY: "pothole",
    Verb.ANSWER: "fixed",
    Verb.ACT: "accept",
    Verb.CHOICE: "category",
    Verb.REASON: "false",
    Verb.BOUNCE_REASON: "not_our_job",
    Verb.BOUNCE_TO: "drainage",
    Verb.QUEUE: "drainage",
    Verb.QUEUES_PAGE: "0",
    Verb.CORRECT: "pothole",
    Verb.SPLIT_OFF: "pothole",
    Verb.REPLY: "note",
    Verb.PROOF: "use",
    Verb.CHECK: "fixed",
    Verb.TICKET_PAGE: "0",
    Verb.FOUND_PAGE: "1",
    Verb.FIGURES: "2026-11",
    Verb.SUPERVISE: "chase",
    Verb.REASSIGN: "drainage",
    Verb.AUDIT: "0",
    Verb.GROUPS_PAGE: "0",
    Verb.UNLINK: "1",
    Verb.ANNOUNCE: "1",
    Verb.RIDER: "0.ban",
    Verb.TEAM: "hear",
    Verb.BADGE: "flame.1",
    Verb.BOARD: "team.share",
    Verb.LESSON_ANSWER: "former.0.1",
    Verb.RIDER_BADGES: "flame.1",
    Verb.CALLS: "0",
    Verb.LOOKOUT: "1",
    Verb.HOLD: "list",
    Verb.MISSING: "list",
    Verb.WISH: "adopt",
    Verb.WISH_STAFF: "approve",
    Verb.TEAMS: "east",
    Verb.CAPTAIN: "1",
    Verb.ANNOUNCE_TO: "east",
}
