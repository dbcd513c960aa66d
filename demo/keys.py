"""Finds the bot's keys by what they mean, so that the replay needs no wording in any language."""

from typing import Final

from playground.people import JSON, People, Person, buttons
from texts.base.callbacks import Press, Verb, decode

_PATIENCE_S: Final = 60.0


def key_in(message: JSON, verb: Verb, argument: str = "", report_id: int = 0) -> str | None:
    """The data of the first key of this meaning below a message; without a `report_id` that of any."""
    for button in buttons(message):
        press = decode(button.get("callback_data", ""))
        if press and (press.verb, press.argument) == (verb, argument) and report_id in {0, press.id}:
            return str(button["callback_data"])
    return None


def id_in(data: str) -> int:
    """The id that a key carries. Raises ValueError for a key that the bot did not write."""
    press: Press | None = decode(data)
    if press is None:
        raise ValueError(data)
    return press.id


async def press(people: People, person: Person, place: tuple[int | None, int], wanted: tuple[Verb, str, int]) -> JSON:
    """Wait for a key in a chat (None: in any) after an event, let a person press it, and wait for the answer.

    Gives back the message below which it stood.

    Raises:
        TimeoutError: the key did not come, or the bot did not answer.
    """
    chat, after = place

    def shown(event: JSON) -> bool:
        return key_in(event.get("message", {}), *wanted) is not None

    event = await people.event(shown, chat=chat, after=after, timeout=_PATIENCE_S)
    message: JSON = event["message"]
    await (await person.press(message, key_in(message, *wanted) or "")).toast(_PATIENCE_S)
    return message
