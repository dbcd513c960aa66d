"""Words that people wrote, made inert: nothing in them acts on a tap, hides, or breaks out of its line."""

import re
import unicodedata
from typing import Final

_NEWLINE: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Controls, changes of the text's direction, blanks that show as nothing, lone surrogates, and tags."""

_JOINERS: Final = "\u180b-\u180f\u200c\u200d\ufe00-\ufe0f"
_LOOSE: Final = re.compile(
    rf"(?:(?<=\s)|^)[{_JOINERS}]+|(?<=[{_JOINERS}]{{2}})[{_JOINERS}]+|(?<=[\x21-\x7e])[\u200c\u200d]+"
)
"""Joiners and variants of nothing, and floods of them; emoji, Mongolian and Persian words keep theirs."""

_BLANKS: Final = re.compile(r"[^\S\n]+")
_NEWLINES: Final = re.compile(r"\s*\n\s*")
_MARKS: Final = 4
"""The most combining marks on one character; no script needs more."""

_ACTS: Final = re.compile(
    r"[@＠#＃$](?=\w)"  # a mention, e-mail address, hashtag or cashtag
    r"|/(?=[A-Za-z_])|(?<!\w)/(?=\d)"  # a command
    r"|:(?=//)"  # a link with its scheme, such as tg://
    r"|\.(?=[^\W\d_])|\.(?=\d+\.\d+\.\d)"  # a link without one
)
_PLAIN: Final = re.compile(
    r"(?:[0-9A-Za-z\u4e00-\u9fff!%&'()*+,;:<=>?~·—–…±、。《》「」！（），：；？-]++"
    r"|\.(?![^\W\d_]|\d+\.\d)|(?<=\S)[ ](?=\S))*+"
)
"""Most names, places and times: all of this is inert as it is."""

_BREAK: Final = "\u2060"
"""A word joiner: shown as nothing, and no part of what Telegram takes for a link (tdlib, `MessageEntity.cpp`)."""


def inert(text: str) -> str:
    """Return the text as people see it, with no mention, tag, command or link that Telegram would make of it.

    Control characters, changes of direction, floods of marks and of empty lines are left out. Telephone numbers stay:
    staff may have to call them.
    """
    if _PLAIN.fullmatch(text):
        return text
    seen = _LOOSE.sub("", _UNSEEN.sub("", _NEWLINE.sub("\n", text)))
    tidy = _NEWLINES.sub("\n", _BLANKS.sub(" ", _few_marks(seen))).strip()
    return _ACTS.sub(lambda found: found[0] + _BREAK, tidy)


def one_line(text: str) -> str:
    """Return the text inert and in one line, such as a name."""
    return inert(text).replace("\n", " ")


def _few_marks(text: str) -> str:
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if run <= _MARKS:
            kept.append(character)
    return "".join(kept)
