"""How much one visitor may send, and how often, as plain ASGI middleware."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.guards import UPLOAD, refusal
from assistant.web.settings import LOOPBACK, WebSettings


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Rate:
    """A token bucket for each address; this machine itself is not limited.

    Behind a proxy on this machine uvicorn puts the visitor's address in ``scope["client"]``.
    """

    _ADDRESSES = 10_000
    """Addresses remembered; the longest unseen is forgotten first."""

    def __init__(
        self, app: ASGIApp, settings: WebSettings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Allow ``settings.rate`` a second after ``settings.burst``; ``clock`` gives seconds."""
        self.app = app
        self._settings = settings
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 429 or pass on; files of the page are free."""
        free = scope["type"] != "http" or scope["path"].startswith(("/assets/", "/page/"))
        client = scope.get("client")
        address = client[0] if client else ""
        if free or address in LOOPBACK or self._take(address):
            await self.app(scope, receive, send)
            return
        answer = refusal(429, "请求过于频繁，请稍等几秒再试", **{"retry-after": "5"})
        await answer(scope, receive, send)

    def _take(self, address: str) -> bool:
        now = self._clock()
        bucket = self._buckets.pop(address, None) or _Bucket(float(self._settings.burst), now)
        refilled = bucket.tokens + (now - bucket.at) * self._settings.rate
        bucket.tokens, bucket.at = min(float(self._settings.burst), refilled), now
        self._buckets[address] = bucket
        while len(self._buckets) > self._ADDRESSES:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True


class BodyLimit:
    """Counts the bytes of a body as they come, so that a missing or false length is no way in."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        """Limit by ``settings``."""
        self.app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 413 or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = scope["path"] == UPLOAD and scope["method"] == "POST"
        limit = self._settings.upload_bytes if upload else self._settings.question_bytes
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > limit:
            await self._refuse(limit)(scope, receive, send)
            return
        read, started = 0, False

        async def receiving() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            # To the application a body that grows too large is a visitor who hung up.
            return {"type": "http.disconnect"} if read > limit else message

        async def sending(message: Message) -> None:
            nonlocal started
            if read <= limit:
                started = True
                await send(message)

        try:
            await self.app(scope, receiving, sending)
        except ClientDisconnect:
            if read <= limit:
                raise
        if read > limit and not started:
            await self._refuse(limit)(scope, receive, send)

    def _refuse(self, limit: int) -> JSONResponse:
        size = f"{limit / 1_000_000:.0f} MB" if limit >= 1_000_000 else f"{limit // 1000} KB"
        return refusal(413, f"发来的内容超过上限 {size}；请缩短问题或拆小文件后再试")
