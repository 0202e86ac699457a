"""Parses untrusted files in a child process with memory, CPU and wall limits.

One process serves many files, so that the 0.2 s it takes to start are paid once; it is
replaced after a file that ended it, and after a number of files in case they leak.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.errors import ReadError
from corpus.reading.extract import Content
from corpus.reading.limits import DEFAULT_LIMITS, Limits
from corpus.reading.sniff import Kind

_FILES_PER_PROCESS = 200
_ROOT = Path(__file__).resolve().parents[2]


class Sandbox:
    """A parsing process, started on first use. Not for use from two threads at once."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        """Nothing is started yet."""
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Self:
        """Use as a context manager to end the process."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def extract(self, kind: Kind, data: bytes) -> Content:
        """Content of one file.

        Raises:
            ReadError: what the parser said, or that it did not survive the file.
        """
        process = self._started()
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            process.kill()

        clock = threading.Timer(self.limits.wall_seconds, expire)
        clock.daemon = True
        clock.start()
        try:
            answer = _exchange(process, kind, data)
        finally:
            clock.cancel()
        if answer is None:
            self.close()
            raise ReadError(_cause_of_death(process, expired.is_set(), self.limits))
        if "error" in answer:
            raise ReadError(answer["error"])
        return Content(**answer)

    def close(self) -> None:
        """End the process; the next file starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # unsent bytes to a dead process
                        pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        self._served += 1
        if self._served % _FILES_PER_PROCESS == 0:
            self.close()
        if self._process is None:
            self._process = _start(self.limits)
        return self._process


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    process = subprocess.Popen(
        [sys.executable, "-m", "corpus.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )
    _send(process, json.dumps(asdict(limits)).encode() + b"\n")
    return process


def _send(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # a dead process shows when its answer is read
        process.stdin.write(data)
        process.stdin.flush()


def _exchange(process: subprocess.Popen[bytes], kind: Kind, data: bytes) -> dict[str, Any] | None:
    """The process's answer, or ``None`` when it ended without one."""
    assert process.stdout is not None
    header = json.dumps({"kind": kind, "size": len(data)}).encode() + b"\n"
    _send(process, header + data)
    line = process.stdout.readline()
    if not line.endswith(b"\n"):
        return None
    size = json.loads(line)["size"]
    body = process.stdout.read(size)
    if len(body) < size:
        return None
    answer: dict[str, Any] = json.loads(body)
    return answer


def _cause_of_death(process: subprocess.Popen[bytes], expired: bool, limits: Limits) -> str:
    # -24: SIGXCPU, the CPU limit.
    if expired or process.returncode == -24:
        return f"解析超过 {limits.cpu_seconds} 秒仍未完成；文件可能损坏或过于复杂，请另存后再导入"
    return "解析时出错，文件可能不完整或已损坏；请用原软件打开后另存，再导入"
