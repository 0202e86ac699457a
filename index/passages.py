"""Chunks by id, as search returns them."""

import json
from collections.abc import Sequence

from corpus.schema import Chunk
from index.database import Database
from index.tables import to_chunk

KEPT = 20_000
"""Decoded chunks kept, about 2 KB each, before starting afresh."""


class Passages:
    """Looks chunks up in SQLite and remembers the decoded ones. Safe for threads.

    A row's hash names its content, so what is remembered stays right whatever is written later.
    """

    def __init__(self, database: Database) -> None:
        """Remember nothing yet."""
        self._database = database
        self._decoded: dict[bytes, Chunk] = {}

    def find(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """Those of ``ids`` that are still stored."""
        where = "FROM chunks WHERE chunk_id IN (SELECT value FROM json_each(?))"
        found = self._database.rows(f"SELECT chunk_id, hash {where}", (json.dumps(list(ids)),))
        known = {digest: self._decoded.get(digest) for _, digest in found}
        missing = [i for i, digest in found if known[digest] is None]
        if missing:
            rows = self._database.rows(f"SELECT * {where}", (json.dumps(missing),))
            fresh = {row[-1]: to_chunk(row) for row in rows}
            # A new dictionary: another thread may be reading the old one.
            self._decoded = (self._decoded if len(self._decoded) < KEPT else {}) | fresh
            known |= fresh
        return {i: chunk for i, digest in found if (chunk := known[digest]) is not None}
