"""Files → index: read, parse, cut, embed, store; one bad file never stops the others."""

import logging
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus.errors import IndexUnavailableError, UsageError
from corpus.load import find_documents
from corpus.version import source_digest
from index.database import SEEDING, seeded
from index.embed import Embedder
from index.parts import SearchSettings, load_parts
from index.prepare import Prepared, prepare
from index.schema import BuildOutcome
from index.store import Store

_log = logging.getLogger(__name__)
BATCH = 1024
"""Chunks embedded at a time when every vector is made anew."""
_DONE = {"added": "新增", "replaced": "替换", "skipped": "未变，跳过"}


def build_index(
    paths: Sequence[Path],
    directory: Path,
    embedder: Embedder,
    on_outcome: Callable[[BuildOutcome], None] | None = None,
) -> tuple[BuildOutcome, ...]:
    """Bring an index up to date with files and directories of files.

    A file whose bytes and parser are unchanged is skipped unread; a report of the same body
    and year is replaced. When the index was built with another encoder, every stored chunk is
    embedded anew first. Each report is durable as soon as its outcome is reported.

    Args:
        paths: files, and directories searched recursively.
        directory: the index; created when missing.
        embedder: encoder of the whole index.
        on_outcome: told each outcome as it happens.

    Returns:
        One outcome a file, in order; failed ones carry the reason in Chinese.

    Raises:
        IndexUnavailableError: the index cannot be written; reports stored so far stay.
        ModelError: the encoder returned vectors of another shape.
    """
    store = Store(directory, create=True)
    try:
        _embed_anew(store, embedder)
        outcomes = []
        for outcome in _outcomes(paths, store, embedder):
            outcomes.append(outcome)
            if on_outcome is not None:
                on_outcome(outcome)
        load_parts(store, SearchSettings(), dense=True)
    finally:
        store.close()
    return tuple(outcomes)


def remove_report(directory: Path, report_id: str) -> None:
    """Delete a report; once this returns no search finds it.

    Raises:
        UsageError: it is not stored.
    """
    store = Store(directory)
    try:
        if not store.remove(report_id):
            raise UsageError(
                f"索引里没有报告 {report_id}；运行 python -m assistant list 查看已收录的报告"
            )
        load_parts(store, SearchSettings(), dense=True)
    finally:
        store.close()


def ensure_index(directory: Path, corpus: Path, embedder: Embedder) -> tuple[BuildOutcome, ...]:
    """Build the shipped ``corpus`` when ``directory`` has no index yet, or half of one.

    Returns:
        The outcomes, empty when the index was already there.
    """
    if seeded(directory):
        return ()
    mark = directory / SEEDING
    try:
        directory.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError as error:
        raise IndexUnavailableError(
            f"索引目录 {directory} 不可写：{error.strerror}；请用 --index 另选一个目录"
        ) from error
    outcomes = build_index([corpus], directory, embedder)
    mark.unlink(missing_ok=True)
    return outcomes


def renew_index(directory: Path, embedder: Embedder) -> None:
    """Embed everything anew for another encoder, as after an upgrade; the reports stay.

    Raises:
        IndexUnavailableError: the index cannot be written.
    """
    _log.warning("编码器换成了 %s，正在重新计算全部向量，只需这一次……", embedder.name)
    build_index([], directory, embedder)


def _outcomes(paths: Sequence[Path], store: Store, embedder: Embedder) -> Iterator[BuildOutcome]:
    pipeline = _pipeline()
    known = store.digests(pipeline)
    found = find_documents(paths)
    for skipped in found.skipped:
        yield BuildOutcome(str(skipped.path), "skipped", None, skipped.reason)
    fresh = []
    for path in found.paths:
        report_id = known.get(_file_digest(path))
        if report_id is None:
            fresh.append(path)
        else:
            yield BuildOutcome(str(path), "skipped", report_id, f"{report_id} {_DONE['skipped']}")
    for prepared in prepare(fresh):
        yield _one(prepared, store, embedder)


def _one(prepared: Prepared, store: Store, embedder: Embedder) -> BuildOutcome:
    rows = prepared.rows
    if rows is None:
        return BuildOutcome(str(prepared.path), "failed", None, prepared.failure)
    vectors = embedder.documents([embedded_text(*values[-2:]) for values in rows.chunks])
    action = store.add_rows(rows, vectors, embedder.name, _pipeline())
    message = (
        f"{rows.report_id} {_DONE[action]}："
        f"{len(rows.sections)} 个章节，{len(rows.indicators)} 个指标值"
    )
    return BuildOutcome(str(prepared.path), action, rows.report_id, message)


def embedded_text(context: str, text: str) -> str:
    """What the encoder sees of a chunk: its context, then its text."""
    return f"{context}\n{text}"


def _embed_anew(store: Store, embedder: Embedder) -> None:
    state = store.state()
    if state.model in ("", embedder.name):
        return
    with store.snapshot():
        texts = [embedded_text(chunk.context, chunk.text) for _, chunk in store.chunks()]
    parts = [embedder.documents(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]
    empty = np.empty((0, embedder.dimension), np.float32)
    store.replace_vectors(np.concatenate(parts) if parts else empty, embedder.name)


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError:
        return ""  # reading it will say why
    return digest.hexdigest()


def _pipeline() -> str:
    """Stands for the parsing code and its data: a new parser reads unchanged files again."""
    return source_digest("corpus")
