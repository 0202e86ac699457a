"""What a file is, by its content; its name decides only between kinds of text."""

import re
from typing import Literal

Kind = Literal["text", "html", "csv", "docx", "xlsx", "pdf", "office"]
"""``office``: an older Word, WPS, Excel or RTF file that only LibreOffice reads."""

SUFFIXES = frozenset(
    (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".xlsx", ".csv", ".doc", ".wps", ".rtf")
)
"""Suffixes looked for in directories, lower case."""

_HTML_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6]|span|font|center|article"
    r"|section|style|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|table|tr|td|br|span|h[1-6])\b[^<>]*>", re.IGNORECASE)
_HEAD = 4_000

_REFUSED = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"SQLite format 3", "数据库"),
    (b"\x7fELF", "程序"),
    (b"MZ", "程序"),
)
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def refusal(data: bytes) -> str | None:
    """「图片」, 「压缩包」 … when the first bytes are of a kind nothing here reads."""
    # BM and MZ are two ordinary letters; a binary file has a NUL near them.
    head = data[:64]
    for magic, name in _REFUSED:
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head):
            return name
    return None


def binary_kind(data: bytes) -> Literal["zip", "pdf", "office"] | None:
    """The container by its signature; ``None`` for what should be text."""
    if data.startswith((ZIP, b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((OLE, b"{\\rtf")):
        return "office"
    return None


def text_kind(text: str, suffix: str) -> Literal["text", "html", "csv"]:
    """HTML by its tags whatever the name; CSV only by name."""
    head = text[:_HEAD]
    if _HTML_START.match(head) or _HTML_ANYWHERE.search(head):
        return "html"
    if suffix in (".html", ".htm") and _TAG.search(text):
        return "html"
    return "csv" if suffix == ".csv" else "text"
