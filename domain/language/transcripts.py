"""What a speech recogniser wrote, without what it adds of its own: marks, sounds, and what it makes up of silence."""

import re
import unicodedata
from typing import Final

_LONGEST: Final = 4096
"""Characters that are read, as many as can be typed in a message: what writes more has gone wrong."""

_MARKS: Final = re.compile(r"<\|[^|<>]{0,40}\|>")
"""Languages, moods and events, as SenseVoice writes them where nobody has taken them out."""

_SOUNDS: Final = re.compile(r"\[[^\]]{0,40}\]|\([^)]{0,40}\)|【[^】]{0,40}】|（[^）]{0,40}）|\*[^*]{0,40}\*")
"""As [BLANK_AUDIO], （音乐） and *sighs*; nobody speaks in brackets."""

_MADE_UP: Final = re.compile(
    r"(?:[中简繁]?[体體文]?字幕[^。！？!?\n]{0,3}(?:由|提供|制作|製作|志愿|志願|组|組|社|by|：|:)[^。！？!?\n]*"
    r"|(?:谢谢|謝謝|感谢|感謝|多谢|多謝)[^。！？!?\n]{0,6}(?:观看|觀看|收看|收听|收聽)"
    r"|请不吝[^。！？!?\n]*|請不吝[^。！？!?\n]*|明[镜鏡]需要[^。！？!?\n]*|[优優]{2}[独獨]播[^。！？!?\n]*"
    r"|(?:我们|我們)?下(?:期|集|次)(?:视频|視頻|节目|節目)?(?:再见|再見)"
    r"|(?:点赞|點贊|订阅|訂閱)[^。！？!?\n]{0,12}(?:频道|頻道|转发|轉發)[^。！？!?\n]*"
    r"|\b(?:subtitles|captions|transcription|transcript|translation)\s+by\b[^\n]*"
    r"|\bthank(?:s|\s+you)[^.!?\n]{0,12}\s+for\s+(?:watching|listening|viewing)\b"
    r"|\b(?:see\s+you|i'll\s+see\s+you)\s+(?:in\s+the\s+next\s+(?:video|one)|next\s+time)\b"
    r"|\b(?:please\s+)?(?:like\s+and\s+)?subscribe\b[^.!?\n]*|(?:(?<![^\s。])[^\s。]*)?amara\.org[^\s。]*)[。.！!]*",
    re.IGNORECASE,
)
"""What Whisper ends its subtitles with in what it learned from; nobody says so of a street, wherever it stands."""

_ALONE: Final = re.compile(
    r"(?:谢谢|謝謝)(?:大家|你|您)?|再见|再見|拜拜|嗯+|啊+|呃+|哦+|的+"
    r"|the|you|so|oh|okay|yeah|bye(?: bye)?|thank you(?: very much)?|thanks",
    re.IGNORECASE,
)
"""What it writes of silence as well; it may be said, but then reports nothing."""

_LOOP: Final = re.compile(r"(.{1,24}?)\1{4,}")
"""One thing over and over, which counts once: it may be a cry for help."""

_CJK: Final = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_GAP: Final = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
"""Between two Chinese characters, where a segment ended; a place is cut in two by it."""


def words_of(transcript: str) -> str:
    """Return the words of a transcript in one line; "" if it is of silence, as far as can be told."""
    text = _SOUNDS.sub(" ", _MARKS.sub(" ", transcript[:_LONGEST]))
    text = "".join(" " if _is_unspoken(character) else character for character in text)
    text = " ".join(_MADE_UP.sub(" ", text).split())
    text = _GAP.sub("", text)
    said = " ".join("".join(each if each.isalnum() else " " for each in text).split())
    loop = _LOOP.fullmatch(said.replace(" ", ""))
    if loop is not None:
        text = said = loop[1]
    return "" if not said or _ALONE.fullmatch(said) else text


def _is_unspoken(character: str) -> bool:
    """Return whether it is a symbol such as a note or a face, or none at all: a control character, half a pair."""
    return unicodedata.category(character) in {"So", "Sk", "Cc", "Cf", "Cs", "Co", "Cn"}
