"""Finding a danger to life in a text."""

from collections.abc import Iterable

from domain.language.dangers import Danger
from domain.language.lexicon import Lexicon
from domain.language.phrases import parse_phrase
from domain.language.spelling import normalise


class DangerReader:
    """Finds the danger that a text names; it keeps no state between texts.

    Raises:
        ValueError: A phrase cannot be read; the message contains it.
    """

    def __init__(self, dangers: Iterable[Danger]) -> None:
        self._by_word: dict[str, Danger] = {}
        for danger in dangers:
            for phrase in map(parse_phrase, (*danger.words_zh, *danger.words_en)):
                for word in phrase.parts[0]:
                    self._by_word.setdefault(word, danger)
        self._lexicon = Lexicon(self._by_word)

    def find(self, text: str) -> Danger | None:
        """Return the danger that a text tells of as present; None for an ordinary text.

        Takes time linear in the text's length.
        """
        found = self._lexicon.find(normalise(text))
        return self._by_word[found[0].word] if found else None
