"""What is answered, and passed on, of what riders say besides reports."""

import pytest

from domain.language.intents import Intent
from domain.reporting.incoming_message import IncomingMessage
from services.people import talk
from tests.usecases import GROUPS, Case


@pytest.mark.parametrize("intent", [Intent.COMPLAINT, Intent.PERSON])
@pytest.mark.parametrize("dictated", [True, False])
async def test_supervisors_see_which_words_a_machine_wrote_down(case: Case, intent: Intent, *, dictated: bool) -> None:
    rider = await case.rider()
    said = IncomingMessage(case.numbers.new(), "你们到底管不管", dictated=dictated)
    await case.do(talk.answer_talk, rider, said, intent)
    (told,) = await case.told(GROUPS["supervisors"])
    assert ("🎤 听写：你们到底管不管" in told.text) is dictated


async def test_how_reporting_works_is_told_with_the_way_into_the_draft_that_is_open(case: Case) -> None:
    rider = await case.rider()
    asked = IncomingMessage(case.numbers.new(), "怎么上报")
    await case.do(talk.answer_talk, rider, asked, Intent.HOWTO)
    (told,) = await case.told(rider.chat_id)
    assert "拍一张" in told.text
    assert "卡片" not in told.text
    await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.told(rider.chat_id)
    await case.do(talk.answer_talk, rider, asked, Intent.HOWTO)
    (told,) = await case.told(rider.chat_id)
    assert "没写进刚才那件" in told.text
    assert "回复它的卡片" in told.text
