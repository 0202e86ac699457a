"""The parsing process: bytes in on stdin, lines out on stdout, until stdin ends.

Started by :mod:`corpus.reading.sandbox` as ``python -m corpus.reading.worker``. It opens no
file. An error no parser is known to raise ends the process, and the parent reports the file
as damaged; nothing is caught here only to carry on.

Messages, both ways: one line of JSON, whose ``size`` says how many bytes follow.
"""

import contextlib
import json
import logging
import os
import sys
import warnings
from dataclasses import asdict

from corpus.errors import ReadError
from corpus.reading.extract import Content, checked
from corpus.reading.limits import Limits

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's wall clock still holds
    resource = None  # type: ignore[assignment]


def extract(kind: str, data: bytes, limits: Limits) -> Content:
    """Content of a file of ``kind``; parsers are imported on first use.

    Raises:
        ReadError: the file is damaged, encrypted, a scan, or over a limit.
    """
    if kind == "html":
        from corpus.reading.html import html_lines

        lines, title = html_lines(data.decode("utf-8"))
        return Content("\n".join(lines), title)
    if kind == "docx":
        from corpus.reading.word import word_lines

        return Content("\n".join(word_lines(data)))
    if kind == "pdf":
        from corpus.reading.pdf import pdf_lines

        return Content("\n".join(pdf_lines(data, limits)))
    if kind == "xlsx":
        from corpus.reading.sheet import xlsx_lines

        return Content("\n".join(xlsx_lines(data, limits)))
    if kind == "csv":
        from corpus.reading.sheet import csv_lines

        return Content("\n".join(csv_lines(data.decode("utf-8"), limits)))
    raise ReadError(f"不认识的文件类型 {kind}；请另存为 PDF、Word、网页或文本")


def _limit_memory(limits: Limits) -> None:
    if resource is not None:
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _allow_cpu(limits: Limits) -> None:
    """Grant this file its seconds beyond what earlier files used; SIGXCPU ends the process."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _answer(kind: str, data: bytes, limits: Limits) -> dict[str, str | None]:
    try:
        return asdict(checked(extract(kind, data, limits), limits))
    except ReadError as error:
        return {"error": str(error)}
    except (MemoryError, RecursionError):
        return {"error": "文件过于复杂，内存不够解析；请另存为更简单的文件后再导入"}


def main() -> None:
    """Serve requests until stdin closes."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a parser that prints must not garble the answers
    limits = Limits(**json.loads(sys.stdin.buffer.readline()))
    logging.disable()
    warnings.simplefilter("ignore")
    _limit_memory(limits)
    while header := sys.stdin.buffer.readline():
        request = json.loads(header)
        _allow_cpu(limits)
        answer = _answer(request["kind"], sys.stdin.buffer.read(request["size"]), limits)
        body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
        out.write(json.dumps({"size": len(body)}).encode() + b"\n" + body)
        out.flush()


if __name__ == "__main__":
    main()
