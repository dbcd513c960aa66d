"""docs/lifecycle.md, written from the table of a report's life: `python -m lab.lifecycle_page > docs/lifecycle.md`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from domain.reporting.reports import Status
from domain.tickets.lifecycle import (
    FINAL,
    TRANSITIONS,
    UNDO_MS,
    Action,
    Condition,
    Effect,
    Need,
    Role,
    To,
    Transition,
)
from texts.base.wording import read_texts

_TITLE: Final = f"""\
# The life of a report

*Written from the table in `domain/tickets/lifecycle.py` by `python -m lab.lifecycle_page`; a test keeps both equal.*

Each press and each answer looks up its row: who may, from which status, what has to come with it, what follows.
*Later* is what follows once {UNDO_MS // 60_000} minutes for an undo are over; until then riders know the report as it
was before ([decision 27](decisions/0027-undo.md)). *The former status* is the one before the hold, or before the end
that is undone.
"""

ROLES: Final[Mapping[Role, str]] = {
    Role.QUEUE: "the queue",
    Role.TRIAGE: "triage",
    Role.SUPERVISOR: "a supervisor",
    Role.REPORTER: "the reporter",
    Role.WITNESS: "a witness",
    Role.CHECKER: "a checker",
    Role.SYSTEM: "the clock",
}
TARGETS: Final[Mapping[To, str]] = {
    To.FORMER: "the former status",
    To.SAME: "the same status",
    To.REROUTED: "`routed` in another queue, if it is that one's then, else the same status",
}
NEEDS: Final[Mapping[Need, str]] = {
    Need.NOTHING: "",
    Need.WORDS: "words",
    Need.DAY: "words with a day",
    Need.WORDS_OR_PHOTO: "words or a photo",
    Need.REASON: "a reason of the menu",
    Need.REASON_OR_WORDS: "a reason of the menu, or words",
    Need.QUEUE: "a queue",
    Need.ORIGINAL: "another open report",
    Need.COLLEAGUE: "a colleague",
    Need.CATEGORY: "a category",
    Need.PLACE: "a place",
}
CONDITIONS: Final[Mapping[Condition, str]] = {
    Condition.URGENT: "it is urgent",
    Condition.HELD_TWICE: "it was held twice",
    Condition.EXTENDED: "it was extended before",
    Condition.LONG_RESOLVED: "it was resolved more than 30 days ago",
    Condition.SETTLED: "the time for an undo is over",
}
EFFECTS: Final[Mapping[Effect, str]] = {
    Effect.AWARD_ROUTED: "points for a report that was routed",
    Effect.AWARD_ACCEPTED: "points for one that was accepted",
    Effect.AWARD_ANSWER: "points for the answer",
    Effect.TAKE_BACK: "its points are taken back",
    Effect.TAKE_BACK_IF_FALSE: "its points are taken back if it is called false",
    Effect.TELL_RIDERS: "reporter and witnesses are told",
    Effect.ASK_RIDERS: "reporter and witnesses are asked whether it is fixed",
    Effect.SHOW_RECEIPT: "the receipt is redrawn",
    Effect.TELL_QUEUE: "the queue is told",
    Effect.TELL_UNMERGED: "the queue is told that it stands for itself again",
    Effect.SEND_TO_TRIAGE: "it moves to triage",
    Effect.SEND_TO_QUEUE: "it moves to the queue that was chosen",
    Effect.ROUTE_ANEW: "it is routed by its new place",
    Effect.JOIN_ORIGINAL: "its riders become witnesses of the original",
    Effect.START_CLOCKS: "its limits run anew",
    Effect.RESUME_CLOCKS: "its limits go on with the time that was left",
    Effect.REOPEN_CLOCKS: "its limits go on with the time that was left, the first answer anew",
    Effect.EXTEND_LIMIT: "its limit moves on to the day that was named",
    Effect.END_CALL: "a call to riders about its missing person ends: found",
    Effect.START_CLOSING: "it closes by itself after seven days",
    Effect.START_HOLD: "it goes on by itself at the time that was named",
    Effect.FORGET_PHOTOS: "photos that nobody may keep are deleted",
    Effect.REDRAW_CHECKS: "riders who were asked on the spot see the answer",
    Effect.SHOW_RIDERS: "its riders see the pictures that may be shown",
    Effect.TAKE_OVER: "whoever was named has it from now on",
    Effect.TELL_COLLEAGUE: "the colleague is told",
    Effect.REROUTE: "it is routed by what was corrected",
    Effect.HAND_ON: "its new queue has it as it is",
}


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_TITLE, *_diagram(), "", *_statuses(), "", *_transitions()]) + "\n"


def _diagram() -> Iterator[str]:
    """Yield the diagram. What leads back to the former status is drawn to where such a report may come from."""
    yield from ("```mermaid", "stateDiagram-v2", f"    [*] --> {Status.SUBMITTED}")
    arrows: dict[tuple[Status, Status], list[Action]] = {}
    for row in TRANSITIONS:
        for source in _in_order(row.sources):
            for target in _in_order(leads_to(row, source)):
                actions = arrows.setdefault((source, target), [])
                if row.action not in actions:
                    actions.append(row.action)
    yield from (f"    {source} --> {target}: {', '.join(actions)}" for (source, target), actions in arrows.items())
    yield from (f"    {status} --> [*]" for status in Status if status in FINAL)
    yield "```"


def leads_to(row: Transition, source: Status) -> set[Status]:
    """Return where a row may lead from a status."""
    if row.target in {To.SAME, To.REROUTED}:
        return {source} if row.target is To.SAME else {source, Status.ROUTED}
    if isinstance(row.target, Status):
        return {row.target}
    return {came for into in TRANSITIONS if into.target is source for came in into.sources}


def _statuses() -> Iterator[str]:
    yield from ("## Statuses", "", "| status | riders read | staff read | |", "|---|---|---|---|")
    for status in Status:
        riders, staff = (_both(f"{whose}.{status}") for whose in ("status", "ticket_status"))
        yield f"| `{status}` | {riders} | {staff} | {'closed' if status in FINAL else ''} |"


def _transitions() -> Iterator[str]:
    yield "## Transitions"
    for action in dict.fromkeys(row.action for row in TRANSITIONS):
        yield from ("", f"### `{action}`{_key(action)}", "")
        for row in TRANSITIONS:
            if row.action is action:
                yield from _told(row)


def _told(row: Transition) -> Iterator[str]:
    target = f"`{row.target}`" if isinstance(row.target, Status) else TARGETS[row.target]
    yield f"- {_listed(f'`{source}`' for source in _in_order(row.sources))} → {target}"
    yield f"  - by: {_listed(ROLES[role] for role in Role if role in row.roles)}"
    facts = {
        "needs": NEEDS[row.need],
        "a supervisor only, if": _listed(CONDITIONS[each] for each in Condition if each in row.supervised),
        "refused, if": _listed(CONDITIONS[each] for each in Condition if each in row.never),
        "at once": "; ".join(EFFECTS[each] for each in row.effects),
        "later": "; ".join(EFFECTS[each] for each in row.later),
    }
    yield from (f"  - {name}: {said}" for name, said in facts.items() if said)


def _key(action: Action) -> str:
    """Return the words of the action's key; "" where no card has one."""
    key = f"action.{action}"
    return f" · {_both(key)}" if key in _texts("zh") else ""


def _both(key: str) -> str:
    return " / ".join(_texts(language)[key] for language in ("zh", "en"))


@cache
def _texts(language: str) -> Mapping[str, str]:
    return read_texts(language)


def _in_order(statuses: Iterable[Status]) -> list[Status]:
    found = set(statuses)
    return [status for status in Status if status in found]


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
