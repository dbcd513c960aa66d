"""Callback data of inline keys: verb, short id, argument and the status in which the key was offered."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.reporting.reports import Status
from texts.base import old_callbacks

LONGEST = 64
"""Telegram's limit for callback data, in bytes."""


class Verb(StrEnum):
    """The action of a press; its id is that of a draft, a report or a prompt, or 0."""

    AGREE = "ag"  # argument: the terms in the form of `services.people.riders.terms_mark`
    FOLLOW = "fl"
    LANGUAGE = "la"  # argument: zh, en
    REPORT_THIS = "rt"  # argument: slug of the category, "" for none
    MUTE = "mu"  # argument: 1, 0; below a digest
    DIGEST_TIME = "dt"  # argument: one of `domain.week.slots.SLOTS`, off, or ask for the menu
    YEAR = "ye"  # argument: a year, 2026; below a rider's year
    WEEK_ANSWER = "wa"  # id: a report; argument: as for ANSWER, a dot and the digest's week
    REPORTS_PAGE = "rp"  # argument: page
    FORGET = "fo"
    SUBMIT = "su"  # id: a draft, also for the verbs below
    MENU = "me"  # argument: a DraftMenu
    CATEGORY = "ca"  # argument: slug
    SAME = "sa"  # argument: id of a report; empty for the likeliest
    DIFFERENT = "di"
    NEAR_PHOTO = "np"  # argument: id of a report that the card asks about
    CANCEL = "cx"
    OLD_PLACE = "op"
    THIS_PLACE = "tp"  # argument: a position in the form of `services.reporting.position_conflict.mark`
    STILL_HERE = "sh"  # argument: a position, as for THIS_PLACE
    CLEAR_NOTE = "cn"
    SPLIT = "sp"
    DROP_FILE = "dp"  # argument: id of a photo or a clip
    BELONGS = "be"  # argument: id of the draft to which this one's place belongs
    SUBMIT_ALL = "sl"
    CANCEL_THIS = "ct"  # in answer to the question which, as the next
    CANCEL_ALL = "cl"
    REPORT_PLACE = "pl"  # below the answer to words of danger
    WITHDRAW = "wi"  # id: a report, also for the verbs below; pressed by riders
    PROGRESS = "pg"
    ANSWER = "an"  # argument: an Action, fixed or not_fixed
    CHECK = "ck"  # likewise, or unseen; by who passed
    REWARDS_PAGE = "wp"  # argument: page; this verb and those down to DESK_UNDO are the rider programme's
    REWARD = "wd"  # argument: id of a reward, as the next
    REDEEM_ASKED = "ws"
    REDEEM = "wr"  # id: the voucher's, once it is one; argument: id of a reward, a dot and its price
    VOUCHER = "vo"  # id: a voucher, also for the verbs below; below the price list
    VOUCHER_DOES = "vd"  # argument: renew, ask, keep, give_back
    DESK_HANDS_OUT = "vh"  # argument: the code by which it was shown, as the next
    DESK_UNDOES = "vu"
    SLIPS = "zl"  # argument: page
    SLIP = "zs"  # id: a report; argument: a Deed
    SLIP_DOES = "zd"  # id: a slip; argument: minutes, or as in `handlers.programme.slips`
    BADGE = "bg"  # argument: a badge to be shown, `flame.2`, `letter` for the honour letter
    LESSONS = "ll"
    LESSON = "le"  # argument: id of a lesson, as the next
    LESSON_BEGIN = "lb"
    LESSON_ANSWER = "lx"  # id: an attempt; argument: id of its lesson, a dot, the question, a dot and the choice
    WISHES = "xl"  # id: the wish behind which the page begins, 0 for the first
    WISH = "xw"  # id: a wish, 0 to begin one, also for the next; argument: as in `handlers.programme.wishes`
    WISH_STAFF = "xs"  # argument: as in `handlers.staff.wishing`; pressed by staff
    HAND_OUT = "gh"  # as those two, in a group
    HAND_OUT_UNDONE = "gu"
    BOARD = "bo"  # argument: a Board, a dot and a Measure, as `team.share`; a dot and on or off to be on it or not
    ACTIVITIES_PAGE = "ap"  # id: the activity behind which the page begins, 0 for the first
    ACTIVITY = "ay"  # id: an activity, also for the next
    ACTIVITY_DOES = "ad"  # argument: as in `handlers.programme.activities`
    CALLS = "cs"  # id: an activity that calls, 0 below `/badges`; argument: 1, 0
    LOOKOUT = "lk"  # argument: 1, 0
    APPEAL = "ae"  # id: an appeal, 0 for none as yet; argument: as in `handlers.programme.appeals`
    MISSING_SEEN = "ms"  # id: a call about a missing person, also for the next
    MISSING_MUTE = "mm"
    ACT = "ac"  # argument: an Action; this verb and those below are pressed by staff
    CHOICE = "ch"  # argument: the menu to open on the card, "" to close it
    REASON = "re"  # argument: a RejectReason
    BOUNCE_REASON = "br"  # argument: a BounceReason, "" to write it
    BOUNCE_TO = "bt"  # argument: id of the queue whose it may be, "" if unknown
    QUEUE = "qu"  # argument: id of a queue
    QUEUES_PAGE = "qp"  # argument: page
    CORRECT = "co"  # argument: slug
    SPLIT_OFF = "so"  # argument: slug
    MERGE = "mg"  # argument: id of the report into which to merge; empty for one whose number is asked for
    HAND_OVER = "ho"  # argument: a colleague's Telegram id
    PHOTOS = "ph"
    PIN = "pi"
    REPLY = "ry"  # id: a prompt; argument: resolve, rider, note
    TICKETS = "tl"  # id: whose tickets; argument: a list as `texts.tickets.list_keys` writes it; in what was looked up
    TICKET_PAGE = "tk"  # id: a report; argument: page; below what was looked up, as the next
    TICKET_PHOTOS = "to"
    FOUND_PAGE = "fp"  # argument: page
    FIGURES = "fi"  # argument: a week or a month, 2026-W46 or 2026-11
    EXPORT = "ex"  # id: 1 to make it, 0 to choose; argument: `services.week.asked_exports.Asked.mark`
    WEEK_TABLE = "wt"  # argument: a week, 2026-W46; below the district's digest
    SUPERVISE = "sv"  # argument: what `services.tickets.supervising` does, or a menu of it
    REASSIGN = "ra"  # argument: id of a queue
    AUDIT = "au"  # argument: page, "" to begin
    GROUPS_PAGE = "gp"  # argument: page
    UNLINK = "ul"  # argument: 1 to do it, 0 not to
    ANNOUNCE = "av"  # id: an announcement; argument: 1 to send it, 0 not to, p and a page to choose a team from
    ANNOUNCE_TO = "at"  # id: an announcement; argument: id of the team that it is to, "" for all riders
    RIDER = "rd"  # id: a report; argument: as in `services.tickets.rider_sheets.press`
    RIDER_BADGES = "rb"  # id: a report; argument: as in `services.programme.badge_sheets.press`
    SIGN_HONOUR = "hs"  # id: of who may have an honour letter
    TEAM = "te"  # id: a stay, or 0; argument: as in `handlers.programme.teams`; pressed by riders, as the next
    JOIN = "jo"  # argument: an invite's code
    CLAIM = "cm"  # argument: a personal link's code
    TEAM_SAY = "ts"  # id: a captain's announcement; argument: 1 to send it, 0 not to
    MISSING = "mp"  # id: a call about a missing person, or 0; argument: as in `handlers.staff.missing`
    CALL_RIDERS = "cr"  # id: a report about a missing person; below its card
    HOLD = "hd"  # id: an activity, or 0; argument: as in `handlers.staff.holding`; pressed by staff
    APPEAL_STAFF = "af"  # id: an appeal, 0 below a list; argument: as in `handlers.staff.appeals`
    TEAMS = "tm"  # id: what is to be done; argument: id of a team, or a page; pressed by supervisors, as the next
    CAPTAIN = "cp"  # id: the stay of who has opened a captain's link; argument: 1 to name them, 0 not to
    PREPARED = "pr"  # id: a prompt; argument: mark of a prepared answer, "" to write one
    STATIONS = (
        "st"  # id: a place, 0 to be asked for it; argument: amenities, both as `domain.programme.stations` marks them
    )
    STATION = "sn"  # id: a place, also for the next two; argument: id of a station, also for all others
    CHECK_IN = "ci"
    LEAVE = "lv"
    STATION_PIN = "sm"
    STATION_WRONG = "sw"  # id: 1 closed, 2 broken
    PROOF = "pf"  # id: a prompt; argument: use, another, photo, or a NoPhoto


