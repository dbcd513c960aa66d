"""Secrets in texts that are printed or logged: whatever looks like one is blotted out, wherever it stands."""

import re
from typing import Final

_BLOTS: Final = (
    # a bot's token, also with its colon as an address writes it, once or more times over
    (re.compile(r"(?<!\d)\d{4,}(?::|%(?:25)*3A)[A-Z0-9_-]{20,}", re.IGNORECASE), "[token]"),
    # the key in a request's head
    (re.compile(r"(?i)(\bbearer\s+)[^\s'\"]+"), r"\1[secret]"),
    # the password of an address, with whatever stands in it
    (re.compile(r"(?<=://)([^\s/@:'\"]*):[^\s'\"]*@"), r"\1:[secret]@"),
    # keys in the query of an address, and the password of a database named otherwise
    (re.compile(r"(?i)([?&](?:[a-z_]*key|ak|sk|tk|[a-z_]*token|secret|sig|signature)=)[^\s&'\"]+"), r"\1[secret]"),
    (re.compile(r"(?i)(\b(?:password|passwd|pwd)\s*=\s*)[^\s&'\";]+"), r"\1[secret]"),
)


def blotted(text: str) -> str:
    """Return the text without bot tokens, passwords of addresses, and keys in their queries."""
    for pattern, blot in _BLOTS:
        text = pattern.sub(blot, text)
    return text
