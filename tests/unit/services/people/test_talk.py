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
