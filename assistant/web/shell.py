"""The page's own files and the small changes to the HTML that Gradio sends."""

import gzip
import re
from functools import cache
from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FILES = {"page.css": "text/css", "page.js": "text/javascript"}
_LOCALE = (
    "<script>for(const [k,v] of [['language','zh-CN'],['languages',['zh-CN']]])"
    "Object.defineProperty(navigator,k,{get:()=>v})</script>"
)
"""Gradio takes its language from the browser; here everything is Chinese for everyone."""
_DESCRIPTION = "用中文向政府信息公开工作年度报告提问，每个结论都能点回原文"


@cache
def _file(name: str) -> bytes:
    return (files("assistant.web") / "static" / name).read_bytes()


def _address(name: str) -> str:
    return f"/page/{sha256(_file(name)).hexdigest()[:10]}/{name}"


def files_router() -> APIRouter:
    """``/page/<digest>/<name>``: never changes under one address, so it is kept for good."""
    router = APIRouter(include_in_schema=False)

    @router.get("/page/{digest}/{name}")
    def page_file(digest: str, name: str) -> Response:
        if name not in _FILES or _address(name) != f"/page/{digest}/{name}":
            return Response("没有这个文件", 404, media_type="text/plain")
        kept = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(_file(name), media_type=_FILES[name], headers=kept)

    return router


def chinese(page: str) -> str:
    """Gradio's page with ``lang``, locale, our style and script, and a Chinese description."""
    head = (
        f'{_LOCALE}<link rel="stylesheet" href="{_address("page.css")}">'
        f'<script src="{_address("page.js")}"></script>'
        f'<meta name="description" content="{_DESCRIPTION}">'
    )
    page = re.sub(r"<html(\s[^>]*?)?\slang=\"[^\"]*\"", r"<html\1 lang=\"zh-CN\"", page, count=1)
    page = page.replace(r"\"zh-CN\"", '"zh-CN"', 1)
    page = re.sub(r"<meta[^>]*(?:og:|twitter:|gradio\.app)[^>]*>", "", page)
    page = re.sub(r"<link[^>]*(?:preconnect|https?://)[^>]*>", "", page)
    page = re.sub(r"<script[^>]*https?://[^>]*>\s*</script>", "", page)
    return re.sub(r"<head[^>]*>", lambda found: found.group() + head, page, count=1)


class ChinesePage:
    """Rewrites the document at ``/``; everything else passes untouched.

    Gradio writes nothing of the visitor into the document, only the address it was called by, so
    one rewriting serves everyone who calls it by the same.
    """

    _ADDRESSES = 16
    """Addresses whose document is kept."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app
        self._kept: dict[tuple[tuple[bytes, bytes], ...], tuple[bytes, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer ``/`` from memory, or collect it whole, rewrite, send."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        address = tuple(sorted((k, v) for k, v in scope["headers"] if _names_address(k)))
        kept = self._kept.get(address)
        if kept is None:
            start, body = await self._collected(scope, receive)
            headers = MutableHeaders(scope=start)
            if start["status"] != 200 or "text/html" not in headers.get("content-type", ""):
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            body = chinese(body.decode()).encode()
            kept = body, gzip.compress(body)
            if len(self._kept) >= self._ADDRESSES:
                self._kept.clear()
            self._kept[address] = kept
        await _document(*kept)(scope, receive, send)

    async def _collected(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        start: Message = {}
        parts: list[bytes] = []

        async def collecting(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            else:
                parts.append(message.get("body", b""))

        await self.app({**scope, "headers": plain}, receive, collecting)
        return start, b"".join(parts)


def _names_address(header: bytes) -> bool:
    """Whether a header can change the address that Gradio writes into the document."""
    forwarded = header.startswith(b"x-forwarded-") and header != b"x-forwarded-for"
    return forwarded or header in (b"host", b"x-gradio-server", b"x-direct-url")


def _document(body: bytes, packed: bytes) -> ASGIApp:
    """The document, packed for whoever takes it so."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"cache-control": "no-store", "vary": "accept-encoding"}
        takes = Headers(scope=scope).get("accept-encoding", "")
        if "gzip" in takes:
            headers["content-encoding"] = "gzip"
        content = packed if "gzip" in takes else body
        await HTMLResponse(content, headers=headers)(scope, receive, send)

    return respond
