"""The first screen, the help, the choice of language."""

import re
from dataclasses import replace

import pytest

from domain.people.messages import Help, LanguageAsked, Welcome
from services.people import helping
from services.people.helping import HowToView
from tests.sample_views import (
    LANGUAGES,
    district,
    labels,
    locale,
    told,
)
from texts.base.wording import words_of
from texts.people.notices import SELDOM, how_to


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_says_what_matters_and_asks_for_consent(language: str) -> None:
    screen = told(Welcome(), language)
    for part in ("110", "119", "120", district().privacy_contact, "Telegram", "18", "/mydata", "/forget", "24", "48"):
        assert part in screen.text
    assert any(("同意" if language == "zh" else "I agree") in label for label in labels(screen))
    assert not told(Welcome(agreed=True), language).buttons


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("agreed", [True, False])
def test_the_first_screen_is_eight_lines_at_most_and_the_rest_is_folded(language: str, *, agreed: bool) -> None:
    shown = told(Welcome(agreed, "see.example.cn", "hear.example.cn"), language).text
    open_lines, folded, rest = re.split(r"<blockquote expandable>|</blockquote>", shown)
    assert len([*open_lines.strip().splitlines(), *rest.strip().splitlines()]) <= 8
    assert district().privacy_contact in folded
    assert "see.example.cn" in folded
    assert "110" in open_lines, "whom to call is never folded away"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_knows_the_bot_reads_what_is_kept_and_new_and_the_rest_is_folded(language: str) -> None:
    told_first = told(Welcome(photos_to="see.example.cn", waits=True), language).text
    known = Welcome(photos_to="see.example.cn", waits=True, brief=True, news=("terms", "photos"))
    screen = told(known, language)
    open_lines, folded, _ = re.split(r"<blockquote expandable>|</blockquote>", screen.text)
    kept, new, calls = open_lines.strip().splitlines()
    assert kept in told_first
    assert "see.example.cn" in new
    assert "110" in calls
    assert len(screen.buttons) == 1
    for part in (district().privacy_contact, "Telegram", "18", "/mydata", "/forget", "24", "48", "see.example.cn"):
        assert part in folded
    assert "see" not in told(replace(known, news=()), language).text.partition("<blockquote")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("brief", [True, False])
def test_what_is_not_kept_is_to_be_sent_again(language: str, *, brief: bool) -> None:
    screen = told(Welcome(lost=True, brief=brief), language)
    assert ("再发一次" if language == "zh" else "send that again") in screen.text
    assert screen.buttons


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_agreeing_the_screen_says_what_is_next(language: str) -> None:
    waits, plain = (told(Welcome(agreed=True, waits=each), language).text for each in (True, False))
    assert "👇" in waits.splitlines()[-1]
    assert "👇" not in plain


def test_the_help_offers_to_report_the_words() -> None:
    assert any("就报这个" in label for label in labels(told(Help())))
    assert any("Report this" in label for label in labels(told(Help(), "en")))


@pytest.mark.parametrize(
    ("language", "keys"),
    [
        ("zh", ["📝 就报这个 · 路灯不亮", "坑洼、路坏了", "📝 先报上，类别再选"]),
        ("en", ["📝 Report this · Street light out", "Pothole", "📝 Report, category later"]),
    ],
)
def test_the_question_has_a_row_for_each_guess_that_there_still_is(language: str, keys: list[str]) -> None:
    screen = told(Help(("street_light", "no_more", "pothole")), language)
    assert [[key.text for key in row] for row in screen.buttons] == [[label] for label in keys]
    assert labels(told(Help(("no_more",)), language)) == labels(told(Help(), language))
    for number in ("110", "119", "120"):
        assert number in screen.text
        assert number in told(Help(), language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choice_of_language_names_each_in_itself(language: str) -> None:
    assert labels(told(LanguageAsked(), language)) == ["中文", "English"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_names_each_host_that_something_goes_to(language: str) -> None:
    plain = told(Welcome(), language).text
    seen = told(Welcome(photos_to="see.example.cn"), language).text
    heard = told(Welcome(voices_to="hear.example.cn"), language).text
    assert ("see.example.cn" in seen, "hear.example.cn" in heard) == (True, True)
    assert "🎤" in heard
    assert "🎤" not in seen
    assert len(plain.splitlines()) + 1 == len(seen.splitlines()) == len(heard.splitlines())


FOLDED_LINES = 3
"""How many lines of a folded quote clients show."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_is_one_screen_and_says_of_each_command_what_the_menu_says(language: str) -> None:
    everything = HowToView(tuple(helping._COMMANDS), captain=False)
    plain, leads = (how_to(replace(everything, captain=captain), locale(language)).text for captain in (False, True))
    assert "/stations " + words_of(language).plain("command.stations") in plain
    assert ("邀请" if language == "zh" else "invite,") in leads
    shown, _, seldom = plain.partition("<blockquote expandable>")
    assert len(shown.splitlines()) + FOLDED_LINES <= 26
    assert {line.split()[0] for line in seldom.splitlines()} == {f"/{name}" for name in SELDOM}
    assert max(len(line) for line in re.sub("<[^>]*>", "", plain).partition("/start")[2].splitlines()) <= 40
