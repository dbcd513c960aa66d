"""Each of the 105 sorts of update has its expected outcome: answered how, or passed over for which reason."""

import json
import os
from pathlib import Path

import pytest

from playground.people import JSON, Person, labels
from tests.town import Town
from tests.watching import calls_so_far, kept, parked, rows, stands_still, tap

DATA = os.environ.get("QIANSHAO_TEST_DATA")
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs"),
]
FOLDER = Path(str(DATA)) / "telegram" / "updates"


ANSWERED: dict[str, tuple[str, ...]] = {
    "animation": ("unsupported:animation",),
    "audio": ("unsupported:audio",),
    "callback_query": ("pressed",),
    "callback_query_complex": ("pressed",),
    "callback_query_inaccessible_message": ("pressed",),
    "callback_query_without_message": ("pressed",),
    "command": ("unknown_command",),  # a command that the bot does not have
    "command_message": ("unknown_command",),  # the nearest one is named, without the entity that makes it a command
    "command_tag_valid": ("unknown_command",),
    "command_tag_wrong": ("unknown_command",),
    "command_with_parameters": ("help",),  # as command_message
    "contact": ("unsupported:other",),
    "dice": ("unsupported:other",),
    "document": ("unsupported:document",),
    "edited_message": ("help",),  # of a message that came to nothing
    "entities": ("help",),
    "food": ("help",),
    "game": ("unsupported:other",),
    "location": ("draft_card",),
    "message": ("talk",),
    "message_forward_origin": ("help",),
    "not_command": ("help",),
    "photo": ("draft_card", "location_key", "photo_refused:broken"),  # words without a place; the file is unknown
    "sticker": ("unsupported:sticker",),
    "story": ("unsupported:other",),
    "text": ("help",),
    "venue": ("draft_card",),
    "video": ("clip_refused:broken",),
    "video_note": ("clip_refused:broken",),
    "voice": ("clip_refused:broken",),
}

PASSED_OVER = {
    "not asked of Telegram: what happens elsewhere": (
        "business_connection business_message channel_post chat_boost chat_join_request chat_member "
        "chosen_inline_result deleted_business_messages edited_business_message edited_channel_post guest_message "
        "inline_query managed_bot message_reaction message_reaction_count paid_media_purchased poll poll_answer "
        "pre_checkout_query removed_chat_boost shipping_query subscription"
    ),
    "service messages: nobody wrote them": (
        "channel_chat_created chat_owner_changed chat_owner_left checklist_tasks_added checklist_tasks_done "
        "community_chat_added community_chat_removed connected_website delete_chat_photo "
        "direct_message_price_changed forum_topic_closed forum_topic_created forum_topic_edited "
        "forum_topic_reopened giveaway_completed giveaway_created group_chat_created left_chat_member "
        "managed_bot_created message_auto_delete_timer_changed message_boost_added migrate_from_chat_id "
        "migrate_to_chat_id new_chat_members new_chat_photo new_chat_title pinned_message poll_option_added "
        "poll_option_deleted proximity_alert_triggered refunded_payment successful_payment "
        "supergroup_chat_created video_chat_ended video_chat_participants_invited video_chat_scheduled "
        "video_chat_started"
    ),
    "answers to keys that the bot never shows": "chat_shared passport_data users_shared web_app_data",
    "nothing that a report could use": "checklist giveaway giveaway_winners invoice rich_message",
    "groups that are no queue's": (
        "message_different_topic message_different_topic_reply message_general_topic message_general_topic_reply "
        "message_topic"
    ),
    "the bot is a member as before": "my_chat_member",
    "a poll without a field that the library demands": "message_poll",
}

EXPECTED = ANSWERED | {name: () for names in PASSED_OVER.values() for name in names.split()}


def sender(update: JSON) -> int:
    """Whose private chat an update belongs to; 0 where it belongs to none."""
    (payload,) = update.values()
    if not isinstance(payload, dict):
        return 0
    chat = payload.get("chat") or (payload.get("message") or {}).get("chat") or payload.get("from") or {}
    return int(chat["id"]) if chat.get("type", "private") == "private" and chat.get("id", 0) > 0 else 0


async def outcome(town: Town, update: JSON) -> tuple[str, ...]:
    """What the bot sends after an update, as names of meanings; `pressed` where it answers a press."""
    last = rows(town, "select coalesce(max(seq), 0) from outbox")[0][0]
    call = await calls_so_far(town)
    await town.people.call("POST", "/updates", json=update)
    await stands_still(town)
    assert not parked(town), update
    presses: list[JSON] = []
    while "callback_query" in update and not presses:  # the answer follows the commit
        presses = await town.people.calls("answerCallbackQuery", call)
    told = rows(town, "select meaning from outbox where seq > ? order by seq", last)
    return (*("pressed" for _ in presses), *(named(json.loads(meaning)) for (meaning,) in told))


def named(meaning: JSON) -> str:
    """A meaning by its name and what it is about."""
    return ":".join([meaning["meaning"], *(meaning[name] for name in ("what", "reason", "error") if meaning.get(name))])


async def agreed(town: Town, chat: int) -> Person:
    """The person of a private chat, who has agreed to the terms."""
    person = await town.people.join("路人", "zh", chat)
    await person.text("/start")
    await tap(person, await person.wait_for(lambda m: "同意" in labels(m)), "同意")
    return person


async def test_every_sort_of_update_has_its_outcome(town: Town) -> None:
    updates = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
    people: dict[int, Person] = {}
    outcomes = {}
    for name, update in updates.items():
        update.pop("update_id")
        chat = sender(update)
        if chat and chat not in people:
            people[chat] = await agreed(town, chat)
        await stands_still(town)
        before = kept(town)
        outcomes[name] = await outcome(town, update)
        if name not in ANSWERED:
            assert kept(town) == before, name
        elif chat:
            await people[chat].text("/cancel")
    assert outcomes == EXPECTED
    assert len(outcomes) == 105
    (photo,) = [row for row in rows(town, "select note_parts from draft") if "asdasd" in row[0]]
    assert photo
    rider = await town.rider("小周")
    await town.submitted(rider)  # and the bot goes on as ever
