"""No key of ours is cut on a phone 360 pixels wide, whoever reads it and whatever fills it."""

from dataclasses import replace

import pytest

from domain.language.widths import ROW, columns, room
from domain.messages import Notice
from domain.people.messages import Help, LanguageAsked, Welcome
from domain.reporting.reports import Status
from domain.tickets.card_menus import CORRECT_CATEGORY, MORE
from domain.tickets.lifecycle import Action, BounceReason
from domain.tickets.messages import TicketCard
from tests.sample_views import LANGUAGES, LARGEST_ID, district, locale, photo, report, ticket_view, told
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import tell
from texts.base.wording import read_texts

FIXED = ("key_", "action.", "reject.", "bounce.", "reply.")
MENUS = (
    "", Action.REJECT.value, Action.BOUNCE.value, f"{Action.BOUNCE}.{BounceReason.NOT_OUR_JOB}", Action.ASSIGN.value,
    CORRECT_CATEGORY, MORE,
)  # fmt: skip


def fits(screen: Screen) -> bool:
    return all(columns(key.text) <= room(len(row)) for row in screen.buttons for key in row)


def long_named(language: str) -> Locale:
    """The sample district with queues of the longest names that a district would think of."""
    name = "黄河涯、宋官屯、赵虎、抬头寺社区居民委员会联合办公室" * 2
    long = {key: replace(queue, zh=name, en=name) for key, queue in district().queues.items()}
    router = replace(district().router, queues=long)
    return replace(locale(language), district=replace(district(), router=router))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("status", Status)
def test_no_key_of_a_ticket_is_cut(language: str, menu: str, status: Status) -> None:
    shown = report(status=status, card_menu=menu, photos=tuple(photo(number) for number in range(1, 13)))
    for queue in (None, district().triage.id):
        seen = replace(shown, queue=queue or shown.queue)
        for speaker in (locale(language), long_named(language)):
            screen = tell(TicketCard(LARGEST_ID, seen.queue), ticket_view(seen), speaker)
            assert fits(screen)
            styles = [key.style for row in screen.buttons for key in row]
            assert styles.count(Style.PRIMARY) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", [Help(), Help(tuple(district().catalogue)), LanguageAsked(), Welcome()])
def test_no_key_below_a_first_answer_is_cut(language: str, notice: Notice) -> None:
    assert fits(told(notice, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_of_ours_never_needs_to_be_cut(language: str) -> None:
    """What has no field must fit a row as it is worded: an ellipsis is for names alone."""
    labels = {
        key: said
        for key, said in read_texts(language).items()
        if any(part in key for part in FIXED) and "{" not in said and not key.startswith(("problem", "remedy"))
    }
    assert labels
    assert {key: said for key, said in labels.items() if columns(said) > ROW} == {}
