"""How a message's meaning lies in the outbox: JSON tagged `meaning`, with names that outlive those of the classes."""

from cattrs.strategies import configure_tagged_union

from domain.messages import (
    Album,
    Digest,
    DraftCard,
    LocationKey,
    Meaning,
    Notice,
    Nudge,
    Pin,
    Prompt,
    Removal,
    TicketCard,
)
from storage.repositories.rows import documents, read_json, write_json

KINDS: dict[type[Meaning], str] = {
    DraftCard: "draft_card",
    LocationKey: "location_key",
    TicketCard: "ticket_card",
    Album: "album",
    Pin: "pin",
    Nudge: "nudge",
    Prompt: "prompt",
    Notice: "notice",
    Digest: "digest",
    Removal: "removal",
}

CARDS = (DraftCard, LocationKey, TicketCard)
"""What keeps one key for life and is armed again by each change."""

configure_tagged_union(Meaning, documents, tag_generator=lambda cls: KINDS[cls], tag_name="meaning")


def write_meaning(meaning: Meaning) -> str:
    """The meaning as JSON text."""
    return write_json(meaning, Meaning)


def read_meaning(text: str) -> Meaning:
    """The meaning behind JSON text."""
    meaning: Meaning = read_json(text, Meaning)
    return meaning
