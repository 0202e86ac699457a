"""Tables no form knows: header cells and values, so that they can still be asked for."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.schema import Indicator, Section
from corpus.tables.cells import Cell, cell, is_unit
from corpus.tables.emit import Place, emit
from corpus.tables.fold import Source, printed_label, strip_label
from corpus.tables.labels import UNITS
from corpus.tables.resolve import Resolved

_COUNTER = re.compile(r"序\s*号|编\s*号|№|No\.?")
_NO_FIGURE = re.compile(r"日期|时间|电话|文号|邮编|网址|年份|传真|单位$|备注")
_HEADER_UNIT = re.compile(rf"\(\s*(?:单位\s*[:]?\s*)?({UNITS})\s*\)")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    cells: tuple[Cell, ...]


def read_generic(
    source: Source, sections: Sequence[Section], taken: Sequence[tuple[int, int]]
) -> tuple[Indicator, ...]:
    """Figures of tabbed lines that no form's table (``taken`` spans) claims.

    A table is a run of tabbed lines whose header, at least two cells of words, is printed;
    the first column (behind 序号) names the row.
    """
    found: list[Indicator] = []
    header: _Line | None = None
    for line in _lines(source, _merged(taken)):
        if line is None:
            header = None
        elif _is_header(source, line):
            header = line
        elif header is not None:
            found += _row(source, sections, header, line)
    return tuple(found)


def _lines(source: Source, taken: Sequence[tuple[int, int]]) -> list[_Line | None]:
    """Tabbed lines outside ``taken``; ``None`` where other text stands between them."""
    found: list[_Line | None] = []
    at = 0
    for text in source.bare.split("\n"):
        end = at + len(text)
        if "\t" in text and not _overlaps(taken, at, end):
            bounds = [at - 1, *(at + m.start() for m in re.finditer("\t", text)), end]
            cells = [cell(source.bare, a + 1, b) for a, b in pairwise(bounds)]
            found.append(_Line(at, end, tuple(cells)))
        elif "\t" not in text and text.strip():
            found.append(None)
        at = end + 1
    return found


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches of text, in order and apart."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the merged ``spans`` touches [start, end)."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][1] > start


def _is_header(source: Source, line: _Line) -> bool:
    filled = [c for c in line.cells if c.start < c.end]
    words = [any(ch.isalpha() for ch in source.bare[c.start : c.end]) for c in filled]
    return len(filled) >= 2 and all(words) and all(c.value is None for c in filled)


def _row(
    source: Source, sections: Sequence[Section], header: _Line, line: _Line
) -> list[Indicator]:
    names = [printed_label(source.text[c.start : c.end]) for c in header.cells]
    first = 1 if names and _COUNTER.fullmatch(names[0]) else 0
    if len(line.cells) <= first or line.cells[first].start == line.cells[first].end:
        return []
    label = printed_label(source.text[line.cells[first].start : line.cells[first].end])
    values = [
        (i, c)
        for i, c in enumerate(line.cells[: len(names)])
        if i > first and not _NO_FIGURE.search(names[i])
    ]
    if not any(c.value is not None for _, c in values):
        return []
    unit = next(
        (
            source.text[c.start : c.end]
            for i, c in enumerate(line.cells[: len(names)])
            if i > first and names[i] == "单位" and is_unit(source.bare[c.start : c.end])
        ),
        None,
    )
    return [
        emit(source.text, _place(sections, line, (label, names[i]), unit or c.unit), _printed(c))
        for i, c in values
        if c.value is not None or c.start == c.end
    ]


def _printed(c: Cell) -> Resolved:
    return Resolved(c.start, c.end, c.value, c.unit, "printed")


def _place(
    sections: Sequence[Section], line: _Line, names: tuple[str, str], unit: str | None
) -> Place:
    label, column = names
    inside = [s for s in sections if s.start <= line.start < s.end]
    path = max(inside, key=lambda s: s.level).path if inside else ()
    in_header = _HEADER_UNIT.search(column.replace("（", "(").replace("）", ")"))
    return Place(
        path=(*path, label),
        name=strip_label(label)[0] or label,
        key=None,
        column=column or None,
        unit=unit or (in_header[1] if in_header else None),
        row=(line.start, line.end),
    )
