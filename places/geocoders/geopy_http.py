"""HTTP for geopy's geocoders over httpx, without threads, so that a time limit really ends a request."""

import json
from collections.abc import Mapping
from typing import Any, Final

import httpx
from geopy.adapters import AdapterHTTPError, BaseAsyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut

_LARGEST: Final = 512 * 1024


class HttpxAdapter(BaseAsyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """A geopy adapter whose errors never contain the URL, as it contains the key."""

    def __init__(self, *, proxies: object, ssl_context: object) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._client = httpx.AsyncClient(limits=httpx.Limits(max_connections=8, max_keepalive_connections=2))

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ASYNC109  geopy's
        """Return the parsed answer.

        Raises:
            GeocoderParseError: It is not JSON.
            AdapterHTTPError, GeocoderTimedOut, GeocoderServiceError: See `get_text`.
        """
        text = await self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise GeocoderParseError("no JSON") from None

    async def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:  # noqa: ASYNC109  as above
        """Return the answer's text.

        Raises:
            AdapterHTTPError: The status is 400 or more.
            GeocoderTimedOut: The time limit was reached.
            GeocoderServiceError: The network failed, or the answer is too long.
        """
        try:
            async with self._client.stream("GET", url, headers=dict(headers), timeout=timeout) as response:
                text = (await _read(response)).decode(errors="replace")
        except httpx.TimeoutException as error:
            raise GeocoderTimedOut(type(error).__name__) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise GeocoderServiceError(type(error).__name__) from None
        if response.status_code >= httpx.codes.BAD_REQUEST:
            words = f"HTTP {response.status_code}"
            raise AdapterHTTPError(words, status_code=response.status_code, headers=dict(response.headers), text="")
        return text


async def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > _LARGEST:
            raise GeocoderServiceError("too long an answer")
    return bytes(body)
