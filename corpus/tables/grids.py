"""Tables whose rows are in a fixed order: the 2014 list, the applicants' matrix, Fujian's form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.catalogue.load import load_catalogue
from corpus.catalogue.schema import Form, Table
from corpus.narrow import Sum
from corpus.recover import Shape
from corpus.schema import Indicator
from corpus.tables.emit import Place, emit
from corpus.tables.fold import Source, numbering, plain, strip_label
from corpus.tables.labels import Slot, slots
from corpus.tables.place import place_rows
from corpus.tables.resolve import Problem, Resolved, resolve
from corpus.tables.schema import Facts, Known, PlacedRow, RowFact, TableReading

_MONEY = ("元", "万元", "亿元")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table found in the text, its rows placed but not yet resolved."""

    form: Form
    table: Table
    wanted: tuple[Slot, ...]
    rows: tuple[PlacedRow, ...]

    @property
    def found(self) -> int:
        """Rows of the form that were found with cells."""
        return sum(r.slot is not None and bool(r.cells or r.runs) for r in self.rows)

    @property
    def share(self) -> float:
        """Share of the form's rows that were found with cells."""
        return self.found / sum(slot.row.has_cells for slot in self.wanted)


def find_grid(source: Source, form: Form, table: Table, free: Callable[[int], bool]) -> Grid | None:
    """The table in the free part of the text, or ``None``."""
    wanted = _slots(form.id, table.id)
    rows = place_rows(source, wanted, max(1, len(table.columns)), free)
    return Grid(form, table, wanted, rows) if rows else None


@cache
def _slots(form: str, table: str) -> tuple[Slot, ...]:
    forms = {f.id: f for f in load_catalogue().forms}
    return slots(next(t for t in forms[form].tables if t.id == table).rows)


def read_grid(grid: Grid, text: str, known: Known) -> TableReading:
    """Indicators of the table in the order of the text, and warnings. ``text`` as given."""
    columns: list[str | None] = [c.label for c in grid.table.columns]
    problem = Problem(
        rows=grid.rows,
        width=len(columns) or 1,
        shape=lambda row: _shape(grid, row),
        sums=_sums(grid),
        known=lambda row: _about(row, columns or [None], known.prose),
        beside=lambda row: _about(row, columns or [None], known.beside),
    )
    solved = resolve(problem)
    found: list[Indicator] = []
    for row, path, values in zip(grid.rows, _paths(grid), solved.cells, strict=True):
        for i, value in enumerate(values):
            column = columns[i] if columns else None
            found.append(emit(text, _place(row, path, column, value), value))
    torn = sum(r.slot is None and r.label == "" for r in grid.rows)
    lost = (f"有 {torn} 行数据的行名缺失，无法确定属于哪一项",) if torn else ()
    return TableReading(tuple(found), (*solved.warnings, *lost), (*solved.alone, *lost))


def _about(row: PlacedRow, columns: Sequence[str | None], source: Facts) -> Sequence[RowFact]:
    if row.slot is None or row.slot.row.key is None:
        return ()
    return source([(row.slot.row.key, column) for column in columns])


def _shape(grid: Grid, row: PlacedRow) -> Shape:
    labels = [c.label for c in grid.table.columns]
    width = max(1, len(labels))
    money = row.unit in _MONEY or (row.slot is not None and row.slot.row.unit in _MONEY)
    totals: tuple[tuple[tuple[int, ...], int], ...] = ()
    if grid.table.total_column in labels:
        at = labels.index(str(grid.table.total_column))
        totals = ((tuple(i for i in range(width) if i != at), at),)
    return Shape(
        width,
        totals,
        fractional=frozenset(range(width)) if money or width == 1 else frozenset(),
        rising=any(r.accumulate for r in grid.form.relations),
    )


def _sums(grid: Grid) -> tuple[Sum, ...]:
    """The form's equalities over rows that are all printed, as sums that are zero."""
    found = []
    for relation in grid.form.relations:
        if relation.op != "=" or not relation.each_column or relation.accumulate:
            continue
        terms: list[tuple[int, int]] = []
        for keys, side in ((relation.left, 1), (relation.right, -1)):
            for key in keys:
                rows = _rows_of(grid, key)
                terms += [(row, side) for row in rows]
                if not rows:
                    terms = []
                    break
            if not terms:
                break
        rows = [row for row, _ in terms]
        # A row the form does not know may belong to the sum.
        if rows and all(r.slot for r in grid.rows[min(rows) : max(rows) + 1]):
            found.append(Sum(tuple(terms), relation.rule))
    return tuple(found)


def _rows_of(grid: Grid, key: str) -> list[int]:
    """Printed rows that make up ``key``: its own, or all rows of the group; [] if one lacks."""
    at = {r.slot.order: i for i, r in enumerate(grid.rows) if r.slot and (r.cells or r.runs)}
    slot = next((s for s in grid.wanted if s.row.key == key), None)
    if slot is None:
        return []
    if slot.order in at:
        return [at[slot.order]]
    parts = []
    for child in grid.wanted[slot.order + 1 :]:
        if child.row.depth <= slot.row.depth:
            break
        parts.append(child.order)
    if slot.row.has_cells or any(p not in at for p in parts):
        return []
    return [at[p] for p in parts]


def _paths(grid: Grid) -> list[tuple[str, ...]]:
    """Printed labels from the top ancestor down; an ancestor not printed as the form has it."""
    printed = {r.slot.order: r.label for r in grid.rows if r.slot is not None}
    paths: list[tuple[str, ...]] = []
    trail: list[tuple[int, str]] = []
    seen: dict[int, int] = {}
    for row in grid.rows:
        if row.slot is None:
            depth = _depth(row.label, trail, seen)
            trail = [t for t in trail if t[0] < depth] + [(depth, row.label)]
        else:
            trail = [
                (s.row.depth, printed.get(s.order, s.row.labels[0]))
                for s in _ancestors(grid.wanted, row.slot)
            ]
            trail.append((row.slot.row.depth, row.label))
        if printed_number := numbering(plain(row.label)):
            seen[printed_number.depth] = trail[-1][0]
        paths.append(tuple(label for _, label in trail if label))
    return paths


def _ancestors(wanted: Sequence[Slot], slot: Slot) -> list[Slot]:
    found: list[Slot] = []
    depth = slot.row.depth
    for before in reversed(wanted[: slot.order]):
        if before.row.depth < depth:
            found.append(before)
            depth = before.row.depth
    return list(reversed(found))


def _depth(label: str, trail: Sequence[tuple[int, str]], seen: Mapping[int, int]) -> int:
    """Depth of a row the form does not know: that of the last row numbered in the same way.

    Without numbering it stands beside the row before; 「其中：」 stands below it.
    """
    last = trail[-1][0] if trail else 1
    found = numbering(plain(label))
    if found is None:
        return last
    return seen.get(found.depth, found.depth) if found.depth else last + 1


def _place(row: PlacedRow, path: tuple[str, ...], column: str | None, value: Resolved) -> Place:
    name, bracket = strip_label(row.label)
    form_row = row.slot.row if row.slot else None
    return Place(
        path=path,
        name=name or "（行名缺失）",
        key=form_row.key if form_row else None,
        column=column,
        unit=row.unit or value.unit or (form_row.unit if form_row else None),
        row=(row.start, row.end),
        notes=(bracket, row.note),
    )
