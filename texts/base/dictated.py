"""Words that a machine wrote down are named as such, as it may have misheard them."""

from domain.reporting.drafts import DICTATED
from texts.base.locale import Locale


def note_of(note: str, locale: Locale) -> str:
    """Return a note, or words added later, with the remark before each recording's words that they were heard."""
    return note.replace(DICTATED, locale.plain("note.dictated"))
