"""Membership: remembered for a minute at most, and no moment longer than Telegram says."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from telegram import Bot, ChatMember
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError

from bot.members import TelegramMembers
from domain.tickets.membership import Membership
from tests.usecases import Hands

GROUP, WANG = -1001, 9
SECOND = 1_000
USER = {"id": WANG, "is_bot": False, "first_name": "王"}
MUTED = {
    "is_member": True,
    "until_date": 0,
    **dict.fromkeys(
        ("can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages", "can_send_polls",
         "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics", "can_send_audios",
         "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes",
         "can_edit_tag", "can_react_to_messages"),
        False,
    ),
}  # fmt: skip


@dataclass
class Telegram:
    """Telegram with one person in one group; an error in place of a status is raised."""

    id: int = 1
    status: str | TelegramError = "member"
    rights: dict[str, Any] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    async def get_chat_member(self, chat_id: int, _: int) -> ChatMember:
        self.asked.append(chat_id)
        if isinstance(self.status, TelegramError):
            error, self.status = self.status, "member"
            raise error
        return ChatMember.de_json({"user": USER, "status": self.status, **self.rights}, None)


@dataclass
class Known:
    """The members as the bot knows them; `heard` is what an update said last."""

    telegram: Telegram = field(default_factory=Telegram)
    clock: Hands = field(default_factory=Hands)
    heard: Membership | None = None

    def __post_init__(self) -> None:
        self.members = TelegramMembers(cast("Bot", self.telegram), self.clock.now, self._heard)

    async def _heard(self, *_: int) -> Membership | None:
        return self.heard

    def hears(self, *, inside: bool | None) -> None:
        """Let an update say that it changed."""
        self.heard = Membership(GROUP, WANG, inside, self.clock.at)

    async def is_in(self) -> bool:
        return await self.members.is_member(GROUP, WANG)


@pytest.fixture
def known() -> Known:
    return Known()


async def test_what_was_asked_is_known_for_a_minute(known: Known) -> None:
    assert await known.is_in()
    known.telegram.status = "kicked"
    known.clock.at += 60 * SECOND
    assert await known.is_in()
    known.clock.at += 1
    assert not await known.is_in()
    assert len(known.telegram.asked) == 2


@pytest.mark.parametrize("asked_before", [True, False])
async def test_an_update_counts_at_once_and_nobody_is_asked(known: Known, *, asked_before: bool) -> None:
    if asked_before:
        await known.is_in()
    asked = len(known.telegram.asked)
    for inside in (False, True):
        known.clock.at += SECOND
        known.hears(inside=inside)
        assert await known.is_in() is inside
    assert len(known.telegram.asked) == asked


async def test_an_update_is_relied_on_for_a_minute(known: Known) -> None:
    known.hears(inside=False)
    known.clock.at += 60 * SECOND + 1
    assert await known.is_in()


@pytest.mark.parametrize("status", ["member", "kicked"])
async def test_whoever_came_or_went_is_asked_for_anew(known: Known, status: str) -> None:
    await known.is_in()
    known.telegram.status = status
    known.hears(inside=None)
    assert await known.is_in() is (status == "member")


async def test_what_is_asked_for_after_an_update_counts(known: Known) -> None:
    known.hears(inside=None)
    known.clock.at += SECOND
    assert await known.is_in()
    assert await known.is_in()
    assert len(known.telegram.asked) == 1


async def test_a_clock_that_was_set_back_makes_nobody_a_member_for_ever(known: Known) -> None:
    await known.is_in()
    known.telegram.status = "left"
    known.clock.at -= 86_400 * SECOND
    assert not await known.is_in()


@pytest.mark.parametrize(
    ("status", "rights", "is_in"),
    [
        ("creator", {"is_anonymous": True}, True),
        ("member", {}, True),
        ("restricted", MUTED, False),
        ("restricted", {**MUTED, "can_send_messages": True}, True),
        ("restricted", {**MUTED, "can_send_messages": True, "is_member": False}, False),
        ("restricted", {"is_member": True}, False),
        ("left", {}, False),
        ("kicked", {"until_date": 0}, False),
    ],
)
async def test_who_is_in_the_group_and_may_speak_there(status: str, rights: dict[str, Any], *, is_in: bool) -> None:
    assert await Known(Telegram(status=status, rights=rights)).is_in() is is_in


async def test_whom_telegram_does_not_know_is_asked_for_again(known: Known) -> None:
    known.telegram.status = BadRequest("Participant_id_invalid")
    assert not await known.is_in()
    assert await known.is_in()


async def test_a_network_error_makes_nobody_a_stranger(known: Known) -> None:
    known.telegram.status = NetworkError("reset")
    with pytest.raises(NetworkError):
        await known.is_in()


async def test_a_group_that_moved_is_asked_for_where_it_is(known: Known) -> None:
    known.telegram.status = ChatMigrated(-1002)
    assert await known.is_in()
    assert known.telegram.asked == [GROUP, -1002]
