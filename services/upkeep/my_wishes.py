"""What a rider takes out of the wishes that they asked for or took."""

from domain.programme.wishes import Wish
from services.upkeep.plain_values import Record, utc_time


def wish_record(wish: Wish) -> Record:
    """Return what is kept of a wish for who asked for it."""
    return {
        **_known(wish),
        "by": wish.by_when or None,
        "thanks": wish.thanks,
        "how_to_find_me": wish.asker_contact,
        "asked_at": utc_time(wish.asked_at),
        "declined_for": wish.declined_for and wish.declined_for.value,
    }


def taken_record(wish: Wish) -> Record:
    """Return what is kept of a wish for who has taken it."""
    return {
        **_known(wish),
        "how_it_was_done": wish.done_words,
        "how_to_find_me": wish.adopter_contact,
        "taken_at": utc_time(wish.adopted_at),
    }


def _known(wish: Wish) -> Record:
    return {
        "number": wish.number,
        "words": wish.words,
        "state": wish.stage.value,
        "closed_at": utc_time(wish.closed_at),
    }
