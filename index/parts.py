"""What searching needs in memory, loaded from sound caches or rebuilt from SQLite."""

from dataclasses import dataclass, field

from index.caches import Build, Caches
from index.changes import State
from index.columns import Columns
from index.dense import DenseIndex, DenseSettings, load_dense
from index.fuse import FusionSettings
from index.lexical import LexicalIndex, LexicalSettings
from index.lexical_cache import load_lexical
from index.schema import ReportInfo
from index.store import Store


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """All tuning of retrieval in one place."""

    fusion: FusionSettings = field(default_factory=FusionSettings)
    lexical: LexicalSettings = field(default_factory=LexicalSettings)
    dense: DenseSettings = field(default_factory=DenseSettings)


@dataclass(frozen=True, slots=True)
class Parts:
    """One committed state, ready to search; ``dense`` is None until an encoder is attached."""

    state: State
    reports: tuple[ReportInfo, ...]
    columns: Columns
    lexical: LexicalIndex
    dense: DenseIndex | None


def load_parts(store: Store, settings: SearchSettings, *, dense: bool) -> Parts:
    """The store's present state.

    Sound caches are opened without any lock. Otherwise the rebuild lock is taken, so that of
    several processes one rebuilds and the others find its work done; where no lock can be had
    (read-only directory) everything is built in memory.
    """
    caches = Caches(store.directory)
    if (parts := _load(store, caches, settings, dense, "never")) is not None:
        caches.tidy()
        return parts
    with caches.rebuilding() as writable:
        parts = _load(store, caches, settings, dense, "disk" if writable else "memory")
    assert parts is not None  # only "never" gives up
    return parts


def _load(
    store: Store, caches: Caches, settings: SearchSettings, dense: bool, build: Build
) -> Parts | None:
    with store.snapshot():
        lexical = load_lexical(store, caches, settings.lexical, build)
        vectors = load_dense(store, caches, settings.dense, build) if dense else None
        if lexical is None or (dense and vectors is None):
            return None
        columns = Columns.of(store.columns())
        return Parts(store.state(), store.reports(), columns, lexical, vectors)
