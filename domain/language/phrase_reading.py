"""Reading a text by the catalogue's phrases: finds the problem, not the things near it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, Protocol

from domain.language.lexicon import Lexicon, Mention
from domain.language.phrase_patterns import (
    BEFORE_LANDMARK,
    BEHIND_LANDMARK,
    BESIDE_IN_ENGLISH,
    CHATTER,
    LONGEST_BESIDE,
    NEGATIONS,
    NOT_NEGATIONS,
    NOTHING_MORE,
    OWN_AFFAIRS,
    SETTLED,
    UNSETTLED,
    WISHES,
)
from domain.language.phrases import Phrase, name_phrases, parse_phrase
from domain.language.spelling import Speller

OTHER: Final = "other"
"""The category of problems that the catalogue lacks."""

PROBLEM: Final = 0.4
"""Scores of at least this name a problem; lower ones only hint at a thing."""

_HINT: Final = 0.3

_BY_PARTS: Final = (0.6, 0.85, 1.0)  # a phrase of one, two, three parts or more
_LANDMARK: Final = 0.4  # for a thing that only gives the place
_TAIL: Final = 0.8  # for a thing that begins within another word: the 管子 of 供暖管子
_NEXT_CLAUSE: Final = 0.6  # for parts in neighbouring clauses; parts farther apart do not belong together
_WINDOW: Final = 8  # words before and after a thing that are searched for its state
_REACH: Final = 30  # this many characters between the parts halve their weight


class Described(Protocol):
    """The parts of a category that are read; `domain.district.catalogue.Category` has them."""

    @property
    def slug(self) -> str:
        """The slug."""

    @property
    def zh(self) -> str:
        """The Chinese name."""

    @property
    def en(self) -> str:
        """The English name."""

    @property
    def words_zh(self) -> tuple[str, ...]:
        """The Chinese phrases, in the grammar of `domain.language.phrases`."""

    @property
    def words_en(self) -> tuple[str, ...]:
        """The English phrases."""


class _Meaning(NamedTuple):
    """A possible meaning of a thing: the category, and the states that must also be mentioned nearby."""

    slug: str
    states: tuple[frozenset[str], ...]
    hint: bool

    @property
    def vague(self) -> bool:
        """Whether a thing alone, or a state without a thing, is enough."""
        return self.hint or self.slug == OTHER


class PhraseReader:
    """Reads texts by the phrases of a catalogue; it keeps no state between texts.

    Raises:
        ValueError: A phrase cannot be read; the message contains it.
    """

    def __init__(self, categories: Iterable[Described]) -> None:
        phrases = [(category.slug, phrase) for category in categories for phrase in _phrases_of(category)]
        words = frozenset().union(*(part for _, phrase in phrases for part in phrase.parts))
        longer = _longer_words(words)
        self._meanings: defaultdict[str, list[_Meaning]] = defaultdict(list)
        for slug, phrase in phrases:
            states = tuple(frozenset().union(part, *(longer[word] for word in part)) for part in phrase.parts[1:])
            for thing in phrase.parts[0]:
                self._meanings[thing].append(_Meaning(slug, states, phrase.hint))
        vocabulary = words | CHATTER | OWN_AFFAIRS | SETTLED | UNSETTLED
        self._lexicon = Lexicon(vocabulary)
        self._speller = Speller(token for word in vocabulary for token in word.rstrip("*").split())

    def weigh(self, text: str) -> dict[str, float]:
        """Return the best score (0 to 1) of each category that a normalised text may mean, in order of mention.

        Takes time linear in the text's length.
        """
        read = self._speller.correct(text)
        mentions = self._lexicon.find(read)
        silent = _silent_clauses(mentions, read)
        own = {mention.clause for mention in mentions if mention.word in OWN_AFFAIRS}
        said = [mention for mention in mentions if mention.clause not in silent and not _is_negated(mention, read)]
        scores: dict[str, float] = {}
        for index, thing in enumerate(said):
            if thing.word not in self._meanings:
                continue
            near = said[max(0, index - _WINDOW) : index + _WINDOW + 1]
            weight = _weight_of(thing, said[index - 1] if index else thing, read)
            for meaning in self._open_meanings(thing, near, vague=weight == 1 and thing.clause not in own):
                score = _hint(thing, read) if meaning.hint else _score(meaning, thing, near, weight)
                scores[meaning.slug] = max(score, scores.get(meaning.slug, 0.0))
        return {slug: score for slug, score in scores.items() if score}

    def _open_meanings(self, thing: Mention, near: Sequence[Mention], *, vague: bool) -> Iterator[_Meaning]:
        """Yield the meanings of a thing whose states are all mentioned nearby; vague ones if allowed."""
        heard = {mention.word for mention in near}
        for meaning in self._meanings[thing.word]:
            if (vague or not meaning.vague) and not any(map(heard.isdisjoint, meaning.states)):
                yield meaning


def _phrases_of(category: Described) -> Iterator[Phrase]:
    yield from map(parse_phrase, (*category.words_zh, *category.words_en))
    if category.slug != OTHER:
        yield from (*name_phrases(category.zh), *name_phrases(category.en))


def _longer_words(words: AbstractSet[str]) -> dict[str, list[str]]:
    """Return, for each word, the words that begin with it and mean the same: 掉 and 掉下来, leak* and leaking."""
    longer: dict[str, list[str]] = {word: [] for word in words}
    for word in words:
        for end in range(1, len(word) + 1):
            start = word[:end]
            if start in longer and end < len(word) and (word[end] == " " or not start.isascii()):
                longer[start].append(word)
            if f"{start}*" in longer:
                longer[f"{start}*"].append(word)
    return longer


def _silent_clauses(mentions: Iterable[Mention], text: str) -> set[int]:
    """Return the clauses that are chatter or say that a problem is solved.

    If the latter name no thing, the previous clause is included.
    """
    chatter, settled, unsettled, naming = set(), set(), set(), set()
    for mention in mentions:
        if mention.word in CHATTER:
            chatter.add(mention.clause)
        elif mention.word in SETTLED and not _is_negated(mention, text, NEGATIONS + WISHES):
            settled.add(mention.clause)
        elif mention.word in UNSETTLED:
            unsettled.add(mention.clause)
        else:
            naming.add(mention.clause)
    settled -= unsettled
    return chatter | settled | {clause - 1 for clause in settled - naming}


def _is_negated(mention: Mention, text: str, negations: tuple[str, ...] = NEGATIONS) -> bool:
    start = mention.start
    return text.endswith(negations, 0, start) and not text.endswith(NOT_NEGATIONS, 0, start)


def _weight_of(thing: Mention, previous: Mention, text: str) -> float:
    """Return the weight of a thing by its position in the text; 1 if nothing reduces it."""
    weight = _LANDMARK if _is_landmark(thing, text) else 1.0
    return weight * _TAIL if previous.start < thing.start < previous.end else weight


def _is_landmark(thing: Mention, text: str) -> bool:
    """Return whether the thing only tells where the problem is."""
    word, start, end, _ = thing
    if word[0].isascii():
        return BESIDE_IN_ENGLISH.search(text, max(0, start - LONGEST_BESIDE), start) is not None
    return text.endswith(BEFORE_LANDMARK, 0, start) or BEHIND_LANDMARK.match(text, end) is not None


def _hint(thing: Mention, text: str) -> float:
    return _HINT if NOTHING_MORE.match(text, thing.end) else 0.0


def _score(meaning: _Meaning, thing: Mention, near: Sequence[Mention], weight: float) -> float:
    """Return how surely the thing has that meaning: more states nearby, and closer ones, score higher."""
    spoken = [thing]
    for state in meaning.states:
        candidates = [mention for mention in near if mention.word in state and mention not in spoken]
        if not candidates:
            return 0.0
        spoken.append(min(candidates, key=lambda mention: _distance(thing, mention)))
    clauses_apart = max(abs(thing.clause - mention.clause) for mention in spoken)
    if clauses_apart > 1:
        return 0.0
    start, end = min(mention.start for mention in spoken), max(mention.end for mention in spoken)
    gap = end - start - sum(mention.end - mention.start for mention in spoken)
    weight *= _BY_PARTS[min(len(spoken), len(_BY_PARTS)) - 1] * _NEXT_CLAUSE**clauses_apart / (1 + gap / _REACH)
    return PROBLEM + (1 - PROBLEM) * weight


def _distance(thing: Mention, state: Mention) -> tuple[int, int]:
    """Return the clauses, then the characters, between the two."""
    return abs(thing.clause - state.clause), max(thing.start, state.start) - min(thing.end, state.end)
