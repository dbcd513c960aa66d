"""Words by which people ask how this works, as long as nothing else stands beside them."""

import re
from typing import Final

from domain.language.spelling import normalise

_ASKING: Final = re.compile(r"\?+|(?:help|帮助|帮我|帮帮我|怎么用)[?!。.~ ]*")


def asks_for_help(text: str) -> bool:
    """Return whether a text is a bare *help*, or question marks alone."""
    return _ASKING.fullmatch(normalise(text)) is not None
