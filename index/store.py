"""SQLite as the only truth: whole reports in, exact reports out, every row hashed."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError, UsageError
from corpus.schema import Chunk, Report
from index import tables
from index.cells import Cells
from index.changes import (
    State,
    advance,
    delete_report,
    insert,
    insert_chunks,
    require_model,
    set_meta,
    to_state,
)
from index.database import Database
from index.passages import Passages
from index.schema import IndicatorRow, ReportInfo, ReportText
from index.verify import Damage, find_damage

PAGE = 2000
"""Rows fetched at a time when reading a whole table."""

_INFO = "report_id, body, year, form, title, source, digest, sections, indicators, warnings"


class Store:
    """The index directory's database. Safe for threads; other processes may write beside it.

    Raises:
        IndexUnavailableError: missing, foreign, of another version, damaged or not writable.
    """

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        """Open ``directory``, making it when ``create``."""
        self.directory = directory
        if create:
            # What writing needs is loaded before a transaction keeps others waiting for it.
            import index.neighbours  # noqa: F401
        self._database = Database(directory, create=create)
        self._cells = Cells(self._database)
        self._passages = Passages(self._database)

    @property
    def generation(self) -> int:
        """Number of changes since the index was created."""
        return self.state().generation

    def state(self) -> State:
        """The present state; one statement."""
        return to_state(self._database.rows("SELECT name, value FROM meta"))

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads inside see one committed state."""
        return self._database.snapshot()

    def close(self) -> None:
        """Release the file."""
        self._database.close()

    def add(
        self,
        report: Report,
        chunks: Sequence[Chunk],
        vectors: NDArray[np.float32],
        model: str,
        pipeline: str = "",
    ) -> Literal["added", "replaced", "skipped"]:
        """Store a parsed report; see ``add_rows``."""
        return self.add_rows(tables.report_rows(report, chunks), vectors, model, pipeline)

    def add_rows(
        self, rows: tables.ReportRows, vectors: NDArray[np.float32], model: str, pipeline: str
    ) -> Literal["added", "replaced", "skipped"]:
        """Store one report in one transaction; durable when this returns.

        Cells of the same body's other years that it settles, or no longer does, are read again.

        A report of the same id, or another reading of the same file, is replaced; an unchanged
        parse of an unchanged file by the same ``pipeline`` (version of the parser) is skipped.
        ``vectors`` is (n, d) float32, a row per chunk, made by the encoder named ``model``.

        Raises:
            ModelError: ``vectors`` do not fit the chunks or the index's encoder.
            IndexUnavailableError: cannot be written; nothing of the report is stored.
        """
        with self._database.transaction() as connection:
            require_model(connection, vectors, len(rows.chunks), model)
            old = connection.execute(
                "SELECT report_id, digest, content, pipeline, body, year FROM reports"
                " WHERE report_id = ? OR digest = ?",
                (rows.report_id, rows.digest),
            ).fetchall()
            if [row[:4] for row in old] == [(rows.report_id, rows.digest, rows.content, pipeline)]:
                return "skipped"
            for report_id, *_ in old:
                delete_report(connection, report_id)
            token = advance(connection, rows.content)
            own = tables.report_row(rows.report, token, rows.content, pipeline)
            insert(connection, "reports", [own])
            insert(connection, "sections", rows.sections)
            insert(connection, "indicators", rows.indicators)
            insert_chunks(connection, rows.chunks, vectors, model)
            _settle(connection, {rows.place, *(row[4:] for row in old)})
        return "replaced" if old else "added"

    def remove(self, report_id: str) -> bool:
        """Delete a report and all that came from it; False when it is not stored."""
        with self._database.transaction() as connection:
            places = connection.execute(
                "SELECT body, year FROM reports WHERE report_id = ?", (report_id,)
            ).fetchall()
            if not delete_report(connection, report_id):
                return False
            advance(connection, "-" + report_id)
            _settle(connection, places)
        return True

    def replace_vectors(self, vectors: NDArray[np.float32], model: str) -> None:
        """Exchange every vector for those of another encoder, rows in chunk-id order.

        Raises:
            ModelError: not one row per stored chunk.
        """
        with self._database.transaction() as connection:
            ids = [i for (i,) in connection.execute("SELECT chunk_id FROM chunks ORDER BY 1")]
            if vectors.ndim != 2 or len(vectors) != len(ids):
                raise ModelError(
                    f"编码器 {model} 给出 {len(vectors)} 个向量，索引有 {len(ids)} 个片段；"
                    "请确认没有别的进程在写，再运行 python -m assistant build"
                )
            connection.execute("DELETE FROM vectors")
            insert(
                connection,
                "vectors",
                (tables.vector_row(i, model, v) for i, v in zip(ids, vectors, strict=True)),
            )
            set_meta(connection, "model", model)
            set_meta(connection, "dimension", str(vectors.shape[1]))
            advance(connection, "=" + model)

    def reports(self) -> tuple[ReportInfo, ...]:
        """Every stored report without its text, by body and year."""
        sql = f"SELECT {_INFO} FROM reports ORDER BY body, year, report_id"
        return tuple(tables.to_info(row) for row in self._database.rows(sql))

    def report(self, report_id: str) -> Report:
        """The report as parsed, cells that neighbouring years settle included.

        Raises:
            UsageError: not stored.
        """
        with self.snapshot():
            report = tables.select_report(self._database.rows, report_id)
        if report is None:
            raise _not_stored(report_id)
        return report

    def text(self, report_id: str) -> ReportText:
        """What citing a report needs, at a hundredth of the cost of all its cells.

        Raises:
            UsageError: not stored.
        """
        sql = "SELECT report_id, body, year, title, text FROM reports WHERE report_id = ?"
        found = self._database.rows(sql, (report_id,))
        if not found:
            raise _not_stored(report_id)
        return ReportText(*found[0])

    def digests(self, pipeline: str = "") -> dict[str, str]:
        """File digest → report id, of the files this ``pipeline`` has already parsed."""
        return dict(
            self._database.rows(
                "SELECT digest, report_id FROM reports WHERE pipeline = ?", (pipeline,)
            )
        )

    def revisions(self) -> dict[str, str]:
        """Report id → token of the change that stored it; differs whenever its chunks do."""
        return dict(
            self._database.rows("SELECT report_id, revision FROM reports ORDER BY report_id")
        )

    def indicators(
        self,
        *,
        bodies: Collection[str] | None = None,
        years: Collection[int] | None = None,
        keys: Collection[str] | None = None,
    ) -> tuple[IndicatorRow, ...]:
        """Indicator cells by body, year and place in the report; ``None`` does not restrict."""
        return self._cells.find(bodies, years, keys)

    def passages(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """Those of the chunks that are still stored, by id."""
        return self._passages.find(ids)

    def chunks(self, report_id: str | None = None) -> Iterator[tuple[int, Chunk]]:
        """Chunks in id order: all, or those of one report."""
        test, value = ("1 = 1 OR ?", "") if report_id is None else ("report_id = ?", report_id)
        sql = f"SELECT * FROM chunks WHERE ({test}) AND chunk_id > ? ORDER BY chunk_id LIMIT ?"
        last = -1
        while page := self._database.rows(sql, (value, last, PAGE)):
            yield from ((row[0], tables.to_chunk(row)) for row in page)
            last = page[-1][0]
            if len(page) < PAGE:
                return

    def columns(self) -> list[tuple[int, str, int, str]]:
        """(chunk id, body, year, kind) of every chunk, in id order."""
        sql = "SELECT chunk_id, body, year, kind FROM chunks ORDER BY chunk_id"
        return cast("list[tuple[int, str, int, str]]", self._database.rows(sql))

    def chunk_ids(self) -> NDArray[np.int64]:
        """Every chunk id (n,), ascending."""
        rows = self._database.rows("SELECT chunk_id FROM vectors ORDER BY chunk_id")
        return np.fromiter((i for (i,) in rows), dtype=np.int64, count=len(rows))

    def vectors(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Chunk ids (n,), ascending, and their vectors (n, d) float32."""
        with self.snapshot():
            dimension = self.state().dimension
            rows = self._database.rows("SELECT chunk_id, vector FROM vectors ORDER BY chunk_id")
        ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        flat = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4")
        return ids, flat.reshape(len(rows), dimension).astype(np.float32, copy=False)

    def verify(self) -> tuple[Damage, ...]:
        """Rows whose content no longer matches their hash, and lost rows; empty when sound."""
        with self.snapshot():
            return find_damage(self._database)

    def backup(self, path: Path) -> None:
        """Write a compact copy of the database to ``path``, usable as a ``nianbao.db``.

        Raises:
            UsageError: ``path`` exists.
            IndexUnavailableError: it cannot be written.
        """
        if path.exists():
            raise UsageError(f"备份文件 {path} 已存在；请换一个文件名")
        self._database.copy(path)


def _settle(connection: sqlite3.Connection, places: Iterable[tuple[str, int]]) -> None:
    """Let the reports beside these (body, year) say what they now know of each other."""
    from index.neighbours import settle  # brings the parser, which asking does not need

    for body, year in sorted(places):
        settle(connection, body, year)


def _not_stored(report_id: str) -> UsageError:
    return UsageError(f"索引里没有报告 {report_id}；运行 python -m assistant list 查看已收录的报告")
