"""Spots in English: numbered buildings, entrances and floors, corners, and positions beside landmarks."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from domain.language.landmarks import EN_PLACES, EN_PRECISE, EN_ROADS, EN_STARTS, EN_THINGS

_NUMBER: Final = (
    r"(?:no\.?\s?|number\s|\#\s?)?"
    r"(?:\d{1,5}[a-z]?|(?-i:[A-Z]\d{0,3})|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?!%|[:./-]\d|\s?(?:am|pm|o'clock|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|times?|"
    r"met(?:er|re)s?|km|percent)\b)"  # the street light 3 days out, gate 11:30
)
_ORDINAL: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"ground|top|upper|lower)"
)
_NO_NAME: Final = (
    r"(?!(?:is|are|was|were|has|have|had|and|or|but|for|with|on|in|at|of|to|from|by|this|there|here|it|i|we|they|not|"
    r"no|so|because|since|full|broken|out|that|which|who|when|please|next|near|behind|opposite|outside|beside|under|a|"
    r"an|the|my|blocked|leaking|missing|damaged|overflowing)\b)"
)
_ADJECTIVES: Final = rf"(?:{_NO_NAME}[a-z0-9'-]{{1,15}}\s){{0,3}}?"
_THE: Final = r"(?:(?:the|a|an|our|my|that|this)\s)?"
_ROAD: Final = rf"(?-i:[A-Z])[\w'-]{{0,15}}(?:\s(?-i:[A-Z])[\w'-]{{0,15}}){{0,2}}?\s(?:{EN_ROADS})\b\.?"
_ANY_ROAD: Final = rf"(?:{_ROAD}|(?-i:[A-Z])[\w'-]{{1,15}})"
_PROPER: Final = r"(?-i:[A-Z])[\w'-]{1,15}(?:\s(?-i:[A-Z])[\w'-]{1,15}){0,3}"
_SIDE: Final = (
    r"(?:(?:north|south|east|west)(?:[-\s]?(?:east|west))?(?:ern)?|[ns][ew]|left|right|back|front|rear|far|main|side)"
)
_LANDMARK: Final = (
    rf"{_THE}{_ADJECTIVES}(?:{EN_PLACES}|{EN_THINGS})(?:'s)?\b(?:\s(?:{_SIDE}\s)?(?:{EN_THINGS}|{EN_PLACES})\b)?"
)
_BESIDE: Final = (
    r"(?:right\s|just\s|directly\s)?(?:behind|opposite|next\sto|besides?|outside|in\sfront\sof|across\sfrom|underneath|"
    r"under|below|above|near|close\sto|adjacent\sto|between|past|by|against|"
    r"(?:\w{1,6}\s)?doors?\sdown\sfrom|at\sthe\s(?:back|end|bottom|top|foot|side|rear|front)\sof)"
)
_NUMBERED: Final = (
    r"(?:building|block|bldg\.?|tower|house|entrance|gate|unit|stairwell|staircase|lobby|shop|stall|exit|platform|lane|"
    r"hall|wing|bay|level|floor|pole|lamp\s?post|street\s?light|pillar|phase|zone|villa|dorm|pier|booth)"
    rf"\s{_NUMBER}"
)
_ADDRESS: Final = rf"(?:(?:no\.?\s?)?\d{{1,4}}[a-z]?,?\s{_ROAD}|no\.?\s?\d{{1,4}}\b[a-z]?)"
_MEETING: Final = r"(?:corner|junction|intersection|crossing|crossroads)\s(?:of|between)"
_OBJECT: Final = rf"(?:{_NUMBERED}|{_ROAD}|{_THE}{_ADDRESS}|{_LANDMARK}|{_THE}{_PROPER})"


@cache
def _spot() -> re.Pattern[str]:
    """Return the pattern of all kinds of spots, compiled when English is first met: it takes 30 ms."""
    return re.compile(
        rf"""
      (?P<corner> (?:{_SIDE}\s)?{_MEETING}\s{_THE}{_ANY_ROAD}\s?(?:and|&|with|/)\s?{_ANY_ROAD}
        | {_ROAD}\s?(?:and|&|/|@|at|x)\s?{_ANY_ROAD} )
    | (?P<numbered> {_NUMBERED} )
    | (?P<level> {_ORDINAL}\s(?:floor|storey|story|level|landing)(?:\s(?:{EN_PRECISE}))?\b | basement\s{_NUMBER} )
    | (?P<address> {_ADDRESS}(?<=[a-z.]) )
    | (?P<side> {_SIDE}\s(?:side|corner|gate|entrance|exit|end|door|wall)\sof\s{_OBJECT} )
    | (?P<beside> {_BESIDE}\s{_OBJECT}(?:\s(?:of|and)\s{_OBJECT})? )
    | (?:at|in|on|inside|from|over)\s{_THE}(?!(?:{_SIDE}\s)?{_MEETING})
        (?P<precise> {_ADJECTIVES}(?:{EN_PRECISE})\b(?:\sof\s{_OBJECT})? )
    | (?P<stop> (?:bus\s|tram\s|taxi\s)(?:stop|shelter)(?=\s{_BESIDE}\s) )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


# No spot begins with the rest of 11:30, 3.50 or 11/30, nor with a price.
_WORD: Final = re.compile(r"(?<![A-Za-z0-9])(?<!\d[:./])(?<![$£€¥])[A-Za-z0-9][A-Za-z0-9'-]*")
_ROOM: Final = re.compile(r",?\s(?:room|flat|apt\.?|apartment|rm\.?)\s?\w{1,6}", re.IGNORECASE)
_BUILDINGS: Final = (
    re.compile(rf"\b(?:building|block|bldg\.?|tower|house|villa|dorm|wing)\s{_NUMBER}", re.IGNORECASE),
    re.compile(_ADDRESS, re.IGNORECASE),
)
_WITHIN: Final = (
    re.compile(rf"\b(?:unit|entrance|stairwell|staircase|lobby|level|floor)\s{_NUMBER}", re.IGNORECASE),
    re.compile(rf"\b(?:{_ORDINAL}\s(?:floor|storey|story|level|landing)|basement)\b", re.IGNORECASE),
)
_JOINS: Final = re.compile(r",?\s?|,|\s?[-/]\s?|,?\s(?:of|on|in|at)\s(?:the\s)?")


def english_spots(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each spot in a text: its start, its end and its words."""
    start = end = -1
    for begins, ends in _found(text):
        if start >= 0 and _JOINS.fullmatch(text[end:begins]):
            end = ends
            continue
        if start >= 0:
            yield start, end, _tidy(text[start:end])
        start, end = begins, ends
    if start >= 0:
        yield start, end, _tidy(text[start:end])


def english_rooms(spot: str) -> bool:
    """Return whether a spot names a building and a part of it."""
    return all(any(part.search(spot) for part in parts) for parts in (_BUILDINGS, _WITHIN))


def _found(text: str) -> Iterator[tuple[int, int]]:
    past = 0
    for word in _WORD.finditer(text):
        first = word[0]
        if word.start() < past or not (first.lower() in EN_STARTS or first[0].isdigit() or first[0].isupper()):
            continue
        match = _spot().match(text, word.start())
        if match is not None:
            yield match.span(match.lastgroup or 0)
            past = match.end()


def _tidy(words: str) -> str:
    """Return the words on one line, without the number of a flat."""
    return " ".join(_ROOM.sub("", words).split())
