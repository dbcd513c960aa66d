"""The methods that ask or set up: the bot itself, its chats, files, commands, presses.

Source: Client.cpp, the ``process_…_query`` of each method.
"""

from typing import Any

from playground.access import Need, greet, reach
from playground.arguments import Arguments
from playground.chats import PRESENT, Chat
from playground.errors import bad_request
from playground.files import MAX_DOWNLOAD
from playground.membership import leave
from playground.world import Playground

JSON = dict[str, Any]

_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics",
)  # fmt: skip


async def get_me(world: Playground, _args: Arguments) -> JSON:
    """Return who the bot is; privacy mode is on."""
    return world.bot.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def do_nothing(_world: Playground, _args: Arguments) -> bool:
    """Answer ``logOut`` and ``close``: there is no other server to move to."""
    return True


async def answer_callback_query(world: Playground, args: Arguments) -> bool:
    """Answer a press."""
    press = world.callbacks.answer(
        args.text("callback_query_id"), args.text("text"), show_alert=args.flag("show_alert")
    )
    world.events.add("callback_answered", press.chat_id, callback_query_id=press.id, **press.document())
    return True


async def get_file(world: Playground, args: Arguments) -> JSON:
    """Prepare a file for download; up to 20 MB."""
    try:
        file = world.files.find(args.text("file_id"))
    except KeyError:
        raise bad_request("invalid file_id") from None
    if len(file.shown) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    world.files.offer(file)
    return file.document()


async def get_chat(world: Playground, args: Arguments) -> JSON:
    """Return a ``ChatFullInfo``."""
    chat = reach(world, args.text("chat_id"), Need.READ)
    full = chat.document() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not chat.private:
        full["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    pinned = world.messages.get(chat, max(chat.pinned)) if chat.pinned else None  # the newest by date, not by pinning
    return full | ({"pinned_message": pinned.quoted()} if pinned else {})


async def get_chat_member(world: Playground, args: Arguments) -> JSON:
    """Return a ``ChatMember``; one who never came has left."""
    user_id = args.integer("user_id")
    if user_id <= 0:
        raise bad_request("Invalid user_id specified")
    chat = reach(world, args.text("chat_id"), Need.EDIT)
    if world.chats.user(user_id) is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return world.chats.member(chat, user_id)


async def get_chat_administrators(world: Playground, args: Arguments) -> list[JSON]:
    """Return the administrators; of bots only this one."""
    chat = _group(reach(world, args.text("chat_id"), Need.EDIT), "there are no administrators in the private chat")
    ranks = {"creator", "administrator"}
    return [world.chats.member(chat, user_id) for user_id, status in chat.members.items() if status in ranks]


async def get_chat_member_count(world: Playground, args: Arguments) -> int:
    """Return how many are in a chat, the bot among them."""
    chat = reach(world, args.text("chat_id"), Need.EDIT)
    return sum(status in PRESENT for status in chat.members.values())


async def leave_chat(world: Playground, args: Arguments) -> bool:
    """Leave a group."""
    chat = reach(world, args.text("chat_id"), Need.EDIT)
    leave(world, _group(chat, "chat member status can't be changed in private chats"))
    return True


async def set_my_commands(world: Playground, args: Arguments) -> bool:
    """Offer commands."""
    world.commands.set(args.document("commands"), args.document("scope"), args.text("language_code"))
    return True


async def get_my_commands(world: Playground, args: Arguments) -> list[JSON]:
    """Return the commands of exactly one scope and language."""
    return world.commands.get(args.document("scope"), args.text("language_code"))


async def delete_my_commands(world: Playground, args: Arguments) -> bool:
    """Take the commands of one scope and language back."""
    world.commands.delete(args.document("scope"), args.text("language_code"))
    return True


async def set_profile(world: Playground, args: Arguments) -> bool:
    """Take ``setMyName``, ``setMyDescription`` and ``setMyShortDescription``."""
    limits = {"name": 64, "description": 512, "short_description": 120}
    language = args.text("language_code")
    for field, most in limits.items():
        if args.has(field):
            if len(args.text(field)) > most:
                raise bad_request("BOT_TITLE_INVALID" if field == "name" else "ABOUT_TOO_LONG")
            world.profile[f"{field}:{language}"] = args.text(field)
    return True


async def set_chat_menu_button(world: Playground, args: Arguments) -> bool:
    """Take the button beside the input field; the page has none."""
    if args.has("chat_id"):
        greet(world, reach(world, args.text("chat_id"), Need.READ))
    return True


def _group(chat: Chat, refusal: str) -> Chat:
    if chat.private:
        raise bad_request(refusal)
    return chat
