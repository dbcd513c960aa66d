"""Asks a model what photos show, outside of all that a report waits for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog

from bot.lasting import Lasting
from bot.outgoing.pictures import NothingToShow
from bot.vision_model import NoAnswer, VisionModel
from domain.reporting.photos import Photo
from services.deps import Deps
from services.reporting import photo_guesses
from services.reporting.photo_guesses import Asked
from storage.errors import Damaged

log = structlog.get_logger()
PLACES: Final = 2
"""How many photos are asked about at a time, by all processes together."""

_LONGEST_SLEEP_S: Final = 60.0


@dataclass(slots=True)
class PhotoGuessing:
    """Carries out the questions that wait, at most `per_day`; `small` makes the picture that is sent."""

    deps: Deps
    database: Lasting
    model: VisionModel
    small: Callable[[Photo], Awaitable[bytes]]
    per_day: int

    async def run(self, place: int) -> None:
        """Ask about one photo after another until cancelled, in one process at a time for each place.

        A question that is under way then is asked again later.
        """
        await self.database.in_role(f"photo-questions-{place}", self._ask_all)

    async def _ask_all(self) -> None:
        signal = self.database.signal("photo_questions")
        while True:
            signal.clear()
            asked = await self.database.write(lambda tx: photo_guesses.take_next(tx, self.deps, self.per_day))
            if asked is None:
                await signal.wait(await self._next_in())
            else:
                await self._ask(asked)

    async def _next_in(self) -> float:
        due = await self.database.read(lambda tx: tx.photo_questions.next_due())
        if due is None:
            return _LONGEST_SLEEP_S
        return min(_LONGEST_SLEEP_S, max(0.0, (due - self.deps.clock.now()) / 1000))

    async def _ask(self, asked: Asked) -> None:
        """Ask about one photo; whatever goes wrong ends nothing but this question."""
        try:
            await self._carry_out(asked)
        except Damaged:
            raise
        except Exception:
            log.exception("photo_not_guessed", photo=asked.photo.id, tries=asked.question.tries)
            await self.database.write(lambda tx: photo_guesses.put_off(tx, self.deps, asked.question))

    async def _carry_out(self, asked: Asked) -> None:
        """Ask about one photo, and keep the answer or put the question off."""
        question = asked.question
        try:
            seen = await self.model.category_of(await self.small(asked.photo))
        except (NoAnswer, NothingToShow) as error:
            log.warning("photo_not_guessed", photo=asked.photo.id, tries=question.tries, error=str(error))
            if isinstance(error, NoAnswer) and error.may_pass:
                await self.database.write(lambda tx: photo_guesses.put_off(tx, self.deps, question))
                return
            seen = None
        await self.database.write(lambda tx: photo_guesses.take_answer(tx, self.deps, question, seen))
