"""Every handler in the order in which they are asked; the first that matches takes the update."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers.context import CLAIM, Context
from handlers.presses import press
from handlers.riders import arrivals, commands, live_location
from handlers.staff import groups

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

PRIVATE = filters.ChatType.PRIVATE
GROUP = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
_DECLINED = (
    filters.VIDEO
    | filters.VOICE
    | filters.AUDIO
    | filters.ANIMATION
    | filters.VIDEO_NOTE
    | filters.Sticker.ALL
    | filters.CONTACT
    | filters.POLL
    | filters.Dice.ALL
    | filters.GAME
    | filters.STORY
    | filters.PAID_MEDIA
)

_COMMANDS: tuple[tuple[str, Callback], ...] = (
    ("start", commands.start),
    ("report", commands.report),
    ("my", commands.show_reports),
    ("points", commands.show_points),
    ("digest", commands.show_digest),
    ("help", commands.show_help),
    ("language", commands.choose_language),
    ("cancel", commands.cancel),
)

HANDLERS: tuple[BaseHandler[Update, Context, None], ...] = (
    CallbackQueryHandler(press),
    *(CommandHandler(name, callback, PRIVATE & NEW) for name, callback in _COMMANDS),
    MessageHandler(PRIVATE & NEW & filters.Regex(r"^/report_\d"), commands.show_report),
    MessageHandler(PRIVATE & NEW & filters.PHOTO, arrivals.take_photo),
    MessageHandler(PRIVATE & NEW & filters.ANIMATION, arrivals.decline),
    MessageHandler(PRIVATE & NEW & filters.Document.ALL, arrivals.take_file),
    MessageHandler(PRIVATE & NEW & live_location.LIVE, live_location.start),
    MessageHandler(PRIVATE & EDITED & filters.LOCATION, live_location.move),
    MessageHandler(PRIVATE & NEW & (filters.LOCATION | filters.VENUE), arrivals.take_place),
    MessageHandler(PRIVATE & NEW & filters.COMMAND, commands.show_help),
    MessageHandler(PRIVATE & NEW & filters.TEXT, arrivals.take_words),
    MessageHandler(PRIVATE & NEW & _DECLINED, arrivals.decline),
    MessageHandler(PRIVATE & EDITED & (filters.TEXT | filters.CAPTION), arrivals.take_edit),
    CommandHandler("link", groups.link, GROUP & NEW),
    MessageHandler(filters.StatusUpdate.MIGRATE, groups.migrate),
    MessageHandler(GROUP & NEW & filters.REPLY, groups.reply),
    ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
)
"""What none of them takes is ignored: channels, inline mode, payments, business, boosts, what others do in groups."""


def install(application: "Application[Any, Context, Any, Any, Any, None]") -> None:
    """Give an application the handlers, and the one place where their errors are kept."""
    application.add_handlers(HANDLERS)
    application.add_error_handler(_keep_error)


async def _keep_error(_: object, context: Context) -> None:
    """python-telegram-bot's `process_update` never raises: what went wrong is kept on the claim."""
    CLAIM.get().error = context.error
