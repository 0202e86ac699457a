"""One PDF page → blocks in reading order: lines of text, and runs of table rows.

pdfplumber finds ruled cells; here they get their spans. A frame around the whole page is a
table of one column to it, so rows of a single cell are read as text of the page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.text import extract_text

from corpus.reading.blanks import line_text
from corpus.reading.furniture import is_page_number
from corpus.reading.grid import Cell, grid_slots

_EDGE = 0.12  # share of the page's height in which page numbers stand
_EPSILON = 1.0  # points; pdfplumber has already snapped edges nearer than 3
_NUMERIC = re.compile(r"[\d.,]+")

Char = dict[str, Any]
"""pdfplumber's own record of a character."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line; positions in points from the page's top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    at_edge: bool
    """Whether it stands where running heads and page numbers do."""


@dataclass(frozen=True, slots=True)
class Band:
    """Consecutive table rows of two cells or more."""

    rows: tuple[tuple[Cell, ...], ...]
    edges: tuple[float, ...]
    """Left edges of all columns, and the right edge of the last."""
    top: float


Block = TextLine | Band


def page_blocks(page: Page) -> tuple[Block, ...]:
    """Blocks of a page from top to bottom, page numbers left out.

    Slanted characters are a watermark; characters printed twice in one place are bold type.
    """
    upright = page.filter(lambda o: o["object_type"] != "char" or bool(o["upright"]))
    page = upright.dedupe_chars()
    found = [run for table in page.find_tables() for run in _bands(table, page.chars)]
    spans = [(run.top, bottom) for run, bottom in found]
    blocks: list[Block] = [run for run, _ in found]
    blocks += [line for line in _text_lines(page, spans) if not _is_number_of_page(line)]
    return tuple(sorted(blocks, key=lambda block: block.top))


def _is_number_of_page(line: TextLine) -> bool:
    return line.at_edge and is_page_number(line.text)


def _text_lines(page: Page, spans: Sequence[tuple[float, float]]) -> Iterator[TextLine]:
    def outside(item: Char) -> bool:
        middle = (item["top"] + item["bottom"]) / 2
        return item["object_type"] == "char" and not any(a <= middle < b for a, b in spans)

    height = float(page.height)
    for line in page.filter(outside).extract_text_lines(return_chars=False):
        text = line_text(line["text"])
        if text:
            edge = line["bottom"] < _EDGE * height or line["top"] > (1 - _EDGE) * height
            yield TextLine(text, line["x0"], line["x1"], line["top"], line["bottom"], edge)


def _bands(table: Table, chars: Sequence[Char]) -> Iterator[tuple[Band, float]]:
    """Runs of rows with several cells, each with the bottom of its last row."""
    lefts, tops = (sorted({cell[axis] for cell in table.cells}) for axis in (0, 1))
    left, _, right, bottom = table.bbox
    inside = [c for c in chars if left <= _middle(c)[0] <= right]
    rows = [_row(table, top, (lefts, tops), inside) for top in tops]
    widths = [len(slots) for slots in grid_slots(rows)]
    ends = [*tops[1:], bottom]
    for several, group in groupby(range(len(rows)), key=lambda i: widths[i] > 1):
        numbers = list(group)
        if several:
            first, last = numbers[0], numbers[-1]
            cells = tuple(rows[first : last + 1])
            yield Band(cells, (*lefts, right), tops[first]), ends[last]


def _row(
    table: Table, top: float, grid: tuple[list[float], list[float]], chars: Sequence[Char]
) -> tuple[Cell, ...]:
    """Cells that begin at ``top``; a gap in the ruling is a cell where there is text in it."""
    lefts, tops = grid
    right, bottom = table.bbox[2:]
    below = next((t for t in tops if t > top), bottom)
    starts = {cell[0]: cell for cell in table.cells if cell[1] == top}
    taken = [c for c in table.cells if c[1] <= top + _EPSILON and c[3] > top + _EPSILON]
    cells: list[Cell] = []
    gap: list[float] = []
    for x, end in zip(lefts, [*lefts[1:], right], strict=True):
        if any(c[0] <= x + _EPSILON and c[2] > x + _EPSILON for c in taken):
            cells += _gap_cell(gap, (top, below), chars, inner=x in starts)
            gap = []
            if x in starts:
                _, _, cell_right, cell_bottom = starts[x]
                columns = sum(x <= other < cell_right - _EPSILON for other in lefts)
                rows = sum(top <= other < cell_bottom - _EPSILON for other in tops)
                cells.append(Cell(_text(starts[x], chars), columns, rows))
        else:
            gap = [gap[0] if gap else x, end, (gap[2] if gap else 0) + 1]
    return (*cells, *_gap_cell(gap, (top, below), chars, inner=False))


def _gap_cell(
    gap: list[float], span: tuple[float, float], chars: Sequence[Char], *, inner: bool
) -> list[Cell]:
    if not gap:
        return []
    text = _text((gap[0], span[0], gap[1], span[1]), chars)
    return [Cell(text, int(gap[2]))] if text or inner else []


def _middle(char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _text(box: tuple[float, float, float, float], chars: Sequence[Char]) -> str:
    """Text whose characters have their middle in ``box`` (x0, top, x1, bottom)."""
    x0, top, x1, bottom = box
    own = [c for c in chars if top <= _middle(c)[1] < bottom and x0 <= _middle(c)[0] < x1]
    if not own:
        return ""
    text: str = extract_text(own)
    lines = text.split("\n")
    if len(lines) > 1 and all(map(_NUMERIC.fullmatch, lines)):
        # One number broken because the cell is narrow; two numbers leave room at the side.
        room = (x1 - x0) - (max(c["x1"] for c in own) - min(c["x0"] for c in own))
        if room < 2 * max(c["width"] for c in own):
            return "".join(lines)
    return text
