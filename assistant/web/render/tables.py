"""The statistics tables of one report: aligned, searchable, every kind of nothing visible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.web.links import download
from assistant.web.render.engine import render
from corpus.catalogue import load_catalogue
from corpus.schema import Indicator, Report
from index.schema import IndicatorRow

_LOCAL = "本地自定表式"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A printed cell. ``kind`` is number, zero, blank, slash, dash, text or ambiguous."""

    shown: str
    kind: str
    hint: str
    start: int
    end: int
    """Span of the row, to open in the source."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A printed row: one cell, or one a column."""

    name: str
    depth: int
    where: str
    unit: str
    cells: tuple[TableCell, ...]
    note: str
    start: int
    hit: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive rows with the same columns; no column names for a plain list."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    units: bool


def indicator_table(
    report: Report, rows: Sequence[IndicatorRow], form: str | None = None, hit: int | None = None
) -> str:
    """All indicator cells of a report.

    Args:
        report: whose they are.
        rows: its cells in printed order.
        form: name of the table form; None looks it up.
        hit: an offset inside the row to highlight.
    """
    return render(
        "table",
        report=report,
        form=form or form_name(report),
        count=len(rows),
        blocks=_blocks([row.indicator for row in rows], hit),
        csv=download(f"reports/{report.report_id}/indicators.csv"),
    )


def form_name(report: Report) -> str:
    """「2014 年表式」 as the catalogue names it."""
    names = [f.name for f in load_catalogue().forms if f.form == report.form]
    return names[0] if names and report.form != "local" else _LOCAL


def cell_kind(indicator: Indicator) -> tuple[str, str]:
    """Class of a cell, and what to say of it beyond its print."""
    printed = indicator.printed.strip()
    if indicator.status == "ambiguous":
        several = "、".join(indicator.candidates)
        return "ambiguous", f"原表此行数字连在一起，拆法不止一种（{several}），不取值"
    if indicator.value is not None:
        hint = "原表此行数字连在一起，按合计关系拆出" if indicator.status == "recovered" else ""
        return ("zero" if indicator.value == 0 else "number"), hint
    if not printed:
        return "blank", "原表空白，不等于 0"
    if printed in {"/", "／"}:
        return "slash", "原表印作“/”，不等于 0"
    if set(printed) <= set("—－-–―"):
        return "dash", f"原表印作“{printed}”，不等于 0"
    return "text", "原表不是数字"


def _blocks(indicators: Sequence[Indicator], hit: int | None) -> tuple[Block, ...]:
    grouped = [list(cells) for _, cells in groupby(indicators, key=_row_of)]
    blocks = []
    for columns, rows in groupby(grouped, key=_columns):
        made = tuple(_row(cells, hit) for cells in rows)
        blocks.append(Block(columns, made, any(row.unit for row in made)))
    return tuple(blocks)


def _row_of(indicator: Indicator) -> tuple[int, tuple[str, ...]]:
    return indicator.row_start, indicator.path


def _columns(cells: Iterable[Indicator]) -> tuple[str, ...]:
    names = tuple(cell.column or "" for cell in cells)
    return names if any(names) else ()


def _row(cells: Sequence[Indicator], hit: int | None) -> TableRow:
    first = cells[0]
    units = {cell.unit for cell in cells if cell.unit and cell.unit not in {"—", "－"}}
    return TableRow(
        name=first.path[-1] if first.path else first.name,
        depth=min(max(len(first.path) - 1, 0), 4),
        where=" › ".join(first.path[:-1]),
        unit="、".join(sorted(units)),
        cells=tuple(_cell(cell) for cell in cells),
        note=first.note or "",
        start=first.row_start,
        hit=hit is not None and first.row_start <= hit < max(first.row_end, first.row_start + 1),
    )


def _cell(indicator: Indicator) -> TableCell:
    kind, hint = cell_kind(indicator)
    printed = "".join(indicator.printed.split())
    return TableCell(printed or "空白", kind, hint, indicator.row_start, indicator.row_end)
