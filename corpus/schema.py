"""The data that flows from a file to the index: plain, frozen, and always placed.

All ``start``/``end`` are character offsets into ``Report.text`` (the cleaned text), so
``report.text[x.start:x.end]`` is the verbatim source of ``x``.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ChunkKind = Literal["section", "indicator", "contact"]
CellStatus = Literal["printed", "recovered", "ambiguous"]
ContactKind = Literal[
    "address",
    "postcode",
    "phone",
    "fax",
    "email",
    "website",
    "office",
    "compiler",
    "complaint",
    "duty",
    "hours",
]


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read, before any interpretation.

    ``text`` has one line per paragraph; a table row is one line whose cells are separated by
    tabs, blank cells kept (also at the end of the line).
    """

    source: str
    text: str
    digest: str
    """SHA-256 of the file's bytes, hex."""
    title: str | None = None
    """Title from metadata (web-archive header, HTML title), when the file has one."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and everything under it, sub-sections included.

    ``level`` is 0 for the preamble, 1 for 一、 and annexes, 2 for （一）, 3 for 1., 4 for (1).
    ``path`` is the printed headings from level 1 down to this one.
    """

    path: tuple[str, ...]
    level: int
    start: int
    end: int
    body_start: int
    """Where the text after the heading begins."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a statistics table: exactly one printed cell.

    ``text[start:end] == printed``; ``row_start``/``row_end`` span the whole printed row.
    ``value`` is ``None`` for a blank, 「/」, 「—」 or a cell that cannot be cut out for certain.
    """

    path: tuple[str, ...]
    name: str
    key: str | None
    column: str | None
    value: Decimal | None
    unit: str | None
    printed: str
    start: int
    end: int
    row_start: int
    row_end: int
    note: str | None = None
    status: CellStatus = "printed"
    candidates: tuple[str, ...] = ()
    """For an ambiguous cell of a run-together row: the values each solution gives it."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact fact of the preamble: ``text[start:end] == value``."""

    kind: ContactKind
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """A parsed annual report. ``report_id`` is ``body-year``."""

    report_id: str
    body: str
    year: int
    form: Literal["2014", "2019", "2021", "local"]
    title: str
    source: str
    digest: str
    text: str
    period: tuple[str, str] | None
    """First and last day covered, ISO dates, when the report states them."""
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]
    contacts: tuple[Contact, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage to retrieve: a slice of one section, cut at sentence ends, or one table row.

    ``context`` (body, year, heading path) is embedded and searched with the text but is
    not part of the citation.
    """

    report_id: str
    body: str
    year: int
    kind: ChunkKind
    path: tuple[str, ...]
    context: str
    text: str
    start: int
    end: int
    key: str | None = None
    """Catalogue key of the table row, for ``kind == "indicator"``."""
