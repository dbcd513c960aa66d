"""A rider's first meeting, agreement, language and digest, and whether the bot can reach them."""

from dataclasses import replace
from hashlib import sha256
from itertools import product
from typing import Any

import pytest

from domain.errors import ConsentMissing
from domain.people.messages import AgreeFirst, KeptUntilAgreed, LanguageAsked, Welcome
from domain.people.riders import CONSENT_VERSION, Rider, Terms
from services.people import riders
from tests.tables import rows_of, waiting, waiting_keys
from tests.usecases import HERE, START, Case


async def kept(case: Case, rider: Rider) -> Rider | None:
    return await case.database.read(lambda tx: tx.riders.get(rider.id))


async def test_at_the_first_message_somebody_becomes_a_rider_who_has_agreed_to_nothing(case: Case) -> None:
    met = await case.do(riders.meet, 900, "en-GB")
    assert met == Rider(met.id, 900, "en", 0, muted=False, reachable=True, last_place=None, last_place_at=None,
                        created_at=START)  # fmt: skip
    assert not met.agreed(Terms())
    assert await kept(case, met) == met


async def test_who_was_met_before_is_the_same_rider_and_keeps_their_language(case: Case) -> None:
    known = await case.rider(language="zh")
    assert await case.do(riders.meet, known.chat_id, "en") == known
    assert len(rows_of(case, "select id from rider where id > 0")) == 1


async def test_who_writes_again_is_reachable_again(case: Case) -> None:
    rider = await case.rider(reachable=False, last_place=HERE, last_place_at=START)
    met = await case.do(riders.meet, rider.chat_id, None)
    assert met == replace(rider, reachable=True)
    assert await kept(case, rider) == met


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh", "zh"), ("zh-hans", "zh"), ("ZH-TW", "zh"), ("en-GB", "en"), ("de", None), ("zho", None), ("", None),
     (None, None)],
)  # fmt: skip
def test_telegrams_language_is_ours_or_none(tag: str | None, language: str | None) -> None:
    assert riders.language_of(tag) == language


@pytest.mark.parametrize(("consent", "agreed"), [(0, False), (CONSENT_VERSION - 1, False), (CONSENT_VERSION, True)])
async def test_the_first_screen_asks_whoever_has_not_agreed_to_the_current_terms(
    case: Case, consent: int, *, agreed: bool
) -> None:
    await case.do(riders.welcome, await case.rider(consent=consent))
    assert [each.meaning for each in waiting(case)] == [Welcome(agreed)]


@pytest.mark.parametrize("has_draft", [True, False])
async def test_agreeing_is_kept_and_shows_the_draft_that_waited(case: Case, *, has_draft: bool) -> None:
    rider = await case.rider(consent=0)
    draft = await case.sends(rider, position=HERE) if has_draft else None
    await case.told()
    agreed = await case.do(riders.agree, rider, 33, "")
    assert agreed == replace(rider, consent=CONSENT_VERSION)
    assert await kept(case, rider) == agreed
    answer, *card = waiting(case)
    assert answer.meaning == Welcome(agreed=True, waits=has_draft, edits=33)
    assert [each.key for each in card] == ([f"draft:{draft}"] if has_draft else [])


async def asked(case: Case, rider: Rider, *once: str) -> list[str]:
    """What whoever has not agreed is told to messages that come at once."""
    before = len(waiting(case))
    for each in once:
        await case.do(riders.ask_to_agree, rider, KeptUntilAgreed(), each)
    return [each.meaning.name for each in waiting(case)[before:]]


async def test_the_first_screen_comes_once_and_then_one_line_a_minute(case: Case) -> None:
    rider = await case.rider(consent=0)
    assert await asked(case, rider, "message:1") == ["welcome"]
    assert await asked(case, rider, *[f"message:{number}" for number in range(2, 12)]) == ["kept_until_agreed"]
    case.clock.at += 60_000
    assert await asked(case, rider, "message:12", "message:12") == ["kept_until_agreed"]
    assert await asked(case, await case.rider(8, consent=0), "message:1") == ["welcome"]


@pytest.mark.parametrize(
    ("line", "kept"), [(KeptUntilAgreed(reply_to=5), True), (AgreeFirst(reply_to=5), False)], ids=["kept", "lost"]
)
async def test_a_strangers_first_screen_answers_what_they_sent(
    case: Case, line: KeptUntilAgreed | AgreeFirst, *, kept: bool
) -> None:
    await case.do(riders.ask_to_agree, await case.rider(consent=0), line, "message:5")
    assert [each.meaning for each in waiting(case)] == [Welcome(waits=kept, lost=not kept, reply_to=5)]


@pytest.mark.parametrize(
    ("rider", "news"),
    [
        ({"consent": CONSENT_VERSION - 1, "photos_to": "a.cn"}, ("terms",)),
        ({"photos_to": "old.cn"}, ("photos",)),
        ({"consent": 0, "created_at": START - 86_400_000}, ()),
    ],
    ids=["another version", "another host", "met before"],
)
async def test_whoever_knows_the_bot_is_asked_in_brief_and_hears_what_is_new(
    case: Case, rider: dict[str, Any], news: tuple[str, ...]
) -> None:
    case.deps = replace(case.deps, photos_to="a.cn")
    known = await case.rider(**rider)
    await case.do(riders.ask_to_agree, known, KeptUntilAgreed(reply_to=5), "message:5")
    await case.do(riders.agree, known, 33, riders.terms_mark(case.deps.terms))
    assert [each.meaning for each in waiting(case)] == [
        Welcome(photos_to="a.cn", waits=True, brief=True, news=news, reply_to=5),
        Welcome(agreed=True, photos_to="a.cn", brief=True, edits=33),
    ]


