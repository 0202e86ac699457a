"""What the index returns and what may be asked of it."""

from dataclasses import dataclass
from typing import Literal

from corpus.schema import Chunk, Indicator

SearchMode = Literal["lexical", "dense", "fused"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Exact restrictions applied before ranking; ``None`` means no restriction."""

    bodies: frozenset[str] | None = None
    years: frozenset[int] | None = None
    kinds: frozenset[str] | None = None
    """Chunk kinds: section, indicator, contact."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved chunk. ``score`` is the fused score in [0, 1]; the parts are kept."""

    chunk_id: int
    chunk: Chunk
    score: float
    lexical: float
    """BM25 score divided by the query's best, in [0, 1]; 0 when not found lexically."""
    dense: float
    """Cosine in [-1, 1] of the chunk or its best clause or sentence; 0 when not searched so."""


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """One line of ``list``: a stored report without its text."""

    report_id: str
    body: str
    year: int
    form: str
    title: str
    source: str
    digest: str
    sections: int
    indicators: int
    warnings: int


@dataclass(frozen=True, slots=True)
class ReportText:
    """A stored report without its sections and cells: all offsets point into ``text``."""

    report_id: str
    body: str
    year: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator cell together with the report it belongs to."""

    report_id: str
    body: str
    year: int
    form: str
    indicator: Indicator


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What happened to one file during ``build``. ``message`` is one Chinese line."""

    source: str
    action: Literal["added", "replaced", "skipped", "failed"]
    report_id: str | None
    message: str
