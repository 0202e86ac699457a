"""Sums of printed cells: what a row is made of, its value or why it has none, and rates.

Parts come from the catalogue's forms: 「（三）不予公开」 has no cells and is the sum of its eight
rows; 行政诉讼 is the sum of its two groups; a blank 总计 is the sum of the row's other columns.
A blank is never 0: with a blank part there is no value, only the shown partial sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.cells import Cells, cells_of
from assistant.layout import Layout, Place, layout_of
from corpus.catalogue import Catalogue
from index.schema import IndicatorRow

PROSE_NOTE = "正文"
"""``Indicator.note`` of a figure taken from the running text instead of a table."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value with the cells it rests on.

    ``formula`` is None for one printed cell, else ``4+0+3=7``. ``value`` is None when a cell is
    blank, ambiguous or missing; ``doubt`` then says which, in Chinese. ``partial`` is what the
    filled cells come to where nothing but blanks stands in the way: shown, never computed with.
    """

    value: Decimal | None
    formula: str | None
    parts: tuple[IndicatorRow, ...]
    doubt: str | None = None
    ambiguous: bool = False
    partial: str | None = None

    @property
    def known(self) -> Decimal | None:
        """Its value, or what its filled cells come to."""
        return Decimal(self.partial.rpartition("=")[2]) if self.partial else self.value


def derive(
    catalogue: Catalogue, rows: Sequence[IndicatorRow], key: str, column: str | None = None
) -> Derived | None:
    """What ``key`` sums to from its parts within one report; None when it has no parts there.

    ``column`` None means the total column. The row's own cell, if printed, is not consulted.
    """
    if not rows:
        return None
    return _sum_parts(layout_of(catalogue), cells_of(rows), (rows[0].form, key), column)


def read_value(
    layout: Layout, cells: Cells, place: tuple[str, str], column: str | None
) -> Derived | None:
    """The printed cell of ``place`` (form, key), else what it sums to; None without any cell."""
    form, key = place[0], layout.same.get(place, place[1])
    place = (form, key)
    where = layout.places.get(place)
    found = cells.get((key, column or _default_column(where)))
    if not found and column is None:
        found = _headed(where, cells, key)
    if not found and column is not None and (where is None or column not in where.columns):
        # A list of one figure a row divides no applicants.
        return _sum_group(layout, cells, place, column) if where else None
    tabled = _from_tables(found)
    if not tabled:
        return _sum_parts(layout, cells, place, column)
    printed = _read_cells(tabled)
    if printed.value is None and not printed.ambiguous:
        computed = _sum_parts(layout, cells, (form, key), column)
        if computed is not None and (computed.value is not None or not _blank_like(computed)):
            return computed
    return printed


def plain(value: Decimal) -> str:
    """Without exponent: 21, 9116.36, -0.5."""
    return format(value, "f")


def operand(value: Decimal) -> str:
    """``plain``, negative numbers in brackets, for use inside a formula."""
    return f"({plain(value)})" if value < 0 else plain(value)


def rounded(value: Decimal, places: str = "0.01") -> Decimal:
    """Half-up, to two decimals unless told."""
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def difference_formula(value: Decimal, other: Decimal) -> str:
    """``7-(-3)``."""
    return f"{operand(value)}-{operand(other)}"


def sum_formula(values: Sequence[Decimal]) -> str:
    """``4+0+3=7``."""
    return f"{'+'.join(operand(v) for v in values)}={plain(sum(values, Decimal(0)))}"


def _read_cells(rows: Sequence[IndicatorRow]) -> Derived:
    first = rows[0].indicator
    if first.status == "ambiguous":
        may_be = f"，可能是 {'、'.join(first.candidates)}" if first.candidates else ""
        doubt = f"原文连写为“{first.printed}”，无法唯一切分{may_be}"
        return Derived(None, None, tuple(rows[:1]), doubt, ambiguous=True)
    if len(rows) > 1 and len({row.indicator.value for row in rows}) > 1:
        printed = "、".join(dict.fromkeys(row.indicator.printed for row in rows))
        return Derived(None, None, tuple(rows), f"同一报告里有不同的数：{printed}", ambiguous=True)
    if first.value is None:
        mark = first.printed.strip()
        doubt = f"原文此格为“{mark}”" if mark else "原文此格空白"
        return Derived(None, None, tuple(rows[:1]), doubt)
    return Derived(first.value, None, tuple(rows[:1]))


def _sum_group(layout: Layout, cells: Cells, place: tuple[str, str], head: str) -> Derived | None:
    """The columns under a head that has no cells of its own: 法人或其他组织."""
    members = layout.groups.get(head, ())
    found = [read_value(layout, cells, place, column) for column in members]
    present = [part for part in found if part is not None]
    return _total(present, missing=len(present) < len(found)) if present else None


def _sum_parts(
    layout: Layout, cells: Cells, place: tuple[str, str], column: str | None
) -> Derived | None:
    made_of = layout.parts.get(place)
    if made_of is not None and (plain_sum := _sum_plainly(layout, cells, place, column)):
        return plain_sum
    by_columns = _sum_columns(layout, cells, place, column)
    if made_of is None or (by_columns is not None and by_columns.value is not None):
        return by_columns
    found = [read_value(layout, cells, (place[0], part), column) for part in made_of]
    present = [part for part in found if part is not None]
    if not present:
        return by_columns
    return _total(present, missing=len(present) < len(found))


def _sum_plainly(
    layout: Layout, cells: Cells, place: tuple[str, str], column: str | None
) -> Derived | None:
    """The sum where every part is one printed number, as it nearly always is; else None.

    The long way would make a ``Derived`` of every part of a thousand reports.
    """
    rows: list[IndicatorRow] = []
    for key in layout.parts[place]:
        part = (place[0], key)
        found = cells.get((key, column or _default_column(layout.places.get(part))))
        if len(found) != 1 or part in layout.same or found[0].indicator.note is not None:
            return None
        if found[0].indicator.value is None:
            return None
        rows.append(found[0])
    values = [row.indicator.value for row in rows if row.indicator.value is not None]
    return Derived(sum(values, Decimal(0)), sum_formula(values), tuple(rows))


def _sum_columns(
    layout: Layout, cells: Cells, place: tuple[str, str], column: str | None
) -> Derived | None:
    where = layout.places.get(place)
    if where is None or where.total is None or (column or where.total) != where.total:
        return None
    others = [cells.get((place[1], c), ()) for c in where.columns if c != where.total]
    if not all(others):
        return None
    return _total([_read_cells(rows) for rows in others], missing=False)


def _total(parts: Sequence[Derived], *, missing: bool) -> Derived:
    rows = tuple(row for part in parts for row in part.parts)
    values = [part.known for part in parts if part.known is not None]
    gaps = any(part.value is None for part in parts)
    if not gaps and not missing:
        return Derived(sum(values, Decimal(0)), sum_formula(values), rows)
    ambiguous = any(part.ambiguous for part in parts)
    open_ = [part for part in parts if part.value is None and not part.partial]
    blank = not missing and all(_blank_like(part) for part in open_)
    # How many is no figure of the report, so it is not said: the cells are cited.
    lacking = ["有的分项空白或不能确定"] if gaps else []
    lacking += ["缺少有的分项"] if missing else []
    shown = f"；其余分项之和 {sum_formula(values)}" if values else ""
    formula = sum_formula(values) if len(values) > 1 else "".join(map(plain, values))
    partial = formula if blank and not ambiguous else None
    return Derived(None, None, rows, f"{'，'.join(lacking)}{shown}", ambiguous, partial or None)


def _blank_like(computed: Derived) -> bool:
    """Nothing but blanks: the printed blank says as much, and says it more plainly."""
    return all(row.indicator.value is None for row in computed.parts)


def _default_column(where: Place | None) -> str | None:
    """The column meant when none is named: the total, or the first."""
    return None if where is None else where.total or where.columns[0]


def _headed(where: Place | None, cells: Cells, key: str) -> Sequence[IndicatorRow]:
    """The cells of a local table that prints another head (「2018年度」) or has one column only."""
    rows = cells.get((key, None))
    if rows and _default_column(where) == "本年度":
        heads = [c for c in (row.indicator.column for row in rows) if c]
        heads = [c for c in heads if c.rstrip("度").endswith("年")]
        if heads:
            return cells.get((key, heads[0]))
    return rows if all(row.indicator.column is None for row in rows) else ()


def _from_tables(rows: Sequence[IndicatorRow]) -> Sequence[IndicatorRow]:
    """The printed cells, without what the running text says beside them, unless that is all."""
    if len(rows) < 2:
        return rows
    return [row for row in rows if row.indicator.note != PROSE_NOTE] or rows
