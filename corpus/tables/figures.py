"""What was read behind a label, as the cells of the table's columns or as runs to cut."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.tables.cells import Cell, Reading, Run, cell
from corpus.tables.schema import PlacedRow


def with_figures(text: str, row: PlacedRow, reading: Reading, width: int) -> PlacedRow:
    """The row with what was read behind its label, as ``width`` cells or as runs."""
    cells, runs = reading.cells, reading.runs
    if cells is not None:
        cells = _after_label(text, cells, row)
        fitted = fit(text, cells, width)
        runs = () if fitted else _tab_runs(text, cells)
        cells = fitted
    if len(runs) != width and any("\n" in text[a.end : b.start] for a, b in pairwise(runs)):
        # One figure a line: every border is printed, and blanks are missing.
        runs = (Run(runs[0].start, runs[-1].end, text[runs[0].start : runs[-1].end]),)
    has_cells = row.slot is None or row.slot.row.has_cells
    if not has_cells and runs and not any(ch.isdigit() for run in runs for ch in run.text):
        runs = ()  # the label of its first row, printed twice
    figures = bool(runs) or any(c.start < c.end for c in cells or ())
    if not has_cells and not figures:
        cells, runs = None, ()
    elif cells is None and not runs:
        at = reading.end if reading.cells is None else row.end
        cells = (Cell(at, at, None),) * width
    if cells is None and len(runs) == width:
        cells, runs = tuple(_explicit(text, r) for r in runs), ()
    return PlacedRow(
        row.slot, row.label, row.start, row.end, row.unit, row.note, cells, runs, row.reason
    )


def _explicit(text: str, run: Run) -> Cell:
    found = cell(text, run.start, run.end)
    return Cell(found.start, found.end, found.value, found.unit or run.unit)


def fit(text: str, cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...] | None:
    """The ``width`` value cells among those printed, or ``None``.

    Positions covered by merged cells are blank: the filled cells when there are exactly
    ``width``, else the last ``width`` when only blanks are left out before them.
    """
    if any(c.value is None and " " in text[c.start : c.end] for c in cells):
        return None  # a cell that holds several figures
    filled = [c for c in cells if c.start < c.end]
    while len(filled) > width > 1 and _is_words(text, filled[-1]):
        cells = cells[: cells.index(filled.pop())]  # a column of remarks
    if len(filled) == width:
        return tuple(filled)
    if width == 1 and len(filled) > 1 and len({text[c.start : c.end] for c in filled}) == 1:
        return tuple(filled[:1])  # a merged cell, written out in every column it spans
    if width == 1 and sum(c.value is not None for c in filled) == 1:
        return tuple(c for c in filled if c.value is not None)  # remarks beside the figure
    for offset in range(len(cells) - width, -1, -1):
        window = cells[offset : offset + width]
        if sum(c.start < c.end for c in window) == len(filled):
            return window
    return None


def _after_label(text: str, cells: tuple[Cell, ...], row: PlacedRow) -> tuple[Cell, ...]:
    """The cells without those in which a merged label is printed again."""
    label = text[row.start : max(row.start, text.find("\t", row.start))].strip()
    at = 0
    while at < len(cells) and label and text[cells[at].start : cells[at].end].strip() == label:
        at += 1
    return cells[at:]


def _is_words(text: str, c: Cell) -> bool:
    return c.value is None and any(ch.isalpha() for ch in text[c.start : c.end])


def _tab_runs(text: str, cells: Sequence[Cell]) -> tuple[Run, ...]:
    """Filled cells as runs, for rows with other borders than the table's columns."""
    filled = [c for c in cells if c.start < c.end]
    pieces = [
        Run(c.start + m.start(), c.start + m.end(), m[0])
        for c in filled
        for m in re.finditer(r"\S+", text[c.start : c.end])
    ]
    if all(re.fullmatch(r"[\d.,\-]+", p.text) for p in pieces):
        return tuple(pieces)
    # Words among the figures: one run nothing can be cut from.
    start, end = filled[0].start, filled[-1].end
    return (Run(start, end, text[start:end]),)
