"""Words of danger to a person: answered before anything else, in every state, and with nothing done before the key."""

import pytest

from playground.people import labels, words
from tests.town import CENTRE, Town, picture
from tests.watching import bot_messages, kept, rows, stands_still, tap

CALLED = {"zh": ("先打电话", "报给社区", "没有人守着"), "en": ("Call first", "Report the place", "nobody watches")}


@pytest.mark.parametrize(("language", "said"), [("zh", "我被车撞了"), ("en", "I was hit by a car")])
async def test_words_of_danger_are_answered_alone(town: Town, language: str, said: str) -> None:
    rider = await town.rider(language=language)
    await rider.text(said)
    call, report, nobody = CALLED[language]
    answer = await rider.wait_for(lambda m: report in labels(m))
    assert call in words(answer).split("\n")[0]
    assert "120" in words(answer)
    assert nobody in words(answer)
    assert len(words(answer).split("\n")) <= 5
    await stands_still(town)
    assert len(await bot_messages(town, rider.id)) == 2
