"""Older Word, WPS and RTF files, converted by LibreOffice when it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.errors import ReadError

_WALL_SECONDS = 90.0
_SUFFIXES = frozenset((".doc", ".wps", ".rtf", ".xls", ".et", ".dot"))


def convert_office(data: bytes, suffix: str) -> bytes:
    """The file as .docx (spreadsheets: .xlsx), in a fresh profile that is thrown away.

    Raises:
        ReadError: LibreOffice is missing, does not finish in time, or cannot read the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            "这是旧版 Word/WPS 文件，读它需要 LibreOffice，本机没有安装；"
            "请安装（如 apt-get install libreoffice-writer）或另存为 .docx 后再导入"
        )
    suffix = suffix if suffix in _SUFFIXES else ".doc"
    target = "xlsx" if suffix in (".xls", ".et") else "docx"
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        source = Path(folder, f"source{suffix}")
        source.write_bytes(data)
        _run(program, source, target)
        converted = Path(folder, "out", f"source.{target}")
        if not converted.is_file():
            raise ReadError("LibreOffice 打不开这个文件，可能已损坏或加密；请另存为 .docx 后再导入")
        return converted.read_bytes()


def _run(program: str, source: Path, target: str) -> None:
    profile = (source.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(source.parent / "out"), str(source)]
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_WALL_SECONDS,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"LibreOffice 转换超过 {_WALL_SECONDS:.0f} 秒；请另存为 .docx 后再导入"
        ) from error
    except OSError as error:
        raise ReadError("LibreOffice 启动不了；请重新安装，或另存为 .docx 后再导入") from error
