"""A span of a report in its section: title path, highlight, neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.web.render.engine import render
from corpus.schema import Report, Section

_AROUND = 4_000
"""Characters shown before and after the highlight of a very long section."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a report; nothing is highlighted when ``start == end``."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trail:
    """The citations one is walking through: those of a turn, and which is shown."""

    turn: int
    shown: int
    count: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, highlighted or not."""

    text: str
    marked: bool


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the rows of a table."""

    rows: tuple[tuple[Cell, ...], ...]
    table: bool


def evidence(report: Report, span: Span, trail: Trail | None = None) -> str:
    """The section around a span as HTML."""
    position = section_at(report, span)
    section = report.sections[position] if report.sections else None
    start, end = (section.start, section.end) if section else (0, len(report.text))
    low, high = _window(report.text, start, end, span)
    return render(
        "evidence",
        report=report,
        path=section.path if section else (report.title,),
        blocks=blocks(report.text, low, high, span),
        before=low > start,
        after=high < end,
        position=position,
        sections=len(report.sections),
        trail=trail,
        row=_is_row(report, span),
        span=span,
    )


def section_at(report: Report, span: Span) -> int:
    """Index of the innermost section holding the span; 0 when none does."""
    best, size = 0, len(report.text) + 1
    for i, section in enumerate(report.sections):
        inside = section.start <= span.start < section.end and span.end <= section.end
        if inside and section.end - section.start < size:
            best, size = i, section.end - section.start
    return best


def section_span(report: Report, position: int) -> Span:
    """The heading of a section as a place without highlight."""
    section: Section = report.sections[max(0, min(position, len(report.sections) - 1))]
    return Span(report.report_id, section.start, section.start)


def blocks(text: str, low: int, high: int, span: Span) -> tuple[Block, ...]:
    """Lines of ``text[low:high]``: paragraphs, and runs of tab-separated lines as tables."""
    found: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    at = low
    for line in text[low:high].split("\n"):
        cells = _cells(line, at, span)
        at += len(line) + 1
        if len(cells) > 1:
            rows.append(cells)
            continue
        if rows:
            found.append(Block(tuple(rows), True))
            rows = []
        if line.strip():
            found.append(Block((cells,), False))
    if rows:
        found.append(Block(tuple(rows), True))
    return tuple(found)


def _cells(line: str, at: int, span: Span) -> tuple[Cell, ...]:
    cells = []
    for cell in line.split("\t"):
        cells.append(_pieces(cell, at, span))
        at += len(cell) + 1
    return tuple(cells)


def _pieces(text: str, at: int, span: Span) -> Cell:
    low = min(max(span.start - at, 0), len(text))
    high = min(max(span.end - at, 0), len(text))
    parts = ((text[:low], False), (text[low:high], True), (text[high:], False))
    return tuple(Piece(part, marked) for part, marked in parts if part)


def _window(text: str, start: int, end: int, span: Span) -> tuple[int, int]:
    low, high = max(start, span.start - _AROUND), min(end, span.end + _AROUND)
    if low > start:
        low = max(start, text.rfind("\n", start, low) + 1)
    if high < end:
        found = text.find("\n", high, end)
        high = end if found < 0 else found
    return low, high


def _is_row(report: Report, span: Span) -> bool:
    """Whether the span lies in a row of the statistics table."""
    return any(x.row_start <= span.start < x.row_end for x in report.indicators)


def read_span(data: dict[str, object], known: Sequence[str]) -> Span | None:
    """A place as sent by a browser; None unless it names a loaded report and two offsets."""
    report_id, start, end = data.get("report"), data.get("start"), data.get("end")
    if not isinstance(report_id, str) or report_id not in known:
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        return None
    return Span(report_id, start, min(end, start + 20_000))
