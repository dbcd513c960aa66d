"""What one person may do in an hour; whoever goes on hears it once."""

from collections.abc import Callable, Mapping, Sequence

from domain.errors import (
    TooManyAdditions,
    TooManyDrafts,
    TooManyEdits,
    TooManyMessages,
    TooManyQuestions,
    TooManyToRiders,
    TooOften,
)
from domain.people.paces import Pace
from domain.programme.errors import TooManyCodes, TooManySightings
from domain.programme.sightings import AN_HOUR
from domain.programme.wish_errors import TooManyWishWords
from services.deps import Deps, Limits
from services.ports.transaction import Transaction

HOUR_MS = 3_600_000

_LIMITS: Mapping[Pace, tuple[Callable[[Limits], int], type[TooOften]]] = {
    Pace.MESSAGES: (lambda limits: limits.messages_per_hour, TooManyMessages),
    Pace.DRAFTS: (lambda limits: limits.drafts_per_hour, TooManyDrafts),
    Pace.EDITS: (lambda limits: limits.edits_per_hour, TooManyEdits),
    Pace.ADDITIONS: (lambda limits: limits.additions_per_hour, TooManyAdditions),
    Pace.TO_RIDERS: (lambda limits: limits.to_riders_per_hour, TooManyToRiders),
    Pace.CODES: (lambda limits: limits.codes_per_hour, TooManyCodes),
    Pace.SIGHTINGS: (lambda _: AN_HOUR, TooManySightings),
    Pace.WISH_WORDS: (lambda limits: limits.wish_words_per_hour, TooManyWishWords),
    Pace.QUESTIONS: (lambda limits: limits.questions_per_hour, TooManyQuestions),
}


async def spend(tx: Transaction, deps: Deps, pace: Pace, *whose: int) -> None:
    """Count something that these ids (of a rider, a report, a group) did once more.

    Raises:
        TooOften: They have done it as often as an hour allows.
    """
    await spend_both(tx, deps, (pace,), *whose)


async def spend_both(tx: Transaction, deps: Deps, paces: Sequence[Pace], *whose: int) -> None:
    """Count one thing, or two at once, as `spend`; of two that were done too often the first is told."""
    keys = [":".join((pace.value, *map(str, whose))) for pace in paces]
    counts = await tx.paces.spend_both(keys, deps.clock.now(), HOUR_MS)
    for pace, key, spent in zip(paces, keys, counts, strict=True):
        allowed, refusal = _LIMITS[pace]
        if spent.used > allowed(deps.limits):
            raise refusal(f"{key}:{spent.at}")
