"""The page's own files and the small changes to the HTML that Gradio sends."""

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
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
    """Rewrites the document at ``/``; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Collect ``/`` whole, rewrite, send."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        plain = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
        start: Message = {}
        parts: list[bytes] = []

        async def collecting(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = b"".join(parts)
            headers = MutableHeaders(scope=start)
            if headers.get("content-type", "").startswith("text/html"):
                body = chinese(body.decode()).encode()
                headers["content-length"] = str(len(body))
                headers["cache-control"] = "no-store"
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app({**scope, "headers": plain}, receive, collecting)
