"""The product's own search over a bench: what a user of the index gets, with its settings."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.schema import Chunk, Report
from index.build import BATCH, embedded_text
from index.embed import Embedder
from index.fuse import FusionSettings
from index.parts import SearchSettings
from index.schema import SearchMode
from index.search import Index
from index.store import Store
from index.training.measure import Bench, Figures, figures

MODES: dict[str, SearchMode] = {
    "产品 词面": "lexical",
    "产品 编码器（整段与各句取高）": "dense",
    "产品 融合": "fused",
}
"""Row of the table → mode of search; no lexicon expands any of them."""
GAINS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)


def product_ranks(bench: Bench, embedder: Embedder) -> dict[str, list[float]]:
    """Row of the table → rank of each question's first relevant document; inf beyond 10."""
    with _stored(bench, embedder) as directory:
        index = Index.open(directory, embedder)
        return {name: _ranks(index, bench, mode) for name, mode in MODES.items()}


def gain_curve(
    benches: Sequence[Bench], embedder: Embedder, gains: Sequence[float] = GAINS
) -> list[tuple[float, tuple[Figures, ...]]]:
    """Gain of the lexical side → figures of each bench: to choose it on held-out benches."""
    curve: dict[float, list[Figures]] = {gain: [] for gain in gains}
    for bench in benches:
        with _stored(bench, embedder) as directory:
            for gain in gains:
                settings = SearchSettings(FusionSettings(gain=gain))
                index = Index.open(directory, embedder, settings)
                curve[gain].append(figures(_ranks(index, bench, "fused")))
    return [(gain, tuple(found)) for gain, found in curve.items()]


@contextmanager
def _stored(bench: Bench, embedder: Embedder) -> Iterator[Path]:
    """An index directory whose chunk i + 1 is document i."""
    name = sha256(bench.name.encode()).hexdigest()
    report = Report(
        name, bench.name, 2000, "local", bench.name, bench.name, name, "", None, (), (), (), ()
    )
    contexts = bench.contexts or ("",) * len(bench.documents)
    chunks = []
    for i, (context, document) in enumerate(zip(contexts, bench.documents, strict=True)):
        text = document.removeprefix(f"{context}\n")
        chunks.append(Chunk(name, bench.name, 2000, "section", (), context, text, i, i + 1))
    texts = [embedded_text(chunk.context, chunk.text) for chunk in chunks]
    parts = [embedder.documents(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]
    with TemporaryDirectory() as place:
        store = Store(Path(place), create=True)
        store.add(report, chunks, np.concatenate(parts), embedder.name)
        store.close()
        yield Path(place)


def _ranks(index: Index, bench: Bench, mode: SearchMode) -> list[float]:
    ranks = []
    for question, wanted in zip(bench.questions, bench.relevant, strict=True):
        hits = index.search(question, limit=10, mode=mode)
        found = (rank for rank, hit in enumerate(hits, 1) if hit.chunk_id - 1 in wanted)
        ranks.append(float(next(found, math.inf)))
    return ranks
