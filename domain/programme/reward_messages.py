"""The messages of the rider programme about rewards and vouchers."""

from dataclasses import dataclass

from domain.messages import Manner, Meaning, Notice
from domain.tickets.lookups import LookedUp


@dataclass(frozen=True, slots=True)
class RewardsList(Notice, name="rewards"):
    """A page, counted from 0, of the price list, with what the rider has and their open vouchers."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class RewardShown(Notice, name="reward"):
    """One reward.

    Attributes:
        reward: Its id.
        asked: The id that the voucher would get, where it is asked whether to redeem; else 0.
    """

    reward: str
    asked: int = 0


@dataclass(frozen=True, slots=True)
class VoucherCard(Meaning, name="voucher_card", manner=Manner.CARD):
    """A rider's voucher with its code, or what has become of it.

    Attributes:
        anew: Whether it is wanted below all else in the chat, not where it stands.
        asks: Whether it is asked whether to give it back.
    """

    voucher_id: int
    anew: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class VoucherAtDesk(Notice, name="voucher_at_desk"):
    """A voucher as who hands it out sees it, in their private chat.

    Attributes:
        code: The code by which it was shown.
        by: Their Telegram id.
    """

    voucher_id: int
    code: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherLooked(LookedUp, name="voucher_looked"):
    """The same in the group of the queue that hands it out."""

    voucher_id: int
    code: str


@dataclass(frozen=True, slots=True)
class VoucherUnseen(Notice, name="voucher_unseen", manner=Manner.FLEETING):
    """A voucher that was asked for is not shown: `why` is no_code, unknown, own or elsewhere, at `places`."""

    why: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoucherTold(Notice, name="voucher_told"):
    """To a rider: what has become of their voucher by another's hand, or by time.

    `what` is a value of `VoucherState`, `open` for a handing out that was undone.
    """

    voucher_id: int
    what: str


@dataclass(frozen=True, slots=True)
class PointsEnding(Notice, name="points_ending"):
    """To a rider: so many points of before the year end at a time (ms UTC)."""

    points: int
    at: int
