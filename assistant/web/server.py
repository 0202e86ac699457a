"""One process: page, REST, MCP and downloads behind the same guards."""

import logging
import os
import sys
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount

from assistant.web.api import api_router
from assistant.web.docs import OPENAPI, docs_router
from assistant.web.feedback import Feedback
from assistant.web.guards import Account, Gate, ResponseHeaders, refusal
from assistant.web.limits import BodyLimit, Rate
from assistant.web.mcp_server import McpServer, mcp_server
from assistant.web.service import NotReadyError, Service
from assistant.web.settings import WebSettings, web_settings
from assistant.web.shell import ChinesePage, files_router
from assistant.web.uploads import uploads_router
from assistant.web.workers import BusyError
from corpus.errors import NianbaoError, UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

_GRADIO = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Gradio rebuilds a summary of its last 10,000 events after each one: 53 → 93 requests/s
    # at 50 visitors with these two (measured on a prototype of this page).
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "100",
    "GRADIO_MCP_SERVER": "False",
    "GRADIO_SSR_MODE": "False",
}


def serve(
    host: str = "127.0.0.1",
    port: int = 7860,
    directory: Path | None = None,
    auth: str | None = None,
) -> None:
    """Serve until interrupted.

    Args:
        host: address to listen on.
        port: port to listen on.
        directory: the index; None means ``NIANBAO_INDEX`` or the user's cache.
        auth: 「用户名:密码」 asked of every visitor.

    Raises:
        UsageError: the address or the account cannot be used.
    """
    import uvicorn

    settings = web_settings(host, port, directory, auth)
    _require_free(settings)
    app = create_app(settings)
    sys.stderr.write(f"页面地址：http://{settings.host}:{settings.port}（按 Ctrl+C 停止）\n")
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_level="warning", server_header=False,
        timeout_keep_alive=30, timeout_graceful_shutdown=3,
    )  # fmt: skip


def create_app(settings: WebSettings) -> FastAPI:
    """The whole application; the index is loaded in the background once it is served."""
    service = Service(settings)
    os.environ.update(_GRADIO)
    from gradio import mount_gradio_app

    from assistant.web.page import build_page, theme

    feedback = Feedback(settings.directory)
    mcp = mcp_server(service)
    app = FastAPI(
        title="年报问答", version="1", docs_url=None, redoc_url=None, openapi_url=OPENAPI,
        lifespan=_lifespan(service, mcp),
    )  # fmt: skip
    _errors(app)
    app.add_api_route("/healthz", lambda: _health(service), include_in_schema=False)
    for router in (api_router(service, feedback), uploads_router(service), files_router()):
        app.include_router(router)
    app.include_router(docs_router(app))
    if mcp is not None:
        app.mount("/mcp", mcp.application)
    page = build_page(service, feedback)
    mount_gradio_app(
        app, page, path="/", theme=theme(), footer_links=[], run_history=False, show_error=False,
        ssr_mode=False, enable_monitoring=False, mcp_server=False, max_file_size=1,
    )  # fmt: skip
    mounted = app.routes[-1]
    if isinstance(mounted, Mount) and isinstance(mounted.app, FastAPI):
        _errors(mounted.app)  # Gradio's own refusals: queue full, session unknown
    _guard(app, settings)
    return app


def _guard(app: FastAPI, settings: WebSettings) -> None:
    """Innermost first: the last one added sees a request first."""
    app.add_middleware(ChinesePage)
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(Rate, settings=settings)
    app.add_middleware(Gate, settings=settings)
    app.add_middleware(Account, account=settings.account)
    app.add_middleware(ResponseHeaders)


def _errors(app: FastAPI) -> None:
    """Every error as ``{"detail": 中文}``."""

    @app.exception_handler(NianbaoError)
    async def ours(_: Request, error: NianbaoError) -> Response:
        status = 503 if isinstance(error, NotReadyError | BusyError) else 500
        return refusal(400 if isinstance(error, UsageError) else status, str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        fields = "、".join(str(e["loc"][-1]) for e in error.errors() if e.get("loc"))
        return refusal(422, f"参数不对：{fields}；写法见 /api/docs")

    @app.exception_handler(HTTPException)
    async def other(_: Request, error: HTTPException) -> Response:
        detail = _SAID.get(error.status_code, "请求无法处理，请刷新页面再试")
        return refusal(error.status_code, detail)

    @app.exception_handler(Exception)
    async def unforeseen(_: Request, error: Exception) -> Response:
        logging.getLogger("nianbao").error("请求出错", exc_info=error)
        return refusal(500, "服务器出错，已记入日志；请重试")


_SAID = {
    404: "没有这个地址；接口说明见 /api/docs",
    405: "这个地址不接受这种请求",
    413: "发来的内容太大；请缩短问题或拆小文件后再试",
    503: "现在提问的人太多，请稍等几秒再试",
}


def _health(service: Service) -> JSONResponse:
    body: dict[str, Any] = {"state": service.state}
    if service.failure is not None:
        body["detail"] = service.failure
    return JSONResponse(body, 503 if service.state == "failed" else 200)


def _lifespan(
    service: Service, mcp: McpServer | None
) -> "Callable[[FastAPI], AbstractAsyncContextManager[None]]":
    """Load once the page can be served: both are Python, side by side neither is sooner."""

    @asynccontextmanager
    async def running(app: FastAPI) -> "AsyncIterator[None]":
        service.start()
        async with mcp.running(app) if mcp else nullcontext():
            yield

    return running


def _require_free(settings: WebSettings) -> None:
    """Say in one line that a port is taken, before anything is loaded."""
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"{settings.host}:{settings.port} 用不了（{error}）；请换一个端口，例如 --port 7861"
        ) from error
