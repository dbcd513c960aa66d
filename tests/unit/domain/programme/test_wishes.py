"""The steps of a wish: from where each leads, and what holds wherever it stands."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.programme.wish_errors import WishMoved, WishTaken
from domain.programme.wishes import HAS_ADOPTER, RUNS, STEPS, Adopter, Step, Wish, WishStage

BEGUN = Wish(1, 7, "rider-service", 0)
CHANGES = {Step.ADOPT: {"adopter": Adopter.RIDER, "adopter_id": 8, "adopted_at": 5}}


def stepped(wish: Wish, step: Step, now: int) -> Wish:
    return wish.after(step, now, **CHANGES.get(step, {}))


@given(st.lists(st.sampled_from(Step), max_size=20))
def test_wherever_a_wish_stands_it_has_what_it_should(steps: list[Step]) -> None:
    wish = BEGUN
    for now, step in enumerate(steps, 1):
        before = replace(wish, asker_contact="a", adopter_contact="b")
        if before.stage not in STEPS[step][0]:
            with pytest.raises((WishMoved, WishTaken)):
                stepped(before, step, now)
            continue
        wish = stepped(before, step, now)
        assert (wish.adopter is None) == (wish.stage not in HAS_ADOPTER)
        assert (wish.adopter_id is None) == (wish.adopter is None)
        assert (wish.closed_at is None) == (wish.stage in RUNS)
        assert wish.asker_contact + wish.adopter_contact == ""
        assert wish.at == now
        if wish.stage is WishStage.ADOPTED:
            assert wish.heard_at == now


@given(st.sampled_from(WishStage), st.sampled_from(Step))
def test_a_step_leads_on_from_its_stages_alone(stage: WishStage, step: Step) -> None:
    sources, target = STEPS[step]
    wish = replace(BEGUN, stage=stage)
    if stage in sources:
        assert stepped(wish, step, 1).stage is target
    else:
        error = WishTaken if step is Step.ADOPT and stage in HAS_ADOPTER else WishMoved
        with pytest.raises(error):
            stepped(wish, step, 1)


def test_what_was_approved_once_is_never_edited_nor_approved_again() -> None:
    """From its sending on a wish does not go back to where its rider could change it."""
    assert all(target is not WishStage.DRAFT for _, target in STEPS.values())
    assert [step for step, (_, target) in STEPS.items() if target is WishStage.ASKED] == [Step.ASK]


def test_a_number_is_said_once_it_was_sent() -> None:
    assert BEGUN.number == ""
    assert replace(BEGUN, month="2612", serial=7).number == "W-2612-0007"