ON_DRAFTS = frozenset(
    {
        Verb.SUBMIT, Verb.MENU, Verb.CATEGORY, Verb.SAME, Verb.DIFFERENT, Verb.CANCEL, Verb.OLD_PLACE, Verb.THIS_PLACE,
        Verb.STILL_HERE, Verb.CLEAR_NOTE, Verb.NEAR_PHOTO, Verb.SPLIT, Verb.DROP_FILE, Verb.BELONGS, Verb.SUBMIT_ALL,
    }
)  # fmt: skip
"""The verbs of the keys on a draft's card."""

ON_TICKETS = frozenset(
    {
        Verb.ACT, Verb.CHOICE, Verb.REASON, Verb.BOUNCE_REASON, Verb.BOUNCE_TO, Verb.QUEUE, Verb.QUEUES_PAGE,
        Verb.CORRECT, Verb.SPLIT_OFF, Verb.MERGE, Verb.HAND_OVER, Verb.PHOTOS, Verb.PIN, Verb.CALL_RIDERS,
    }
)  # fmt: skip
"""The verbs of the keys on a ticket's card."""

_DATA = re.compile(r"([a-z]{2}):([0-9a-z]{1,13}):([0-9A-Za-z_.-]{0,24})(?::([a-z_]{1,20}))?")
_ARGUMENT, _HASH = 24, 10
_VERBS = frozenset(Verb)
_STATUSES = frozenset(Status)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Press:
    """A press, decoded from callback data."""

    verb: Verb
    id: int = 0
    argument: str = ""
    offered: Status | None = None


