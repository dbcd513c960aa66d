"""Staff hold activities: they draft, publish, change and cancel them, and check in who comes, in their own group."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from domain.district.activity_kinds import ActivityKind
from domain.district.badges import Knight
from domain.errors import Stale, WordsNeeded
from domain.geo.positions import Position
from domain.programme.activities import (
    NOTE_LONGEST,
    TITLE_LONGEST,
    Activity,
    ActivityState,
    CameBy,
    SignUp,
    SignUpState,
)
from domain.programme.activity_errors import ActivityCancelled, ActivityGone, ActivityOver, NoActivities
from domain.programme.activity_staff_messages import ActivitiesOfGroup, ActivityCard, Field
from domain.programme.activity_times import Unclear, span_said
from domain.tickets.group_commands import GroupKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.programme import activity_news, attendance, door_codes, sign_ups
from services.programme.activities import address_of
from services.tickets import groups
from services.tickets.asking import working_in
from services.tickets.lookups import Asker, place_of

LISTED: Final = 12
NUMBERS_A_PAGE: Final = 20
SEATS: Final = (10, 20, 30, 50)
POINTS: Final = (0, 3, 5, 8, 10)
LANGUAGES: Final[Mapping[str, tuple[str, ...]]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
STATIONS_A_PAGE: Final = 8
EDITABLE: Final = frozenset({ActivityState.DRAFT, ActivityState.OPEN})
_DAY_MS: Final = 86_400_000
_DRAFTS_MS: Final = 7 * _DAY_MS


@dataclass(frozen=True, slots=True)
class Place:
    """The message of ours at which staff press: its group and topic."""

    chat_id: int
    thread_id: int | None
    message_id: int
    user_id: int


async def services_here(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None) -> tuple[str, ...]:
    """Return the queues of kind service that work in a group or topic."""
    return tuple(
        chat.queue for chat in await working_in(tx, chat_id, thread_id) if deps.district.queue(chat.queue).is_service
    )


async def show_list(tx: Transaction, deps: Deps, asker: Asker) -> None:
    """Show what the group holds and prepares.

    Raises NoActivities where the district has none, or this group holds none.
    """
    queues = await services_here(tx, deps, asker.chat_id, asker.thread_id)
    if not queues or not deps.district.activity_kinds:
        raise NoActivities
    shown = ActivitiesOfGroup(
        chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id
    )
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, shown, silent=True)
