from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.drafts import DraftMenu, DraftStage, NotePart
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Status
from playground.entities import parse_html, utf16_length
from services.reporting.views import DraftView, Near
from tests.sample_views import (
    HERE,
    HOUR,
    LANGUAGES,
    LARGEST_ID,
    MINUTE,
    NOW,
    district,
    draft,
    draft_view,
    labels,
    locale,
    report,
)
from texts.base.callbacks import LONGEST, Press, Verb, decode
from texts.reporting.receipts import card_of_draft

STANDING = {
    "zh": ("提交", "类别", "位置", "说明", "取消"),
    "en": ("Submit", "Category", "Place", "Note", "Cancel"),
}
ASKING = {"zh": ("是同一个", "不是"), "en": ("Same problem", "Different")}


def has(shown: list[str], label: str) -> bool:
    return any(label in text for text in shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("menu", DraftMenu)
@pytest.mark.parametrize("missing", [(), ("photo", "category", "place"), ("old_place",)])
def test_all_five_keys_always_stand(language: str, menu: DraftMenu, missing: tuple[str, ...]) -> None:
    shown = labels(card_of_draft(draft_view(draft(menu=menu), missing=missing), locale(language)))
    assert all(has(shown, label) for label in STANDING[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_near_by_takes_the_place_of_submit_and_shows_what_it_is(language: str) -> None:
    near = report(submitted_at=NOW - 2 * HOUR)
    view = draft_view(draft(near_shown=(near.id,)), near=(Near(near, 12.4, own=False),), missing=("answer",))
    screen = card_of_draft(view, locale(language))
    submit, *others = STANDING[language]
    assert not has(labels(screen), submit)
    assert all(has(labels(screen), label) for label in (*ASKING[language], *others))
    assert "12 米外" in screen.text or "12 m away" in screen.text
    assert locale(language).status(Status.ROUTED) in screen.text
    assert locale(language).category_short("street_light") in screen.text.splitlines()[-1]


@pytest.mark.parametrize(("language", "said"), [("zh", "这张照片之前报过"), ("en", "This photo was sent before")])
def test_the_same_photograph_far_away_is_called_so_and_not_near_by(language: str, said: str) -> None:
    near = (Near(report(), 3670, own=False, same_photo=True),)
    screen = card_of_draft(
        draft_view(draft(near_shown=(LARGEST_ID,)), near=near, missing=("answer",)), locale(language)
    )
    asked = screen.text.splitlines()[-1]
    assert said in asked
    assert "DC-2611-0042" in asked
    assert locale(language).community("C7") in asked
    assert "3670" not in screen.text


@pytest.mark.parametrize("shows", [True, False])
def test_a_photo_that_may_be_shown_has_a_key(*, shows: bool) -> None:
    near = (Near(report(), 3, own=shows, shows=shows),)
    keys = labels(card_of_draft(draft_view(draft(near_shown=(LARGEST_ID,)), near=near), locale()))
    assert any("看照片" in key for key in keys) is shows


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_several_reports_near_by_each_has_its_line_and_its_key(language: str) -> None:
    numbers = [f"DC-2611-004{place}" for place in range(3)]
    near = tuple(
        Near(report(id=LARGEST_ID - place, number=ReportNumber("DC", "2611", 40 + place)), 5.0, own=place == 1)
        for place in range(3)
    )
    view = draft_view(draft(near_shown=tuple(each.report.id for each in near)), near=near, missing=("answer",))
    screen = card_of_draft(view, locale(language))
    first, *others = STANDING[language]
    assert not has(labels(screen), first)
    assert all(has(labels(screen), label) for label in others)
    told = [line for line in screen.text.splitlines() if "DC-" in line]
    assert [number in line for number, line in zip(numbers, told, strict=True)] == [True] * 3
    assert ["你自己" in line or "your own" in line for line in told] == [False, True, False]
    presses = [decode(button.press) for row in screen.buttons for button in row]
    same = [press.argument for press in presses if press and press.verb is Verb.SAME]
    assert same == [str(each.report.id) for each in near]
    assert [press.verb for press in presses if press].count(Verb.DIFFERENT) == 1
    assert all(len(button.press.encode()) <= LONGEST for row in screen.buttons for button in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_submit_comes_back_once_the_rider_said_that_it_is_different(language: str) -> None:
    view = draft_view(draft(near_declined=(5,)))
    screen = card_of_draft(view, locale(language))
    assert has(labels(screen), STANDING[language][0])
    assert "DC-2611-0042" not in screen.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_urgent_category_says_first_whom_to_call(language: str) -> None:
    lines = card_of_draft(draft_view(draft(category="fire_lane_blocked")), locale(language)).text.splitlines()
    assert "12345" in lines[0]
    assert "119" not in lines[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_urgent_without_a_number_of_its_own_names_police_and_ambulance(language: str) -> None:
    lines = card_of_draft(draft_view(draft(category="manhole_missing")), locale(language)).text.splitlines()
    assert "110" in lines[0]
    assert "120" in lines[0]
    assert f"💡 {district().catalogue['manhole_missing'].advice_zh}" in lines or language != "zh"


def test_the_number_to_call_is_the_districts() -> None:
    first = card_of_draft(draft_view(draft(category="gas_leak")), locale()).text.splitlines()[0]
    assert district().number_to_call("gas") in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_says_what_where_who_and_by_when(language: str) -> None:
    speaker = locale(language)
    view = draft_view(draft(category="stairwell_dark"))
    assert view.route
    assert view.due_at
    text = card_of_draft(view, speaker).text
    for part in (
        speaker.category_short("stairwell_dark"),
        speaker.community("C7"),
        speaker.queue(view.route.queue),
        speaker.moment(view.due_at, NOW),
        "路灯不亮",
    ):
        assert part in text


def test_a_place_tells_its_source_and_age() -> None:
    assert "照片定位，3分钟前" in card_of_draft(draft_view(), locale()).text
    unknown = draft(position=replace(HERE, taken_at=None))
    assert "时间未知" in card_of_draft(draft_view(unknown), locale()).text


@pytest.mark.parametrize("source", ["exif", "location", "venue", "typed", "last"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_of_a_position_has_its_wording(source: str, language: str) -> None:
    text = card_of_draft(draft_view(draft(position=replace(HERE, source=source))), locale(language)).text
    assert locale(language).plain(f"source.{source}") in text


GUESSED = ("rubbish", "pothole", "street_light")
NAMED = ["🗑 垃圾满了", "坑洼、路坏了", "路灯不亮"]


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({"category": None}, NAMED),
        ({"category": "pothole"}, [NAMED[0], f"✓ {NAMED[1]}", NAMED[2]]),
        ({"category": "pothole", "category_chosen": True}, []),
        ({"category": "rubbish", "guesses": ("rubbish",)}, []),
        ({"category": None, "guesses": ("rubbish",)}, NAMED[:1]),
        ({"category": None, "guesses": ()}, []),
        ({"category": None, "guesses": ("no_more", "pothole")}, [NAMED[1]]),
        ({"category": None, "seen": "pothole"}, [NAMED[0], NAMED[2], "🤖 照片像：坑洼、路坏了"]),
        ({"category": "pothole", "seen": "pothole"}, [NAMED[0], f"✓ {NAMED[1]}", NAMED[2]]),
        ({"category": None, "menu": DraftMenu.PLACE}, []),
    ],
)
def test_the_guesses_stand_a_row_each_until_one_is_chosen(changes: dict[str, Any], standing: list[str]) -> None:
    drafted = draft(**{"category_chosen": False, "guesses": GUESSED, **changes})
    rows = card_of_draft(draft_view(drafted), locale("zh")).buttons
    assert [[key.text for key in row] for row in rows[:-3]] == [[label] for label in standing]
    assert ["提交" in rows[-3][0].text, len(rows[-2]), len(rows[-1])] == [True, 2, 2]


def test_the_catalogue_shows_the_guesses_first_and_every_category_once() -> None:
    view = draft_view(draft(menu=DraftMenu.CATALOGUE, guesses=("rubbish", "pothole")))
    presses = [decode(button.press) for row in card_of_draft(view, locale()).buttons for button in row]
    slugs = [press.argument for press in presses if press and press.verb is Verb.CATEGORY]
    assert slugs[:2] == ["rubbish", "pothole"]
    assert sorted(slugs) == sorted(district().catalogue)


@pytest.mark.parametrize(("language", "said"), [
    ("zh", "🤖 照片像：坑洼、路坏了"), ("en", "🤖 Photo: Pothole"),
])  # fmt: skip
def test_what_a_model_saw_is_one_more_key_below_the_guesses(language: str, said: str) -> None:
    view = draft_view(draft(category=None, guesses=("rubbish",), seen="pothole"), missing=("category",))
    keys = card_of_draft(view, locale(language)).buttons
    assert keys[1][0].text == said
    assert decode(keys[1][0].press) == Press(Verb.CATEGORY, LARGEST_ID, "pothole")
    assert said not in card_of_draft(view, locale(language)).text


@pytest.mark.parametrize(
    "changes", [{"category": "rubbish", "category_chosen": True}, {"category": "pothole"}, {"seen": "gone"}]
)
def test_what_a_model_saw_goes_once_it_says_nothing_new(changes: dict[str, Any]) -> None:
    view = draft_view(replace(draft(category=None, seen="pothole"), **changes))
    assert not has(labels(card_of_draft(view, locale())), "🤖")


def test_an_old_place_is_asked_about_on_the_card() -> None:
    asked = card_of_draft(draft_view(missing=("old_place",)), locale())
    assert decode(asked.buttons[0][0].press) == Press(Verb.OLD_PLACE, LARGEST_ID)
    assert Verb.OLD_PLACE not in {_verb(press) for press in _presses(draft_view())}


@pytest.mark.parametrize("language", LANGUAGES)
@given(note=st.text(max_size=4096) | st.text("<>&\"'😀👩‍🚒é", max_size=4096))
def test_whatever_the_note_the_card_fits_and_its_html_is_whole(language: str, note: str) -> None:
    many = tuple(NotePart(number, note) for number in range(3))
    text, _ = parse_html(card_of_draft(draft_view(draft(note_parts=many)), locale(language)).text)
    assert utf16_length(text) <= 4096


def test_every_press_fits_and_is_read_back() -> None:
    for menu in DraftMenu:
        for press in _presses(draft_view(draft(menu=menu), missing=("old_place",))):
            assert len(press.encode()) <= LONGEST
            assert decode(press)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_has_number_queue_points_and_withdraw(language: str) -> None:
    view = _submitted(points=1, to_earn=4)
    screen = card_of_draft(view, locale(language))
    for part in ("DC-2611-0042", "+1", "+4", locale(language).queue("lighting")):
        assert part in screen.text
    assert has(labels(screen), {"zh": "撤回", "en": "Withdraw"}[language])
    assert has(labels(screen), {"zh": "看进度", "en": "Progress"}[language])
    assert "/report" not in screen.text
    assert screen.report_id == LARGEST_ID


def test_withdraw_is_offered_no_longer_than_it_is_possible() -> None:
    assert not _withdrawable(submitted_at=NOW - 6 * MINUTE)
    assert not _withdrawable(status=Status.ACCEPTED, accepted_at=NOW)
    assert not _withdrawable(status=Status.BOUNCED, accepted_at=NOW)
    assert _withdrawable(status=Status.BOUNCED)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_speaks_of_every_status(status: Status, language: str) -> None:
    text = card_of_draft(_submitted(status=status), locale(language)).text
    waits = {Status.SUBMITTED: "receipt.waiting", Status.ROUTED: "receipt.waiting", Status.BOUNCED: "receipt.moving"}
    named = waits.get(status, "receipt.status")
    speaker = locale(language)
    assert speaker.say(named, queue=speaker.queue("lighting"), status=speaker.status(status)) in text


def test_a_witness_is_thanked_and_a_repeat_of_ones_own_is_not_called_witnessing() -> None:
    joined = draft(stage=DraftStage.JOINED, rider_id=8, report_id=LARGEST_ID)
    seen = card_of_draft(draft_view(joined, report=report(), points=2), locale()).text
    assert "你也看到了" in seen
    assert "⭐ +2" in seen.splitlines()
    own = draft(stage=DraftStage.JOINED, report_id=LARGEST_ID)
    assert "你也看到了" not in card_of_draft(draft_view(own, report=report()), locale()).text


@pytest.mark.parametrize("stage", [DraftStage.CANCELLED, DraftStage.EXPIRED])
def test_a_draft_that_ended_without_a_report_offers_nothing(stage: DraftStage) -> None:
    screen = card_of_draft(draft_view(draft(stage=stage)), locale())
    assert screen.text
    assert not screen.buttons


def _submitted(*, points: int = 0, to_earn: int = 0, **changes: Any) -> DraftView:
    submitted = draft(stage=DraftStage.SUBMITTED, report_id=LARGEST_ID)
    return draft_view(submitted, report=report(**changes), points=points, to_earn=to_earn)


def _withdrawable(**changes: Any) -> bool:
    return Verb.WITHDRAW in {_verb(press) for press in _presses(_submitted(**changes))}


def _presses(view: DraftView) -> list[str]:
    return [button.press for row in card_of_draft(view, locale()).buttons for button in row]


def _verb(press: str) -> Verb | None:
    read = decode(press)
    return read.verb if read else None
