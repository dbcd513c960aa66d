"""The messages about which queue works in which group."""

from dataclasses import dataclass

from domain.tickets.lookups import LookedUp
from domain.tickets.messages import GroupNotice


@dataclass(frozen=True, slots=True)
class CodeShown(GroupNotice, name="code_shown"):
    """The one-time code that makes a group this queue's, and what to do with it."""

    code: str


class UnlinkAsked(GroupNotice, name="unlink_asked"):
    """The question whether a queue is to leave its group, with the key that does it."""

    __slots__ = ()


class Unlinked(GroupNotice, name="unlinked"):
    """A queue has left its group: who has its tickets now."""

    __slots__ = ()


class UnlinkKept(GroupNotice, name="unlink_kept"):
    """A queue stays in its group, as somebody has thought better of it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsShown(LookedUp, name="groups_shown", reads_much=True):
    """Which queue works where and what its group lacks, those in trouble first; pages are counted from 0."""

    page: int = 0
