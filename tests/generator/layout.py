"""A report's figures as blocks: a string is a paragraph, a list the rows of a table.

The cells are :mod:`tests.corpus.reading.builders`'s, which writes them as HTML, Word, PDF, Excel
and CSV. ``tabbed`` and ``run_together`` write them as the two kinds of plain text that web pages
are saved as: cells between tabs, and cells that have lost their borders.
"""

from collections.abc import Sequence

from corpus.catalogue import Row, Table, load_catalogue
from corpus.reading.grid import Cell, grid_lines
from tests.corpus.reading.builders import APPLY_HEAD, REMEDIES, Rows, cells
from tests.generator.figures import APPLICANTS, TOTAL, Truth

Blocks = list[str | Rows]


def tables(form: str, truth: Truth) -> dict[str, Blocks]:
    """The blocks of each numbered part that holds tables, by the part's number."""
    by_id = {t.id: t for f in load_catalogue().forms if f.id == form for t in f.tables}
    if form == "2014":
        return {"附": [_list(by_id["statistics"], truth)]}
    articles: Blocks = []
    for table in by_id.values():
        if table.kind == "cells":
            articles += [table.heading or "", _article(table, truth)]
    matrix: Rows = [*APPLY_HEAD, *_matrix(by_id["applications"], truth)]
    return {"二": articles, "三": [matrix], "四": [[*REMEDIES[:3], _remedies(truth, by_id)]]}


def tabbed(blocks: Sequence[str | Rows]) -> str:
    """Plain text, cells between tabs."""
    lines: list[str] = []
    for block in blocks:
        lines += [block] if isinstance(block, str) else grid_lines(block)
    return "\n".join(lines) + "\n"


def run_together(blocks: Sequence[str | Rows]) -> str:
    """One line, as a page whose table borders and line breaks were lost."""
    parts = []
    for block in blocks:
        rows = [] if isinstance(block, str) else block
        parts.append(block if isinstance(block, str) else "".join(c.text for r in rows for c in r))
    return " ".join(parts) + "\n"


def _list(table: Table, truth: Truth) -> Rows:
    rows: Rows = [cells("统计指标", "单位", "统计数")]
    for row in table.rows:
        if row.replaces is None:
            figure = "—" if row.unit == "—" else str(truth[row.key or "", None])
            rows.append(cells(row.labels[0], row.unit, figure))
    return rows


def _article(table: Table, truth: Truth) -> Rows:
    rows: Rows = [cells("信息内容", *(c.label for c in table.columns))]
    for row in table.rows:
        figures = [str(truth[f"{row.key}.{c.key}", c.label]) for c in table.columns]
        rows.append(cells(row.labels[0], *figures))
    return rows


def _matrix(table: Table, truth: Truth) -> Rows:
    rows: Rows = []
    results = [row for row in table.rows if row.depth > 1]
    for row in table.rows:
        if not row.has_cells:
            continue
        head: list[Cell] = []
        group = _group(table, row)
        if row.depth == 1:
            head = [Cell(row.labels[0], 3)]
        else:
            if row is results[0]:
                head.append(Cell("三、本年度办理结果", 1, sum(r.has_cells for r in results)))
            if group is None:
                head.append(Cell(row.labels[0], 2))
            else:
                if row is group[0]:
                    head.append(Cell(_heading(table, row), 1, len(group)))
                head.append(Cell(row.labels[0]))
        figures = [str(truth[row.key or "", column]) for column in (*APPLICANTS, TOTAL)]
        rows.append([*head, *cells(*figures)])
    return rows


def _group(table: Table, row: Row) -> list[Row] | None:
    """The rows under the same heading as a third-level row."""
    if row.depth < 3:
        return None
    at = table.rows.index(row)
    start = max(i for i in range(at) if table.rows[i].depth < row.depth)
    end = next((i for i in range(at, len(table.rows)) if table.rows[i].depth < row.depth), None)
    return list(table.rows[start + 1 : end])


def _heading(table: Table, row: Row) -> str:
    at = table.rows.index(row)
    return next(r.labels[0] for r in reversed(table.rows[:at]) if r.depth < row.depth)


def _remedies(truth: Truth, by_id: dict[str, Table]) -> list[Cell]:
    return cells(*(str(truth[c.key or "", c.label]) for c in by_id["remedies"].columns))
