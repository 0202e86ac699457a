"""The page, the REST interface and the MCP server, in one process."""

from assistant.web.server import create_app, serve
from assistant.web.settings import WebSettings, web_settings

__all__ = ["WebSettings", "create_app", "serve", "web_settings"]
