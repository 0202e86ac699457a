"""The SQLite tables and their rows: Report and Chunk to tuples and back, a hash on each row.

Every table's last column is ``hash``: BLAKE2b-128 over the other columns. SQLite's own
``integrity_check`` does not see a flipped bit inside a value; the hash does.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias, cast

import numpy as np
import orjson
from numpy.typing import NDArray

from corpus.schema import Chunk, Contact, Indicator, Report, Section
from index.schema import IndicatorRow, ReportInfo

Row: TypeAlias = tuple[Any, ...]

TABLES = ("reports", "sections", "indicators", "chunks", "vectors")
"""Tables with hashed rows."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
    report_id TEXT PRIMARY KEY, body TEXT NOT NULL, year INTEGER NOT NULL, form TEXT NOT NULL,
    title TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL, revision TEXT NOT NULL,
    text TEXT NOT NULL, period TEXT, contacts TEXT NOT NULL, warnings TEXT NOT NULL,
    sections INTEGER NOT NULL, indicators INTEGER NOT NULL, content TEXT NOT NULL,
    pipeline TEXT NOT NULL, hash BLOB NOT NULL);
CREATE TABLE sections (
    report_id TEXT NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL,
    level INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
    body_start INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (report_id, position));
CREATE TABLE indicators (
    report_id TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,
    year INTEGER NOT NULL, form TEXT NOT NULL, key TEXT, column_name TEXT, value TEXT,
    path TEXT NOT NULL, name TEXT NOT NULL, unit TEXT, printed TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, row_start INTEGER NOT NULL,
    row_stop INTEGER NOT NULL, note TEXT, status TEXT NOT NULL, candidates TEXT NOT NULL,
    hash BLOB NOT NULL, PRIMARY KEY (report_id, position));
CREATE INDEX indicators_by_key ON indicators (key, body, year);
CREATE INDEX indicators_by_body ON indicators (body, year, report_id, position);
CREATE TABLE chunks (
    chunk_id INTEGER PRIMARY KEY, report_id TEXT NOT NULL, body TEXT NOT NULL,
    year INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, path TEXT NOT NULL, context TEXT NOT NULL, text TEXT NOT NULL,
    hash BLOB NOT NULL);
