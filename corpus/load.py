"""Files on disk → ``Document``: the only part of the reading that opens files."""

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ReadError
from corpus.reading.extract import Content, checked, read_plain, sort_out
from corpus.reading.limits import DEFAULT_LIMITS, MB, Limits
from corpus.reading.office import convert_office
from corpus.reading.sandbox import Sandbox
from corpus.reading.sniff import SUFFIXES
from corpus.schema import Document


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a searched directory that is not read, and why (Chinese)."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the arguments of ``build`` come to: ``paths`` to read, and what was passed over."""

    paths: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def find_documents(paths: Sequence[Path]) -> Found:
    """Files as given, whatever their names; directories searched recursively.

    A directory's files come sorted by path. Each file comes once. Nothing is opened: a
    missing or unreadable file is in ``paths``, and reading it gives the error.
    """
    found: dict[Path, Path] = {}
    skipped: list[Skipped] = []
    for path in paths:
        if not path.is_dir():
            found.setdefault(path.resolve(), path)
            continue
        for file in _walk(path, skipped):
            reason = _unwanted(file)
            if reason is None:
                found.setdefault(file.resolve(), file)
            else:
                skipped.append(Skipped(file, reason))
    return Found(tuple(found.values()), tuple(skipped))


def read_document(path: Path, limits: Limits = DEFAULT_LIMITS) -> Document:
    """One file as text (see :class:`corpus.schema.Document`).

    Raises:
        ReadError: the file cannot be opened, or is not a document we can read.
    """
    with Sandbox(limits) as sandbox:
        return _read(path, sandbox)


def read_documents(
    paths: Sequence[Path], sandbox: Sandbox | None = None
) -> Iterator[tuple[Path, Document | ReadError]]:
    """Each file in order, as its document or as the error that kept it from being one.

    ``sandbox`` stays open for further files; without one a new one is used for these.
    """
    with contextlib.nullcontext(sandbox) if sandbox is not None else Sandbox() as parser:
        for path in paths:
            try:
                yield path, _read(path, parser)
            except ReadError as error:
                yield path, error


def _read(path: Path, sandbox: Sandbox) -> Document:
    data = _bytes(path, sandbox.limits)
    content = _content(data, path.suffix.lower(), sandbox)
    return Document(path.name, content.text, hashlib.sha256(data).hexdigest(), content.title)


def _content(data: bytes, suffix: str, sandbox: Sandbox) -> Content:
    kind, payload = sort_out(data, suffix, sandbox.limits)
    if kind == "text":
        return checked(read_plain(payload), sandbox.limits)
    if kind == "office":
        kind, payload = sort_out(convert_office(payload, suffix), ".docx", sandbox.limits)
    return sandbox.extract(kind, payload)


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode) or not stat.S_ISREG(status.st_mode):
            raise ReadError("不是普通文件；请给出年报文件或目录")
        if status.st_size > limits.binary_bytes:
            raise ReadError(
                f"文件有 {status.st_size / MB:.0f} MB，超过上限 {limits.binary_bytes // MB} MB，"
                "不像一份年报；请删去图片或拆开后再导入"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("文件不存在；请检查路径") from error
    except PermissionError as error:
        raise ReadError("没有权限读取；请检查文件权限") from error
    except OSError as error:
        raise ReadError(f"文件打不开（{error.strerror}）；请检查路径和磁盘") from error


def _walk(directory: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Files below ``directory`` in a fixed order; hidden and linked directories left out."""

    def unreadable(error: OSError) -> None:
        skipped.append(Skipped(Path(error.filename), "目录读不了，请检查权限"))

    for folder, below, names in os.walk(directory, onerror=unreadable):
        below[:] = sorted(name for name in below if not name.startswith((".", "__")))
        yield from (Path(folder, name) for name in sorted(names))


def _unwanted(path: Path) -> str | None:
    if path.name.startswith((".", "~$", "~")) or path.name.endswith(("~", ".tmp", ".part")):
        return "隐藏或临时文件"
    if path.suffix.lower() not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        return f"不支持的类型 {path.suffix or '（无后缀）'}；支持 {known}"
    return None
