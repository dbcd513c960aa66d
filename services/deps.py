"""The dependencies of every use case: the district, the clock, ids, and the operator's limits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from domain.district.district import District
from domain.language.danger import DangerReader
from domain.language.intents import IntentReader, shared_reader
from domain.language.suggestion import Suggester
from domain.people.points import Awards
from domain.people.riders import Terms
from domain.programme.links import StartLink
from domain.week.weeks import day_of
from services.ports.clock import Clock, Ids


@dataclass(frozen=True, slots=True)
class Limits:
    """The operator's limits on times and counts, in the units of their names."""

    draft_reminder_minutes: int = 30
    draft_hours: int = 24
    withdraw_minutes: int = 5
    autoclose_days: int = 7
    prompt_minutes: int = 10
    old_position_hours: int = 24
    last_place_take_minutes: int = 3
    last_place_offer_minutes: int = 10
    witness_minutes: int = 60
    reports_per_hour: int = 30
    drafts_per_hour: int = 40
    messages_per_hour: int = 200
    additions_per_hour: int = 20
    edits_per_hour: int = 40
    to_riders_per_hour: int = 10
    questions_per_hour: int = 60
    codes_per_hour: int = 20
    slips_per_week: int = 5
    wishes_a_month: int = 2
    wish_words_per_hour: int = 20
    note_characters: int = 4000
    nudge_minutes: int = 10
    raw_update_hours: int = 48
    trace_days: int = 90
    closed_report_days: int = 730


@dataclass(frozen=True, slots=True)
class Deps:
    """The dependencies of every use case.

    `asks_geocoders` says whether there are any, whose answers are kept; `photos_to` is the host that is asked what
    photos show, `voices_to` the one that writes recordings down, "" if none is. With `person_key` those are known again
    who are barred and have erased themselves. `username` tells the bot's, once Telegram has told it;
    `public_url` is the address of the web door, "" if there is none.
    """

    district: District
    suggester: Suggester
    danger: DangerReader
    clock: Clock
    ids: Ids
    awards: Awards
    limits: Limits
    asks_geocoders: bool = True
    photos_to: str = ""
    voices_to: str = ""
    person_key: bytes = b""
    intents: IntentReader = field(default_factory=shared_reader)
    username: Callable[[], str] = str
    public_url: str = ""

    @property
    def bot(self) -> str:
        """The bot's username, without @; "" where there is no bot."""
        return self.username()

    @property
    def today(self) -> date:
        """The day that it is in the district."""
        return day_of(self.clock.now(), self.district.timezone)

    def address_of(self, link: StartLink) -> str:
        """Return the address of a link: of its page behind the web door if there is one, else Telegram's."""
        return link.address(self.bot, self.public_url)

    @property
    def terms(self) -> Terms:
        """What the terms of this day name."""
        return Terms(self.photos_to, self.voices_to)
