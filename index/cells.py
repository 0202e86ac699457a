"""Exact lookup of indicator cells by body, year and catalogue key."""

import json
from collections.abc import Collection

from index.database import Database
from index.schema import IndicatorRow
from index.tables import to_indicator

KEPT = 400_000
"""Decoded cells kept, about 1 KB each, before starting afresh."""


class Cells:
    """Looks cells up in SQLite and remembers the decoded ones.

    Decoding a row costs more than finding it. A row's hash names its content, so what is
    remembered stays right whatever is written later.
    """

    def __init__(self, database: Database) -> None:
        """Remember nothing yet."""
        self._database = database
        self._decoded: dict[bytes, IndicatorRow] = {}

    def find(
        self,
        bodies: Collection[str] | None,
        years: Collection[int] | None,
        keys: Collection[str] | None,
    ) -> tuple[IndicatorRow, ...]:
        """Cells by body, year and place in the report; ``None`` does not restrict."""
        wanted = (("body", bodies), ("year", years), ("key", keys))
        given = [(column, json.dumps(list(v))) for column, v in wanted if v is not None]
        tests = [f"{column} IN (SELECT value FROM json_each(?))" for column, _ in given]
        where = f"WHERE {' AND '.join(tests)}" if tests else ""
        order = "ORDER BY body, year, report_id, position"
        with self._database.snapshot():
            found = self._database.rows(
                f"SELECT hash, rowid FROM indicators {where} {order}", [v for _, v in given]
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
