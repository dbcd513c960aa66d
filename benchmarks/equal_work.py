"""The yardstick: a bot of python-telegram-bot that makes a report's calls, commits once an update, and does no more.

It answers a photo with a card that has keys, and a press with a toast, the edited card and the photo in a group: the
six calls of a report, texts and keys as long as there. No photo is looked at, nothing is known of districts, reports or
people, nothing is sent again after a kill. A test holds it to the calls of the real bot.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, ContextTypes, ExtBot, MessageHandler, filters

from benchmarks.ptb_alone import App, Journal, open_journal
from benchmarks.riders import JSON, Riders
from benchmarks.stub_telegram import TOKEN, StubTelegram
from texts.base.callbacks import Verb

_GROUP: Final = -1_000_000_000_001
_SUPERVISORS: Final = -1_000_000_000_001 - 1
_LINE: Final = (
    "位置：<b>黄河涯镇</b>（37.43100, 116.27100） · 照片 GPS · ±8 米\n时限：07:17 前回应，今天 09:02 前办结\n"
)
_CARD: Final = _LINE * 5
_CAPTION: Final = _LINE * 3
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_DRAFT_KEYS: Final = (
    ("✅ 提交", Verb.SUBMIT),
    ("🗂 类别", Verb.MENU),
    ("📍 位置", Verb.MENU),
    ("✏️ 说明", Verb.MENU),
    ("✖️ 取消", Verb.CANCEL),
)
_TICKET_KEYS: Final = ("✅ 受理", "↪️ 退回", "🚫 不予受理", "🔗 重复件", "📍 定位")


@dataclass(frozen=True, slots=True)
class EqualWork:
    """The bot, and the bytes of the photo that each chat sent last."""

    application: App
    journal: Journal
    photos: dict[int, bytes] = field(default_factory=dict)

    def install(self) -> None:
        """Add the two handlers."""
        self.application.add_handler(MessageHandler(filters.Document.ALL, self._answer_photo))
        self.application.add_handler(CallbackQueryHandler(self._answer_press))

    async def send(self, update: JSON) -> None:
        """Hand over an update, which is processed beside others."""
        self.application.create_task(self.application.process_update(Update.de_json(update, self.application.bot)))

    async def _answer_photo(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        assert message is not None  # noqa: S101  the filter asks for it
        assert message.document is not None  # noqa: S101  as above
        file = await message.document.get_file()
        self.photos[message.chat_id] = bytes(await file.download_as_bytearray())
        await self.journal.note(update)
        await message.reply_html(_CARD, link_preview_options=_NO_PREVIEW, reply_markup=_draft_keys())

    async def _answer_press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None  # noqa: S101  the handler asks for it
        assert query.message is not None  # noqa: S101  riders press what they see
        await self.journal.note(update)
        await query.answer()
        await query.edit_message_text(_CARD, "HTML", reply_markup=_receipt_keys(), link_preview_options=_NO_PREVIEW)
        photo = self.photos.pop(query.message.chat.id)
        for group in (_GROUP, _SUPERVISORS):  # who see each urgent ticket in a message of their own
            await context.bot.send_photo(group, photo, caption=_CAPTION, parse_mode="HTML", reply_markup=_ticket_keys())


@dataclass(frozen=True, slots=True)
class Reported:
    """The bot and its riders."""

    bot: EqualWork
    riders: Riders
    telegram: StubTelegram

    async def report(self, reports: int, chats: int) -> None:
        """See `Riders.report`."""
        await self.riders.report(self.bot.send, reports, chats)


@asynccontextmanager
async def reporting(path: Path, photos: Mapping[str, bytes]) -> AsyncIterator[Reported]:
    """Run the bot with a new database at this path, for riders with these photos."""
    riders = Riders(list(photos))
    telegram = StubTelegram(photos, riders.hear)
    async with open_journal(path) as journal:
        application = ApplicationBuilder().bot(ExtBot(TOKEN, request=telegram)).updater(None).job_queue(None).build()
        bot = EqualWork(application, journal)
        bot.install()
        await application.initialize()
        await application.start()
        try:
            yield Reported(bot, riders, telegram)
        finally:
            await application.stop()
            await application.shutdown()


def _draft_keys() -> InlineKeyboardMarkup:
    first, *others = [InlineKeyboardButton(text, callback_data=_data(verb)) for text, verb in _DRAFT_KEYS]
    return InlineKeyboardMarkup([[first], others[:2], others[2:]])


def _receipt_keys() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("↩️ 撤回", callback_data=_data(Verb.WITHDRAW))]])


def _ticket_keys() -> InlineKeyboardMarkup:
    keys = [InlineKeyboardButton(text, callback_data="ac:sm66u74qvlgz:accept:routed") for text in _TICKET_KEYS]
    chart = InlineKeyboardButton("🗺 地图", url="https://uri.amap.com/marker?position=116.280646,37.431728")
    return InlineKeyboardMarkup([keys[:2], keys[2:4], [chart, keys[4]]])


def _data(verb: Verb) -> str:
    return f"{verb.value}:sm66uqux5of6:"
