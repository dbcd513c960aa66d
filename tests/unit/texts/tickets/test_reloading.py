"""The answer to `/reload`, in both languages: names, also of what is gone, and mistakes with their remedy."""

from dataclasses import replace

import pytest

from domain.district.past import Name
from domain.district.problems import InFile, Problem
from services.gathering import NoticeView
from services.upkeep.district_plan import Difference, Moved, Why
from services.upkeep.reloaded import Reloaded, ReloadShown
from tests.sample_views import LANGUAGES, locale
from texts.base.district_changes import change_lines
from texts.base.telling import tell

CHANGED = Reloaded(
    differences=(
        Difference("queues", ("drainage",), ("lamps",), ()),
        Difference("categories", (), ("lamp", "never_known"), ("pothole",)),
        Difference("communities", (), ("C99",), ()),
        Difference("rules", ("3",), (), ()),
    ),
    moved=(Moved(Why.QUEUE_GONE, "lamps", "drainage", 7, ("DC-2611-0001",)),),
)
SAID = {
    "zh": ("照明所", "旧路灯", "旧社区", "7 件"),
    "en": ("Lamp office", "Old lamps", "旧社区", "7"),
}


def shown(answer: Reloaded, language: str) -> str:
    reader = locale(language)
    past = replace(
        reader.district.remembered(),
        queues={"lamps": Name("照明所", "Lamp office")},
        categories={"lamp": Name("旧路灯", "Old lamps")},
        communities={"C99": Name("旧社区", "旧社区")},
    )
    notice = ReloadShown(chat_id=-1, told=answer.told())
    reader = replace(reader, district=replace(reader.district, past=past))
    return tell(notice, NoticeView(notice, None), reader).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_told_by_names(language: str) -> None:
    said = shown(CHANGED, language)
    for name in (*SAID[language], locale(language).queue("drainage"), locale(language).plain("gone.category")):
        assert name in said
    for raw in ("lamps →", "never_known", "C99", "drainage"):
        assert raw not in said


def test_files_that_can_not_be_read_are_not_said_to_be_the_same() -> None:
    english = locale("en")
    assert next(change_lines(None, (), english)) == english.plain("district.unreadable")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_is_told_with_its_place_and_remedy(language: str) -> None:
    problem = Problem("prefix_changed", "district.toml", InFile(key="prefix"), {"before": "DC", "after": "XY"})
    said = shown(Reloaded((problem,)), language)
    for part in ("district.", "DC", "XY", "→"):
        assert part in said
