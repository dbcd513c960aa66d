"""Posters are drawn in a process of their own at low priority, one at a time, and nobody's photo waits for them."""

import asyncio
import os
from collections.abc import AsyncIterator
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from domain.week.posters import Bar, Bars, BeforeAfter, Poster
from media.errors import PhotoUnfit
from media.pool import PhotoPool

POSTER = Poster("前哨", "11月9日至15日", (Bars("都是什么问题", (Bar("路灯不亮", 3),)),), "前哨")
COMPARED = Poster("前哨", "", (BeforeAfter("修好了", ""),), "")


@pytest.fixture
async def pool() -> AsyncIterator[PhotoPool]:
    made = PhotoPool(ZoneInfo("Asia/Shanghai"))
    yield made
    made.close()


def jpeg() -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    return out.getvalue()


async def test_a_poster_is_drawn_behind_everything_else(pool: PhotoPool) -> None:
    assert Image.open(BytesIO(await pool.poster(POSTER, ()))).format == "PNG"
    process = pool._drawing._process
    assert process is not None
    assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)


async def test_a_photo_is_shown_while_posters_wait(pool: PhotoPool) -> None:
    posters = [asyncio.create_task(pool.poster(POSTER, ())) for _ in range(40)]
    await pool.shown(jpeg(), 1)
    assert sum(poster.done() for poster in posters) < len(posters)
    assert len(set(await asyncio.gather(*posters))) == 1


async def test_a_photo_that_is_none_is_refused_and_the_next_poster_is_drawn(pool: PhotoPool) -> None:
    with pytest.raises(PhotoUnfit):
        await pool.poster(COMPARED, [(b"no photo", 1), None])
    assert Image.open(BytesIO(await pool.poster(COMPARED, [None, (jpeg(), 1)]))).format == "JPEG"


async def test_after_its_process_was_killed_another_draws(pool: PhotoPool) -> None:
    first = await pool.poster(POSTER, ())
    assert pool._drawing._process is not None
    pool._drawing._process.kill()
    assert await pool.poster(POSTER, ()) == first
