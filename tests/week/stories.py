"""Lives of a few tickets as tests tell them, and the ledger that they have left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.week.city import DAY, MINUTE
from tests.week.ledger import ENDS, FINAL, STILL, Happened, Ledger, Ticket
from tests.week.reckoning import INVARIANTS
from tests.week.wire import Chronicle, Face, Note
from texts.base.wording import read_texts

GROUP, SUPERVISORS, RIDER, WITNESS = -7, -8, 50, 51
NUMBER = "DC-2610-0001"
NOON = 1000 * DAY
CARD = f"路灯不亮 {NUMBER}\n状态：待受理 · 还没人接"


def wording(name: str, number: str = NUMBER) -> str:
    """What a text says, each of its blanks filled with something."""
    text = re.sub(r"<[^>]+>", "", read_texts("zh")[name])
    return re.sub(r"\{\w+\}", lambda blank: number if blank[0] == "{number}" else "3", text)


@dataclass
class Story:
    """One ticket's life as a test tells it; minutes count from when it was submitted."""

    urgent: bool = False
    events: list[Happened] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    timers: list[tuple[str, str, int]] = field(default_factory=list)
    row: dict[str, Any] = field(default_factory=dict)
    serial: int = 1

    def came(self, minute: float, status: str, action: str = "", actor: int = 9) -> "Story":
        """It came to a status."""
        self.events.append(Happened(NOON + int(minute * MINUTE), status, "lighting", action, actor))
        return self

    def said(
        self, minute: float, text: str, *, chat: int = GROUP, keys: str = "", gone: float | None = None, to: int = 0
    ) -> "Story":
        """The bot said something, and perhaps deleted it later."""
        deleted_at = None if gone is None else NOON + int(gone * MINUTE)
        face = Face(NOON + int(minute * MINUTE), text, keys)
        self.notes.append(Note(chat, len(self.notes) + 100 * self.serial, to, [face], deleted_at))
        return self

    def edited(self, minute: float, text: str, keys: str = "") -> "Story":
        """What was said last says something else."""
        self.notes[-1].faces.append(Face(NOON + int(minute * MINUTE), text, keys))
        return self

    def ticket(self) -> Ticket:
        """Its row and events at the end."""
        last = self.events[-1]
        row: dict[str, Any] = {
            "id": self.serial, "month": "2610", "serial": self.serial, "rider_id": RIDER, "urgent": int(self.urgent),
            "status": last.status, "queue": "lighting", "submitted_at": NOON, "overdue_at": None,
            "stopped_at": last.at if last.status in STILL else None,
            "closed_at": last.at if last.status in FINAL else None,
        }  # fmt: skip
        return Ticket(row | self.row, self.events, (WITNESS,))


def ledger(*stories: Story, minutes: float, **more: Any) -> Ledger:
    """What these lives have left so many minutes after they began."""
    chronicle = Chronicle(lambda: 0)
    for story in stories:
        for note in story.notes:
            chronicle.notes[note.chat, note.id] = note
            chronicle.traffic += [(note.chat, face.at) for face in note.faces]
    tickets = {ticket.number: ticket for ticket in (story.ticket() for story in stories)}
    timers = [timer for story in stories for timer in story.timers]
    queues = {GROUP: "lighting", SUPERVISORS: "supervisors"}
    return Ledger(chronicle, tickets, NOON + int(minutes * MINUTE), queues, timers=timers, **more)


def broken(it: Ledger) -> dict[str, Sequence[str]]:
    """What is broken, by invariant."""
    return {each.__name__: found for each in INVARIANTS if (found := list(each(it)))}


def begun(*, urgent: bool = False, keys: str = "✅ 受理") -> Story:
    """A ticket that has just come, its card in its group."""
    story = Story(urgent).came(0, "submitted", "submit").came(0, "routed", "route").said(0, CARD, keys=keys)
    story.timers = [("unaccepted", "1:1:1", NOON)] if urgent else []
    return story


def ended(status: str = "confirmed", minute: float = 60, *, told: Sequence[int] = (RIDER, WITNESS)) -> Story:
    """A ticket that somebody else has ended, and riders who were told of it."""
    story = begun().came(minute, status)
    story.edited(minute, f"路灯不亮 {NUMBER}\n已关闭")
    for rider in told:
        story.said(minute + 1, wording(ENDS[status]), chat=rider)
    return story
