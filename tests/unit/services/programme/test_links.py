"""Coming by a link: followed at once by who has agreed, kept until then for who has not."""

from dataclasses import replace

import pytest

from domain.errors import Stale
from domain.people.messages import Welcome
from domain.people.riders import CONSENT_VERSION, Rider
from domain.programme.desks import Desk
from domain.programme.errors import DeskNeeded, TooManyCodes, UnknownLink
from domain.programme.links import LinkKind
from services.people import riders
from services.programme import links
from services.programme.links import Opened
from tests.tables import waiting
from tests.usecases import Case


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """What the use cases of two kinds of links were called with."""
    calls: list[Opened] = []

    async def station(it: Opened) -> None:
        calls.append(it)

    async def voucher(it: Opened) -> None:
        if it.desk is None:
            raise DeskNeeded(("water",))
        calls.append(it)

    monkeypatch.setattr(links, "_FOLLOWED", {})
    links.follows(LinkKind.STATION)(station)
    links.follows(LinkKind.VOUCHER, needs_consent=False)(voucher)
    return calls


async def test_who_has_agreed_is_where_the_link_leads(case: Case, opened: list[Opened]) -> None:
    rider = await case.rider()
    await case.do(links.follow, rider, "s-EAST_1")
    assert [(it.rider.id, it.code) for it in opened] == [(rider.id, "EAST_1")]


async def kept(case: Case, rider: Rider) -> Rider:
    """The rider as they are kept now."""
    found = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert found is not None
    return found


async def test_before_consent_a_link_is_kept_and_followed_once_after_it(case: Case, opened: list[Opened]) -> None:
    new = await case.rider(consent=0)
    await case.do(links.follow, new, "s-EAST")
    assert not opened
    (screen,) = [each.meaning for each in waiting(case) if isinstance(each.meaning, Welcome)]
    assert screen.by_link
    assert not screen.agreed
    agreed = await case.do(riders.agree, await kept(case, new), 7, "")
    await case.do(links.follow_kept, agreed)
    assert [it.code for it in opened] == ["EAST"]
    after = await kept(case, new)
    assert (after.start_link, after.consent) == ("", CONSENT_VERSION)
    with pytest.raises(Stale):
        await case.do(links.follow_kept, after)


@pytest.mark.parametrize("payload", ["i-ABC", "nonsense", "s-", "v"])
async def test_a_link_that_leads_nowhere_is_refused_to_riders_and_welcomes_strangers(
    case: Case, opened: list[Opened], payload: str
) -> None:
    with pytest.raises(UnknownLink):
        await case.do(links.follow, await case.rider(), payload)
    await case.do(links.follow, await case.rider(8, consent=0), payload)
    assert [type(each.meaning) for each in waiting(case)] == [Welcome]
    assert not opened


async def test_a_link_for_desks_is_followed_without_consent_by_who_stands_there(
    case: Case, opened: list[Opened]
) -> None:
    staff = await case.rider(consent=0)
    with pytest.raises(DeskNeeded):
        await case.do(links.follow, staff, "v-ABC")
    desk = Desk(staff.chat_id, "小李", "water")
    await case.do(links.follow, staff, "v-ABC", desk)
    assert [it.desk for it in opened] == [desk]


async def test_a_link_is_kept_on_where_the_terms_change_before_it_is_followed(case: Case, opened: list[Opened]) -> None:
    new = await case.rider(consent=0)
    await case.do(links.follow, new, "s-EAST")
    agreed = await case.do(riders.agree, await kept(case, new), 7, "")
    case.deps = replace(case.deps, photos_to="model.example.org")
    await case.do(links.follow_kept, agreed)
    assert not opened
    mark = riders.terms_mark(case.deps.terms)
    agreed = await case.do(riders.agree, await kept(case, new), 7, mark)
    await case.do(links.follow_kept, agreed)
    assert [it.code for it in opened] == ["EAST"]


async def test_a_newer_link_takes_the_place_of_the_one_that_was_kept(case: Case, opened: list[Opened]) -> None:
    new = await case.rider(consent=0)
    await case.do(links.follow, new, "s-EAST")
    agreed = await case.do(riders.agree, await kept(case, new), 7, "")
    await case.do(links.follow, agreed, "s-WEST")
    assert [(it.code, it.rider.start_link) for it in opened] == [("WEST", "")]
    assert not (await kept(case, new)).start_link


@pytest.mark.parametrize("kind", [LinkKind.INVITE, LinkKind.MENTOR, LinkKind.CLAIM])
async def test_codes_that_there_are_not_are_told_and_not_without_end(case: Case, kind: LinkKind) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, codes_per_hour=2))
    rider = await case.rider()
    for code in ("AAAA2222", "BBBB3333"):
        await case.do(links.follow, rider, f"{kind}-{code}")
    assert all("没有这个" in call.text for call in await case.told(rider.chat_id))
    for _ in range(2):
        with pytest.raises(TooManyCodes):
            await case.do(links.follow, rider, f"{kind}-CCCC4444")
    await case.passes(hours=1)
    await case.do(links.follow, rider, f"{kind}-CCCC4444")
