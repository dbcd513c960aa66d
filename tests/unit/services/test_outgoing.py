"""To whom a message goes, in which language, and under which key it happens once."""

import pytest

from domain.messages import Meaning, Outgoing, Precedence, Removal
from domain.people.messages import HowTo
from domain.reporting.messages import DraftCard, LocationKey
from domain.tickets.messages import AddedLater, HalfTime, LongOverdueTold, OverdueTold, TicketCard
from domain.tickets.staff import QueueChat
from domain.week.messages import Digest
from services import group_keys, outgoing
from tests.sample_views import rider
from tests.tables import waiting, waiting_keys
from tests.usecases import Case

GROUP = QueueChat("lighting", -5, 6, 70)


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (outgoing.draft_key(1), "draft:1"),
        (outgoing.location_key(1), "location:1"),
        (outgoing.reminder_key(1), "reminder:1"),
        (outgoing.ticket_key(1, "lighting"), "ticket:1:lighting"),
        (outgoing.nudge_key(1), "nudge:1"),
        (outgoing.prompt_key(1), "prompt:1"),
        (outgoing.status_key(1, 2), "status:1:2"),
        (outgoing.from_staff_key(1, 2), "told:1:2"),
        (outgoing.nudge_cause_key(HalfTime(1, "lighting"), "1:9"), "nudge:1:nudge_half_time:1:9"),
        (outgoing.late_key(OverdueTold(1), "1:9"), "overdue:1:9"),
        (outgoing.late_key(LongOverdueTold(1), "1:9"), "long_overdue:1:9"),
        (group_keys.group_lost_key(GROUP), "lost:lighting:70"),
        (outgoing.digest_key(Digest("rider:1", "2026-W46")), "digest:rider:1:2026-W46"),
    ],
)
def test_a_key_names_what_happens_once(made: str, key: str) -> None:
    assert made == key


@pytest.mark.parametrize(
    ("key", "queue"),
    [
        ("ticket:1:lighting", "lighting"),
        ("ticket:1:a:b", "a:b"),
        ("ticket:11:lighting", None),
        ("ticket:2:lighting", None),
        ("nudge:1", None),
        ("", None),
    ],
)
def test_the_queue_of_a_card_is_read_from_its_key(key: str, queue: str | None) -> None:
    assert outgoing.queue_of_ticket_key(key, 1) == queue


@pytest.mark.parametrize(("key", "prompt"), [("prompt:12", 12), ("nudge:12", None), ("draft:12", None), ("", None)])
def test_a_question_is_read_from_its_key(key: str, prompt: int | None) -> None:
    assert outgoing.prompt_of_key(key) == prompt


@pytest.mark.parametrize(
    ("meaning", "stands_as"),
    [
        (AddedLater(1, "lighting", "x"), "nudge:1"),
        (HalfTime(1, "lighting"), "nudge:1"),
        (TicketCard(1, "lighting"), "the key"),
        (HowTo(), "the key"),
    ],
)
def test_the_nudges_of_a_ticket_stand_in_one_place_and_nothing_else_does(meaning: Meaning, stands_as: str) -> None:
    assert outgoing.standing_key(Outgoing("the key", 1, None, Precedence.ANSWER, meaning)) == stands_as


@pytest.mark.parametrize(("language", "spoken"), [("en", "en"), ("zh", "zh"), (None, "zh")])
async def test_a_rider_is_told_in_their_language_or_the_districts(
    case: Case, language: str | None, spoken: str
) -> None:
    reader = rider(language=language)
    assert outgoing.language_of_rider(case.deps, reader) == spoken
    told = outgoing.to_rider(case.deps, reader, HowTo(), "k", Precedence.STATUS, 5)
    assert told == Outgoing("k", 700, None, Precedence.STATUS, HowTo(), 5, silent=False, language=spoken)


async def test_a_group_is_told_in_its_topic_and_with_a_sound_unless_said_otherwise(case: Case) -> None:
    loud = outgoing.to_group(case.deps, GROUP, HowTo(), "k", Precedence.TICKET)
    assert loud == Outgoing("k", -5, 6, Precedence.TICKET, HowTo(), language="zh")
    silent = outgoing.to_group(case.deps, GROUP, HowTo(), "k", silent=True)
    assert silent == Outgoing("k", -5, 6, Precedence.ANSWER, HowTo(), silent=True, language="zh")


async def test_an_answer_is_sent_each_time_and_goes_first(case: Case) -> None:
    reader = await case.rider()
    for _ in range(2):
        await case.do(outgoing.answer, reader, HowTo())
    told = waiting(case)
    assert [(each.chat_id, each.precedence, each.meaning) for each in told] == [(700, Precedence.ANSWER, HowTo())] * 2
    assert len({each.key for each in told}) == 2
    assert all(each.key.startswith("answer:") for each in told)
    group = [outgoing.to_group(case.deps, GROUP, HowTo()).key for _ in range(2)]
    assert len({*group, *waiting_keys(case)}) == 4


def test_a_removal_goes_to_the_chat_of_the_message_after_everything_else() -> None:
    assert outgoing.removal(-5, 8, 3) == Outgoing("removal:-5:8", -5, None, Precedence.DELETE, Removal(8), 3)
    assert outgoing.removal(-5, 8).not_before == 0


async def test_a_card_and_its_location_key_go_to_the_rider_at_their_time(case: Case) -> None:
    reader = rider()
    assert outgoing.draft_card(case.deps, reader, 4, 9) == Outgoing(
        "draft:4", 700, None, Precedence.ANSWER, DraftCard(4), 9, language="zh"
    )
    assert outgoing.location_asked(case.deps, reader, 4, 9) == Outgoing(
        "location:7", 700, None, Precedence.ANSWER, LocationKey(4), 9, language="zh"
    )
    assert outgoing.draft_card(case.deps, reader, 4).not_before == 0
    assert outgoing.location_asked(case.deps, reader, 4).not_before == 0
