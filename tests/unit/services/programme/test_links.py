"""Coming by a link: followed at once by who has agreed, kept until then for who has not."""

import pytest

from domain.errors import Stale
from domain.people.messages import Welcome
from domain.people.riders import CONSENT_VERSION
from domain.programme.desks import Desk
from domain.programme.errors import DeskNeeded, UnknownLink
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


async def test_before_consent_a_link_is_kept_and_followed_once_after_it(case: Case, opened: list[Opened]) -> None:
    new = await case.rider(consent=0)
    await case.do(links.follow, new, "s-EAST")
    assert not opened
    (screen,) = [each.meaning for each in waiting(case) if isinstance(each.meaning, Welcome)]
    assert screen.by_link
    assert not screen.agreed
    kept = await case.database.read(lambda tx: tx.riders.get(new.id))
    assert kept is not None
    agreed = await case.do(riders.agree, kept, 7, "")
    await case.do(links.follow_kept, agreed)
    assert [it.code for it in opened] == ["EAST"]
    after = await case.database.read(lambda tx: tx.riders.get(new.id))
    assert after is not None
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
