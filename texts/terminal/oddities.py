"""What is odd in a photo's file, in words."""

from texts.base.wording import visible, words_of


def oddity_text(kind: str, written: str, language: str) -> str:
    """Return the sentence of an oddity; `written` is what stands in the file.

    Raises:
        KeyError: The kind has no wording.
    """
    return words_of(language).plain(f"oddity.{kind}", written=visible(written))
