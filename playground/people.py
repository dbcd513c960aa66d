"""People for tests, benchmarks and the demo: they write, press and wait for answers over HTTP.

async with People(base_url) as people:
rider = await people.join("小王", "zh")
group = await people.group("城管科", members=[staff])
await rider.photo(Path("hole.jpg"), caption="井盖坏了")
card = await rider.wait_for(lambda message: "提交" in labels(message))
toast = await (await rider.press(card, "提交")).toast()
"""

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

JSON = dict[str, Any]
Predicate = Callable[[JSON], object]

_PATIENCE = 30.0  # seconds
_SEQ_HEADER = "Playground-Seq"


def buttons(message: JSON) -> list[JSON]:
    """Return the inline buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: JSON) -> str:
    """Return the labels of a message's inline buttons, one a line."""
    return "\n".join(button["text"] for button in buttons(message))


def words(message: JSON) -> str:
    """Return the text or the caption of a message."""
    return str(message.get("text") or message.get("caption") or "")


class People:
    """A playground seen by its people; ``call`` reaches everything that ``/play`` offers."""

    def __init__(self, base_url: str) -> None:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=256)
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # nobody: loading certificates takes longer than a test
        self._client = httpx.AsyncClient(base_url=base_url, timeout=120, limits=limits, trust_env=False, verify=trust)

    async def __aenter__(self) -> Self:
        """Open the connection."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        await self._client.aclose()

    async def call(self, method: str, path: str, **more: Any) -> Any:
        """Call ``/play`` and return its JSON.

        Raises:
            httpx.HTTPStatusError: the playground refused; its answer says why.
        """
        response = await self.request(method, path, **more)
        return response.json()

    async def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Call ``/play`` and return the whole answer."""
        response = await self._client.request(method, f"/play{path}", **more)
        if response.is_error:
            raise httpx.HTTPStatusError(
                f"{path}: {response.status_code} {response.text}", request=response.request, response=response
            )
        return response

    async def join(self, first_name: str, language_code: str = "zh", person_id: int | None = None) -> "Person":
        """Let somebody join."""
        wish = {"first_name": first_name, "language_code": language_code, "id": person_id}
        user = await self.call("POST", "/people", json=wish)
        return Person(self, user["id"], first_name)

    async def group(self, title: str, members: Sequence["Person"] = (), **wish: Any) -> int:
        """Open a group and return its id; ``wish`` as ``POST /play/groups`` takes it."""
        ids = [person.id for person in members]
        chat = await self.call("POST", "/groups", json={"title": title, "members": ids, **wish})
        return int(chat["id"])

    async def messages(self, chat: int) -> list[JSON]:
        """Return the messages of a chat, oldest first."""
        return list((await self.call("GET", f"/chats/{chat}/messages"))["messages"])

    async def calls(self, method: str = "", after: int = 0) -> list[JSON]:
        """Return the calls of the bot; ``method`` may be a pattern such as ``send.*``."""
        return list(await self.call("GET", "/calls", params={"method": method, "after": after}))

    async def file(self, file_id: str) -> bytes:
        """Return the bytes of a file as they were sent."""
        return (await self.request("GET", f"/files/{file_id}")).content

    async def fault(self, method: str, fault: str, **more: Any) -> None:
        """Let the next matching call of the bot fail."""
        await self.call("POST", "/faults", json=[{"method": method, "fault": fault, **more}])

    async def seq(self) -> int:
        """Return the number of the last event."""
        return int((await self.call("GET", "/state"))["seq"])

    async def event(
        self,
        found: Predicate,
        *,
        chat: int | None = None,
        kind: str | None = None,
        after: int = 0,
        timeout: float = _PATIENCE,  # noqa: ASYNC109  handed on to the server, which waits
    ) -> JSON:
        """Return the first event after number ``after`` that ``found`` accepts.

        Raises:
            TimeoutError: none came in ``timeout`` seconds after the last one.
        """
        while True:
            query: JSON = {"after": after, "timeout": timeout}
            query |= ({"chat_id": chat} if chat is not None else {}) | ({"type": kind} if kind else {})
            events = await self.call("GET", "/wait", params=query)
            if not events:
                raise TimeoutError(f"nothing of the kind happened in chat {chat} within {timeout} s")
            for event in events:
                if found(event):
                    return dict(event)
            after = events[-1]["seq"]


@dataclass(frozen=True, slots=True)
class Toast:
    """What the bot said to a press."""

    text: str
    show_alert: bool


@dataclass(frozen=True, slots=True)
class Press:
    """A press on its way."""

    people: People
    id: str

    async def toast(self, timeout: float = _PATIENCE) -> Toast:  # noqa: ASYNC109  the server waits
        """Return the bot's answer.

        Raises:
            TimeoutError: the bot did not answer.
        """
        answer = await self.people.call("GET", f"/callbacks/{self.id}", params={"wait": timeout})
        if not answer["answered"]:
            raise TimeoutError(f"the bot did not answer the press within {timeout} s")
        return Toast(answer["text"], answer["show_alert"])


