"""What riders send in the two minutes after they submitted, without replying to anything, in both languages."""

import pytest

from playground.people import Person, labels, words
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import rows, stands_still, tap

PROBLEM = {"zh": "井盖不见了", "en": "manhole cover missing"}
OTHER = {"zh": "路灯不亮", "en": "sewage overflowing"}
WHERE = {"zh": "在东门旁边", "en": "next to the gate"}
SUBMIT = {"zh": "提交", "en": "Submit"}
ADDED = {"zh": "补充到", "en": "Added to"}
ADDITIONS = "select words from event where action = 'added' order by id"


async def submitted(town: Town, language: str, *, photo: bool) -> Person:
    """The rider of a report that was just submitted."""
    rider = await town.rider(language=language)
    if photo:
        await rider.photo(picture(), PROBLEM[language], as_document=True)
    else:
        await rider.text(PROBLEM[language])
        await town.card(rider, button=SUBMIT[language])
        await rider.location(*CENTRE)
    await tap(rider, await town.card(rider, has="新湖街道", button=SUBMIT[language]), SUBMIT[language])
    await rider.wait_for(lambda m: "DC-" in words(m))
    return rider


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_words_that_only_say_where_join_the_report_and_it_is_said(town: Town, language: str) -> None:
    rider = await submitted(town, language, photo=True)
    await rider.text(WHERE[language])
    await rider.wait_for(lambda m: ADDED[language] in words(m))
    assert rows(town, ADDITIONS) == [(WHERE[language],)]
    await rider.text(OTHER[language])
    await rider.wait_for(lambda m: SUBMIT[language] in labels(m))
    await stands_still(town)
    assert rows(town, ADDITIONS) == [(WHERE[language],)]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_report_without_a_photo_takes_the_first_and_the_next_opens_a_draft(town: Town, language: str) -> None:
    rider = await submitted(town, language, photo=False)
    await rider.photo(plain_picture())
    await rider.wait_for(lambda m: ADDED[language] in words(m))
    assert rows(town, "select count(*) from photo where report_id is not null") == [(1,)]
    await rider.photo(plain_picture("blue"))
    await rider.wait_for(lambda m: SUBMIT[language] in labels(m))
    await stands_still(town)
    assert rows(town, "select count(*) from photo where report_id is not null") == [(1,)]
