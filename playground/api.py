"""The bot's face: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``.

Source: tdlib/telegram-bot-api ``ClientManager.cpp`` (tokens), ``Client.cpp`` ``on_cmd`` (methods),
``Query.cpp`` and ``HttpConnection.cpp`` (answers).
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from playground import asking, editing, journal, reactions, sending
from playground.arguments import Arguments, read_arguments
from playground.errors import Page, Refusal
from playground.faults import Fault
from playground.limits import too_many_requests
from playground.methods import NAMES
from playground.webhook import Webhook
from playground.world import Playground

JSON = dict[str, Any]
Handler = Callable[[Playground, Arguments], Awaitable[Any]]

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{24,}")  # Client.cpp, start_up
_LONGEST_POLL = 50  # Client.h, LONG_POLL_MAX_TIMEOUT

HANDLERS: dict[str, Handler] = {
    "getMe": asking.get_me,
    "logOut": asking.do_nothing,
    "close": asking.do_nothing,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendAudio": sending.send_audio,
    "sendVideo": sending.send_video,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendVenue": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "setMessageReaction": reactions.set_message_reaction,
    "answerCallbackQuery": asking.answer_callback_query,
    "getFile": asking.get_file,
    "getChat": asking.get_chat,
    "getChatMember": asking.get_chat_member,
    "getChatAdministrators": asking.get_chat_administrators,
    "getChatMemberCount": asking.get_chat_member_count,
    "leaveChat": asking.leave_chat,
    "setMyCommands": asking.set_my_commands,
    "getMyCommands": asking.get_my_commands,
    "deleteMyCommands": asking.delete_my_commands,
    "setMyName": asking.set_profile,
    "setMyDescription": asking.set_profile,
    "setMyShortDescription": asking.set_profile,
    "setChatMenuButton": asking.set_chat_menu_button,
}


class BotFace:
    """Answers the bot."""

    def __init__(self, world: Playground, webhook: Webhook) -> None:
        self._world = world
        self._webhook = webhook

    async def call(self, request: Request) -> Response:
        """Answer one call of a method."""
        try:
            self._check_token(request.path_params["token"])
            return await self._answer(request, _method(request.path_params["method"]))
        except Page as page:
            return Response(f"<html><body><h1>{page.code}</h1></body></html>", page.code, media_type="text/html")
        except Refusal as refusal:
            return _refused(refusal)
        except ClientDisconnect:  # the bot was killed while it sent: nobody reads the answer
            return Response(status_code=400)

    async def download(self, request: Request) -> Response:
        """Hand out a file that ``getFile`` prepared."""
        try:
            self._check_token(request.path_params["token"])
        except Refusal as refusal:
            return _refused(refusal)
        data = self._world.files.at(request.path_params["path"])
        if data is None:
            return _refused(Refusal(404, "Not Found"))
        if fault := self._world.faults.take("file", ""):
            try:
                _fail_before(fault, request)
            except Refusal as refusal:
                return _refused(refusal)
            with suppress(asyncio.CancelledError):  # a stopping server need not wait
                await asyncio.sleep(fault.seconds if fault.fault == "slow" else 0)
        return Response(data, media_type="application/octet-stream")

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refusal(404, "Not Found")
        if token != self._world.bot.token:
            raise Refusal(401, "Unauthorized")

    async def _answer(self, request: Request, method: str) -> Response:
        args = await _read_noting(self._world, request, method)
        entry = self._world.journal.open(method, args.values, args.files)
        fault = self._world.faults.take(method, args.text("chat_id"))
        try:
            if fault:
                _fail_before(fault, request)
            answer = await self._run(method, args)
        except Refusal as refusal:
            journal.close(entry, refusal)
            raise
        journal.close(entry, None)
        if fault and fault.fault == "reset_after":
            drop_connection(request)
        if fault and fault.fault == "slow":
            await asyncio.sleep(fault.seconds)
        return _json(answer)

    async def _run(self, method: str, args: Arguments) -> JSON:
        match method:
            case "getUpdates":
                return {"ok": True, "result": await self._poll(args)}
            case "setWebhook":
                return {"ok": True, "result": True, "description": await self._webhook.set(args)}
            case "deleteWebhook":
                return {"ok": True, "result": True, "description": await self._webhook.delete(args)}
            case "getWebhookInfo":
                return {"ok": True, "result": self._webhook.info()}
        return {"ok": True, "result": await HANDLERS[method](self._world, args)}

    async def _poll(self, args: Arguments) -> list[JSON]:
        if self._webhook.url:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._world.updates.want(args.document("allowed_updates"))
        return await self._world.updates.poll(
            args.integer("offset"),
            min(max(args.integer("limit", 100), 1), 100),
            min(max(args.integer("timeout"), 0), _LONGEST_POLL),
            paced=self._world.limits.enforced,
        )


def _method(name: str) -> str:
    if name.lower() not in NAMES:
        raise Refusal(404, "Not Found: method not found")
    return NAMES[name.lower()]


async def _read_noting(world: Playground, request: Request, method: str) -> Arguments:
    """Read the parameters; a call that cannot be read stands in the journal too."""
    try:
        return await read_arguments(request, method)
    except Refusal as refusal:
        journal.close(world.journal.open(method, {}, {}), refusal)
        raise


def drop_connection(request: Request) -> None:
    """Cut the connection without an answer, as a broken network does."""
    request.state.transport.abort()


def _fail_before(fault: Fault, request: Request) -> None:
    match fault.fault:
        case "429":
            raise too_many_requests(round(fault.seconds))
        case "502":
            raise Refusal(502, "Bad Gateway")
        case "unavailable":
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        case "refuse":
            raise Refusal(fault.code, fault.description)
        case "page":
            raise Page(fault.code)
        case "reset_before":
            drop_connection(request)
            raise Refusal(502, "the connection was dropped")  # for the journal: nobody else reads it


def _refused(refusal: Refusal) -> Response:
    answer: JSON = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    headers = {"Retry-After": str(refusal.parameters["retry_after"])} if refusal.code == 429 else {}  # noqa: PLR2004  the status
    return _json(answer, refusal.code, headers)


def _json(answer: JSON, code: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(body, code, headers, "application/json")
