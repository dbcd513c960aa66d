"""Keys of what is said about wishes; questions and what one side says carry in them what a reply is for."""

from dataclasses import dataclass

from domain.programme.wish_messages import WishAsk
from domain.programme.wish_staff_messages import StaffAsk


@dataclass(frozen=True, slots=True)
class StaffQuestion:
    """A question to one of the staff about a wish: who was asked, below which message, and until when (ms UTC)."""

    wish_id: int
    ask: StaffAsk
    user_id: int
    card: int
    until: int

    @property
    def key(self) -> str:
        """The key of its message."""
        return f"wish_staff:{self.wish_id}:{self.ask}:{self.user_id}:{self.card}:{self.until}"


def staff_question_of_key(key: str) -> StaffQuestion | None:
    """Return the question with this key; None for any other key."""
    kind, *rest = key.split(":")
    if kind != "wish_staff":
        return None
    wish_id, ask, *numbers = rest
    return StaffQuestion(int(wish_id), StaffAsk(ask), *map(int, numbers))


def wish_asks_key(wish_id: int, ask: WishAsk, number: int) -> str:
    """Return the key of a question to a rider; each has a number of its own."""
    return f"wish_asks:{wish_id}:{ask}:{number}"


def wish_said_key(wish_id: int, number: int) -> str:
    """Return the key of what a rider reads from the other side of a wish."""
    return f"wish_said:{wish_id}:{number}"


def asked_of_wish(key: str) -> tuple[int, WishAsk] | None:
    """Return the wish of which a reply to this message speaks, and what for; None for any other key."""
    kind, *rest = key.split(":")
    if kind == "wish_asks":
        return int(rest[0]), WishAsk(rest[1])
    return (int(rest[0]), WishAsk.SAID) if kind == "wish_said" else None


def wish_told_key(wish_id: int, news: str, chat_id: int, at: int) -> str:
    """Return the key under which a chat hears once what became of a wish at a time, ms UTC."""
    return f"wish_told:{wish_id}:{news}:{chat_id}:{at}"


def wishes_of_keys(rider_id: int) -> str:
    """Return what the keys of all begin with that groups have of a rider's wishes."""
    return f"wish_of:{rider_id}:"


def wish_card_key(rider_id: int, wish_id: int, chat_id: int) -> str:
    """Return the key of the card of a rider's wish in a group."""
    return f"{wishes_of_keys(rider_id)}card:{wish_id}:{chat_id}"


def said_to_staff_key(rider_id: int, wish_id: int, number: int) -> str:
    """Return the key of what a rider says to the staff who have taken their wish."""
    return f"{wishes_of_keys(rider_id)}said:{wish_id}:{number}"


def said_to_staff_of_key(key: str) -> int | None:
    """Return the wish to whose asker a reply to this message in a group goes; None for any other key."""
    kind, *rest = key.split(":")
    return int(rest[2]) if kind == "wish_of" and rest[1] == "said" else None
