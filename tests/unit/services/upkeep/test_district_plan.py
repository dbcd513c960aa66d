"""What differs between two districts, as an operator reads it."""

from dataclasses import replace

from domain.district.district import District
from domain.district.routing import Router, Rule
from services.upkeep.district_plan import Difference, differences
from tests.sample_views import district


def ruled(of: District, *rules: Rule) -> District:
    """The district with these rules, numbered from 1, each on a line further down."""
    numbered = [replace(rule, number=number, line=7 * number) for number, rule in enumerate(rules, 1)]
    return replace(of, router=Router.of(of.queues.values(), numbered, of.calendar))


def rules_of(of: District) -> list[Rule]:
    found = {rule for some in (*of.router.rules_of.values(), of.router.rules_anywhere) for rule in some}
    return sorted(found, key=lambda rule: rule.number)


def test_rules_are_told_by_what_they_say_not_by_where_they_stand() -> None:
    before = district()
    first, second, *others = rules_of(before)
    assert differences(before, ruled(before, first, second, *others)) == ()
    assert differences(before, ruled(before, second, *others)) == (Difference("rules", (), ("1",), ()),)
    swapped = differences(before, ruled(before, second, first, *others))
    assert swapped == (Difference("rules", (), (), ("1", "2")),)
    added = replace(first, community=next(iter(before.communities)))
    assert differences(before, ruled(before, added, first, second, *others)) == (Difference("rules", ("1",), (), ()),)


def test_a_picture_is_told_by_what_it_shows_not_by_where_it_lies() -> None:
    before = district()
    name, reward = next(iter(before.rewards.items()))

    def pictured(folder: str, mark: str) -> District:
        return replace(before, rewards={name: replace(reward, picture=f"{folder}/a.png", picture_mark=mark)})

    assert differences(pictured("standing", "m1"), pictured("fresh", "m1")) == ()
    assert differences(pictured("standing", "m1"), pictured("fresh", "m2")) == (Difference("rewards", (), (), (name,)),)
