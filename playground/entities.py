"""Formatted text: Telegram's HTML, its entities in UTF-16 units, and the entities found in plain text.

Rules and error texts: tdlib/td, ``td/telegram/MessageEntity.cpp`` (``parse_html``, ``decode_html_entity``)
and ``fix_formatted_text``; the prefix *can't parse entities* is ``parseTextEntities`` in ``Requests.cpp``.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from playground.errors import Refusal, bad_request

JSON = dict[str, Any]

_KIND_OF_TAG = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "tg-emoji": "custom_emoji",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<name>[A-Za-z]+));?")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"\s*(?P<name>[^\s=>]*)\s*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")

_FOUND = re.compile(
    r"(?P<url>(?:https?|tg|ton)://[^\s<>\"\u2060]+[^\s<>\".,;:!?)。，；：！？）\u2060]"
    r"|(?<![\w/@.])(?:[\w-]+\.)+(?:com|cn|net|org|io|me|ru|app|dev|top|xyz|info|中国|рф)(?![\w.-])(?:/[^\s\u2060]*)?)"
    r"|(?<!\w)(?P<email>[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,8})(?!\w)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/@])"
    r"|(?<!\w)(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?!\w)"
    r"|(?<!\w)(?P<hashtag>\#\w{1,256})"
    r"|(?<![\w$])(?P<cashtag>\$[A-Z]{1,8})(?![\w$])"
)
_OPAQUE = {"code", "pre", "text_link"}


def utf16_length(text: str) -> int:
    """Return the length that Telegram counts: UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def format_text(text: str, parse_mode: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    """Return plain text, trimmed, and its entities.

    Raises:
        Refusal: 400 *can't parse entities: …* with the byte offset, or *unsupported parse_mode*.
    """
    mode = parse_mode.lower()
    if mode == "html" and text:
        text, entities = parse_html(text)
    elif mode not in {"", "none", "html"}:
        raise bad_request("Unsupported parse_mode")  # Client.cpp get_formatted_text; Markdown is not offered here
    text, entities = _trim(text, entities)
    return text, _with_found(text, entities)


def parse_html(source: str) -> tuple[str, list[JSON]]:
    """Return the plain text and the entities of Telegram's HTML.

    Raises:
        Refusal: 400 *can't parse entities: …*, as ``parse_html`` of tdlib words it.
    """
    return _Html(source).read()


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


@dataclass(slots=True)
class _Html:
    source: str
    at: int = 0
    units: int = 0
    plain: list[str] = field(default_factory=list)
    entities: list[JSON] = field(default_factory=list)
    nested: list[_Open] = field(default_factory=list)

    def read(self) -> tuple[str, list[JSON]]:
        while self.at < len(self.source):
            if self.source[self.at] == "<":
                self._tag()
            elif self.source[self.at] == "&":
                self._write(self._reference())
            else:
                self._write(self._run())
        if self.nested:
            tag = self.nested[-1].tag
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.plain), self.entities

    def _write(self, text: str) -> None:
        self.plain.append(text)
        self.units += utf16_length(text)

    def _run(self) -> str:
        ends = [end for end in (self.source.find("<", self.at), self.source.find("&", self.at)) if end >= 0]
        start, self.at = self.at, min(ends, default=len(self.source))
        return self.source[start : self.at]

    def _reference(self) -> str:
        """Read ``&lt;`` and its like; an unknown one stays as it is written."""
        match = _REFERENCE.match(self.source, self.at)
        character = "" if match is None else _decode(match)
        if match is None or not character:
            self.at += 1
            return "&"
        self.at = match.end()
        return character

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source.startswith("/", self.at):
            self._close(begin)
        else:
            self._open(begin)

    def _open(self, begin: int) -> None:
        tag = self._match(_TAG_NAME).lower()
        if self.at >= len(self.source):
            raise self._error("Unclosed start tag", begin)
        if tag not in _KIND_OF_TAG:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while (attribute := self._attribute(tag, begin)) is not None:
            argument = _argument(tag, *attribute) or argument
        if tag == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.nested.append(_Open(tag, argument, self.units, len(self.plain)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str] | None:
        """Read one attribute; ``None`` at the end of the tag, which is consumed."""
        match = _ATTRIBUTE.match(self.source, self.at)
        name = match["name"] if match else ""
        self.at = match.end() if match else self.at
        following = self.source[self.at : self.at + 1]
        if not name and following == ">":
            self.at += 1
            return None
        if not following:
            raise self._error("Unclosed start tag", begin)
        if not name:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        if following == "=":
            self.at += 1
            return name, self._value(tag, begin)
        if name == "expandable":
            return name, name
        raise self._error(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)

    def _value(self, tag: str, begin: int) -> str:
        self._match(re.compile(r"\s*"))
        quote = self.source[self.at : self.at + 1]
        if not quote:
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        if quote not in {'"', "'"}:
            start = self.at
            token = self._match(_NAME_TOKEN).lower()
            if not self.source[self.at : self.at + 1].isspace() and not self.source.startswith(">", self.at):
                raise self._error("Unexpected end of name token", start)
            return token
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise self._error("Unclosed start tag", begin)
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return _REFERENCE.sub(lambda match: _decode(match) or match[0], value)

    def _close(self, begin: int) -> None:
        if not self.nested:
            raise self._error("Unexpected end tag", begin)
        self.at += 1
        tag = self._match(_TAG_NAME).lower()
        self._match(re.compile(r"\s*"))
        if not self.source.startswith(">", self.at):
            raise self._error("Unclosed end tag", begin)
        self.at += 1
        opened = self.nested.pop()
        if tag and tag != opened.tag:
            place = f"Unmatched end tag at byte offset {self._byte(begin)}"
            raise _unparsable(f'{place}, expected "</{opened.tag}>", found "</{tag}>"')
        if self.units > opened.offset:
            self._add(opened)

    def _add(self, opened: _Open) -> None:
        entity: JSON = {
            "type": _KIND_OF_TAG[opened.tag],
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        match opened.tag:
            case "a":
                if not _link(entity, opened.argument or "".join(self.plain[opened.start :])):
                    return
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = opened.argument
            case "code" | "pre" if self._joins_language(entity, opened):
                return
        self.entities.append(entity)

    def _joins_language(self, entity: JSON, opened: _Open) -> bool:
        """``<pre><code class="language-x">`` is one entity with a language."""
        if opened.tag == "code":
            if opened.argument:
                entity["language"] = opened.argument
            return False
        last = self.entities[-1] if self.entities else {}
        same = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        if same and "language" in last:
            last["type"] = "pre"
            return True
        return False

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        text = match[0] if match else ""
        self.at += len(text)
        return text

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _error(self, text: str, index: int) -> Refusal:
        return _unparsable(f"{text} at byte offset {self._byte(index)}")


def _unparsable(text: str) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse entities: {text}")


def _decode(match: re.Match[str]) -> str:
    if match["name"]:
        return _NAMED.get(match["name"], "")
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""  # noqa: PLR2004  Unicode's ends


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("blockquote", "expandable"):
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
    return ""


def _link(entity: JSON, url: str) -> bool:
    """Make a link of ``entity``; False where tdlib drops the entity because the address is none."""
    if url.startswith("tg://user?id="):
        entity |= {"type": "text_mention", "user": {"id": int(url.rpartition("=")[2] or 0)}}
        return True
    if "://" not in url and "." in url:
        url = f"http://{url}"
    entity["url"] = url
    return "://" in url


def _trim(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    stripped = text.strip()
    if len(stripped) == len(text):
        return text, entities
    before = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        length = min(entity["offset"] + entity["length"] - before, end) - start
        if length > 0:
            kept.append({**entity, "offset": start, "length": length})
    return stripped, kept


def _with_found(text: str, entities: list[JSON]) -> list[JSON]:
    """Add the commands, addresses, mentions and hashtags that every client finds in a text."""
    found = []
    for match in _FOUND.finditer(text):
        offset, length = utf16_length(text[: match.start()]), utf16_length(match[0])
        if not any(_covers(entity, offset, length) for entity in entities):
            found.append({"type": str(match.lastgroup), "offset": offset, "length": length})
    return sorted([*entities, *found], key=lambda entity: (entity["offset"], -entity["length"]))


def _covers(entity: JSON, offset: int, length: int) -> bool:
    end = entity["offset"] + entity["length"]
    return entity["type"] in _OPAQUE and entity["offset"] < offset + length and offset < end
