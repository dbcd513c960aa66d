"""The parameters of one call, read leniently as the real server reads them.

Source: Client.cpp, ``get_integer_arg``, ``to_bool``, ``get_required_string_arg`` and the checks at the top
of each ``process_…_query``. A parameter that a method does not have is ignored, and so is an empty one.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from playground.errors import Refusal, bad_request
from playground.files import MAX_UPLOAD, Upload
from playground.methods import METHODS

JSON = dict[str, Any]

_SCALARS = frozenset({"Integer", "Float", "Boolean", "String", "InputFile"})
_TRUE = frozenset({"true", "yes", "1"})
_NUMBER = re.compile(r"\s*([+-]?\d+)")
_SLACK = 1024 * 1024  # bytes of a request that are not the file

_MISSING = {  # what the server says when a required parameter is absent or empty
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "Message text is empty",
    "photo": "There is no photo in the request",
    "document": "There is no document in the request",
    "audio": "There is no audio in the request",
    "video": "There is no video in the request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "message_id": "Message identifier is not specified",
    "message_ids": "Message identifiers are not specified",
    "action": "Wrong parameter action in request",
    "file_id": "file_id not specified",
    "user_id": "Invalid user_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}

_UNREADABLE = {  # what it says when a parameter is not the JSON that it should be
    "reply_markup": "Can't parse reply keyboard markup JSON object",
    "reply_parameters": "Can't parse reply parameters JSON object",
    "link_preview_options": "Can't parse link preview options JSON object",
    "commands": "Can't parse commands JSON object",
    "scope": "Can't parse BotCommandScope JSON object",
    "media": "Can't parse media JSON object",
    "menu_button": "Can't parse menu button JSON object",
    "reaction": "Can't parse reaction types JSON object",
    "message_ids": "Can't parse message_ids JSON object",
}
_MAY_BE_EMPTY = frozenset({"url"})  # setWebhook without one deletes the webhook
_IGNORED_IF_UNREADABLE = frozenset({"entities", "caption_entities", "allowed_updates"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """The parameters of a call by name: text, or what their JSON said; and the uploaded files."""

    values: JSON
    files: dict[str, Upload]

    def has(self, name: str) -> bool:
        """Whether a parameter was given."""
        return name in self.values

    def text(self, name: str) -> str:
        """Return a parameter as text, empty if it is absent."""
        return str(self.values.get(name, ""))

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; what is none counts as 0."""
        if name not in self.values:
            return default
        match = _NUMBER.match(str(self.values[name]))
        return int(match[1]) if match else 0

    def number(self, name: str) -> float:
        """Return a number; what is none counts as 0."""
        try:
            return float(self.values.get(name, 0))
        except ValueError:
            return 0.0

    def flag(self, name: str) -> bool:
        """Return a truth value."""
        return self.text(name).lower() in _TRUE

    def document(self, name: str) -> Any:
        """Return what a JSON parameter said, ``None`` if it is absent."""
        return self.values.get(name)

    def file(self, name: str, reference: str) -> Upload | str | None:
        """Return the upload that a reference means, or the reference itself (a file_id or an address)."""
        if reference.startswith("attach://"):
            return self.files.get(reference.removeprefix("attach://"))
        return reference or self.files.get(name)


async def read_arguments(request: Request, method: str) -> Arguments:
    """Read the parameters of a call from query, form, multipart or JSON.

    Raises:
        Refusal: 400 with the text for what is missing or unreadable, 413 for more than 50 MB.
    """
    return arguments_of(method, *await _read(request))


def arguments_of(method: str, raw: dict[str, str], files: dict[str, Upload]) -> Arguments:
    """Return the parameters of a call from what was sent as text and as files; raises as `read_arguments`."""
    values = {
        name: _value(name, raw[name], parameter.types)
        for name, parameter in METHODS[method].items()
        if raw.get(name) not in {None, ""}
    }
    values = {name: value for name, value in values.items() if value is not None}
    for name, parameter in METHODS[method].items():
        if parameter.required and name not in values and name not in files and name not in _MAY_BE_EMPTY:
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    return Arguments(values, files)


async def _read(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    if int(request.headers.get("content-length") or 0) > MAX_UPLOAD + _SLACK:
        raise Refusal(413, "Request Entity Too Large")
    raw: dict[str, str] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _read_multipart(request, raw)
    body = await request.body()
    if kind == "application/json":
        return raw | _read_json(body), {}
    return raw | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)), {}


async def _read_multipart(request: Request, raw: dict[str, str]) -> tuple[dict[str, str], dict[str, Upload]]:
    files: dict[str, Upload] = {}
    try:
        async with request.form(max_part_size=MAX_UPLOAD) as form:
            for name, part in form.multi_items():
                if isinstance(part, UploadFile):
                    files[name] = Upload(part.filename or "", await part.read())
                else:
                    raw[name] = part
    except HTTPException as error:  # what Starlette makes of a MultiPartException
        raise bad_request("can't parse multipart form") from error
    return raw, files


def _read_json(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body or b"{}")
    except ValueError as error:  # HttpConnection.cpp
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
        if value is not None
    }


def _value(name: str, text: str, types: tuple[str, ...]) -> Any:
    if _SCALARS.issuperset(types):
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        if name in _IGNORED_IF_UNREADABLE:
            return None
        raise bad_request(_UNREADABLE.get(name, f"Can't parse {name} JSON object")) from error
