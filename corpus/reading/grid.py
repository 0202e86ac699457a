r"""Tables with merged cells → lines, by one rule for HTML, Word, PDF and Excel.

The rule, which makes the value columns of a row always its last cells:

* a cell is printed once, where it begins (its first row, its first column);
* columns it covers to the right print nothing, not even a blank cell;
* in each further row it covers it prints one blank cell, however many columns wide it is;
* a blank cell of its own is printed, also at the end of the line;
* a row that no cell begins in, or that is one single blank cell, is not printed;
* a row that is one single cell is text: each of its paragraphs is a line of its own.

So 「三、本年度办理结果」 over twenty rows, beside 「（一）予以公开」 over two columns and seven
values, gives ``三、本年度办理结果\t（一）予以公开\t9\t…`` and below it ``\t（二）部分公开\t0\t…``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.reading.blanks import cell_text

_LONG_CELL = 60  # characters; a single-cell row up to here is a heading broken over lines


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell where it begins. ``text`` may hold ``\n`` between its paragraphs."""

    text: str
    columns: int = 1
    rows: int = 1


Row = Sequence[Cell]


def grid_lines(rows: Iterable[Row]) -> list[str]:
    """Lines of a table given, row by row, as the cells that begin in it (see the module)."""
    return [line for slots in grid_slots(rows) for line in slot_lines(slots)]


def grid_slots(rows: Iterable[Row]) -> Iterator[list[str | None]]:
    """What each row prints: the text of a cell that begins there, ``None`` below a tall cell."""
    covered: dict[int, _Covered] = {}
    for row in rows:
        slots, covered = _place(row, covered)
        yield slots


def slot_lines(slots: Sequence[str | None]) -> list[str]:
    """The line of one row, or the lines of a row that is one single cell."""
    if all(slot is None for slot in slots):
        return []
    if len(slots) > 1:
        return ["\t".join(cell_text(slot or "") for slot in slots)]
    return _single(slots[0] or "")


@dataclass(frozen=True, slots=True)
class _Covered:
    columns: int
    rows_left: int


def _place(row: Row, covered: dict[int, _Covered]) -> tuple[list[str | None], dict[int, _Covered]]:
    """What one row prints, and which columns the next row finds covered."""
    slots: list[str | None] = []
    after: dict[int, _Covered] = {}
    column = 0
    waiting = list(row)
    while waiting or any(c >= column for c in covered):
        above = covered.get(column)
        if above is not None:
            slots.append(None)
            width, left = above.columns, above.rows_left - 1
        elif waiting:
            cell = waiting.pop(0)
            slots.append(cell.text)
            width, left = max(1, cell.columns), cell.rows - 1
        else:
            column += 1
            continue
        if left > 0:
            after[column] = _Covered(width, left)
        column += width
    return slots, after


def _single(text: str) -> list[str]:
    if len(text) <= _LONG_CELL and "\t" not in text:
        text = cell_text(text)
    # A line with tabs is a row of a table inside the cell.
    parts = (part if "\t" in part else cell_text(part) for part in text.split("\n"))
    return [part for part in parts if part.strip()]
