"""All handlers in the order of matching; the first match takes the update.

Handlers raise ClaimLost, as `handlers.context.Context.transact`; the error handler stores it on the claim.
"""

from importlib import import_module
from pkgutil import iter_modules
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

from domain.language.danger import DangerReader
from handlers import programme, riders, staff
from handlers.command import COMMANDS, Callback, Command, Scope
from handlers.context import CLAIM, Context, Tools
from handlers.presses import press
from handlers.riders import arrivals, clips, commands, dangers, edits, live_location, unknown_commands, wish_answers
from handlers.staff import boards, groups, lookups, replies
from handlers.staff import edits as staff_edits
from handlers.staff.placing import in_its_group

PRIVATE = filters.ChatType.PRIVATE
GROUP = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
_CLIPS = filters.VOICE | filters.VIDEO | filters.VIDEO_NOTE
_DECLINED = (
    filters.AUDIO
    | filters.ANIMATION
    | filters.Sticker.ALL
    | filters.CONTACT
    | filters.POLL
    | filters.Dice.ALL
    | filters.GAME
    | filters.STORY
    | filters.PAID_MEDIA
)

_COME_OR_GONE = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER
_REOPENED = filters.StatusUpdate.FORUM_TOPIC_REOPENED | filters.StatusUpdate.GENERAL_FORUM_TOPIC_UNHIDDEN

_CHATS = {Scope.RIDERS: PRIVATE, Scope.GROUPS: GROUP, Scope.ADMINISTRATORS: GROUP}

for _shelf in (riders, programme, staff):  # each module registers the commands that it answers
    for _module in iter_modules(_shelf.__path__, f"{_shelf.__name__}."):
        import_module(_module.name)

_OTHERS: tuple[BaseHandler[Update, Context, None], ...] = (
    MessageHandler(PRIVATE & NEW & filters.Regex(r"^(?i:/report_)"), commands.show_report),
    MessageHandler(
        PRIVATE & NEW & filters.REPLY & (filters.PHOTO | filters.Document.ALL | filters.ANIMATION | _CLIPS),
        wish_answers.take_reply,
    ),
    MessageHandler(PRIVATE & NEW & filters.PHOTO, arrivals.take_photo),
    MessageHandler(PRIVATE & NEW & filters.ANIMATION, arrivals.decline),
    MessageHandler(PRIVATE & NEW & filters.Document.ALL, arrivals.take_file),
    MessageHandler(PRIVATE & NEW & _CLIPS, clips.take_clip),
    MessageHandler(PRIVATE & NEW & live_location.LIVE, live_location.start),
    MessageHandler(PRIVATE & EDITED & filters.LOCATION, live_location.move),
    MessageHandler(PRIVATE & NEW & (filters.LOCATION | filters.VENUE), arrivals.take_place),
    MessageHandler(
        PRIVATE & NEW & (filters.COMMAND | unknown_commands.NearACommand()), unknown_commands.answer_unknown
    ),
    MessageHandler(PRIVATE & NEW & filters.REPLY & filters.TEXT, wish_answers.take_reply),
    MessageHandler(PRIVATE & NEW & filters.TEXT, arrivals.take_words),
    MessageHandler(PRIVATE & NEW & _DECLINED, arrivals.decline),
    MessageHandler(PRIVATE & EDITED, edits.take_edit),
    MessageHandler(filters.StatusUpdate.MIGRATE, groups.migrate),
    MessageHandler(GROUP & NEW & _COME_OR_GONE, groups.come_or_gone),
    MessageHandler(GROUP & _REOPENED, groups.topic_reopened),
    MessageHandler(GROUP & NEW & lookups.NumberInCommand(), in_its_group("ticket", lookups.show_named)),
    MessageHandler(GROUP & NEW & lookups.NumberAlone(), lookups.show_named),
    MessageHandler(GROUP & filters.StatusUpdate.PINNED_MESSAGE, boards.pinned),
    MessageHandler(GROUP & NEW & filters.COMMAND & groups.Stray(), groups.answer_stray),
    MessageHandler(GROUP & NEW & groups.InCaption(), groups.answer_captioned),
    MessageHandler(GROUP & NEW & (filters.REPLY | filters.PHOTO | filters.Document.IMAGE), replies.reply),
    MessageHandler(GROUP & EDITED & ~filters.LOCATION, staff_edits.take_edit),
    ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(groups.member_changed, ChatMemberHandler.CHAT_MEMBER),
)
"""Updates that match none are ignored: channels, inline mode, payments, business, boosts, other group talk."""


def handlers(reader: DangerReader) -> list[BaseHandler[Update, Context, None]]:
    """Every handler in the order in which they are asked: presses, words of danger, commands, and what else is sent."""
    named = [CommandHandler(each.name, _placed(each), _CHATS[each.scope] & NEW) for each in COMMANDS.values()]
    danger = MessageHandler(PRIVATE & (NEW | EDITED) & dangers.NamesDanger(reader), dangers.take)
    return [CallbackQueryHandler(press), danger, *named, *_OTHERS]


def _placed(each: Command) -> Callback:
    """Return a command's handler; of groups' commands one that answers where they belong."""
    return each.callback if each.scope is Scope.RIDERS else in_its_group(each.name, each.callback)


def install(application: "Application[Any, Context, Any, Any, Any, None]") -> None:
    """Add the handlers and the error handler to an application."""
    tools: Tools = application.bot_data["tools"]
    application.add_handlers(handlers(tools.deps.danger))
    application.add_error_handler(_keep_error)


async def _keep_error(_: object, context: Context) -> None:
    """Store the error on the claim, as the library's `process_update` never raises."""
    CLAIM.get().error = context.error
