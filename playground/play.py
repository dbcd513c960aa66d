"""The people's face: JSON under ``/play``, for the chat page and for tests."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from playground import acting, membership
from playground.chats import Chat
from playground.errors import Absent, Impossible
from playground.faults import read_fault
from playground.files import CLIPS, MAX_UPLOAD, Upload
from playground.world import Playground, Sample

JSON = dict[str, Any]
Endpoint = Callable[[Request], Awaitable[Response]]

SEQ_HEADER = "Playground-Seq"  # the number of the last event before an action: what follows is its answer


class PeopleFace:
    """Lets people act, and shows what is there."""

    def __init__(self, world: Playground) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """Return the routes below ``/play``."""
        table: list[tuple[str, str, Endpoint]] = [
            ("GET", "/state", self._state),
            ("POST", "/people", self._join),
            ("POST", "/people/{id:int}/block", self._block),
            ("POST", "/groups", self._open_group),
            ("GET", "/chats/{chat:chat}/messages", self._messages),
            ("POST", "/chats/{chat:chat}/text", self._say),
            ("POST", "/chats/{chat:chat}/photo", self._show),
            ("POST", "/chats/{chat:chat}/location", self._point),
            ("POST", "/chats/{chat:chat}/edit", self._edit),
            ("POST", "/chats/{chat:chat}/press", self._press),
            ("POST", "/chats/{chat:chat}/members", self._change_member),
            ("POST", "/chats/{chat:chat}/migrate", self._migrate),
            ("POST", "/chats/{chat:chat}/topics", self._change_topic),
            ("GET", "/callbacks/{id}", self._callback),
            ("POST", "/updates", self._update),
            ("GET", "/faults", self._faults),
            ("POST", "/faults", self._add_faults),
            ("DELETE", "/faults", self._clear_faults),
            ("POST", "/limits", self._limits),
            ("GET", "/calls", self._calls),
            ("GET", "/files/{id}", self._file),
            ("GET", "/events", self._events),
            ("GET", "/wait", self._wait),
            ("GET", "/samples", self._samples),
            ("GET", "/samples/{name}", self._sample),
            ("POST", "/samples/{name}", self._take),
            ("GET", "/map", self._map),
            ("POST", "/actions/{id}", self._act),
        ]
        return [Route(path, self._guarded(endpoint), methods=[method]) for method, path, endpoint in table]

    def _guarded(self, endpoint: Endpoint) -> Endpoint:
        async def answer(request: Request) -> Response:
            seq = self._world.events.seq
            try:
                response = await endpoint(request)
            except Impossible as error:
                return JSONResponse({"error": str(error)}, 404 if isinstance(error, Absent) else 400)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                return JSONResponse({"error": f"the request lacks or garbles {error}"}, 400)
            response.headers[SEQ_HEADER] = str(seq)
            return response

        return answer

    async def _state(self, _request: Request) -> Response:
        bot = self._world.bot
        return JSONResponse({
            "bots": [{"id": bot.id, "username": bot.username, "name": bot.name, "token": bot.token}],
            "people": [person.user() for person in self._world.chats.people.values()],
            "chats": [self._described(chat) for chat in self._world.chats],
            "actions": [action.document() for action in self._world.setting.actions],
            "guide": [step.document() for step in self._world.setting.guide],
            "timezone": self._world.setting.timezone,
            "seq": self._world.events.seq,
        })  # fmt: skip

    def _described(self, chat: Chat) -> JSON:
        last = self._world.messages.last(chat)
        return membership.describe(chat) | {"last": last.message if last else None}

    async def _join(self, request: Request) -> Response:
        wish = await request.json()
        person = self._world.chats.add_person(
            str(wish["first_name"]), str(wish.get("language_code") or ""), wish.get("id")
        )
        chat = self._world.chats.chat(person.id)
        self._world.events.add("chat", chat.id, chat=membership.describe(chat))
        return JSONResponse(person.user())

    async def _block(self, request: Request) -> Response:
        wish = await request.json()
        person = self._world.chats.person(request.path_params["id"])
        membership.block(self._world, person, blocked=bool(wish["blocked"]))
        return JSONResponse({"ok": True})

    async def _open_group(self, request: Request) -> Response:
        chat = membership.open_group(self._world, await request.json())
        return JSONResponse(membership.describe(chat))

    async def _messages(self, request: Request) -> Response:
        chat = self._chat(request)
        after = int(request.query_params.get("after", 0))
        viewer = int(request.query_params.get("viewer", chat.id))
        person = self._world.chats.people.get(viewer)
        return JSONResponse({
            "messages": [s.shown() for s in self._world.messages.of(chat) if s.id > after],
            "reply_keyboard": chat.reply_keyboard,
            "pinned": chat.pinned,
            "commands": self._world.commands.offered(chat, viewer, person.language_code if person else ""),
            "seq": self._world.events.seq,
        })  # fmt: skip

    async def _say(self, request: Request) -> Response:
        wish = await request.json()
        stance = acting.take_stance(self._world, self._chat(request), wish)
        return JSONResponse(acting.say(self._world, stance, str(wish["text"])).message)

    async def _show(self, request: Request) -> Response:
        async with request.form(max_part_size=MAX_UPLOAD) as form:
            stance = acting.take_stance(self._world, self._chat(request), dict(form))
            uploads = [
                Upload(part.filename or "", await part.read())
                for part in form.getlist("file")
                if isinstance(part, UploadFile)
            ]
            caption = str(form.get("caption") or "")
            kind = str(form.get("as") or "photo")
        shown = await acting.show(self._world, stance, uploads, caption, kind)
        return JSONResponse([stored.message for stored in shown])

    async def _point(self, request: Request) -> Response:
        wish = await request.json()
        stance = acting.take_stance(self._world, self._chat(request), wish)
        return JSONResponse(acting.point(self._world, stance, wish).message)

    async def _edit(self, request: Request) -> Response:
        stored = acting.edit(self._world, self._chat(request), await request.json())
        return JSONResponse(stored.message)

    async def _press(self, request: Request) -> Response:
        wish = await request.json()
        person = self._world.chats.person(int(wish["from"]))
        press = acting.press(self._world, self._chat(request), person, int(wish["message_id"]), str(wish["data"]))
        return JSONResponse({"callback_query_id": press.id})

    async def _change_member(self, request: Request) -> Response:
        wish = await request.json()
        chat = self._chat(request)
        membership.set_status(self._world, chat, int(wish["user_id"]), str(wish["status"]), wish.get("rights"))
        return JSONResponse(membership.describe(chat))

    async def _migrate(self, request: Request) -> Response:
        return JSONResponse(membership.describe(membership.migrate(self._world, self._chat(request))))

    async def _change_topic(self, request: Request) -> Response:
        wish = await request.json()
        chat = self._chat(request)
        if wish.get("deleted"):
            membership.delete_topic(self._world, chat, int(wish["thread_id"]))
            return JSONResponse({"ok": True})
        if "closed" in wish:
            membership.close_topic(self._world, chat, int(wish["thread_id"]), closed=bool(wish["closed"]))
            return JSONResponse({"ok": True})
        return JSONResponse({"thread_id": membership.add_topic(self._world, chat, str(wish["name"]))})

    async def _callback(self, request: Request) -> Response:
        seconds = float(request.query_params.get("wait", 0))
        return JSONResponse(await self._world.callbacks.wait(request.path_params["id"], seconds))

    async def _update(self, request: Request) -> Response:
        return JSONResponse(self._world.updates.add_raw(await request.json()))

    async def _faults(self, _request: Request) -> Response:
        return JSONResponse([fault.document() for fault in self._world.faults.left()])

    async def _add_faults(self, request: Request) -> Response:
        for fault in [read_fault(document) for document in await request.json()]:
            self._world.faults.add(fault)
        return await self._faults(request)

    async def _clear_faults(self, request: Request) -> Response:
        self._world.faults.clear()
        return await self._faults(request)

    async def _limits(self, request: Request) -> Response:
        self._world.limits.enforced = bool((await request.json())["flood"])
        return JSONResponse({"flood": self._world.limits.enforced})

    async def _calls(self, request: Request) -> Response:
        query = request.query_params
        return JSONResponse(self._world.journal.since(int(query.get("after", 0)), query.get("method", "")))

    async def _file(self, request: Request) -> Response:
        try:
            file = self._world.files.find(request.path_params["id"])
        except KeyError as error:
            raise Absent("no file has this id") from error
        kind, *_ = CLIPS.get(file.kind, ("image/jpeg",))
        return Response(file.sent, media_type=file.content.get("document", {}).get("mime_type", kind))

    async def _events(self, request: Request) -> Response:
        after = int(request.query_params.get("after", self._world.events.seq))

        async def stream() -> AsyncIterator[str]:
            yield ": here\n\n"
            async for event in self._world.events.stream(after):
                data = json.dumps(event, ensure_ascii=False)
                yield f"id: {event['seq']}\nevent: {event['type']}\ndata: {data}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-cache"})

    async def _wait(self, request: Request) -> Response:
        query = request.query_params
        chat_id = int(query["chat_id"]) if "chat_id" in query else None
        after, timeout = int(query.get("after", 0)), float(query.get("timeout", 30))
        return JSONResponse(await self._world.events.wait(after, chat_id, query.get("type"), timeout))

    async def _samples(self, _request: Request) -> Response:
        return JSONResponse([sample.document() for sample in self._world.setting.samples])

    async def _sample(self, request: Request) -> Response:
        return Response(self._named_sample(request).data, media_type="image/jpeg")

    async def _take(self, request: Request) -> Response:
        sample = self._named_sample(request)
        taken = await sample.take() if sample.take else sample.data
        return Response(taken, media_type="image/jpeg")

    def _named_sample(self, request: Request) -> Sample:
        for sample in self._world.setting.samples:
            if sample.name == request.path_params["name"]:
                return sample
        raise Absent("there is no such sample")

    async def _map(self, _request: Request) -> Response:
        return JSONResponse(self._world.setting.map)

    async def _act(self, request: Request) -> Response:
        for action in self._world.setting.actions:
            if action.id == request.path_params["id"]:
                await action.run()
                return JSONResponse({"ok": True})
        raise Absent("there is no such action")

    def _chat(self, request: Request) -> Chat:
        return self._world.chats.chat(request.path_params["chat"])
