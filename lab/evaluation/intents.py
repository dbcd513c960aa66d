"""Measures how often it is known what a text is for, as the bot knows it: by the table and the suggester together."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from domain.language.intents import Intent, IntentReader, weighed
from domain.language.suggestion import Suggester
from files.csv_rows import Record
from files.csv_slugs import refuse_unlisted


def measure(records: Iterable[Record], suggester: Suggester) -> dict[str, Any]:
    """Return the share of texts whose intent was found, that of each intent, and the others, as plain data.

    Raises:
        BadValue: An intent is none of `Intent`.
    """
    read = [(record.values["text"], record.values["intent"]) for record in records]
    refuse_unlisted((intent for _, intent in read), list(Intent))
    reader = IntentReader()
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses = []
    for text, intent in read:
        if not intent:
            continue
        found = weighed(reader.read(text), suggester.read(text).opens)
        if found is Intent.HOWTO and intent == Intent.NONE:  # tables may not tell these from the rest
            found = Intent.NONE
        rows[intent] += 1
        right[intent] += found == intent
        if found != intent:
            misses.append({"text": text, "intent": intent, "found": found.value})
    return {
        "rows": len(read),
        "without_truth": len(read) - rows.total(),
        "accuracy": _share(right.total(), rows.total()),
        "by_intent": {intent.value: _share(right[intent], rows[intent]) for intent in Intent if intent in rows},
        "misses": misses,
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None
