"""Words that lie in databases and on buttons: one that is changed would lose what was written before."""

from enum import StrEnum

import pytest

from domain.people.announcements import AnnouncementState
from domain.people.points import Merit
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.activities import ActivityState, CameBy, OffReason, SignUpState
from domain.programme.activity_messages import News
from domain.programme.appeals import AppealKind, Said, Stage
from domain.programme.badges import BadgeReason, Knight
from domain.programme.mentors import Step
from domain.programme.missing_persons import MissingState
from domain.programme.rankings import Board, Measure
from domain.programme.service_counts import Happened
from domain.programme.slips import Deed
from domain.programme.teams import InviteKind
from domain.programme.vouchers import VoucherState
from domain.programme.wish_messages import WishAsk, WishNews
from domain.programme.wish_staff_messages import StaffAsk
from domain.programme.wishes import Adopter, DeclineReason, WishStage
from domain.reporting.drafts import DraftMenu, DraftStage
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import ActorKind, Status
from domain.tickets.lifecycle import Action, BounceReason, RejectReason
from domain.tickets.proof import NoPhoto
from domain.tickets.staff import PromptStage
from domain.timers import TimerKind

STORED: dict[type[StrEnum], str] = {
    Status: (
        "submitted routed accepted in_progress resolved confirmed closed_unconfirmed on_hold bounced rejected "
        "duplicate reopened withdrawn"
    ),
    Action: (
        "route accept start resolve bounce reject hold extend resume duplicate assign move fixed not_fixed "
        "close withdraw undo unmerge may_show take hand_over split correct relocate resettle"
    ),
    BounceReason: "not_our_area not_our_job private_property needs_other_first",
    NoPhoto: "night private unseen",
    RejectReason: "false out_of_scope unclear",
    ActorKind: "rider staff system",
    PhotoRole: "before added after said sighting",
    DraftStage: "open submitted joined cancelled expired waiting aside merged",
    DraftMenu: ("card catalogue catalogue_2 catalogue_3 catalogue_4 catalogue_5 catalogue_6 place place_unknown note"),
    PromptStage: "open answered expired",
    TimerKind: (
        "draft_reminder withdrawal_over draft_expiry prompt_expiry half_time overdue unanswered late_by_day "
        "long_overdue hold_over undo_over auto_close asked_again_over show_tickets remind late unaccepted "
        "tidy index looked_up asked_for news week retention raw_updates announce holidays resettle place_asked_over "
        "guide forgotten voucher_end badges activity activity_asked call missing seats sighting_over "
        "sightings_gone whereabouts appeal hand_over appeals wish points_end"
    ),
    AnnouncementState: "asked sending sent cancelled",
    ActivityState: "draft open cancelled over",
    OffReason: "weather place too_few staff",
    SignUpState: "signed_up waiting cancelled came no_show",
    CameBy: "code staff",
    MissingState: "draft open found called_off ended",
    News: "day hour moved cancelled seat",
    VoucherState: "open handed_out given_back ended cancelled no_desk left",
    SanctionKind: "mute ban lift",
    SanctionReason: "false insults flooding other",
    InviteKind: "member captain",
    Step: "report check team",
    Merit: "routed accepted urgent answered witness checked taken_back mentor activity lesson spent given_back ended",
    WishStage: "draft asked listed adopted fulfilled thanked declined withdrawn lapsed",
    Adopter: "rider queue station company",
    DeclineReason: "advertisement selling money personal not_possible",
    WishNews: (
        "approved declined taken_down taken released silent freed reminded withdrawn fulfilled not_yet thanked lapsed "
        "contact_offered"
    ),
    WishAsk: "words photo when said done thanks contact",
    StaffAsk: "said done",
    Board: "team company mates",
    Measure: "share checks",
    Knight: "flame flash angel pioneer glimmer",
    Deed: "report witness check",
    BadgeReason: "absent false mistake",
    Happened: (
        "received taken planned raised satisfied partly not unanswered street wish_asked wish_approved wish_declined "
        "wish_adopted wish_fulfilled wish_lapsed"
    ),
    AppealKind: "pay injury dispute gate housing policy else",
    Stage: "draft collected planned followed closed withdrawn",
    Said: "opened added waits to_rider note plan result",
}


@pytest.mark.parametrize("vocabulary", STORED, ids=lambda vocabulary: vocabulary.__name__)
def test_stored_words_stay(vocabulary: type[StrEnum]) -> None:
    """New ones may be added here; none may be taken away or spelt otherwise without a migration."""
    assert [word.value for word in vocabulary] == STORED[vocabulary].split()
