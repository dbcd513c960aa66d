"""The menus on a ticket's card: most belong to a transition and bear its name."""

from typing import Final

CORRECT_CATEGORY: Final = "category"
"""The menu in which the category is corrected, as cards of before call it."""

MORE: Final = "more"
"""The menu of the keys that are needed less often."""


def parse_menu(menu: str) -> tuple[str, str]:
    """Return the name of a card's menu, and its page, counted from 0, what was chosen so far, or who opened it."""
    name, _, part = menu.partition(".")
    return name, part
