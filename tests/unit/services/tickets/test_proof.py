"""What others than its reporter see of a report: nothing of before until staff say so, never what is private."""

import pytest

from domain.errors import NeverShown
from domain.reporting.messages import DraftCard
from domain.tickets.lifecycle import Action
from tests.usecases import Case


async def test_pictures_of_what_is_private_can_not_be_shown(case: Case) -> None:
    for slug in [each.slug for each in case.deps.district.catalogue.values() if not each.may_show]:
        report = await case.resolved(await case.submitted(slug))
        with pytest.raises(NeverShown):
            await case.moved(report, Action.MAY_SHOW)
        assert not (await case.now(report)).may_be_shown


async def test_a_draft_near_by_offers_the_photo_once_it_may_be_shown(case: Case) -> None:
    report = await case.resolved(await case.submitted())
    draft = await case.drafted(await case.rider(8))
    card = await case.database.read(lambda tx: tx.drafts.get(draft))
    assert card
    assert card.near_shown == (report.id,)
    for shows in (False, True):
        (near,) = (await case.view(DraftCard(draft))).near
        assert near.shows is shows
        if not shows:
            await case.moved(report, Action.MAY_SHOW)
