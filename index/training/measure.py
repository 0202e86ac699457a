"""Retrieval figures: lexical, latent semantic, our encoder and their fusions on one bench.

Success at k: a question counts when any of its relevant texts is among the first k; ties go to
the earlier text. A question without relevant text counts as missed.
"""

import json
import lzma
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Cut = Callable[[str], Sequence[str]]
_RUNS = re.compile(r"\w+")
_K1, _B = 1.5, 0.75
"""BM25's usual constants (Robertson & Zaragoza 2009), not tuned here."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Questions over a fixed collection; ``relevant[i]`` are document numbers."""

    name: str
    documents: tuple[str, ...]
    questions: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]
    contexts: tuple[str, ...] = ()
    """First line of each document where that is not its own text but where it stands."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Success at 1 and 5 and mean reciprocal rank at 10, each in 0–1, over n questions."""

    n: int
    first: float
    five: float
    reciprocal: float

    def __str__(self) -> str:
        """Three percentages."""
        return f"{self.first * 100:5.1f} {self.five * 100:5.1f} {self.reciprocal * 100:5.1f}"


def load_bench(path: Path) -> Bench:
    """A ``{"docs", "queries", "rel"}`` file, optionally .xz."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    return Bench(
        path.name.split(".")[0].removeprefix("eval_"),
        tuple(data["docs"]),
        tuple(data["queries"]),
        tuple(frozenset(numbers) for numbers in data["rel"]),
    )


def bigrams(text: str) -> list[str]:
    """Neighbouring characters of every run of letters, signs left out; a lone one stands alone."""
    runs = _RUNS.findall(text.lower())
    return [run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))]


def bm25_scores(bench: Bench, cut: Cut) -> Scores:
    """BM25 of every question against every document, shape (questions, documents)."""
    from scipy import sparse  # type: ignore[import-untyped]

    vocabulary: dict[str, int] = {}
    counts = [Counter(cut(document)) for document in bench.documents]
    lengths = np.array([sum(count.values()) for count in counts], np.float32)
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        norm = _K1 * (1 - _B + _B * lengths[row] / lengths.mean())
        for term, n in count.items():
            rows.append(row)
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
            values.append(n * (_K1 + 1) / (n + norm))
    shape = (len(counts), len(vocabulary))
    matrix = sparse.csr_matrix((values, (rows, columns)), shape, dtype=np.float32)
    frequency = np.bincount(columns, minlength=len(vocabulary))
    idf = np.log(1 + (len(counts) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    asked = _bags(bench.questions, cut, vocabulary)
    return np.asarray((asked.multiply(idf[None, :]).tocsr() @ matrix.T).toarray(), np.float32)


def _bags(texts: Sequence[str], cut: Cut, vocabulary: Mapping[str, int]):  # type: ignore[no-untyped-def]  # noqa: ANN202 - scipy has no types
    """Counts of known terms, sparse (texts, vocabulary)."""
    from scipy import sparse

    cells: Counter[tuple[int, int]] = Counter()
    for row, text in enumerate(texts):
        for term in cut(text):
            if term in vocabulary:
                cells[row, vocabulary[term]] += 1
    rows = [row for row, _ in cells]
    columns = [column for _, column in cells]
    shape = (len(texts), len(vocabulary))
    return sparse.csr_matrix((list(cells.values()), (rows, columns)), shape, dtype=np.float32)


def lsa_scores(bench: Bench, cut: Cut, dimension: int = 256) -> Scores:
    """TF-IDF and SVD fitted on the bench's own documents, cosine."""
    from sklearn.decomposition import TruncatedSVD  # type: ignore[import-untyped]
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    vectorizer = TfidfVectorizer(analyzer=cut, sublinear_tf=True)
    documents = vectorizer.fit_transform(bench.documents)
    rank = min(dimension, min(documents.shape) - 1)
    svd = TruncatedSVD(rank, random_state=0).fit(documents)
    a, b = svd.transform(vectorizer.transform(bench.questions)), svd.transform(documents)
    return np.asarray(_unit(a) @ _unit(b).T, np.float32)


def _unit(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(norms, 1e-12))


def fused_scores(parts: Sequence[tuple[Scores, float]]) -> Scores:
    """Weighted sum of score matrices, each row divided by its maximum first."""
    total = np.zeros_like(parts[0][0])
    for scores, weight in parts:
        total += weight * scores / np.maximum(scores.max(axis=1, keepdims=True), 1e-9)
    return total


def ranks(scores: Scores, bench: Bench) -> list[float]:
    """Rank of each question's first relevant document by (−score, number); inf beyond 10."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :10]
    return [
        next((rank for rank, number in enumerate(row, 1) if int(number) in wanted), math.inf)
        for row, wanted in zip(order, bench.relevant, strict=True)
    ]


def figures(ranked: Sequence[float]) -> Figures:
    """Success and reciprocal rank over questions with these first ranks."""
    n = max(1, len(ranked))
    return Figures(
        len(ranked),
        sum(rank == 1 for rank in ranked) / n,
        sum(rank <= 5 for rank in ranked) / n,
        sum(1 / rank for rank in ranked) / n,
    )
