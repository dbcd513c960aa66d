"""Spots in English: numbered houses, entrances and floors, corners, and what lies beside a landmark."""

import re
from collections.abc import Iterator
from typing import Final

from domain.landmarks import EN_PLACES, EN_PRECISE, EN_ROADS, EN_THINGS

_NUMBER: Final = r"(?:no\.?\s?|number\s|\#\s?)?(?:\d{1,5}[a-z]?|(?-i:[A-Z]\d{0,3})|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_ORDINAL: Final = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|ground|top|upper|lower)"
_NOT_IN_A_NAME: Final = (
    r"(?!(?:is|are|was|were|has|have|had|and|or|but|for|with|on|in|at|of|to|from|by|this|there|here|it|i|we|they|not|no|"
    r"so|because|since|full|broken|out|that|which|who|when|please|next|near|behind|opposite|outside|beside|under|a|an|the|my|"
    r"blocked|leaking|missing|damaged|overflowing)\b)"
)
_ADJECTIVES: Final = rf"(?:{_NOT_IN_A_NAME}[a-z0-9'’-]{{1,15}}\s){{0,3}}?"
_THE: Final = r"(?:(?:the|a|an|our|my|that|this)\s)?"
_ROAD: Final = rf"(?-i:[A-Z])[\w'-]{{0,15}}(?:\s(?-i:[A-Z])[\w'-]{{0,15}}){{0,2}}?\s(?:{EN_ROADS})\b\.?"
_ROADISH: Final = rf"(?:{_ROAD}|(?-i:[A-Z])[\w'-]{{1,15}})"
_PROPER: Final = r"(?-i:[A-Z])[\w'-]{1,15}(?:\s(?-i:[A-Z])[\w'-]{1,15}){0,3}"
_LANDMARK: Final = rf"{_THE}{_ADJECTIVES}(?:{EN_PLACES}|{EN_THINGS})(?:\s(?:{EN_THINGS}))?\b"
_SIDE: Final = r"(?:(?:north|south|east|west)(?:[-\s]?(?:east|west))?(?:ern)?|left|right|back|front|rear|far|main|side)"
_BESIDE: Final = (
    r"(?:right\s|just\s|directly\s)?(?:behind|opposite|next\sto|besides?|outside|in\sfront\sof|across\sfrom|underneath|under|"
    r"below|above|near|close\sto|adjacent\sto|between|past|by|against|at\sthe\s(?:back|end|bottom|top|foot|side|rear|front)\sof)"
)
_NUMBERED: Final = (
    rf"(?:building|block|bldg\.?|tower|house|entrance|gate|unit|stairwell|staircase|lobby|shop|stall|exit|platform|lane|hall|wing|"
    rf"bay|level|floor|pole|lamp\s?post|lamppost|street\s?light|pillar|phase|zone|villa|dorm|pier|booth)\s{_NUMBER}"
)

_SPOT: Final = re.compile(
    rf"""
    \b(?:
      (?P<corner> (?:{_SIDE}\s)?(?:corner|junction|intersection|crossing|crossroads)\s(?:of|between)\s{_THE}{_ROADISH}\s?(?:and|&|with|/)\s?{_ROADISH}
        | {_ROAD}\s?(?:and|&|/|@|at|x)\s?{_ROADISH} )
    | (?P<numbered> {_NUMBERED} )
    | (?P<level> {_ORDINAL}\s(?:floor|storey|story|level|landing) | basement\s{_NUMBER} )
    | (?P<address> (?:no\.?\s?)?\d{{1,4}}[a-z]?,?\s{_ROAD} )
    | (?P<side> {_SIDE}\s(?:side|corner|gate|entrance|exit|end|door|wall)\sof\s(?:{_NUMBERED}|{_ROAD}|{_LANDMARK}|{_THE}{_PROPER}) )
    | (?P<beside> {_BESIDE}\s(?:{_NUMBERED}|{_THE}no\.?\s?\d{{1,4}}\b[a-z]?|{_ROAD}|{_LANDMARK}(?:\sof\s(?:{_NUMBERED}|{_ROAD}))?|{_THE}{_PROPER}) )
    | (?:at|in|on|inside|from)\s{_THE}(?P<precise> {_ADJECTIVES}(?:{EN_PRECISE})(?:\sof\s(?:{_NUMBERED}|{_ROAD}|{_LANDMARK}))?\b )
    | (?P<stop> (?:bus\s|tram\s|taxi\s)(?:stop|shelter)(?=\s{_BESIDE}\s) )
    )
    """.replace("\\ ", " "),
    re.VERBOSE | re.IGNORECASE,
)
_ROOM: Final = re.compile(r",?\s(?:room|flat|apt\.?|apartment|rm\.?)\s?\w{1,6}", re.IGNORECASE)
_JOINS: Final = re.compile(r"(?:,?\s|,|\s?[-/]\s?|\s(?:of|on|in|at|,)\s(?:the\s)?)")


def english_spots(text: str) -> Iterator[tuple[int, int, str]]:
    """Each spot with where it stands in a text."""
    start = end = -1
    for match in _SPOT.finditer(text):
        begins, ends = match.span(match.lastgroup or 0)
        if start >= 0 and _JOINS.fullmatch(text[end : match.start()]):
            end = ends
            continue
        if start >= 0:
            yield start, end, _tidy(text[start:end])
        start, end = begins, ends
    if start >= 0:
        yield start, end, _tidy(text[start:end])


def _tidy(words: str) -> str:
    """On one line, without the number of a flat."""
    return " ".join(_ROOM.sub("", words).split())
