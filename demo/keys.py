"""Finds the bot's keys by their callback data, so that the replay works in any language."""

from typing import Final

from playground.people import JSON, People, Person, buttons
from texts.base.callbacks import Press, Verb, decode

_PATIENCE_S: Final = 60.0


def key_in(message: JSON, verb: Verb, argument: str = "", report_id: int = 0) -> str | None:
    """Return the callback data of the first matching key below a message; a `report_id` of 0 matches any."""
    for button in buttons(message):
        press = decode(button.get("callback_data", ""))
        if press and (press.verb, press.argument) == (verb, argument) and report_id in {0, press.id}:
            return str(button["callback_data"])
    return None


def id_in(data: str) -> int:
    """Return the id in the data of a key.

    Raises:
        ValueError: The bot did not write the data.
    """
    press: Press | None = decode(data)
    if press is None:
        raise ValueError(data)
    return press.id


async def press(people: People, person: Person, place: tuple[int | None, int], wanted: tuple[Verb, str, int]) -> JSON:
    """Wait for a key in a chat (None: any) after an event, press it as a person, and wait for the answer.

    Returns the message with the key.

    Raises:
        TimeoutError: The key did not come, or the bot did not answer.
    """
    chat, after = place

    def shown(event: JSON) -> bool:
        return key_in(event.get("message", {}), *wanted) is not None

    event = await people.event(shown, chat=chat, after=after, timeout=_PATIENCE_S)
    message: JSON = event["message"]
    await (await person.press(message, key_in(message, *wanted) or "")).toast(_PATIENCE_S)
    return message