class Person:
    """Somebody with a phone. Methods act in the private chat with the bot unless ``chat`` is given."""

    def __init__(self, people: People, person_id: int, first_name: str = "") -> None:
        self.people = people
        self.id = person_id
        self.first_name = first_name
        self.seq = 0  # the last event before what this person did last

    async def text(self, text: str, *, chat: int | None = None, **more: Any) -> JSON:
        """Send text; ``more``: reply_to, thread_id, anonymous."""
        return dict(await self._act(chat, "text", json={"from": self.id, "text": text, **more}))

    async def photo(
        self, picture: Path | bytes, caption: str = "", *, as_document: bool = False,
        chat: int | None = None, **more: Any,
    ) -> JSON:  # fmt: skip
        """Send one picture, compressed or as a file; ``more``: reply_to, thread_id, name."""
        return (await self.album([picture], caption, as_document=as_document, chat=chat, **more))[0]

    async def album(
        self, pictures: Sequence[Path | bytes], caption: str = "", *, as_document: bool = False,
        chat: int | None = None, name: str = "photo.jpg", **more: Any,
    ) -> list[JSON]:  # fmt: skip
        """Send several pictures at once."""
        files = [("file", _upload(picture, name)) for picture in pictures]
        data = {"from": str(self.id), "caption": caption, "as": "document" if as_document else "photo", **more}
        return list(await self._act(chat, "photo", data=data, files=files))

    async def clip(
        self, clip: bytes, kind: str = "voice", caption: str = "", *, chat: int | None = None, **more: Any
    ) -> JSON:
        """Send a recording: ``voice``, ``video`` or ``video_note``; ``more``: reply_to, thread_id."""
        files = [("file", ("clip", clip))]
        data = {"from": str(self.id), "caption": caption, "as": kind, **more}
        return dict((await self._act(chat, "photo", data=data, files=files))[0])

    async def location(self, latitude: float, longitude: float, *, chat: int | None = None, **more: Any) -> JSON:
        """Send a location; ``more``: horizontal_accuracy, live_period, heading, reply_to."""
        wish = {"from": self.id, "latitude": latitude, "longitude": longitude, **more}
        return dict(await self._act(chat, "location", json=wish))

    async def move(self, live: JSON, latitude: float, longitude: float, **more: Any) -> JSON:
        """Move one's live location; ``more``: horizontal_accuracy, heading."""
        return await self.edit(live, latitude=latitude, longitude=longitude, **more)

    async def stop_sharing(self, live: JSON) -> JSON:
        """End one's live location where it is."""
        return await self.edit(live, stop=True)

    async def venue(self, latitude: float, longitude: float, title: str, address: str = "") -> JSON:
        """Send a place with a name."""
        return await self.location(latitude, longitude, title=title, address=address)

    async def edit(self, message: JSON, **change: Any) -> JSON:
        """Change one's own message: ``text``, ``caption``, ``latitude`` and ``longitude``, or ``stop``."""
        wish = {"from": self.id, "message_id": message["message_id"], **change}
        return dict(await self._act(message["chat"]["id"], "edit", json=wish))

    async def press(self, message: JSON, label_or_data: str) -> Press:
        """Press the button with this label (or a part of it), else send this data as it is."""
        exact = [b for b in buttons(message) if b["text"] == label_or_data]
        near = [b for b in buttons(message) if label_or_data in b["text"]]
        data = (exact or near or [{}])[0].get("callback_data", label_or_data)
        wish = {"from": self.id, "message_id": message["message_id"], "data": data}
        answer = await self._act(message["chat"]["id"], "press", json=wish)
        return Press(self.people, answer["callback_query_id"])

    async def messages(self, chat: int | None = None) -> list[JSON]:
        """Return the messages of a chat, oldest first."""
        return await self.people.messages(self.id if chat is None else chat)

    async def wait_for(
        self,
        found: Predicate,
        *,
        chat: int | None = None,
        after: int | None = None,
        timeout: float = _PATIENCE,  # noqa: ASYNC109  the server waits
    ) -> JSON:
        """Return the first message of somebody else, new or edited, that ``found`` accepts.

        Only what happened since this person's last act counts, or after the event ``after``.

        Raises:
            TimeoutError: none came.
        """

        def told(event: JSON) -> bool:
            message = event.get("message")
            return bool(message and message["from"]["id"] != self.id and found(message))

        event = await self.people.event(
            told,
            chat=self.id if chat is None else chat,
            after=self.seq if after is None else after,
            timeout=timeout,
        )
        return dict(event["message"])

    async def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or unblock it."""
        await self.people.call("POST", f"/people/{self.id}/block", json={"blocked": blocked})

    async def _act(self, chat: int | None, what: str, **more: Any) -> Any:
        target = self.id if chat is None else chat
        response = await self.people.request("POST", f"/chats/{target}/{what}", **more)
        self.seq = int(response.headers[_SEQ_HEADER])
        return response.json()


def _upload(picture: Path | bytes, name: str) -> tuple[str, bytes]:
    if isinstance(picture, Path):
        return picture.name, picture.read_bytes()
    return name, picture
