"""Routes that change the index: reports in, reports out. ``guards.Gate`` decides who may."""

import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from starlette.responses import JSONResponse, Response

from assistant.web.service import Service

_NAME = 120
_DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)))
)
MOST_FILES = 200
"""Files in one request; the page sends one at a time."""


def uploads_router(service: Service) -> APIRouter:
    """POST and DELETE under ``/api/v1/reports``."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/reports", summary="导入年报，逐份给出结果")
    def add(files: Annotated[list[UploadFile], File(description="年报文件，可多份")]) -> Response:
        """文件逐份读入，好的收录、坏的说明原因；同一机构同一年度的替换旧的。"""
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            names = {
                str(_store(Path(folder), i, file)): visible_name(file.filename)
                for i, file in enumerate(files[:MOST_FILES])
            }
            paths = [Path(path) for path in names]
            outcomes = service.add(paths, lambda path: names.get(path, Path(path).name))
        return JSONResponse([asdict(outcome) for outcome in outcomes])

    @router.delete("/reports/{report_id}", summary="删除一份年报")
    def remove(report_id: str) -> Response:
        """删除后任何答案都不再引用它。"""
        service.remove(report_id)
        return JSONResponse({"removed": report_id})

    return router


def visible_name(given: str | None) -> str:
    """The last part of a sent file name, printable and of bearable length."""
    last = PureWindowsPath(PurePosixPath(given or "").name).name
    clean = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(". ")
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[:_NAME]}{dot}{suffix[:10]}" if dot else clean[:_NAME] or "未命名文件"


def _store(folder: Path, number: int, file: UploadFile) -> Path:
    """Under a folder of its own, so that two files of one name do not meet.

    The name is kept because it becomes the report's ``source``.
    """
    place = folder / str(number)
    place.mkdir()
    path = place / _disk_name(visible_name(file.filename))
    with path.open("wb") as target:
        shutil.copyfileobj(file.file, target)
    return path


def _disk_name(name: str) -> str:
    """A name every file system takes: at most 200 bytes, none that Windows keeps for devices."""
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    if stem.split(".")[0].upper() in _DEVICES:
        stem = f"_{stem}"
    return stem.encode()[:180].decode(errors="ignore") + dot + suffix
