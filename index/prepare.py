"""Files → rows of parsed reports and their chunks, in several processes for many files."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from corpus.chunk import chunk_report
from corpus.errors import ReadError, ReportError
from corpus.load import read_documents
from corpus.reading.sandbox import Sandbox
from corpus.report import parse_report
from corpus.schema import Document
from index.tables import ReportRows, report_rows

MANY = 32
"""Files from which starting processes, about a second of work each, is worth while."""
_MOST_WORKERS = 8
_BATCH = 8
"""Files a process is given at a time."""
_PARSER_FAULTS = (ArithmeticError, LookupError, ValueError, RecursionError, MemoryError)
"""What a parser defect raises on text nobody foresaw; one such file must not cost the rest."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file's report as rows, or in Chinese why there is none."""

    path: Path
    rows: ReportRows | None
    failure: str = ""


def prepare(paths: Sequence[Path]) -> Iterator[Prepared]:
    """Each file in order, read and parsed."""
    done = 0
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    if len(paths) >= MANY and workers > 1:
        try:
            for prepared in _in_processes(paths, workers):
                done += 1
                yield prepared
        except BrokenProcessPool:
            pass  # no processes to be had, or one was killed: the rest is done here
    with Sandbox() as sandbox:
        yield from _each(paths[done:], sandbox)


def _in_processes(paths: Sequence[Path], workers: int) -> Iterator[Prepared]:
    # Spawned, not forked: the encoder and the page's server run threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        batches = iter([paths[at : at + _BATCH] for at in range(0, len(paths), _BATCH)])
        waiting: deque[Future[list[Prepared]]] = deque()
        try:
            while True:
                # A few batches ahead of the store, not the whole directory in memory.
                while len(waiting) < 2 * workers and (batch := next(batches, None)) is not None:
                    waiting.append(pool.submit(_batch, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _batch(paths: Sequence[Path]) -> list[Prepared]:
    return list(_each(paths, _own_sandbox()))


@cache
def _own_sandbox() -> Sandbox:
    """One parsing process for all batches of this process; it ends when its input does."""
    return Sandbox()


def _each(paths: Sequence[Path], sandbox: Sandbox) -> Iterator[Prepared]:
    for path, document in read_documents(paths, sandbox):
        if isinstance(document, ReadError):
            yield Prepared(path, None, failure=str(document))
            continue
        try:
            report = parse_report(document)
            yield Prepared(path, report_rows(report, chunk_report(report)))
        except ReportError as error:
            yield Prepared(path, None, failure=str(error))
        except _PARSER_FAULTS as error:
            yield Prepared(path, None, failure=_defect(document, error))


def _defect(document: Document, error: Exception) -> str:
    return (
        f"{document.source} 的正文解析不了（{type(error).__name__}: {error}）；请把文件发给开发者"
    )
