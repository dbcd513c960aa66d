"""What the staff of a town do in their groups: press the newest card, reply to it, resolve with a photo."""

from itertools import count

from playground.people import JSON, Person, buttons, labels, words
from tests.town import Town, plain_picture
from tests.watching import bot_messages, stands_still, tap
from texts.base.callbacks import Verb, decode

QUEUE = "city-management"
MORE = ("⋯ 更多", "⋯ More")
_GREENS = count(0x8000)
"""Each repair has a picture of its own, as the same one twice is asked about."""


async def cards(town: Town, queue: str = QUEUE) -> list[JSON]:
    """The cards with keys that stand in a queue's group, once all is sent."""
    await stands_still(town)
    shown = await bot_messages(town, town.groups[queue])
    return [
        message
        for message in shown
        if labels(message) and "内部备注" not in labels(message) and "reply_to_message" not in message
    ]


async def card_of(town: Town, queue: str = QUEUE) -> JSON:
    """The one card with keys that stands in a queue's group."""
    (card,) = await cards(town, queue)
    return card


async def act(town: Town, label: str, queue: str = QUEUE) -> JSON:
    """Let staff press a key of the newest card of a queue, perhaps behind *more*; the card before the press."""
    card = await with_key(town, label, queue)
    answer = await tap(town.staff, card, label)
    assert not answer.show_alert, answer.text
    return card


async def with_key(town: Town, label: str, queue: str = QUEUE) -> JSON:
    """The newest card of a queue, with this key in sight: *more* is pressed for one that is needed seldom."""
    card = (await cards(town, queue))[-1]
    more = next((each for each in MORE if each in labels(card)), None)
    if label in labels(card) or more is None:
        return card
    await tap(town.staff, card, more)
    return (await cards(town, queue))[-1]


async def merge_by_number(town: Town, queue: str = QUEUE) -> JSON:
    """Let staff press *merge* on the newest card, and that they write the number; the question."""
    await act(town, "合并", queue)
    if "写编号" in labels((await cards(town, queue))[-1]):
        await act(town, "写编号", queue)
    return await asked(town, "和哪一件重复", queue)


async def question(town: Town, queue: str = QUEUE) -> JSON:
    """The question that follows a reply to a card."""
    return await town.staff.wait_for(lambda m: "转给上报人" in labels(m), chat=town.groups[queue])


async def asked(town: Town, has: str, queue: str = QUEUE) -> JSON:
    """The prompt for words that names whoever pressed."""
    return await town.staff.wait_for(
        lambda m: has in words(m) and town.staff.first_name in words(m), chat=town.groups[queue]
    )


async def asked_to_bounce(town: Town, queue: str = QUEUE) -> JSON:
    """The question why a ticket is sent back, once staff have chosen to write it."""
    await act(town, "退回", queue)
    await act(town, "其他，写一句", queue)
    return await asked(town, "退回原因", queue)


async def reply(town: Town, message: JSON, said: str, queue: str = QUEUE) -> JSON:
    """Let staff answer a message of the bot in words."""
    return await town.staff.text(said, chat=town.groups[queue], reply_to=message["message_id"])


async def resolve(town: Town, queue: str = QUEUE, said: str = "换了新井盖") -> None:
    """Let staff resolve the newest ticket of a queue with a photo and words."""
    card = (await cards(town, queue))[-1]
    group = town.groups[queue]
    await town.staff.photo(plain_picture(f"#00{next(_GREENS):04x}"), said, chat=group, reply_to=card["message_id"])
    answer = await tap(town.staff, await question(town, queue), "已解决")
    assert not answer.show_alert, answer.text


async def member(town: Town, name: str, language: str, *queues: str) -> Person:
    """A colleague in the groups of these queues."""
    person = await town.people.join(name, language)
    for queue in queues:
        wish = {"user_id": person.id, "status": "member"}
        await town.people.call("POST", f"/chats/{town.groups[queue]}/members", json=wish)
    return person


def key_of(card: JSON, verb: Verb, argument: str) -> str:
    """The data of the key of a card that does this, in whatever language it is labelled."""
    read = [(data, decode(data)) for data in (str(button.get("callback_data", "")) for button in buttons(card))]
    return next(data for data, press in read if press and (press.verb, press.argument) == (verb, argument))