async def test_an_album_is_answered_once_however_long_it_takes(case: Case) -> None:
    rider = await case.rider(consent=0)
    told = []
    for _ in range(5):
        told += await asked(case, rider, "album:1")
        case.clock.at += 61_000
    assert told == ["welcome"]
    assert await asked(case, rider, "album:2", "album:2") == ["kept_until_agreed"]


async def test_the_first_screen_comes_again_a_day_later_after_start_and_with_other_terms(case: Case) -> None:
    rider = await case.rider(consent=0)
    await case.do(riders.welcome, rider)
    assert await asked(case, rider, "message:1") == ["kept_until_agreed"], "it stands there since /start"
    case.deps = replace(case.deps, photos_to="a.cn")
    assert await asked(case, rider, "message:1") == ["welcome"]
    case.clock.at += 86_400_000
    assert await asked(case, rider, "message:2") == ["welcome"]


TERMS = [Terms(photos, voices) for photos, voices in product(("", "a.cn", "b.cn"), repeat=2)]


@pytest.mark.parametrize("agreed_to", TERMS)
@pytest.mark.parametrize("named", TERMS)
async def test_each_host_that_something_goes_to_is_agreed_to_by_its_name(
    case: Case, agreed_to: Terms, named: Terms
) -> None:
    case.deps = replace(case.deps, photos_to=named.photos_to, voices_to=named.voices_to)
    rider = await case.rider(photos_to=agreed_to.photos_to, voices_to=agreed_to.voices_to)
    await case.do(riders.welcome, rider)
    agreed = named.photos_to in {"", agreed_to.photos_to} and named.voices_to in {"", agreed_to.voices_to}
    assert [each.meaning for each in waiting(case)] == [Welcome(agreed, named.photos_to, named.voices_to)]


def test_no_two_terms_have_one_mark_and_photos_alone_have_that_of_before() -> None:
    assert len({riders.terms_mark(each) for each in TERMS}) == len(TERMS)
    assert riders.terms_mark(Terms()) == ""
    assert riders.terms_mark(Terms("a.cn")) == sha256(b"a.cn").hexdigest()[:10]


@pytest.mark.parametrize(
    ("mark", "named"),
    [
        ("", Terms("a.cn")),
        ("", Terms(voices_to="a.cn")),
        (riders.terms_mark(Terms("b.cn")), Terms("a.cn")),
        (riders.terms_mark(Terms("a.cn")), Terms("a.cn", "a.cn")),
        (riders.terms_mark(Terms("a.cn")), Terms(voices_to="a.cn")),
        ("nonsense", Terms()),
    ],
)
async def test_who_agrees_to_other_terms_than_todays_has_agreed_to_nothing(case: Case, mark: str, named: Terms) -> None:
    case.deps = replace(case.deps, photos_to=named.photos_to, voices_to=named.voices_to)
    rider = await case.rider(consent=0)
    with pytest.raises(ConsentMissing):
        await case.do(riders.agree, rider, 33, mark)
    assert await kept(case, rider) == rider


async def test_who_agrees_has_agreed_to_the_hosts_that_the_terms_name(case: Case) -> None:
    case.deps = replace(case.deps, photos_to="a.cn", voices_to="b.cn")
    rider = await case.rider(consent=0, photos_to="old.cn")
    agreed = await case.do(riders.agree, rider, 33, riders.terms_mark(case.deps.terms))
    assert (agreed.photos_to, agreed.voices_to) == ("a.cn", "b.cn")
    assert agreed.agreed(case.deps.terms)
    assert [each.meaning for each in waiting(case)] == [
        Welcome(agreed=True, photos_to="a.cn", voices_to="b.cn", edits=33)
    ]


@pytest.mark.parametrize(
    ("consent", "has_draft", "is_drawn"),
    [(CONSENT_VERSION, True, True), (CONSENT_VERSION, False, False), (0, True, False)],
)
async def test_another_language_redraws_the_question_and_an_open_draft(
    case: Case, consent: int, *, has_draft: bool, is_drawn: bool
) -> None:
    rider = await case.rider(consent=consent)
    draft = await case.sends(rider, position=HERE) if has_draft else None
    await case.told()
    changed = await case.do(riders.choose_language, rider, "en", 33)
    assert changed == replace(rider, language="en")
    assert await kept(case, rider) == changed
    answer, *card = waiting(case)
    assert (answer.meaning, answer.language) == (LanguageAsked(edits=33), "en")
    assert [(each.key, each.language) for each in card] == ([(f"draft:{draft}", "en")] if is_drawn else [])


async def test_a_receipt_goes_to_the_reporter_and_to_nobody_where_they_are_gone(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(riders.show_receipt, replace(report, rider_id=404))
    assert waiting(case) == []
    await case.do(riders.show_receipt, report)
    assert waiting_keys(case, 700) == [f"draft:{report.id}"]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("after", [True, False])
async def test_whether_a_rider_can_be_reached_is_kept(case: Case, *, before: bool, after: bool) -> None:
    rider = await case.rider(reachable=before)
    await case.database.write(lambda tx: riders.set_reachable(tx, rider.chat_id, reachable=after))
    assert await kept(case, rider) == replace(rider, reachable=after)


async def test_a_chat_of_no_rider_is_passed_over(case: Case) -> None:
    await case.database.write(lambda tx: riders.set_reachable(tx, 404, reachable=False))
    assert await case.database.read(lambda tx: tx.riders.by_chat(404)) is None
