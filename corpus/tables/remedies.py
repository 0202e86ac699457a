"""The one-row table of administrative reviews and lawsuits."""

import re
from functools import cache
from itertools import pairwise

from corpus.catalogue.load import load_catalogue
from corpus.catalogue.schema import Column, Table
from corpus.recover import Shape
from corpus.tables.cells import cell, read_row
from corpus.tables.emit import Place, emit
from corpus.tables.figures import fit, with_figures
from corpus.tables.fold import Source
from corpus.tables.resolve import Problem, resolve
from corpus.tables.schema import PlacedRow, TableReading

_WORDS = "结果维持纠正其他尚未审结总计行政诉讼复议经直接起后"
"""Characters of the labels, which stand over every column where merged cells were filled."""
_HEADER = re.compile(rf"未经复议(?:直接|后)起诉[{_WORDS}]*?复议后(?:直接)?起诉[{_WORDS}]*")
_FIGURE = re.compile(r"\s*[-—–/\d]")
_LABEL = "行政复议、行政诉讼"
_LEAST_WORDS = 30
"""Folded characters of the three groups' column labels, at least; prose never has them in a
row. The whole header has some 70, one torn by PDF extraction still over 40."""


def find_remedies(source: Source) -> tuple[PlacedRow, ...]:
    """The value row of each such table; its label is the header it stands under."""
    found = []
    for match in _HEADER.finditer(source.folded.text):
        if match.end() - match.start() < _LEAST_WORDS:
            continue
        start = source.folded.at[match.start()]
        end = source.folded.at[match.end() - 1] + 1
        found.append(_value_row(source, start, end))
    return tuple(found)


def read_remedies(row: PlacedRow, source: Source) -> TableReading:
    """One indicator for each result of each group, and warnings."""
    table = _table()
    shape = _shape(table)
    problem = Problem(rows=(row,), width=shape.width, shape=lambda _row: shape)
    solved = resolve(problem)
    places = [_place(column, table, row) for column in table.columns]
    found = tuple(emit(source.text, p, v) for p, v in zip(places, solved.cells[0], strict=True))
    return TableReading(found, solved.warnings, solved.alone)


@cache
def _table() -> Table:
    """The 2019 and 2021 forms print the same table."""
    return next(t for form in load_catalogue().forms for t in form.tables if t.kind == "record")


def _place(column: Column, table: Table, row: PlacedRow) -> Place:
    head, *rest = column.groups
    name = f"{head}（{'、'.join(rest)}）" if rest else head
    return Place(column.groups, name, column.key, column.label, table.unit, (row.start, row.end))


def _shape(table: Table) -> Shape:
    """Each group's 总计 is the sum of its other columns."""
    totals = []
    for groups in dict.fromkeys(c.groups for c in table.columns):
        columns = [i for i, c in enumerate(table.columns) if c.groups == groups]
        totals.append((tuple(columns[:-1]), columns[-1]))
    return Shape(len(table.columns), tuple(totals))


def _value_row(source: Source, start: int, end: int) -> PlacedRow:
    """The row of figures behind the header ``bare[start:end]``."""
    text, width = source.bare, len(_table().columns)
    at = end
    while at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        line = text[at:line_end]
        if line.count("\t") >= width // 2:
            row = _tabbed(text, at, line_end, width)
            if row is not None:
                return row
        elif line.strip():
            break
        at = line_end + 1
    first = _FIGURE.match(text, end)
    line_end = text.find("\n", first.end()) if first else -1
    limit = line_end if first and line_end >= 0 else len(text)
    if sum(c.isdigit() for c in text[end:limit]) < width:
        limit = len(text)  # one figure a line
    reading = read_row(text, end, limit, width, lines=True)
    begin = reading.runs[0].start if reading.runs else end
    base = PlacedRow(None, _LABEL, begin, max(begin, reading.end))
    return with_figures(text, base, reading, width)


def _tabbed(text: str, start: int, end: int, width: int) -> PlacedRow | None:
    """The figures of a line between tabs, or ``None`` for a line of words."""
    bounds = [start - 1, *(i for i in range(start, end) if text[i] == "\t"), end]
    cells = tuple(cell(text, a + 1, b) for a, b in pairwise(bounds))
    if any(c.isalpha() for c in text[start:end]):
        return None
    fitted = fit(text, cells, width)
    if fitted is None:
        return None
    return PlacedRow(None, _LABEL, fitted[0].start, fitted[-1].end, cells=fitted)
