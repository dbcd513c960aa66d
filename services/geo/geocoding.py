"""Geocoding: addresses become positions, positions get the name of their road; each is asked once."""

import hashlib
from dataclasses import dataclass, replace

from domain.errors import NobodyAnswered
from domain.geo.place_names import EXACT_M, PLACE_SOURCE, NamedPlace, Nearby
from domain.geo.positions import Point, Position
from domain.language.addresses import LONGEST, address_in
from domain.reporting.drafts import ASKS_PLACE
from services.deps import Deps
from services.ports.geocoder import Geocoder
from services.ports.geocodes import Geocode
from services.ports.transaction import Database, Transaction

_CELLS_A_DEGREE = 3600
"""One cell is an arc second: 31 m of latitude and, in central China, 25 m of longitude."""


async def nearby(tx: Transaction, deps: Deps, point: Point) -> Nearby | None:
    """Return the nearest road or landmark: from the district's gazetteer, else a geocoder's stored answer.

    A district that asks no geocoder, or no more, shows none of their answers.
    """
    known = deps.district.gazetteer.nearest(point)
    if known is not None or not deps.asks_geocoders:
        return known
    answer = await tx.geocodes.get(_cell_key(point))
    return Nearby(answer.name) if answer and answer.name else None


@dataclass(frozen=True, slots=True)
class Wish:
    """A possible question to the geocoders: the address, None if there is none, and the point it should be near."""

    address: str | None
    near: Point | None


async def wish(
    tx: Transaction, deps: Deps, chat_id: int, text: str, *, opens_draft: bool, foreign: bool = False
) -> Wish | None:
    """Return what to ask the geocoders about a message; None without consent, or a draft that is open, waits or opens.

    An address is looked up only if the gazetteer knows nothing as exact as a crossing, and no position was measured or
    the menu of the place is open: then all words are the address, otherwise only those written like one. What is
    `foreign` was forwarded, and need not be near where the rider was.
    """
    rider = await tx.riders.by_chat(chat_id)
    if rider is None or not rider.agreed(deps.terms):
        return None
    unfinished = await tx.drafts.unfinished_of(rider.id)
    if not unfinished and not opens_draft:
        return None
    asking = [draft for draft in unfinished if draft.menu in ASKS_PLACE]
    draft = max(asking or unfinished, key=lambda each: each.touched_at, default=None)
    is_asked = draft is not None and draft.menu in ASKS_PLACE
    known = draft.position if draft is not None and not is_asked else None
    wanted = known is None or known.source in {"last", PLACE_SOURCE}
    near = None if foreign else rider.last_place
    own = deps.district.gazetteer.find(text, near)
    if not wanted or (own is not None and own.accuracy_m <= EXACT_M):
        return Wish(None, near)
    is_answer = is_asked and len(text) <= LONGEST
    return Wish(" ".join(text.split()) or None if is_answer else address_in(text), near)


async def look_up(
    database: Database, deps: Deps, geocoder: Geocoder, address: str, near: Point | None
) -> Position | None:
    """Return the position of an address, or None; the answer is stored, so that the same words are asked once."""
    key = _words_key(address)
    answer = await database.read(lambda tx: tx.geocodes.get(key))
    if answer is None:
        try:
            found = await geocoder.find(address, near)
        except NobodyAnswered:
            return None
        answer = _geocode(key, found, deps.clock.now())
        await _keep(database, answer)
    return answer.position and replace(answer.position, taken_at=deps.clock.now())


async def learn_name(database: Database, deps: Deps, geocoder: Geocoder, point: Point) -> None:
    """Ask the geocoders once for the name of the road there, unless the gazetteer knows one nearby."""
    if not geocoder.asks or deps.district.gazetteer.nearest(point) is not None:
        return
    key = _cell_key(point)
    if await database.read(lambda tx: tx.geocodes.get(key)) is not None:
        return
    try:
        name = await geocoder.name(point)
    except NobodyAnswered:
        return
    await _keep(database, Geocode(key, name or "", None, deps.clock.now()))


def _geocode(key: str, found: NamedPlace | None, now: int) -> Geocode:
    return Geocode(key, found.name, found.position(now), now) if found else Geocode(key, "", None, now)


async def _keep(database: Database, answer: Geocode) -> None:
    await database.write(lambda tx: tx.geocodes.put(answer))


def _words_key(words: str) -> str:
    """Return the key of an address: its hash, as the words may be somebody's home address."""
    return "words:" + hashlib.sha256(" ".join(words.lower().split()).encode()).hexdigest()


def _cell_key(point: Point) -> str:
    return f"cell:{round(point.lat * _CELLS_A_DEGREE)}:{round(point.lng * _CELLS_A_DEGREE)}"
