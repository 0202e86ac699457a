"""What stands behind a row label: note, unit and cells, with or without borders."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from corpus.numbers import parse_quantity
from corpus.tables.fold import plain
from corpus.tables.labels import UNITS

_NOTE = re.compile(r"\s*(\([^()\n]{4,80}\))")
_UNIT = re.compile(rf"\s*(万元|{UNITS})(?=[\s\d\-—–/]|$)")
_DASH_UNIT = re.compile(r"\s*([-—–]+)(?=\s*[\d/]|\s+[-—–])")
_NUMBER = r"-?\d[\d.,\-]*"
_TOKEN = re.compile(
    rf"(?P<gap>\s*)(?P<token>{_NUMBER}|[—–]+|-|/|无(?!\w)|空(?!\w))(?P<unit>{UNITS})?"
)
_PAGE = re.compile(r"[^\S\n]*\n\s*-\s*\d+\s*-[^\S\n]*(?:\n|$)")
_UNIT_CELL = re.compile(rf"(?:{UNITS}|条/件|件/条|[-—–/]+)")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MONEY = ("元", "万元", "亿元", "美元")


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell; ``value`` is None for a blank, a dash or words."""

    start: int
    end: int
    value: Decimal | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Digits without a border inside: one cell or several."""

    start: int
    end: int
    text: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read behind a label up to ``end``. ``cells`` xor ``runs`` is used.

    ``cells`` come from tabs and keep blanks; ``runs`` from text without tabs; ``note`` is the
    span of a bracketed remark.
    """

    unit: str | None
    note: tuple[int, int] | None
    cells: tuple[Cell, ...] | None
    runs: tuple[Run, ...]
    end: int


def cell(text: str, start: int, end: int) -> Cell:
    """The cell printed at ``text[start:end]``, surrounding space dropped."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    printed = text[start:end]
    quantity = parse_quantity(printed) if printed else None
    if quantity is None:
        return Cell(start, end, None)
    return Cell(start, end, quantity.value, quantity.unit)


def is_unit(printed: str) -> bool:
    """Whether a cell holds a unit of measure or the 「—」 of a heading row."""
    return _UNIT_CELL.fullmatch(plain(printed)) is not None


def tab_cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """Cells of ``text[start:end]`` between tabs, the piece before the first tab left out."""
    bounds = [i for i in range(start, end) if text[i] == "\t"] + [end]
    return tuple(cell(text, a + 1, b) for a, b in pairwise(bounds))


# Two forms that differ in a row or two are both tried on every table.
@lru_cache(maxsize=512)
def read_row(text: str, start: int, limit: int, width: int, *, lines: bool) -> Reading:
    """Read behind the label that ends at ``start``, at most to ``limit``.

    ``width``: columns of the table. ``lines``: figures may stand on the lines after the
    label's. ``text`` is plain.
    """
    note = None
    if match := _NOTE.match(text, start, limit):
        note, start = match.span(1), match.end()
    line_end = text.find("\n", start, limit)
    line_end = limit if line_end < 0 else line_end
    if "\t" in text[start:line_end]:
        cells = tab_cells(text, start, line_end)
        if line_end == limit < len(text) and text[limit - 1] == "\t":
            cells = cells[:-1]  # the tab before the next label of a two-column layout
        unit, cells = _split_unit(text, cells, width)
        return Reading(unit, note, cells, (), line_end)
    limit = limit if lines else line_end
    if match := _DASH_UNIT.match(text, start, limit):
        # One figure more than there are columns: the dash stands in the column of units.
        reading = _read_runs(text, start, limit, note, None)
        if width > 1 and len(reading.runs) <= width:
            return reading
        return _read_runs(text, match.end(), limit, note, match[1])
    match = _UNIT.match(text, start, limit)
    return _read_runs(
        text, match.end() if match else start, limit, note, match[1] if match else None
    )


def _split_unit(
    text: str, cells: tuple[Cell, ...], width: int
) -> tuple[str | None, tuple[Cell, ...]]:
    filled = sum(c.start < c.end for c in cells)
    for i, c in enumerate(cells):
        if c.start == c.end:
            continue
        printed = text[c.start : c.end]
        last = all(later.start == later.end for later in cells[i + 1 :])
        dash = printed.strip("-—–/") == ""
        if dash and width > 1 and filled <= width:
            return None, cells  # a figure that is not there
        if is_unit(printed) and not (dash and last and i + 1 == len(cells) and i > 0):
            return printed, cells[i + 1 :]
        return None, cells
    return None, cells


def _read_runs(
    text: str, start: int, limit: int, note: tuple[int, int] | None, unit: str | None
) -> Reading:
    runs: list[Run] = []
    end = start
    while (match := _TOKEN.match(text, end, limit)) and not _PAGE.match(text, end, limit):
        token_start, token_end = match.span("token")
        token_end = _trim(text, token_start, token_end)
        if token_end <= token_start:
            break
        runs.append(Run(token_start, token_end, text[token_start:token_end], match["unit"]))
        if token_end < match.end("token"):
            end = token_end
            break
        end = match.end()
    return Reading(unit, note, None, tuple(runs), end)


def _trim(text: str, start: int, end: int) -> int:
    """Leave out of a digit run what belongs to the text behind it.

    The 「2.」 that numbers the next label, and the year of 「62019年1月10日」.
    """
    token = text[start:end].rstrip(".,-")
    if token in ("", "-"):
        return end
    followed = text[start + len(token) : start + len(token) + 1]
    if followed in (".", "、") and followed:
        token = token[:-1]
    elif followed in ("年", "月", "日"):
        token = _YEAR.sub("", token) if followed == "年" and _YEAR.search(token) else ""
    return start + len(token)
