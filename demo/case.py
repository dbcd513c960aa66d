"""Plays one report of the chronicle: riders and staff press the bot's own keys."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from demo.album import Album, Point
from demo.chronicle import Act, Step, Story
from demo.keys import id_in, key_in, press
from demo.time_travel import TimeTravel
from domain.tickets.lifecycle import Action
from domain.tickets.proof import NoPhoto
from playground.people import JSON, People, Person, buttons, words
from texts.base.callbacks import Verb, decode, short

_NUMBER: Final = re.compile(r"[A-Z]+-\d{4}-\d{4,}")
_BEFORE_SENDING: Final = timedelta(minutes=2)
_NEARER: Final = 0.00005
"""Degrees from the reporter to a witness, about 5 m."""

_CONFIRMS: Final = ("use", NoPhoto.UNSEEN.value)
"""What the staff of the demo say to a doubtful proof: one of these stands on each question."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people of the demo: riders by name, and the staff of each group, who take turns."""

    people: People
    riders: Mapping[str, Person]
    staff: Mapping[int, tuple[Person, ...]]


class Case:
    """A story while it is played; `index` distinguishes it from others."""

    def __init__(self, story: Story, index: int, crowd: Crowd, album: Album, time_travel: TimeTravel) -> None:
        self._story = story
        self._index = index
        self._crowd = crowd
        self._album = album
        self._time_travel = time_travel
        self._rider = crowd.riders[story.rider]
        self._since = 0
        self._id = 0
        self._number = ""

    async def report(self) -> None:
        """Send the photo as a file and submit the report."""
        story = self._story
        await self._send(self._rider, (story.lat, story.lng), story.scene)
        self._since = self._rider.seq
        place = (self._rider.id, self._since)
        card = await press(self._crowd.people, self._rider, place, (Verb.SUBMIT, "", 0))
        self._id = id_in(key_in(card, Verb.SUBMIT) or "")
        receipt = await self._rider.wait_for(lambda message: _NUMBER.search(words(message)))
        self._number = _NUMBER.findall(words(receipt))[0]

    async def play(self, step: Step) -> None:
        """Play a step of the story."""
        await _PARTS[step.act](self, step)

    async def advance(self, step: Step) -> None:
        """Press a key that needs nothing else."""
        await self._press_card(Verb.ACT, _ACTIONS[step.act])

    async def hold(self, step: Step) -> None:
        """Hold the ticket, and say until when and why."""
        await self._explain(Verb.ACT, Action.HOLD, step)

    async def bounce(self, step: Step) -> None:
        """Send the ticket back for a reason in words, which is none of those that have a key."""
        await self._press_card(Verb.ACT, Action.BOUNCE)
        await self._explain(Verb.BOUNCE_REASON, "", step)

    async def _explain(self, verb: Verb, argument: str, step: Step) -> None:
        """Press a key, and answer the question that follows."""
        staff, group = await self._press_card(verb, argument)
        question = await staff.wait_for(self._is_question, chat=group)
        await self._time_travel.settle()  # the bot must have stored its question first
        await staff.text(step.detail, chat=group, reply_to=question["message_id"])
        await self._vanished(staff, question)

    async def resolve(self, step: Step) -> None:
        """Reply to the card, and choose *resolve* as the reply's purpose."""
        card = await self._card(Action.RESOLVE)
        group, reply_to = card["chat"]["id"], card["message_id"]
        staff = self._staff(group)
        if step.scene:
            photo = self._photo(step.scene, None)
            await staff.photo(photo, step.detail, chat=group, reply_to=reply_to)
        else:
            await staff.text(step.detail, chat=group, reply_to=reply_to)
        wanted = (Verb.REPLY, Action.RESOLVE.value, 0)
        question = await press(self._crowd.people, staff, (group, staff.seq), wanted)
        await self._vanished(staff, question)
        await self._time_travel.settle()  # the bot may have a question about the proof
        for message in await staff.messages(group):
            await self._confirm(staff, message)

    async def _confirm(self, staff: Person, message: JSON) -> None:
        """Let a doubtful proof be used, or say that a photo would show nothing, if the message asks."""
        for button in buttons(message):
            pressed = decode(button.get("callback_data", ""))
            if pressed is not None and pressed.verb is Verb.PROOF and pressed.argument in _CONFIRMS:
                await (await staff.press(message, button["callback_data"])).toast()
                await self._time_travel.settle()
                return

    async def reject(self, step: Step) -> None:
        """Reject the report with a reason."""
        await self._press_card(Verb.ACT, Action.REJECT)
        await self._press_card(Verb.REASON, step.detail)

    async def assign(self, step: Step) -> None:
        """Let triage choose a queue."""
        await self._press_card(Verb.ACT, Action.ASSIGN)
        await self._card(short(step.detail), Verb.QUEUE)
        offered = await self._crowd.people.seq()  # the new queue's card may be there as soon as the key is answered
        await self._press_card(Verb.QUEUE, short(step.detail))
        self._since = offered

    async def answer(self, step: Step) -> None:
        """Let the rider answer whether it is fixed."""
        wanted = (Verb.ANSWER, _ACTIONS[step.act].value, self._id)
        await press(self._crowd.people, self._rider, (self._rider.id, self._since), wanted)

    async def withdraw(self, _: Step) -> None:
        """Let the rider withdraw the report."""
        wanted = (Verb.WITHDRAW, "", self._id)
        await press(self._crowd.people, self._rider, (self._rider.id, self._since), wanted)

    async def witness(self, step: Step) -> None:
        """Let another rider send the same and join the report as a witness."""
        witness = self._crowd.riders[step.detail]
        await self._send(witness, (self._story.lat + _NEARER, self._story.lng + _NEARER), step.scene)
        await press(self._crowd.people, witness, (witness.id, witness.seq), (Verb.SAME, str(self._id), 0))

    async def _press_card(self, verb: Verb, argument: str) -> tuple[Person, int]:
        """Press a key on the newest ticket card that has it; return who pressed it and the group."""
        people, wanted = self._crowd.people, (verb, str(argument), self._id)
        card = await self._card(argument, verb)
        group = int(card["chat"]["id"])
        staff = self._staff(group)
        await press(people, staff, (group, self._since), wanted)
        return staff, group

    async def _card(self, argument: str, verb: Verb = Verb.ACT) -> JSON:
        """Return the newest ticket card with this key."""

        def shown(event: JSON) -> bool:
            return key_in(event.get("message", {}), verb, str(argument), self._id) is not None

        event = await self._crowd.people.event(shown, after=self._since)
        card: JSON = event["message"]
        return card

    def _staff(self, group: int) -> Person:
        members = self._crowd.staff[group]
        return members[self._index % len(members)]

    def _is_question(self, message: JSON) -> bool:
        return self._number in words(message) and not buttons(message)

    async def _vanished(self, staff: Person, question: JSON) -> None:
        """Wait until a question is deleted, which is when the effects of its answer are in the group."""
        await self._crowd.people.event(
            lambda event: event["message_id"] == question["message_id"],
            chat=question["chat"]["id"],
            kind="deleted_message",
            after=staff.seq,
        )

    async def _send(self, rider: Person, position: Point, scene: str) -> None:
        photo = self._photo(scene, position)
        await rider.photo(photo, self._story.caption, as_document=True, name=f"IMG_{2100 + 7 * self._index}.jpg")

    def _photo(self, scene: str, position: Point | None) -> bytes:
        return self._album.photo(scene, position, self._time_travel.now() - _BEFORE_SENDING, self._index)


_ACTIONS: Mapping[Act, Action] = {
    Act.ACCEPT: Action.ACCEPT,
    Act.START: Action.START,
    Act.FIXED: Action.FIXED,
    Act.NOT_FIXED: Action.NOT_FIXED,
}

_PARTS: Mapping[Act, Callable[[Case, Step], Awaitable[None]]] = {
    Act.ACCEPT: Case.advance,
    Act.START: Case.advance,
    Act.RESOLVE: Case.resolve,
    Act.HOLD: Case.hold,
    Act.BOUNCE: Case.bounce,
    Act.REJECT: Case.reject,
    Act.ASSIGN: Case.assign,
    Act.FIXED: Case.answer,
    Act.NOT_FIXED: Case.answer,
    Act.WITNESS: Case.witness,
    Act.WITHDRAW: Case.withdraw,
}
