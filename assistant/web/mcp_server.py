"""The Model Context Protocol at ``/mcp``, by the official package (extra ``mcp``).

Gradio's own MCP server needs an older ``mcp`` and fails silently with version 2 (tried with
gradio 6.31), so the tools are served by the official package, mounted beside the page.
"""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from assistant.web.service import Service
from assistant.web.settings import WebSettings
from assistant.web.tools import make_tools
from corpus.errors import NianbaoError

INSTRUCTIONS = (
    "回答关于政府信息公开工作年度报告的问题。先用 list_reports 看收录了哪些机构和年度；"
    "答案里的每个数字都有逐字引文，status 为 not_found 时不要自行推测。"
)


@dataclass(frozen=True, slots=True)
class McpServer:
    """The mounted application and what must run while it serves."""

    application: Any
    manager: Any

    @asynccontextmanager
    async def running(self, _: FastAPI) -> AsyncIterator[None]:
        """Lifespan of the outer application."""
        async with self.manager.run():
            yield


def mcp_server(service: Service) -> McpServer | None:
    """The server, or None when the package ``mcp`` is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.transport_security import TransportSecuritySettings
    except ImportError:
        return None
    server: Any = MCPServer("年报问答", instructions=INSTRUCTIONS, log_level="WARNING")
    for tool in make_tools(service):
        server.add_tool(_aside(tool))
    application = server.streamable_http_app(
        streamable_http_path="/",
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(**_names(service.settings)),
    )
    logging.getLogger("mcp").setLevel(logging.WARNING)
    return McpServer(application, server.session_manager)


def _names(settings: WebSettings) -> dict[str, Any]:
    """On this machine only its own names are answered, so that no web page can rebind one."""
    if not settings.loopback:
        return {"enable_dns_rebinding_protection": False}
    hosts = ["127.0.0.1", "localhost", "[::1]"]
    return {
        "enable_dns_rebinding_protection": True,
        "allowed_hosts": [f"{host}:*" for host in hosts],
        "allowed_origins": [f"http://{host}:*" for host in hosts],
    }


def _aside(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool on a worker thread; our errors as the tool's Chinese error."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    async def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return await run_in_threadpool(tool, *args, **kwargs)
        except NianbaoError as error:
            raise ToolError(str(error)) from error

    return run
