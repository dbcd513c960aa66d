"""What a bot puts into a message: text, pictures, files, places; checked as the servers check it."""

from typing import Any

from playground.arguments import Arguments
from playground.entities import format_text, utf16_length
from playground.errors import Refusal, bad_request
from playground.files import CLIPS, Upload
from playground.world import Playground

JSON = dict[str, Any]

MAX_TEXT = 4096  # UTF-16 units after parsing; https://core.telegram.org/bots/api#sendmessage
MAX_CAPTION = 1024  # as above; #sendphoto
_MAX_BYTES = 1 << 15  # Client.cpp, get_formatted_text
_MAX_ALBUM = 10
_MIN_ALBUM = 2


def read_text(args: Arguments, too_long: str = "Message is too long") -> JSON:
    """Return ``text`` and its entities.

    Raises:
        Refusal: 400 for text that is empty, cannot be parsed or is over 4096 UTF-16 units.
    """
    source = args.text("text")
    if not source:
        raise bad_request("Message text is empty")
    text, entities = _formatted(source, args.text("parse_mode"), args.document("entities"))
    if not text:
        raise bad_request("text must be non-empty")  # tdlib/td, fix_formatted_text
    if utf16_length(text) > MAX_TEXT:
        raise bad_request(too_long)
    content: JSON = {"text": text}
    if entities:
        content["entities"] = entities
    if options := args.document("link_preview_options"):
        content["link_preview_options"] = options
    return content


def read_caption(source: Any, parse_mode: str, entities: Any, too_long: str = "Message caption is too long") -> JSON:
    """Return ``caption`` and ``caption_entities``, nothing for an empty caption.

    Raises:
        Refusal: 400 for a caption that cannot be parsed or is over 1024 UTF-16 units.
    """
    caption, found = _formatted(str(source or ""), parse_mode, entities)
    if utf16_length(caption) > MAX_CAPTION:
        raise bad_request(too_long)
    content: JSON = {"caption": caption} if caption else {}
    return content | ({"caption_entities": found} if found else {})


def read_location(args: Arguments) -> JSON:
    """Return ``location``, or ``venue`` and ``location`` where a title is given.

    Raises:
        Refusal: 400 for a place that is not on Earth.
    """
    location: JSON = {"latitude": args.number("latitude"), "longitude": args.number("longitude")}
    if abs(location["latitude"]) > 90 or abs(location["longitude"]) > 180:  # noqa: PLR2004  degrees
        raise bad_request("wrong location specified")
    if args.has("horizontal_accuracy"):
        location["horizontal_accuracy"] = args.number("horizontal_accuracy")
    if args.has("live_period"):
        location["live_period"] = args.integer("live_period")
    if not args.has("title"):
        return {"location": location}
    venue = {"location": location, "title": args.text("title"), "address": args.text("address")}
    return {"location": location, "venue": venue}


async def read_file(world: Playground, args: Arguments, kind: str) -> JSON:
    """Return ``photo``, ``document``, ``audio`` or ``video`` with its caption.

    Raises:
        Refusal: 400 for the file or for the caption.
    """
    caption = read_caption(args.text("caption"), args.text("parse_mode"), args.document("caption_entities"))
    source = args.file(kind, args.text(kind))
    if source is None:
        raise bad_request(f"There is no {kind} in the request")
    return await _file(world, source, kind) | caption


async def read_media(world: Playground, args: Arguments, media: Any) -> JSON:
    """Return the content that an ``InputMedia`` stands for.

    Raises:
        Refusal: 400 *can't parse InputMedia: …* or a fault of the file.
    """
    prefix = "Can't parse InputMedia: "
    if not isinstance(media, dict):
        raise bad_request(prefix + "expected an Object")
    caption = read_caption(media.get("caption"), str(media.get("parse_mode") or ""), media.get("caption_entities"))
    source = args.file("", str(media.get("media") or ""))
    if source is None:
        raise bad_request(prefix + "media not found")
    kind = str(media.get("type"))
    if kind not in {"photo", "document"}:
        raise bad_request(f'{prefix}type "{kind}" is unsupported')
    return await _file(world, source, kind) | caption


async def read_album(world: Playground, args: Arguments) -> list[JSON]:
    """Return the contents of an album.

    The API asks for 2 to 10 items; the real server also lets a single one through, which is not relied on.

    Raises:
        Refusal: 400 for the number, the mixture or one of the items.
    """
    items = args.document("media")
    if not isinstance(items, list):
        raise bad_request("Expected an Array of InputMedia")
    contents = [await _read_part(world, args, number, item) for number, item in enumerate(items, start=1)]
    if len(items) > _MAX_ALBUM:
        raise bad_request("Too many messages to send as an album")  # tdlib/td, send_message_group
    if len(items) < _MIN_ALBUM:
        raise bad_request("There are no messages to send")  # as above, for an empty album
    if len({"photo" in content for content in contents}) > 1:
        raise bad_request("Document can't be mixed with other media types")  # as above
    return contents


async def _read_part(world: Playground, args: Arguments, number: int, item: Any) -> JSON:
    """Return one part of an album; what the servers refuse is told with its number (Client.cpp)."""
    try:
        return await read_media(world, args, item)
    except Refusal as refusal:
        said = refusal.description.removeprefix("Bad Request: ")
        if not said.isupper():
            raise
        raise bad_request(f'Failed to send message #{number} with the error message "{said}"') from None


def _formatted(source: str, parse_mode: str, entities: Any) -> tuple[str, list[JSON]]:
    if len(source.encode()) > _MAX_BYTES:
        raise bad_request("Text is too long")
    given = entities if isinstance(entities, list) else []
    return format_text(source, parse_mode, [_entity(entity) for entity in given])


def _entity(entity: Any) -> JSON:
    """Return an entity that the bot gave itself; Client.cpp, ``get_text_entity``."""
    prefix = "Can't parse MessageEntity: "
    if not isinstance(entity, dict):
        raise bad_request(prefix + "expected an Object")
    for field, kind, name in (("offset", int, "Number"), ("length", int, "Number"), ("type", str, "String")):
        if field not in entity:
            raise bad_request(f'{prefix}Can\'t find field "{field}"')
        if not isinstance(entity[field], kind):
            raise bad_request(f'{prefix}Field "{field}" must be of type {name}')
    return entity


async def _file(world: Playground, source: Upload | str, kind: str) -> JSON:
    if isinstance(source, Upload):
        return await _add(world, source, kind)
    if source.startswith(("http://", "https://")):  # this machine fetches nothing: WEBPAGE_CURL_FAILED
        raise bad_request("Failed to get HTTP URL content")
    try:
        file = world.files.find(source)
    except KeyError:  # tdlib/td, FileManager.cpp, get_input_file_id
        raise bad_request("Wrong file identifier/HTTP URL specified") from None
    if kind not in file.content:
        raise bad_request("Type of file mismatch")  # as above
    return dict(file.content)


async def _add(world: Playground, upload: Upload, kind: str) -> JSON:
    if kind == "photo":
        return await world.files.add_photo(upload)
    if kind in CLIPS:
        return world.files.add_clip(upload, kind)
    return await world.files.add_document(upload)
