"""Questions to one member of staff."""

from typing import Any

import pytest

from domain.tickets.lifecycle import Action
from domain.tickets.staff import Prompt, PromptStage
from playground.entities import parse_html, utf16_length
from services.tickets.views import PromptView
from tests.sample_views import (
    LANGUAGES,
    LARGEST_ID,
    NOW,
    labels,
    locale,
    report,
)
from texts.tickets import prompts


def _asked(action: str, name: str = "王<师傅>", *, late_for: str = "", **view: Any) -> PromptView:
    prompt = Prompt(
        LARGEST_ID, 1, "lighting", action, -100, None, 5_000_000_000, name, 77, "", (), PromptStage.OPEN, NOW, NOW,
        late_for=late_for,
    )  # fmt: skip
    offered = {"actions": (Action.RESOLVE, Action.HOLD), "may_tell": True, **view}
    return PromptView(prompt, report(), **offered)


@pytest.mark.parametrize("action", ["bounce", "hold", "resolve", "duplicate"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_mentions_who_pressed(action: str, language: str) -> None:
    screen = prompts.prompt(_asked(action), locale(language))
    text, entities = parse_html(screen.text)
    assert "王<师傅>" in text
    assert any("5000000000" in str(entity) for entity in entities)
    assert screen.replies_to == 77
    assert 0 < utf16_length(screen.asks) <= 64


@pytest.mark.parametrize(("language", "wordings"), [
    ("zh", ["已解决", "转给上报人", "内部备注"]),
    ("en", ["Resolved", "Send to the rider", "Note for staff"]),
])  # fmt: skip
def test_a_reply_to_the_card_offers_only_what_is_allowed_now(language: str, wordings: list[str]) -> None:
    offered = labels(prompts.prompt(_asked("reply"), locale(language)))
    assert all(wording in label for wording, label in zip(wordings, offered, strict=True))
    offered = labels(prompts.prompt(_asked("reply", actions=()), locale(language)))
    assert all(wording in label for wording, label in zip(wordings[1:], offered, strict=True))


@pytest.mark.parametrize(
    ("language", "told", "note"), [("zh", "不再转话", "内部备注"), ("en", "either way", "Note for staff")]
)
def test_after_thirty_days_a_reply_can_only_be_noted_and_its_writer_hears_so(
    language: str, told: str, note: str
) -> None:
    screen = prompts.prompt(_asked("reply", actions=(), may_tell=False), locale(language))
    assert told in screen.text
    (offered,) = labels(screen)
    assert note in offered


@pytest.mark.parametrize(("language", "told", "first"), [("zh", "过时了", "挂账"), ("en", "expired", "hold")])
def test_an_answer_that_comes_late_can_still_be_what_it_was_meant_for(language: str, told: str, first: str) -> None:
    screen = prompts.prompt(_asked("reply", late_for="hold"), locale(language))
    assert told in screen.text
    assert first in labels(screen)[0].lower()
    assert len(labels(screen)) == 4
    assert len(labels(prompts.prompt(_asked("reply", late_for="bounce"), locale(language)))) == 3
