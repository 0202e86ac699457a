"""The pieces of a passage, each compared with the question: one clause may be the whole answer.

A vector that sums words says what a passage is about on the whole; in four sentences on four
things the one that was asked for is a quarter of it. Measured by ``python -m index.train
--evaluate``: see index/encoder/README.md.
"""

import re
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder
from index.store import Store

KEPT = 4096
"""Chunks whose pieces are remembered, some 4 kB each at 256 dimensions."""
_WORD = re.compile(r"\w")
_ENDS = (re.compile(r"[。！？；!?;\n\t]+"), re.compile(r"[。！？；!?;\n\t，,]+"))
"""Ends of sentences (and table cells), and of clauses."""


def pieces(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, then its clauses, each once.

    Empty when the text is one clause: it is no piece of itself.
    """
    found = (part.strip() for ends in _ENDS for part in ends.split(text))
    return tuple(p for p in dict.fromkeys(found) if p != text.strip() and _WORD.search(p))


class Pieces:
    """Vectors of the pieces of the chunks seen last. Safe for threads.

    They are made when first asked for; kept in the index they would take several times the room
    of its other vectors.
    """

    def __init__(self, store: Store, embedder: Embedder, kept: int = KEPT) -> None:
        """Start with none."""
        self._store, self._embedder, self._limit = store, embedder, kept
        self._kept: dict[int, NDArray[np.float32]] = {}
        self._lock = Lock()

    def nearest(self, query: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The best cosine among the pieces of each chunk, (n,); -1 where there are none.

        Args:
            query: (d,) unit vector.
            ids: (n,) chunk ids; those deleted meanwhile have no pieces.
        """
        parts = self._vectors(ids.tolist())
        lengths = np.fromiter(map(len, parts), np.int64, len(parts))
        best = np.full(len(parts), -1.0, np.float32)
        filled = np.flatnonzero(lengths)
        if len(filled):
            starts = np.cumsum(lengths[filled]) - lengths[filled]
            cosines = np.concatenate(parts) @ query
            best[filled] = np.maximum.reduceat(cosines, starts)
        return best

    def _vectors(self, ids: Sequence[int]) -> list[NDArray[np.float32]]:
        with self._lock:
            known = {i: self._kept[i] for i in ids if i in self._kept}
        fresh = self._made([i for i in ids if i not in known])
        with self._lock:
            if len(self._kept) + len(fresh) > self._limit:
                self._kept.clear()
            self._kept |= fresh
        known |= fresh
        return [known[i] for i in ids]

    def _made(self, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Chunk id → (pieces, d) for every given id, encoded in one batch."""
        texts = {i: pieces(c.text) for i, c in self._store.passages(ids).items()} if ids else {}
        vectors = self._embedder.documents([part for parts in texts.values() for part in parts])
        made = {i: np.empty((0, self._embedder.dimension), np.float32) for i in ids}
        start = 0
        for i, parts in texts.items():
            made[i] = vectors[start : start + len(parts)]
            start += len(parts)
        return made
