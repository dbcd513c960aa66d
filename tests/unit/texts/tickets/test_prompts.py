"""Questions to one member of staff."""

import pytest

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


def _asked(action: str, name: str = "王<师傅>", *, may_resolve: bool = True) -> PromptView:
    prompt = Prompt(
        LARGEST_ID, 1, "lighting", action, -100, None, 5_000_000_000, name, 77, "", (), PromptStage.OPEN, NOW, NOW
    )
    return PromptView(prompt, report(), may_resolve)


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
    offered = labels(prompts.prompt(_asked("reply", may_resolve=False), locale(language)))
    assert all(wording in label for wording, label in zip(wordings[1:], offered, strict=True))
