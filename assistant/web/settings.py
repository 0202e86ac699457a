"""What one server is started with, and whether visitors may change the index."""

import os
from dataclasses import dataclass
from pathlib import Path

from assistant.ask import default_directory
from corpus.errors import UsageError

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Settings of one server, checked on construction.

    Raises:
        UsageError: a port, address or account that cannot be used.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    directory: Path = Path()
    """The index; feedback is kept beside it."""
    account: tuple[str, str] | None = None
    """User name and password asked of every visitor."""
    question_characters: int = 300
    question_bytes: int = 256_000
    """Largest body of an ordinary request: a conversation's state is some 20 KB."""
    upload_bytes: int = 61_000_000
    """Largest body of an upload: one file at the reader's limit (60 MB) and its envelope."""
    rate: float = 30.0
    """Requests a second allowed to one address, after ``burst``; loopback is not limited."""
    burst: int = 120
    line: int = 200
    """Questions that may wait to be answered; one more is told to come back."""

    def __post_init__(self) -> None:
        """Refuse what no server could be started with."""
        if not 0 <= self.port <= 65535:
            raise UsageError(f"端口 {self.port} 不在 0—65535 之间；请换一个，例如 7860")
        if not self.host.strip():
            raise UsageError("监听地址为空；只在本机使用请写 127.0.0.1，对外开放请写 0.0.0.0")

    @property
    def loopback(self) -> bool:
        """Whether only this machine can connect."""
        return self.host in LOOPBACK

    @property
    def manages(self) -> bool:
        """Whether visitors may upload and delete reports."""
        return self.loopback or self.account is not None


def web_settings(
    host: str = "127.0.0.1",
    port: int = 7860,
    directory: Path | None = None,
    auth: str | None = None,
) -> WebSettings:
    """Settings from the command line.

    Args:
        host: address to listen on.
        port: 0 takes any free one.
        directory: the index; None means ``NIANBAO_INDEX`` or the user's cache.
        auth: 「用户名:密码」; None reads ``NIANBAO_AUTH``, so that a password need not stand on
            the command line.

    Raises:
        UsageError: something cannot be used.
    """
    place = Path(directory) if directory is not None else default_directory()
    return WebSettings(host, port, place, _account(auth or os.environ.get("NIANBAO_AUTH")))


def _account(auth: str | None) -> tuple[str, str] | None:
    if not auth:
        return None
    name, colon, password = auth.partition(":")
    if not (name and colon and password):
        raise UsageError("--auth 要写成 用户名:密码，两边都不能空；例如 --auth 科员:密码")
    return name, password
