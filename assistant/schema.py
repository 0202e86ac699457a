"""The data of answering: Query → Evidence → Answer, and Finding for ``check``.

Field names of Fact, Citation, Comparison, Notice, Answer and Finding are the contract's JSON.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import exp
from typing import Literal

from corpus.schema import Chunk

Intent = Literal[
    "value", "compare", "trend", "rank", "sum", "share", "list", "section", "contact", "check"
]
NoticeKind = Literal["conflict", "not_comparable", "scope", "ambiguous"]
Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim slice of a report: ``report.text[start:end] == text``."""

    kind: Literal["section", "indicator"]
    report_id: str
    body: str
    year: int
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure the answer rests on. ``citation`` indexes ``Answer.citations``."""

    body: str
    year: int
    indicator: str
    path: tuple[str, ...]
    value: Decimal | None
    unit: str | None
    printed: str
    citation: int
    column: str | None = None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One body-year of a comparison; ``formula`` when the value was summed from parts.

    Without a value it shows what the filled cells come to; blank ones are not 0.
    """

    body: str
    year: int
    value: Decimal | None
    printed: str
    citation: int | None
    formula: str | None = None
    source: Literal["table", "prose", "computed"] = "table"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two rows, operands shown. ``percent`` is None over zero.

    ``body_from``/``body_to`` differ when bodies are compared instead of years.
    """

    year_from: int
    year_to: int
    body_from: str
    body_to: str
    difference: Decimal
    percent: Decimal | None
    formula: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator over years and bodies. Not-comparable pairs yield no ``changes``."""

    indicator: str
    unit: str | None
    column: str | None
    rows: tuple[ComparisonRow, ...]
    changes: tuple[Change, ...]
    missing: tuple[int, ...]
    comparable: bool
    why_not: str | None
    formula: str | None = None
    """For sums, shares and extremes: the shown formula."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know beside the answer."""

    kind: NoticeKind
    text: str
    stated: str = ""
    """The other figure of a conflict between prose and table, as stated; cited by ``citation``."""
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The contract's answer. ``facts`` is empty when ``status`` is not_found."""

    question: str
    resolved_question: str
    status: Literal["answered", "not_found"]
    answer: str
    facts: tuple[Fact, ...] = ()
    comparison: Comparison | None = None
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    timing_ms: tuple[tuple[str, float], ...] = ()
    suggestions: tuple[str, ...] = ()
    """Follow-up questions, or on not_found the nearest things that can be asked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked relation. ``citations`` are the operands' cells or sentences."""

    report_id: str
    rule: str
    level: Level
    result: Literal["pass", "fail", "unknown"]
    formula: str
    left: str | None
    right: str | None
    difference: str | None
    text: str
    citations: tuple[Citation, ...]
    keys: tuple[str, ...] = ()
    """Catalogue keys involved, so that ``ask`` finds the findings about an indicator."""
    stated: str = ""
    """「27 件」: what the first citation's prose states, where prose and table are compared."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or short run of sentences of a chunk, weighed against a question.

    ``coverage``: weighted share of the question's content it speaks of, in [0, 1]. ``belief``:
    log odds that it answers; 0 or more is an answer. ``aside``: it stands in the report of
    another year and names the asked year itself.
    """

    chunk: Chunk
    start: int
    end: int
    text: str
    coverage: float
    belief: float
    aside: bool = False

    @property
    def score(self) -> float:
        """Probability that it answers rather than nothing, in [0, 1]."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.belief))))
