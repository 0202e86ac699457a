"""The read side: an opened index, searched lexically, densely or both at once."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from corpus.schema import Report
from index.changes import wrong_model
from index.derived import Derived
from index.embed import Embedder
from index.fuse import DENSE_ALONE, LEXICAL_ALONE, Fused, Weights, best_is_one, fuse
from index.parts import Parts, SearchSettings, load_parts
from index.pieces import Pieces
from index.ranking import EMPTY, Ranking, ranked
from index.schema import Filter, Hit, IndicatorRow, ReportInfo, SearchMode
from index.store import Store

NO_FILTER = Filter()
DEFAULTS = SearchSettings()
REPORTS_KEPT = 32
"""Whole reports remembered."""
TEXTS_KEPT = 1024
"""Texts remembered, some 20 KB each: a comparison of ten years and a hundred bodies cites all."""
FILTERS_KEPT = 64
"""Filters whose chunks are remembered."""


class Index:
    """One state of an index directory. Immutable, safe for threads.

    Ask ``current()`` at the start of a question: one SQL statement, and a newer index when
    another process has changed the directory. A chunk deleted meanwhile is never returned by
    ``search`` in any case: its text is read from the database.
    """

    def __init__(
        self, store: Store, parts: Parts, embedder: Embedder | None, settings: SearchSettings
    ) -> None:
        """Use ``Index.open``."""
        self._store, self._parts = store, parts
        self._embedder, self._settings = embedder, settings
        self._pieces = Pieces(store, embedder) if embedder and embedder.by_pieces else None
        self._newest: Index | None = None
        self._report = lru_cache(maxsize=REPORTS_KEPT)(store.report)
        self.text = lru_cache(maxsize=TEXTS_KEPT)(store.text)
        self._rows = lru_cache(maxsize=FILTERS_KEPT)(parts.columns.select)

    @classmethod
    def open(
        cls,
        directory: Path,
        embedder: Embedder | None = None,
        settings: SearchSettings = DEFAULTS,
    ) -> "Index":
        """Open an index; lexical only while ``embedder`` is None.

        Raises:
            IndexUnavailableError: missing, foreign, of another version, damaged.
            ModelError: the index was built with another encoder.
        """
        store = Store(directory)
        parts = load_parts(store, settings, dense=embedder is not None)
        state = parts.state
        if embedder is not None and state.model:
            mine = (embedder.name, embedder.dimension)
            if mine != (state.model, state.dimension):
                raise wrong_model(state.model, state.dimension, *mine)
        return cls(store, parts, embedder, settings)

    def with_embedder(self, embedder: Embedder) -> "Index":
        """The same directory with dense retrieval; this index stays usable meanwhile.

        Raises:
            ModelError: the index was built with another encoder.
        """
        return self.open(self._store.directory, embedder, self._settings)

    def current(self) -> "Index":
        """This index while nothing has changed on disk, else a newer one, loaded once.

        The newer one has a connection of its own: loading it holds up no other thread.
        """
        newest = self._newest or self
        if self._store.state() != newest._parts.state:
            newest = self.open(self._store.directory, self._embedder, self._settings)
            self._newest = newest
        return newest

    def close(self) -> None:
        """Release the database file; done by itself when nobody holds the index any more."""
        self._store.close()

    @property
    def generation(self) -> int:
        """Number of changes to the directory up to this state."""
        return self._parts.state.generation

    @property
    def reports(self) -> tuple[ReportInfo, ...]:
        """Stored reports by body and year."""
        return self._parts.reports

    @property
    def embedder(self) -> Embedder | None:
        """The encoder of questions, None while lexical only."""
        return self._embedder

    @property
    def derived(self) -> Derived:
        """Where things worked out from this state are kept."""
        return Derived(self._store.directory, self._parts.state)

    def report(self, report_id: str) -> Report:
        """A whole report, as parsed.

        Raises:
            UsageError: not stored.
        """
        return self._report(report_id)

    def indicators(
        self,
        *,
        bodies: Collection[str] | None = None,
        years: Collection[int] | None = None,
        keys: Collection[str] | None = None,
    ) -> tuple[IndicatorRow, ...]:
        """Indicator cells by body, year and place in the report; ``None`` does not restrict."""
        return self._store.indicators(bodies=bodies, years=years, keys=keys)

    def search(
        self,
        question: str,
        where: Filter = NO_FILTER,
        *,
        expansions: Sequence[str] = (),
        limit: int = 10,
        mode: SearchMode = "fused",
    ) -> tuple[Hit, ...]:
        """The best chunks for a question, by fused score, then chunk id.

        Args:
            question: the asker's words.
            where: exact restrictions, applied before ranking.
            expansions: further phrases for the same thing, for the lexical side only.
            limit: most hits returned.
            mode: which scores rank; "fused" without an encoder is lexical.

        Raises:
            ModelError: mode "dense" without an encoder.
        """
        if mode == "dense" and self._embedder is None:
            raise ModelError("编码器还没有载入，不能按向量检索；请稍后再试或改用 lexical")
        fused = self._fused(question, where, expansions, limit, mode)
        ids = fused.ids.tolist()
        chunks = self._store.passages(ids)
        scores = zip(
            fused.scores.tolist(), fused.lexical.tolist(), fused.dense.tolist(), strict=True
        )
        # A chunk deleted since this state was loaded has no text any more: no hit.
        return tuple(
            Hit(i, chunks[i], *parts) for i, parts in zip(ids, scores, strict=True) if i in chunks
        )

    def _fused(
        self, question: str, where: Filter, expansions: Sequence[str], limit: int, mode: SearchMode
    ) -> Fused:
        depth = max(self._settings.fusion.depth, 2 * limit)
        rows = self._rows(where)
        if rows is not None and len(rows) == len(self._parts.columns.ids):
            where, rows = NO_FILTER, None  # asked of everything there is
        words, cosines = EMPTY, EMPTY
        if mode != "dense":
            words = self._parts.lexical.top(question, expansions, where, depth)
        if mode != "lexical":
            cosines = self._cosines(question, rows, words, depth)
        weights = self._weights(question, words, mode)
        return fuse(best_is_one(words), cosines, weights, limit)

    def _weights(self, question: str, words: Ranking, mode: SearchMode) -> Weights:
        if mode == "dense":
            return DENSE_ALONE
        if mode == "lexical" or self._embedder is None:
            return LEXICAL_ALONE
        best = float(words.scores[0]) if len(words.ids) else 0.0
        attainable = self._parts.lexical.attainable(question) if best else 0.0
        return self._settings.fusion.weights(min(1.0, best / attainable) if attainable else 0.0)

    def _cosines(
        self, question: str, rows: NDArray[np.intp] | None, words: Ranking, depth: int
    ) -> Ranking:
        """The nearest chunks and all found lexically: each one's cosine or its best piece's."""
        dense, embedder = self._parts.dense, self._embedder
        if dense is None or embedder is None or len(dense) == 0:
            return EMPTY
        query = embedder.queries([question])[0]
        near = dense.top(query, depth, rows)
        others = np.setdiff1d(words.ids, near.ids)
        ids = np.concatenate((near.ids, others))
        scores = np.concatenate((near.scores, dense.scores(query, others)))
        if self._pieces is not None:
            scores = np.maximum(scores, self._pieces.nearest(query, ids))
        return ranked(ids, scores, len(ids))
