"""Exact lookup of indicator cells by body, year and catalogue key."""

import json
from collections.abc import Collection

from index.database import Database
from index.schema import IndicatorRow
from index.tables import to_indicator

KEPT = 400_000
"""Decoded cells kept, about 1 KB each, before starting afresh."""
_LOOKUPS = 64
"""Whole lookups kept: pages and comparisons ask for the same cells again and again."""


class Cells:
    """Looks cells up in SQLite and remembers the decoded ones.

    Decoding a row costs more than finding it. A row's hash names its content, so what is
    remembered stays right whatever is written later.
    """

    def __init__(self, database: Database) -> None:
        """Remember nothing yet."""
        self._database = database
        self._decoded: dict[bytes, IndicatorRow] = {}
        self._found: dict[tuple[str, str, tuple[str, ...]], tuple[IndicatorRow, ...]] = {}

    def find(
        self,
        bodies: Collection[str] | None,
        years: Collection[int] | None,
        keys: Collection[str] | None,
    ) -> tuple[IndicatorRow, ...]:
        """Cells by body, year and place in the report; ``None`` does not restrict."""
        wanted = (("body", bodies), ("year", years), ("key", keys))
        given = [(column, json.dumps(sorted(v))) for column, v in wanted if v is not None]
        tests = [f"{column} IN (SELECT value FROM json_each(?))" for column, _ in given]
        where = f"WHERE {' AND '.join(tests)}" if tests else ""
        parameters = tuple(v for _, v in given)
        with self._database.snapshot():
            state = self._database.rows("SELECT value FROM meta WHERE name = 'token'")
            asked = (str(state), where, parameters)
            found = self._found.get(asked)
            if found is None:
                found = self._look_up(where, parameters)
                kept = self._found if len(self._found) < _LOOKUPS else {}
                self._found = kept | {asked: found}
        return found

    def _look_up(self, where: str, parameters: tuple[str, ...]) -> tuple[IndicatorRow, ...]:
        order = "ORDER BY body, year, report_id, position"
        found = self._database.rows(
            f"SELECT hash, rowid FROM indicators {where} {order}", parameters
        )
        decoded = self._decoded
        missing = [rowid for digest, rowid in found if digest not in decoded]
        if missing:
            decoded = self._decode(missing)
        return tuple(decoded[digest] for digest, _ in found)

    def _decode(self, rowids: list[int]) -> dict[bytes, IndicatorRow]:
        sql = "SELECT * FROM indicators WHERE rowid IN (SELECT value FROM json_each(?))"
        rows = self._database.rows(sql, (json.dumps(rowids),))
        kept = self._decoded if len(self._decoded) < KEPT else {}
        # A new dictionary: another thread may be reading the old one.
        self._decoded = kept | {row[-1]: to_indicator(row) for row in rows}
        return self._decoded
