"""Keeping the stored readings of a body's reports in step with each other.

Run inside the transaction that adds, replaces or removes a report, so that no reader ever sees
a cell settled by a report that is not there, or open although its neighbour settles it.
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from corpus.neighbours import Reading, related_keys, settle_years
from corpus.report import reread
from corpus.schema import Report
from corpus.tables.schema import Expectation
from index import tables
from index.changes import replace_reading
from index.tables import Row


def settle(connection: sqlite3.Connection, body: str, year: int) -> None:
    """Read again the reports that the one of ``year``, just changed or gone, may settle."""
    open_years = _open_years(connection, body)
    reach = _reach(year, open_years)
    if not reach:
        return
    shelf = _Shelf(connection, body)
    beside = {year + step for year in reach for step in (-1, 0, 1)}
    own = [reading for year in sorted(beside) if (reading := shelf.stored(year)).cells]
    said = settle_years(own, shelf.read)
    for year in sorted(reach):
        if not shelf.stored(year).rests_on(said[year]):
            replace_reading(connection, shelf.reread(year, said[year]))


def _open_years(connection: sqlite3.Connection, body: str) -> set[int]:
    """Years with a cell that the report leaves open by itself."""
    rows = connection.execute(
        "SELECT DISTINCT year, key FROM indicators WHERE body = ? AND candidates <> '[]'",
        (body,),
    )
    keys = related_keys()
    return {year for year, key in rows if key in keys}


def _reach(changed: int, open_years: Collection[int]) -> set[int]:
    """The open years that a change may touch, from neighbour to neighbour."""
    reach: set[int] = set()
    todo = [changed - 1, changed, changed + 1]
    while todo:
        year = todo.pop()
        if year in open_years and year not in reach:
            reach.add(year)
            todo += [year - 1, year + 1]
    return reach


@dataclass(frozen=True)
class _Shelf:
    """The stored reports of one body by year, and their readings beside other neighbours."""

    connection: sqlite3.Connection
    body: str
    _stored: dict[int, Reading] = field(default_factory=dict)
    _reports: dict[int, Report] = field(default_factory=dict)
    _again: dict[tuple[int, tuple[Expectation, ...]], Report] = field(default_factory=dict)

    def stored(self, year: int) -> Reading:
        """The cells that bear on other years, as stored."""
        if year not in self._stored:
            rows = self.connection.execute(
                "SELECT * FROM indicators WHERE body = ? AND year = ?"
                " AND key IN (SELECT value FROM json_each(?)) ORDER BY position",
                (self.body, year, json.dumps(sorted(related_keys()))),
            )
            cells = [tables.to_indicator(row) for row in rows]
            form = cells[0].form if cells else ""
            self._stored[year] = Reading(year, form, tuple(c.indicator for c in cells))
        return self._stored[year]

    def read(self, year: int, said: tuple[Expectation, ...]) -> Reading:
        """As the report reads beside neighbours that say so."""
        stored = self.stored(year)
        if stored.rests_on(said):
            return stored
        return Reading(year, stored.form, self.reread(year, said).indicators)

    def reread(self, year: int, said: tuple[Expectation, ...]) -> Report:
        """The whole report, its tables read again."""
        if (year, said) not in self._again:
            self._again[year, said] = reread(self._report(year), said)
        return self._again[year, said]

    def _report(self, year: int) -> Report:
        if year not in self._reports:
            ((report_id,),) = self.connection.execute(
                "SELECT report_id FROM reports WHERE body = ? AND year = ?", (self.body, year)
            )
            report = tables.select_report(self._rows, report_id)
            assert report is not None
            self._reports[year] = report
        return self._reports[year]

    def _rows(self, sql: str, parameters: Sequence[str]) -> list[Row]:
        return self.connection.execute(sql, parameters).fetchall()
