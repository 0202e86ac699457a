"""The state of an index, and the steps of a write transaction on an open connection."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from corpus.schema import Report
from index.tables import Row, indicator_rows, report_row, report_values, sealed, vector_row

_OWNED = ("sections", "indicators", "chunks")


@dataclass(frozen=True, slots=True)
class State:
    """What the index holds, in a form caches can be checked against.

    ``token`` chains the digests of all changes, so two histories never share it, even when a
    lost write-ahead log has taken the generation back. ``model`` is empty and ``dimension`` 0
    until the first vectors are stored.
    """

    generation: int
    token: str
    model: str
    dimension: int


def to_state(rows: Iterable[tuple[str, str]]) -> State:
    """From the rows of the meta table."""
    meta = dict(rows)
    return State(
        generation=int(meta.get("generation", 0)),
        token=meta.get("token", ""),
        model=meta.get("model", ""),
        dimension=int(meta.get("dimension", 0)),
    )


def get_meta(connection: sqlite3.Connection, name: str, default: str) -> str:
    """A value of the meta table."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return default if row is None else str(row[0])


def set_meta(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Set a value of the meta table."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def advance(connection: sqlite3.Connection, change: str) -> str:
    """Count one change and chain its description into the token, which is returned."""
    chained = f"{get_meta(connection, 'token', '')}\n{change}".encode()
    token = blake2b(chained, digest_size=16).hexdigest()
    set_meta(connection, "generation", str(int(get_meta(connection, "generation", "0")) + 1))
    set_meta(connection, "token", token)
    return token


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert whole rows, in the table's column order."""
    all_rows = list(rows)
    if all_rows:
        places = ", ".join("?" * len(all_rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", all_rows)


def insert_chunks(
    connection: sqlite3.Connection,
    chunks: Sequence[Row],
    vectors: NDArray[np.float32],
    model: str,
) -> None:
    """Number chunks on from the last ever used, so that an id never means another chunk.

    ``chunks``: as ``ReportRows`` has them.
    """
    first = int(get_meta(connection, "next_chunk", "1"))
    insert(connection, "chunks", (sealed(first + i, *c) for i, c in enumerate(chunks)))
    insert(connection, "vectors", (vector_row(first + i, model, v) for i, v in enumerate(vectors)))
    set_meta(connection, "next_chunk", str(first + len(chunks)))


def delete_report(connection: sqlite3.Connection, report_id: str) -> bool:
    """Delete a report with its sections, indicators, chunks and vectors; False when absent."""
    if connection.execute("DELETE FROM reports WHERE report_id = ?", (report_id,)).rowcount == 0:
        return False
    connection.execute(
        "DELETE FROM vectors WHERE chunk_id IN (SELECT chunk_id FROM chunks WHERE report_id = ?)",
        (report_id,),
    )
    for table in _OWNED:
        connection.execute(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))
    return True


def replace_reading(connection: sqlite3.Connection, report: Report) -> None:
    """Exchange the cells and warnings of a stored report for those of the same text read anew."""
    row = connection.execute(
        "SELECT revision, content, pipeline FROM reports WHERE report_id = ?", (report.report_id,)
    ).fetchone()
    connection.execute("DELETE FROM indicators WHERE report_id = ?", (report.report_id,))
    connection.execute("DELETE FROM reports WHERE report_id = ?", (report.report_id,))
    insert(connection, "reports", [report_row(report_values(report), *row)])
    insert(connection, "indicators", indicator_rows(report))


def require_model(
    connection: sqlite3.Connection, vectors: NDArray[np.float32], chunks: int, model: str
) -> None:
    """Refuse vectors of another shape or encoder; the first ones decide.

    Raises:
        ModelError: shape is not (chunks, dimension of the index), or another encoder's name.
    """
    if vectors.ndim != 2 or vectors.shape[0] != chunks or vectors.shape[1] == 0:
        raise ModelError(
            f"编码器 {model} 给出形状 {vectors.shape} 的向量，应为 {chunks} 行；请检查编码器"
        )
    known = get_meta(connection, "model", "")
    if not known:
        set_meta(connection, "model", model)
        set_meta(connection, "dimension", str(vectors.shape[1]))
        return
    dimension = int(get_meta(connection, "dimension", "0"))
    if (known, dimension) != (model, vectors.shape[1]):
        raise wrong_model(known, dimension, model, vectors.shape[1])


def wrong_model(known: str, dimension: int, model: str, given: int) -> ModelError:
    """The error for an encoder that is not the index's, naming the way out."""
    return ModelError(
        f"索引由编码器 {known}（{dimension} 维）建立，现在用的是 {model}（{given} 维）；"
        "请运行 python -m assistant build 用新编码器重编索引"
    )
