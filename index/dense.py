"""Dense retrieval: FAISS inner products of unit vectors, exact up to 200 000 chunks."""

import os
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index.caches import Build, Caches, header_for
from index.ranking import Ranking, ranked, settled
from index.store import Store

NAME = "dense.faiss"


@dataclass(frozen=True, slots=True)
class DenseSettings:
    """Where exact search ends and how the approximate one looks.

    Measured on 1 M 256-dimensional vectors, 2 cores: flat 82–171 ms a query; IVF4096 with 64
    probes 5 ms at recall@10 0.96; HNSW stayed below 0.8. Flat at 200 000 is some 25 ms.
    """

    flat_limit: int = 200_000
    """Vectors searched exactly; above it an inverted file."""
    probes: int = 64
    """Inverted lists visited by a query."""
    gathered: int = 20_000
    """Filtered rows up to which an inverted file is passed over: their inner products are
    taken one by one, exactly. A flat index is exact under any filter."""

    def __post_init__(self) -> None:
        """Refuse settings that would find nothing."""
        if min(self.flat_limit, self.probes, self.gathered) < 1:
            raise ValueError(f"dense settings must be positive: {self}")


class DenseIndex:
    """Vectors by chunk id. Immutable, safe for threads.

    Args:
        index: ``IndexFlatIP`` in the order of ``ids``, or an IVF index with chunk ids.
        ids: (n,) int64, ascending.
    """

    def __init__(
        self,
        index: Any,  # noqa: ANN401 - FAISS object
        ids: NDArray[np.int64],
        settings: DenseSettings,
    ) -> None:
        """Take over a trained, filled FAISS index."""
        faiss = _faiss()
        self._index, self._ids, self._settings = index, ids, settings
        self.dimension = int(index.d)
        self._flat: NDArray[np.float32] | None = None
        if isinstance(index, faiss.IndexFlat):
            stored = faiss.rev_swig_ptr(index.get_xb(), len(ids) * self.dimension)
            self._flat = stored.reshape(len(ids), self.dimension)
        else:
            index.set_direct_map_type(faiss.DirectMap.Hashtable)

    def __len__(self) -> int:
        """Number of vectors."""
        return len(self._ids)

    def top(
        self, query: NDArray[np.float32], depth: int, rows: NDArray[np.intp] | None = None
    ) -> Ranking:
        """The ``depth`` nearest chunks, by cosine then chunk id.

        Args:
            query: (d,) float32 unit vector.
            depth: most chunks returned.
            rows: positions in id order to search; all when None.

        Raises:
            ModelError: the query has another dimension.
        """
        self._require_dimension(query)
        # One thread: handing a millisecond's work to others costs ten on a busy machine. The
        # setting belongs to the calling thread.
        _faiss().omp_set_num_threads(1)
        if rows is not None and self._flat is None and len(rows) <= self._settings.gathered:
            ids = self._ids[rows]
            return ranked(ids, self.scores(query, ids), depth)
        count = len(self._ids) if rows is None else len(rows)
        parameters = self._parameters(rows)

        def nearest(k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
            scores, found = self._index.search(query[None], k, params=parameters)
            hit = found[0] >= 0  # FAISS pads what it does not find with -1
            return self._as_ids(found[0][hit]), scores[0][hit]

        return settled(nearest, depth, count)

    def scores(self, query: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Inner products (n,) of given chunks, exact in both kinds of index."""
        self._require_dimension(query)
        if self._flat is not None:
            vectors = self._flat[np.searchsorted(self._ids, ids)]
        else:
            vectors = self._index.reconstruct_batch(ids)
        products: NDArray[np.float32] = vectors @ query
        return products

    def _as_ids(self, found: NDArray[np.int64]) -> NDArray[np.int64]:
        return found if self._flat is None else self._ids[found]

    def _parameters(self, rows: NDArray[np.intp] | None) -> Any:  # noqa: ANN401 - FAISS object
        faiss = _faiss()
        if rows is None and self._flat is not None:
            return None
        chosen = {}
        if rows is not None:
            wanted = rows if self._flat is not None else self._ids[rows]
            mask = np.zeros(int(wanted.max(initial=0)) + 1, dtype=bool)
            mask[wanted] = True
            chosen = {"sel": faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))}
        if self._flat is not None:
            return faiss.SearchParameters(**chosen)
        return faiss.SearchParametersIVF(nprobe=self._settings.probes, **chosen)

    def _require_dimension(self, query: NDArray[np.float32]) -> None:
        # FAISS itself raises an AssertionError without a word.
        if query.shape != (self.dimension,):
            raise ModelError(
                f"问题向量是 {query.shape[-1]} 维，索引是 {self.dimension} 维；"
                "请运行 python -m assistant build 用现在的编码器重编索引"
            )


def load_dense(
    store: Store, caches: Caches, settings: DenseSettings, build: Build
) -> DenseIndex | None:
    """The dense index of the store's present state, from its cache or rebuilt.

    Args:
        store: inside one ``snapshot``.
        caches: where the cache is looked for and, when built on disk, kept.
        settings: chooses flat or IVF.
        build: what to do without a cache; None is returned for "never".
    """
    faiss = _faiss()
    state = store.state()
    wanted = header_for("dense", state, f"{state.model} {settings.flat_limit}")
    with caches.open_file(NAME, wanted) as file:
        if file is not None:
            ids = store.chunk_ids()
            index = faiss.read_index(faiss.PyCallbackIOReader(file.read))
            if index.ntotal == len(ids):
                return DenseIndex(index, ids, settings)
    if build == "never":
        return None
    ids, vectors = store.vectors()
    index = _trained(ids, vectors, settings, state.dimension)

    def write(file: IO[bytes]) -> None:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))

    if build == "disk":
        caches.write_file(NAME, wanted, write)
    return DenseIndex(index, ids, settings)


def _trained(
    ids: NDArray[np.int64], vectors: NDArray[np.float32], settings: DenseSettings, dimension: int
) -> Any:  # noqa: ANN401 - FAISS object
    faiss = _faiss()
    if len(ids) <= settings.flat_limit:
        flat = faiss.IndexFlatIP(max(dimension, 1))
        if len(ids):
            flat.add(vectors)
        return flat
    # 4·√n lists, each trained on some 64 vectors: FAISS's own guidance for inverted files.
    lists = min(int(4 * len(ids) ** 0.5), len(ids) // 40 + 1)
    index = faiss.IndexIVFFlat(
        faiss.IndexFlatIP(dimension), dimension, lists, faiss.METRIC_INNER_PRODUCT
    )
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    index.cp.max_points_per_centroid = 64
    index.train(vectors)
    index.add_with_ids(vectors, ids)
    return index


def _faiss() -> Any:  # noqa: ANN401 - FAISS's own stubs lack half of what it exports
    try:
        return import_module("faiss")
    except ImportError as error:
        raise ModelError("缺少 faiss；请运行 pip install faiss-cpu") from error