def encode(press: Press) -> str:
    """Return the callback data of a press.

    Raises:
        ValueError: The data exceeds Telegram's limit or would not decode to the same press.
    """
    status = f":{press.offered}" if press.offered else ""
    data = f"{press.verb.value}:{_base36(press.id)}:{press.argument}{status}"
    if len(data) > LONGEST or decode(data) != press:
        raise ValueError(data)
    return data


def decode(data: str) -> Press | None:
    """Parse callback data. Returns None for data that the bot did not write."""
    match = _DATA.fullmatch(old_callbacks.of_today(data))
    if match is None or match[1] not in _VERBS:
        return None
    number = int(match[2], 36)
    if number >= 1 << 63 or (match[4] and match[4] not in _STATUSES):
        return None
    return Press(Verb(match[1]), number, match[3], Status(match[4]) if match[4] else None)


def short(name: str) -> str:
    """Return a category's slug or a queue's id as an argument; a long one is shortened to its beginning and a hash."""
    if len(name) <= _ARGUMENT:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH]
    return f"{name[: _ARGUMENT - _HASH - 1]}.{digest}"


def meant(argument: str, names: Iterable[str]) -> str | None:
    """Return the name from which `short` made the argument; None if the district no longer has it."""
    return next((name for name in names if short(name) == argument), None)


@lru_cache(maxsize=64)
def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
