"""What stands between the network and the page, as plain ASGI middleware.

Order, outermost first: response headers, account, allowed routes and origins, then
``limits.py``: rate, body size.
Every refusal is ``{"detail": 中文}``, which Gradio's page shows as a toast.
"""

import base64
import hmac
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.settings import LOOPBACK, WebSettings

_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Gradio compiles its HTML templates in the browser, hence unsafe-eval.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )
)
HEADERS = (
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
)
_GRADIO = re.compile(
    r"/gradio_api/(?:info|queue/(?:join|data)|heartbeat/\w+|startup-events|app_id|cancel|reset"
    r"|call/[\w./-]+|api/\w+|run/\w+|openapi\.json)/?"
)
"""The only Gradio routes the page and its typed endpoints use. Uploads, file serving, proxying,
recording and the like are closed, those of later Gradio versions included."""
_SHUT = re.compile(
    r"/(?:file[=/]|proxy=|upload|stream/|dev/|token|login|logout|monitoring|vibe|undo-vibe"
    r"|process_recording|deep_link|run-history|runs|custom_component|pwa_icon|component_server"
    r"|profiling|user|queue|api/predict)",
    re.IGNORECASE,
)
UPLOAD = "/api/v1/reports"
_FEEDBACK = "/api/v1/feedback.jsonl"


def refusal(status: int, detail: str, **headers: str) -> JSONResponse:
    """A refusal in the form the page shows."""
    return JSONResponse({"detail": detail}, status, headers)


class ResponseHeaders:
    """Adds the security headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, adding headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS:
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, sending)


class Account:
    """HTTP Basic for everything but ``/healthz``, so that page, REST and MCP are alike."""

    def __init__(self, app: ASGIApp, account: tuple[str, str] | None) -> None:
        """Ask for ``account`` when there is one."""
        self.app = app
        text = None if account is None else ":".join(account).encode()
        self._wanted = None if text is None else base64.b64encode(text)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 401 unless the account fits."""
        if self._wanted is None or scope["type"] != "http" or scope["path"] == "/healthz":
            await self.app(scope, receive, send)
            return
        kind, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        fits = hmac.compare_digest(given.strip().encode(), self._wanted)
        if kind.lower() == "basic" and fits:
            await self.app(scope, receive, send)
            return
        challenge = 'Basic realm="nianbao", charset="UTF-8"'
        answer = refusal(401, "请输入用户名和密码", **{"www-authenticate": challenge})
        await answer(scope, receive, send)


class Gate:
    """Closes routes nobody needs, requests from other sites, and changes where none may come."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        """Guard by ``settings``."""
        self.app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 403 or pass on."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        problem = self._problem(scope) if scope["type"] == "http" else None
        if problem is not None:
            await refusal(403, problem)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _problem(self, scope: Scope) -> str | None:
        path, headers = scope["path"], Headers(scope=scope)
        if path.startswith("/gradio_api") and not _GRADIO.fullmatch(path):
            return "这个地址没有开放"
        if not path.startswith(("/gradio_api", "/api/", "/assets/", "/static/", "/page/")) and (
            _SHUT.match(path)
        ):
            return "这个地址没有开放"
        if self._rebound(headers):
            return "请用 127.0.0.1 或 localhost 打开；要用别的域名，请启动时设置账号（--auth）"
        reads = scope["method"] in ("GET", "HEAD", "OPTIONS")
        if not reads and _foreign(headers):
            return "不接受其他网站发来的请求"
        changes = path.startswith(UPLOAD) and not reads
        if (changes or path == _FEEDBACK) and not self._trusted(headers):
            return "这里只能查看；管理年报和反馈请在本机打开页面，或启动时设置账号（--auth）"
        return None

    def _rebound(self, headers: Headers) -> bool:
        """Whether a web page has had its own name lead to this machine (DNS rebinding)."""
        if self._settings.account is not None or not self._settings.loopback:
            return False
        name = urlsplit("//" + headers.get("host", "")).hostname or ""
        return name not in LOOPBACK and not _forwarded(headers)

    def _trusted(self, headers: Headers) -> bool:
        """An account, or this machine's own browser; a proxy speaks for the whole network."""
        if self._settings.account is not None:
            return True
        return self._settings.loopback and not _forwarded(headers)


def _forwarded(headers: Headers) -> bool:
    return any(name in headers for name in ("forwarded", "x-forwarded-for", "via", "x-real-ip"))


def _foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    if headers.get("sec-fetch-site") == "cross-site":
        return True
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")
