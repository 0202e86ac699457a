"""Finding silent damage: every row against its own hash, every report against its counts."""

from dataclasses import dataclass

from index.database import Database
from index.tables import TABLES, row_hash

PAGE = 2000
"""Rows checked at a time."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written."""

    table: str
    row: str
    """The row's key: report id, or chunk id."""
    what: str
    """One Chinese line."""


def find_damage(database: Database) -> tuple[Damage, ...]:
    """Rows that do not match their hash, rows without owner, reports with rows missing."""
    found = [damage for table in TABLES for damage in _changed_rows(database, table)]
    for table, name in (("sections", "章节"), ("indicators", "指标行")):
        counts = database.rows(
            f"SELECT report_id, {table}, (SELECT count(*) FROM {table} AS x"
            " WHERE x.report_id = r.report_id) AS present FROM reports AS r"
            f" WHERE present <> {table}"
        )
        found += [
            Damage("reports", rid, f"报告 {rid} 应有 {n} 条{name}，只剩 {present} 条")
            for rid, n, present in counts
        ]
    lost = database.rows(
        "SELECT chunk_id FROM chunks EXCEPT SELECT chunk_id FROM vectors"
        " UNION SELECT chunk_id FROM (SELECT chunk_id FROM vectors"
        " EXCEPT SELECT chunk_id FROM chunks)"
    )
    found += [Damage("vectors", str(i), f"片段 {i} 的文字与向量不成对") for (i,) in lost]
    return tuple(found)


def _changed_rows(database: Database, table: str) -> list[Damage]:
    sql = f"SELECT rowid, * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {PAGE}"
    found: list[Damage] = []
    last = -1
    while page := database.rows(sql, (last,)):
        found += [
            Damage(table, str(row[1]), f"{table} 表中 {row[1]} 的一行与校验值不符")
            for row in page
            if row_hash(row[1:-1]) != row[-1]
        ]
        last = page[-1][0]
    return found
