"""Replays the chronicle: riders and staff act in the playground while weeks pass, and the real bot answers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from operator import itemgetter

from demo.album import Album
from demo.case import Case, Crowd
from demo.chronicle import STORIES, Story
from demo.time_travel import TimeTravel

Moment = tuple[datetime, Callable[[], Awaitable[None]]]


async def replay(crowd: Crowd, album: Album, time_travel: TimeTravel) -> None:
    """Let the weeks of the stories pass; events of the same minute happen together.

    Raises:
        TimeoutError: The bot did not answer.
    """
    cases = [Case(story, index, crowd, album, time_travel) for index, story in enumerate(STORIES)]
    moments = [
        moment for case, story in zip(cases, STORIES, strict=True) for moment in _moments(case, story, time_travel)
    ]
    for at, together in groupby(sorted(moments, key=itemgetter(0)), key=itemgetter(0)):
        await time_travel.until(at)
        await asyncio.gather(*(act() for _, act in together))


def _moments(case: Case, story: Story, time_travel: TimeTravel) -> Iterator[Moment]:
    at, now = time_travel.before_now(story.days, story.at), time_travel.before_now(0, timedelta())
    yield at, case.report
    for step in story.steps:
        at += timedelta(hours=step.after)
        if at < now:  # later steps are in the future
            yield at, partial(case.play, step)
