"""Replies of riders to what the bot asked or passed on of a wish; any other reply goes where it went before."""

from telegram import Message, Update

from domain.errors import PhotoRefused
from domain.programme.wish_errors import WishWordsOnly
from domain.programme.wish_messages import WishAsk
from domain.reporting.photos import Photo
from handlers.command import Callback
from handlers.context import Context
from handlers.riders import arrivals, clips
from services.ports.transaction import Transaction
from services.programme import wish_answers
from services.programme.wish_answers import Said
from services.reporting.photos import as_row


async def take_reply(update: Update, context: Context) -> None:
    """Take a reply that is about a wish; hand any other one on."""
    message = arrivals.message_of(update)
    replied, about = message.reply_to_message, None
    if replied is not None:
        replied_to = replied.message_id
        about = await context.tools.database.read(lambda tx: wish_answers.asked(tx, message.chat_id, replied_to))
    if about is None:
        await _otherwise(message)(update, context)
    else:
        await _take(context, message, *about)


def _otherwise(message: Message) -> Callback:
    if message.photo:
        return arrivals.take_photo
    if message.animation:
        return arrivals.decline
    if message.document:
        return arrivals.take_file
    return clips.take_clip if clips.sent_clip(message) else arrivals.take_words


async def _take(context: Context, message: Message, wish_id: int, what: WishAsk) -> None:
    try:
        photo = await _photo(context, message, what)
    except (WishWordsOnly, PhotoRefused) as refused:
        await arrivals.refuse(context, message, arrivals.refusal_notice(refused))
        return
    replied = message.reply_to_message
    words = (message.text or message.caption or "").strip()
    said = Said(message.message_id, words, photo, message.media_group_id or "", replied.message_id if replied else None)

    async def work(tx: Transaction) -> None:
        rider = await arrivals.met(tx, context, message)
        await wish_answers.take(tx, context.deps, rider, wish_id, what, said)

    await arrivals.transact_or_refuse(context, message, work)


async def _photo(context: Context, message: Message, what: WishAsk) -> Photo | None:
    """Return the photo that a reply brings, cleaned and stored; none where it is words alone.

    Raises:
        WishWordsOnly: It is something else than words, or a photo where none is asked for.
        PhotoRefused: The photo can't be taken.
    """
    if message.text:
        return None
    document = message.document
    is_image = document is not None and not message.animation and arrivals.is_image(document)
    if what not in wish_answers.WITH_PHOTO or not (message.photo or is_image):
        raise WishWordsOnly
    size = message.photo[-1] if message.photo else None
    if document is not None and (document.file_size or 0) > arrivals.FILE_MB * 1024 * 1024:
        raise PhotoRefused("too_large")
    taken = await arrivals.fetch_photo(context, size.file_id if size else document.file_id if document else "")
    return as_row(context.deps, taken, message.message_id, size.file_id if size else None)
