"""The weights of dangers: what they were learned from."""

import json

from districts.shipped import DANGER_WEIGHTS, WORDS, shipped_dangers
from domain.language.classifier import NONE
from domain.language.danger import DangerReader
from lab.training.captions import fingerprint_of
from lab.training.dangers import learning_texts


def test_the_shipped_weights_were_learned_from_the_shipped_sentences() -> None:
    """Where this fails after a change of the table or the sentences: `python -m lab.training.dangers`."""
    head = json.loads((WORDS / DANGER_WEIGHTS).read_text(encoding="utf-8").partition("\n")[0])
    texts = learning_texts()
    assert head["labels"] == [*sorted(danger.kind for danger in shipped_dangers()), NONE]
    assert head["figures"] == {"texts": len(texts), "fingerprint": fingerprint_of(texts)}


def test_no_ordinary_caption_that_is_learned_is_named_by_the_table() -> None:
    table = DangerReader(shipped_dangers())
    captions = [text for text in learning_texts() if text.slug == NONE and text.weight == 1]
    assert len(captions) > 10_000
    assert not [text.text for text in captions if table.find(text.text) is not None]
