"""One report's cells by catalogue key and column."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from index.schema import IndicatorRow


class Cells:
    """Looks the cells of one report up.

    A comparison of a thousand reports reads few of the columns it was given: rows are kept by
    key alone, and told apart by column when they are asked for.
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[str, Sequence[IndicatorRow]]) -> None:
        """Take over the rows of every key, in the order of the report."""
        self._rows = rows

    def get(
        self, place: tuple[str, str | None], default: Sequence[IndicatorRow] = ()
    ) -> Sequence[IndicatorRow]:
        """The cells of a key and column; of all columns for None."""
        key, column = place
        rows = self._rows.get(key)
        if rows is None:
            return default
        if column is None:
            return rows
        return [row for row in rows if row.indicator.column == column] or default

    def __contains__(self, place: tuple[str, str | None]) -> bool:
        """Whether a key has a cell in a column."""
        return bool(self.get(place))


def cells_of(rows: Iterable[IndicatorRow]) -> Cells:
    """The cells of one report."""
    by_key: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        if (key := row.indicator.key) is not None:
            by_key.setdefault(key, []).append(row)
    return Cells(by_key)


_Report = tuple[IndicatorRow, dict[str, list[IndicatorRow]]]
"""A report's first cell, and all of them by key."""


def cells_by_report(
    rows: Iterable[IndicatorRow], keys: Collection[str], asked: Callable[[IndicatorRow], bool]
) -> dict[tuple[str, int], _Report]:
    """The cells of every body and year in one pass: there may be tens of thousands.

    Args:
        rows: of many reports, those of one report together.
        keys: the only ones looked at.
        asked: whether the report that a cell is of is wanted.
    """
    reports: dict[tuple[str, int], _Report] = {}
    last, cells = "", None
    for row in rows:
        key = row.indicator.key
        if key is None or key not in keys:
            continue
        if row.report_id != last:
            last, cells = row.report_id, None
            if asked(row):
                cells = reports.setdefault((row.body, row.year), (row, {}))[1]
        if cells is None:
            continue
        if key in cells:
            cells[key].append(row)
        else:
            cells[key] = [row]
    return reports
