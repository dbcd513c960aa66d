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


FIND: Final = "find"
"""In place of a page of queues: those that a name means, or the question for it."""


def parse_queues(part: str) -> tuple[int, str]:
    """Return the page of queues that a menu shows, and the words by which they are looked for; "" shows all."""
    page, _, words = part.partition(".")
    return (0, words) if page == FIND else (int(page or 0), "")
