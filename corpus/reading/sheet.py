"""Worksheets (.xlsx) and CSV → lines.

A worksheet is one wide grid on which tables of different widths stand below each other, so
where a row ends has to be told: at its last border or its last text, and at least where the
header of its table ends.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO, StringIO
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import ReadError
from corpus.reading.grid import Cell, grid_lines
from corpus.reading.limits import Limits

_VALUE = re.compile(r"[\d.,\s\-－—–/%]+")
_FIELD = 200_000  # characters in one CSV field


def xlsx_lines(data: bytes, limits: Limits) -> list[str]:
    """Lines of all visible worksheets; formulas by their saved results.

    Raises:
        ReadError: the workbook is damaged, or a sheet spans too many cells.
    """
    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
        return [line for sheet in sheets for line in _sheet_lines(sheet, limits)]
    except (
        InvalidFileException,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        AttributeError,
        ParseError,
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
    ) as error:
        # openpyxl raises whatever a wrong attribute leads to.
        raise ReadError("Excel 文件不完整或已损坏；请用 Excel 打开后另存，再导入") from error


def csv_lines(text: str, limits: Limits) -> list[str]:
    """Lines of a CSV file separated by commas, semicolons or tabs.

    Raises:
        ReadError: it is not CSV, or has too many cells.
    """
    separator = max(",\t;", key=text[:20_000].count)
    csv.field_size_limit(_FIELD)
    try:
        rows = list(csv.reader(StringIO(text), delimiter=separator, strict=False))
    except csv.Error as error:
        raise ReadError("CSV 格式有误，读不出；请用 Excel 打开后另存为 xlsx") from error
    if sum(map(len, rows)) > limits.cells:
        raise _too_large(limits)
    widths = _widths([_used(row) for row in rows], rows)
    return grid_lines(
        [Cell(c) for c in row[:width]] for row, width in zip(rows, widths, strict=True)
    )


def _sheet_lines(sheet: Worksheet, limits: Limits) -> list[str]:
    if sheet.max_row * sheet.max_column > limits.cells:
        raise _too_large(limits)
    spans = {(r.min_row, r.min_col): r for r in sheet.merged_cells.ranges}
    covered = {cell for r in spans.values() for cell in r.cells} - set(spans)
    texts: list[list[str]] = []
    ends: list[int] = []
    for row in sheet.iter_rows():
        texts.append([_printed(c.value, c.number_format) for c in row])
        borders = [n for n, c in enumerate(row, 1) if c.border.right and c.border.right.style]
        merged = [r.max_col for r in spans.values() if r.min_row <= row[0].row <= r.max_row]
        ends.append(max([_used(texts[-1]), *borders, *merged]))
    lines: list[list[Cell]] = []
    for number, width in enumerate(_widths(ends, texts), 1):
        cells = []
        for column in range(1, width + 1):
            span = spans.get((number, column))
            if (number, column) not in covered:
                columns = span.max_col - span.min_col + 1 if span else 1
                rows = span.max_row - span.min_row + 1 if span else 1
                cells.append(Cell(texts[number - 1][column - 1], columns, rows))
        lines.append(cells)
    return grid_lines(lines)


def _too_large(limits: Limits) -> ReadError:
    return ReadError(f"工作表超过 {limits.cells} 格，不像年报的表；请删去多余的行列后再导入")


def _used(row: Sequence[str]) -> int:
    return max((n for n, text in enumerate(row, 1) if text.strip()), default=0)


def _widths(ends: Sequence[int], texts: Sequence[Sequence[str]]) -> list[int]:
    """How many columns each row has: text its own, a row those of the widest of its table.

    A table ends at a blank row and at a line of text.
    """
    alone = [end == 1 and _is_text(n, ends, texts) for n, end in enumerate(ends)]
    starts = [n for n in range(len(ends)) if alone[n] or not ends[n] or not n or alone[n - 1]]
    widths: list[int] = []
    for start, stop in zip(starts, [*starts[1:], len(ends)], strict=True):
        # A merged row of one text, a caption, may be wider than its table.
        inner = [ends[n] for n in range(start, stop) if _filled(texts[n]) > 1]
        widest = max(inner, default=max(ends[start:stop], default=0))
        widths += [_used(texts[n]) if alone[n] else widest for n in range(start, stop)]
    return widths


def _is_text(number: int, ends: Sequence[int], texts: Sequence[Sequence[str]]) -> bool:
    """Whether a row with one text is a line of its own, not a label whose values are blank.

    It is when it is a sentence, or a heading: above a sentence, the names of columns, or a
    caption merged over several columns.
    """
    if _filled(texts[number]) != 1:
        return False
    following = texts[number + 1] if number + 1 < len(texts) else ()
    names = [t for t in following if t.strip()]
    header = len(names) > 1 and not any(map(_VALUE.fullmatch, names))
    sentence = any("。" in t for t in texts[number])
    above = len(names) == 1 and ("。" in names[0] or ends[number + 1] > 1)
    return sentence or header or above


def _filled(row: Sequence[str]) -> int:
    return sum(bool(text.strip()) for text in row)


def _printed(value: object, number_format: str) -> str:
    """A cell as the sheet shows it, as far as figures of reports need."""
    if value is None:
        return ""
    if isinstance(value, float):
        decimals = re.fullmatch(r"#?,?#*0\.(0+)", number_format.split(";")[0])
        if decimals is not None:
            return f"{value:.{len(decimals[1])}f}"
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
