"""A draft's card fits a phone in every state: six lines, an urgent one seven, and no key that is cut."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.geo.place_names import Nearby
from domain.language.dangers import DangerKind
from domain.language.widths import columns, room
from domain.reporting.clips import ClipKind, ClipMark
from domain.reporting.drafts import DraftMenu, DraftStage, NotePart
from domain.reporting.evidence import Trace
from domain.reporting.messages import DraftCard
from services.reporting.far_outside import FAR_OUTSIDE
from services.reporting.views import DraftView, Near, OtherPosition
from tests.sample_views import HERE, LANGUAGES, LARGEST_ID, NOW, district, draft, draft_view, locale, photo, report
from texts.base.screen import Style
from texts.base.telling import tell
from texts.base.wording import without_markup
from texts.reporting.draft_lines import LINES_AT_MOST

LACKS = st.sets(st.sampled_from(("photo", "category", "place", "old_place")))
OTHER = replace(HERE, lat=37.46)
OTHERS = (draft(), draft(category=None), draft(category="manhole_missing"))
NEAR = tuple(Near(report(id=LARGEST_ID - at), 4.0 * at, own=at == 1, shows=at == 1) for at in range(3))


FAR = replace(HERE, lat=38.2)
TRACE = Trace(1)


@st.composite
def views(draw: st.DrawFn) -> DraftView:
    """Cards of open drafts in any state: known or not, asked about or not, forwarded, far off, with any menu."""
    lacks = draw(LACKS)
    far = "place" not in lacks and draw(st.booleans())
    foreign = draw(st.booleans())
    category = None if "category" in lacks else draw(st.sampled_from(sorted(district().catalogue)))
    accuracy = draw(st.sampled_from((None, 8.0, 1600.0)))
    position = None if "place" in lacks else replace(FAR if far else HERE, accuracy_m=accuracy)
    asks = draw(st.sampled_from(("", "near", "near", "places"))) if position and category and not far else ""
    asking = draw(st.booleans()) and position is not None and not asks
    near = NEAR[: draw(st.integers(1, 3))] if asks == "near" else ()
    drawn = draft(
        category=category,
        position=position,
        menu=draw(st.sampled_from(DraftMenu)),
        note_parts=tuple(NotePart(number, draw(st.text(max_size=300))) for number in range(draw(st.integers(0, 3)))),
        photos=tuple(photo(number) for number in range(1, draw(st.integers(1, 4)))),
        near_shown=tuple(each.report.id for each in near),
        other_position=OTHER if asks == "places" else None,
        danger=draw(st.none() | st.sampled_from(DangerKind)),
        guesses=tuple(draw(st.lists(st.sampled_from(sorted(district().catalogue)), max_size=3, unique=True))),
        traces=(replace(TRACE, foreign=foreign),),
        clips=tuple(
            ClipMark(number, number, draw(st.sampled_from(ClipKind))) for number in range(draw(st.integers(0, 3)))
        ),
        joined=draw(st.sampled_from(((), (1,)))),
    )
    asked = {"near": ("answer",), "places": ("which_place",), "": ()}[asks]
    return draft_view(
        drawn,
        near=near,
        missing=(*(sorted(lacks)), *asked, *((FAR_OUTSIDE,) if far else ())),
        nearby=draw(st.none() | st.just(Nearby("湖滨北路", 30))),
        other_position=OtherPosition(OTHER, 1900, "C7") if asks == "places" else None,
        awaited=draw(st.integers(0, 2)),
        offered=draw(st.none() | st.just(HERE)) if position is None and not foreign else None,
        ready=draw(st.sampled_from((0, 2, 10))),
        asking=OTHERS[: draw(st.integers(2, 3))] if asking else (),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200)
@given(view=views())
def test_the_card_has_six_lines_at_most_and_an_urgent_one_seven(language: str, view: DraftView) -> None:
    screen = tell(DraftCard(view.draft.id), view, locale(language))
    seen = without_markup(screen.text).split("\n")
    danger = district().counting(view.draft.danger, view.draft.category)
    category = district().catalogue.get(view.draft.category or "")
    urgent = danger is not None or (category is not None and category.urgent)
    assert len(seen) <= LINES_AT_MOST + urgent
    assert seen[0].startswith("🚨") is urgent
    assert all(line.strip() for line in seen)
    if category is not None:
        assert locale(language).category_short(category.slug) in seen[int(urgent)]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200)
@given(view=views())
def test_no_key_is_cut_and_one_at_most_is_primary(language: str, view: DraftView) -> None:
    screen = tell(DraftCard(view.draft.id), view, locale(language))
    assert all(columns(key.text) <= room(len(row)) for row in screen.buttons for key in row)
    styles = [key.style for row in screen.buttons for key in row]
    assert styles.count(Style.PRIMARY) <= 1
    assert styles.count(Style.SUCCESS) == (not view.near) + (view.ready > 0)
    assert styles.count(Style.DANGER) == 1


@pytest.mark.parametrize(
    ("missing", "primary"),
    [
        ((), []),
        (("photo",), []),
        (("place",), ["📍 位置"]),
        (("category",), ["🗂 类别"]),
        (("category", "place"), ["🗂 类别"]),
        (("old_place",), ["📌 就用这里"]),
    ],
)
def test_the_likeliest_next_step_is_primary(missing: tuple[str, ...], primary: list[str]) -> None:
    drawn = draft(guesses=(), category_chosen=True)
    screen = tell(DraftCard(drawn.id), draft_view(drawn, missing=missing), locale())
    assert [key.text for row in screen.buttons for key in row if key.style is Style.PRIMARY] == primary


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_stands_by_how_often_it_is_reported(language: str) -> None:
    drawn = draft(menu=DraftMenu.CATALOGUE, guesses=(), category=None)
    usual = ("gas_leak", "no_more", "pothole")
    screen = tell(DraftCard(drawn.id), draft_view(drawn, usual=usual), locale(language))
    speaker = locale(language)
    keys = [key.text for row in screen.buttons for key in row]
    assert keys[:2] == [speaker.category_short("gas_leak"), speaker.category_short("pothole")]
    assert keys[2] == speaker.category_short(next(iter(district().catalogue)))
    assert len(keys) == len(district().catalogue) + 5


def test_a_long_catalogue_is_paged_and_each_category_stands_on_one_page() -> None:
    rubbish = district().catalogue["rubbish"]
    many = {f"c{number}": replace(rubbish, slug=f"c{number}", short_zh=f"类别{number}") for number in range(90)}
    speaker = replace(locale(), district=replace(district(), catalogue=replace(district().catalogue, by_slug=many)))
    seen: list[str] = []
    menus = [DraftMenu.CATALOGUE]
    while menus:
        drawn = draft(menu=menus.pop(), guesses=(), category=None)
        screen = tell(DraftCard(drawn.id), draft_view(drawn), speaker)
        keys = [key for row in screen.buttons for key in row]
        seen += [key.text for key in keys if key.text.startswith("类别")]
        menus += [DraftMenu(key.press.rsplit(":", 1)[1]) for key in keys if key.text.startswith("更多")]
    assert seen == [f"类别{number}" for number in range(90)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", [DraftStage.CANCELLED, DraftStage.EXPIRED])
def test_what_ended_without_a_report_says_so_in_one_line(language: str, stage: DraftStage) -> None:
    assert "\n" not in tell(DraftCard(1), draft_view(draft(stage=stage), now=NOW), locale(language)).text