CREATE INDEX chunks_by_report ON chunks (report_id);
CREATE TABLE vectors (
    chunk_id INTEGER PRIMARY KEY, model TEXT NOT NULL, vector BLOB NOT NULL,
    hash BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """A report as rows: plain values, which cross from process to process at little cost.

    ``report``: its own row but for what storing adds. ``sections``, ``indicators``: whole rows.
    ``chunks``: rows without id and hash; a text's context and the text come last. ``content``:
    the digest of all of it.
    """

    report: Row
    sections: tuple[Row, ...]
    indicators: tuple[Row, ...]
    chunks: tuple[Row, ...]
    content: str

    @property
    def report_id(self) -> str:
        """Id of the report."""
        return str(self.report[0])

    @property
    def place(self) -> tuple[str, int]:
        """Body and year."""
        return str(self.report[1]), int(self.report[2])

    @property
    def digest(self) -> str:
        """Digest of the file."""
        return str(self.report[6])


def row_hash(values: Sequence[Any]) -> bytes:
    """BLAKE2b-128 of a row; ``None``, numbers, text and bytes stay distinct."""
    return blake2b(orjson.dumps(values, default=_tagged), digest_size=16).digest()


def sealed(*values: Any) -> Row:  # noqa: ANN401 - SQL values
    """The row followed by its hash."""
    return (*values, row_hash(values))


def report_rows(report: Report, chunks: Sequence[Chunk]) -> ReportRows:
    """The rows of a parsed report, and one digest over everything the parser produced.

    Two parses of a report are the same exactly when their ``content`` is the same. The digest
    stays that of the report read by itself when neighbouring years later settle cells of it.
    """
    rid = report.report_id
    sections = tuple(
        sealed(rid, i, _dump(s.path), s.level, s.start, s.end, s.body_start)
        for i, s in enumerate(report.sections)
    )
    indicators = indicator_rows(report)
    own, cut = report_values(report), tuple(map(_chunk_values, chunks))
    whole = blake2b(row_hash(own), digest_size=16)
    for row in (*sections, *indicators):
        whole.update(row[-1])
    for values in cut:
        whole.update(row_hash(values))
    return ReportRows(own, sections, indicators, cut, whole.hexdigest())


def report_row(values: Row, revision: str, content: str, pipeline: str) -> Row:
    """The ``reports`` row of ``report_values``."""
    return sealed(*values[:7], revision, *values[7:], content, pipeline)


def _chunk_values(c: Chunk) -> Row:
    place = (c.report_id, c.body, c.year, c.kind, c.key, c.start, c.end)
    return (*place, _dump(c.path), c.context, c.text)


def vector_row(chunk_id: int, model: str, vector: NDArray[np.float32]) -> Row:
    """The ``vectors`` row; the BLOB is little-endian float32."""
    return sealed(chunk_id, model, vector.astype("<f4").tobytes())


def select_report(rows: Callable[[str, Sequence[str]], list[Row]], report_id: str) -> Report | None:
    """The stored report; ``rows`` runs one statement. None when it is not stored."""
    head = rows("SELECT * FROM reports WHERE report_id = ?", (report_id,))
    if not head:
        return None
    sections, indicators = (
        rows(f"SELECT * FROM {table} WHERE report_id = ? ORDER BY position", (report_id,))
        for table in ("sections", "indicators")
    )
    return to_report(head[0], sections, indicators)


def to_report(row: Row, sections: Sequence[Row], indicators: Sequence[Row]) -> Report:
    """The report exactly as it was parsed, from its rows."""
    rid, body, year, form, title, source, digest, _, text, period, contacts, warnings = row[:12]
    return Report(
        report_id=rid,
        body=body,
        year=year,
        form=form,
        title=title,
        source=source,
        digest=digest,
        text=text,
        period=None if period is None else cast("tuple[str, str]", _load(period)),
        sections=tuple(Section(_load(s[2]), *s[3:7]) for s in sections),
        indicators=tuple(to_indicator(i).indicator for i in indicators),
        contacts=tuple(Contact(*c) for c in json.loads(contacts)),
        warnings=_load(warnings),
    )


def to_info(row: Row) -> ReportInfo:
    """One line of ``list`` from id, body, year, form, title, source, digest, counts, warnings."""
    rid, body, year, form, title, source, digest, sections, indicators, warnings = row
    doubts = len(json.loads(warnings))
    return ReportInfo(rid, body, year, form, title, source, digest, sections, indicators, doubts)


def to_indicator(row: Row) -> IndicatorRow:
    """An indicator with the report it belongs to."""
    rid, _, body, year, form, key, column, value, path, name, unit, printed, *rest = row
    start, stop, row_start, row_stop, note, status, candidates = rest[:7]
    cell = Indicator(
        path=_load(path),
        name=name,
        key=key,
        column=column,
        value=None if value is None else Decimal(value),
        unit=unit,
        printed=printed,
        start=start,
        end=stop,
        row_start=row_start,
        row_end=row_stop,
        note=note,
        status=status,
        candidates=_load(candidates),
    )
    return IndicatorRow(rid, body, year, form, cell)


def to_chunk(row: Row) -> Chunk:
    """The chunk of a ``chunks`` row."""
    _, rid, body, year, kind, key, start, stop, path, context, text = row[:11]
    return Chunk(rid, body, year, kind, _load(path), context, text, start, stop, key)


def report_values(r: Report) -> Row:
    """The values of the ``reports`` row but for revision, content and pipeline."""
    period = None if r.period is None else _dump(r.period)
    contacts = json.dumps([astuple(c) for c in r.contacts], ensure_ascii=False)
    head = (r.report_id, r.body, r.year, r.form, r.title, r.source, r.digest)
    counts = (len(r.sections), len(r.indicators))
    return (*head, r.text, period, contacts, _dump(r.warnings), *counts)


def indicator_rows(report: Report) -> tuple[Row, ...]:
    """The ``indicators`` rows."""
    return tuple(_indicator_row(report, i, x) for i, x in enumerate(report.indicators))


def _indicator_row(report: Report, position: int, x: Indicator) -> Row:
    return sealed(
        *(report.report_id, position, report.body, report.year, report.form, x.key, x.column),
        None if x.value is None else str(x.value),
        *(_dump(x.path), x.name, x.unit, x.printed, x.start, x.end, x.row_start, x.row_end),
        *(x.note, x.status, _dump(x.candidates)),
    )


# The row labels of a form come again in every report of it.
@lru_cache(maxsize=16_384)
def _dump(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


@lru_cache(maxsize=16_384)
def _load(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _tagged(value: object) -> list[str]:
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    raise TypeError(f"not an SQL value: {value!r}")
